using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Payments.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Payments;

/// <summary>Puts what providers keep into the wallet of its owner. Changes what is tracked; the caller saves.</summary>
public sealed class KeptMethods(StoreDbContext db, TimeProvider clock)
{
    /// <summary>True when the provider's name of an owner is the account's, or when nothing contradicts it.</summary>
    public async Task<bool> IsOwnersAsync(Guid accountId, IPaymentGateway gateway, string? customer, CancellationToken ct) =>
        customer is null || await db.ProviderCustomers.FindAsync([accountId, gateway.Source], ct) is not { } own || own.Reference == customer;

    /// <summary>Keeps a method for an account; null when it is somebody else's.</summary>
    public async Task<SavedMethod?> KeepAsync(Guid accountId, IPaymentGateway gateway, MethodFacts facts, Mandate? mandate, CancellationToken ct)
    {
        var known = await db.SavedMethods.SingleOrDefaultAsync(m => m.Method == facts.Method && m.Token == facts.Token, ct);
        if (known is not null)
        {
            if (known.AccountId != accountId)
            {
                return null;
            }

            if (known.RemovedAt is not null)
            {
                known.KeepAgain(mandate, clock.UtcNow()); // the provider was not yet made to forget it: it gives the same name again
            }
            else if (mandate is not null)
            {
                known.Accept(mandate);
            }

            return known;
        }

        if (await db.ProviderCustomers.FindAsync([accountId, gateway.Source], ct) is null)
        {
            db.ProviderCustomers.Add(new ProviderCustomer { AccountId = accountId, Provider = gateway.Source, Reference = facts.Customer });
        }

        var method = SavedMethod.Keep(Guid.CreateVersion7(clock.GetUtcNow()), accountId, facts, mandate, clock.UtcNow());
        db.SavedMethods.Add(method);
        return method;
    }

    /// <summary>
    /// Keeps a method whose payment had ended before; its service, off until now for the lack of it, renews from now on. May be repeated.
    /// True when nothing is left to do: method kept and service there.
    /// </summary>
    public async Task<bool> KeepLateAsync(PaymentAttempt attempt, IPaymentGateway gateway, MethodFacts facts, CancellationToken ct)
    {
        if (attempt.Mandate is not { } mandate || await KeepOnceAsync(attempt, gateway, facts, ct) is not { } method)
        {
            return true;
        }

        var service = await db.Subscriptions.FirstOrDefaultAsync(s => s.Periods.Any(p => p.OrderNumber == attempt.OrderNumber), ct);
        if (service is { RenewalOff: RenewalOffReason.NotKept } && method.RemovedAt is null)
        {
            method.Accept(mandate);
            service.RenewWith(method.Id, mandate);
        }

        return service is not null;
    }

    /// <summary>Money came, the method did not: a task for the desk and a letter to the customer, once.</summary>
    public async Task TellNotKeptAsync(string orderNumber, CancellationToken ct)
    {
        var words = "Il pagamento è riuscito, ma il fornitore non ha conservato il metodo: il rinnovo automatico è spento.";
        if (await db.OpenTaskAsync($"not-kept:{orderNumber}", DeskTaskKind.MethodNotKept, orderNumber, words, clock, ct))
        {
            db.Raise(new MethodNotKept(orderNumber));
        }
    }

    private async Task<SavedMethod?> KeepOnceAsync(PaymentAttempt attempt, IPaymentGateway gateway, MethodFacts facts, CancellationToken ct)
    {
        if (attempt.KeptMethodId is { } before)
        {
            return await db.SavedMethods.SingleOrDefaultAsync(m => m.Id == before, ct);
        }

        var method = await IsOwnersAsync(attempt.AccountId, gateway, facts.Customer, ct)
            ? await KeepAsync(attempt.AccountId, gateway, facts, attempt.Mandate, ct)
            : null;
        if (method is not null)
        {
            attempt.KeepLater(method.Id);
        }

        return method;
    }
}
