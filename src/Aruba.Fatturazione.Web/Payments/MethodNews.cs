using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Payments;

/// <summary>What providers tell of kept methods.</summary>
public sealed class MethodNews(StoreDbContext db, KeptMethods methods, PaymentRequests requests, TimeProvider clock)
{
    /// <summary>The network gave the card a new number or expiry: reads it again.</summary>
    public async Task<string> ChangedAsync(IPaymentGateway gateway, string token, CancellationToken ct)
    {
        var method = await FindAsync(gateway, token, ct);
        if (method is null || method.RemovedAt is not null)
        {
            return "Metodo non conservato: nessun effetto";
        }

        var facts = (await gateway.ReadMethodAsync(token, ct)).Facts ?? throw new InvalidOperationException("The provider does not tell the method.");
        method.Update(facts);
        await db.SaveChangesAsync(ct);
        return "Dati del metodo aggiornati";
    }

    /// <summary>The method no longer exists: it goes here too, what it renewed no longer renews, and a person is told.</summary>
    public async Task<string> GoneAsync(IPaymentGateway gateway, string token, CancellationToken ct)
    {
        if (await FindAsync(gateway, token, ct) is not { } method || !method.Remove(clock.UtcNow(), atProvider: true))
        {
            return "Metodo già rimosso";
        }

        var services = await db.Subscriptions.Include(s => s.Periods).Where(s => s.RenewalMethodId == method.Id).ToListAsync(ct);
        foreach (var service in services)
        {
            service.StopRenewing(RenewalOffReason.MethodRemoved);
        }

        await db.OpenTaskAsync(
            $"withdrawn:{method.Id:N}", DeskTaskKind.MethodWithdrawn, services.SelectMany(s => s.Periods).MaxBy(p => p.StartsOn)?.OrderNumber ?? "",
            $"Un metodo di pagamento è stato revocato presso {PaymentSources.Label(gateway.Source)}. Rinnovi automatici spenti: {services.Count}. Il cliente è avvisato.", clock, ct);
        await db.SaveChangesAsync(ct);
        return "Metodo rimosso";
    }

    /// <summary>A method was kept after its payment had ended: renewal, off until now, goes on.</summary>
    public async Task<string> KeptLaterAsync(IPaymentGateway gateway, ProviderNews.MethodKeptLater news, CancellationToken ct)
    {
        if (await FindAsync(gateway, news.Method.Token, ct) is not null)
        {
            return "Metodo già conservato";
        }

        // Of an attempt that is not known yet the event waits; until the payment is registered, its settling keeps the method.
        var attempt = await db.PaymentAttempts.SingleOrDefaultAsync(a => a.Method == gateway.Method && a.Reference == news.OrderReference, ct)
            ?? throw new InvalidOperationException("No attempt is known for the order of a kept method.");
        if (attempt.Mandate is null)
        {
            return "Nessun mandato: il metodo non si conserva";
        }

        if (attempt.Status != AttemptStatus.Registered)
        {
            return "Il pagamento non è ancora registrato: il metodo si conserva con lui";
        }

        await methods.KeepLateAsync(attempt, gateway, news.Method, ct);
        await db.SaveChangesAsync(ct);
        return "Metodo conservato";
    }

    /// <summary>Asks the provider whether it has kept the method of a payment by now. True when nothing is left to do.</summary>
    public async Task<bool> AskLateAsync(IPaymentGateway gateway, Guid attemptId, CancellationToken ct)
    {
        var attempt = await db.PaymentAttempts.SingleAsync(a => a.Id == attemptId, ct);
        var answer = await gateway.LookAsync(await requests.ForAsync(attempt, ct), attempt.Reference ?? "", ct);
        if (answer is not ProviderAnswer.Paid { Facts.Method: { } facts })
        {
            return false;
        }

        var isDone = await methods.KeepLateAsync(attempt, gateway, facts, ct);
        await db.SaveChangesAsync(ct);
        return isDone;
    }

    private Task<SavedMethod?> FindAsync(IPaymentGateway gateway, string token, CancellationToken ct) =>
        db.SavedMethods.SingleOrDefaultAsync(m => m.Method == gateway.Method && m.Token == token, ct);
}
