using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Payments.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Payments;

/// <summary>Puts together what a provider is told about an attempt.</summary>
public sealed class PaymentRequests(StoreDbContext db, StoreUrls urls)
{
    /// <summary>For an attempt that exists at the provider.</summary>
    public async Task<PaymentRequest> ForAsync(PaymentAttempt attempt, CancellationToken ct)
    {
        var source = SourceOf(attempt);
        var payer = await db.Users.Where(a => a.Id == attempt.AccountId).Select(a => new
        {
            a.Email,
            Customer = db.ProviderCustomers.Where(c => c.AccountId == a.Id && c.Provider == source).Select(c => c.Reference).FirstOrDefault(),
            Saved = db.SavedMethods.Where(m => m.Id == attempt.SavedMethodId && m.AccountId == a.Id).Select(m => m.Token).FirstOrDefault(),
        }).SingleOrDefaultAsync(ct);
        return new PaymentRequest(
            attempt.Id, attempt.OrderNumber, attempt.Amount, attempt.Mandate is not null, payer?.Customer, payer?.Saved, payer?.Email ?? "",
            urls.Payment(attempt.Id), urls.PaymentCancelled(attempt.Id), attempt.StartedAt, attempt.Version)
        { Unattended = attempt.Renews is not null };
    }

    /// <summary>
    /// For an attempt that is to be opened. An account whose method is kept needs a name at the provider first; null when the provider
    /// did not give one.
    /// </summary>
    public async Task<PaymentRequest?> ForNewAsync(PaymentAttempt attempt, IPaymentGateway gateway, CancellationToken ct)
    {
        var request = await ForAsync(attempt, ct);
        if (request.Customer is not null || !gateway.NeedsCustomer || attempt.Mandate is null)
        {
            return request;
        }

        return await gateway.CustomerAsync(attempt.AccountId, request.Email, ct) is { } made
            ? request with { Customer = await StoreAsync(attempt.AccountId, gateway.Source, made, ct) }
            : null;
    }

    /// <summary>Remembers the provider's name of an account; returns the one that was first.</summary>
    public async Task<string> StoreAsync(Guid accountId, string source, string reference, CancellationToken ct)
    {
        db.ProviderCustomers.Add(new ProviderCustomer { AccountId = accountId, Provider = source, Reference = reference });
        try
        {
            await db.SaveChangesAsync(ct);
            return reference;
        }
        catch (DbUpdateException lost) when (!DatabaseTrouble.IsCauseOf(lost))
        {
            db.ChangeTracker.Clear();
            return await db.ProviderCustomers.AsNoTracking().Where(c => c.AccountId == accountId && c.Provider == source).Select(c => c.Reference).SingleAsync(ct);
        }
    }

    private static string SourceOf(PaymentAttempt attempt) => PaymentSources.Of(attempt.Method);
}
