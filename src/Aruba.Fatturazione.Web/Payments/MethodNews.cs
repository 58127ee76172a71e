using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Payments;

/// <summary>What providers tell of kept methods.</summary>
public sealed class MethodNews(StoreDbContext db, TimeProvider clock)
{
    /// <summary>The network gave the card a new number or expiry: reads it again.</summary>
    public async Task<string> ChangedAsync(IPaymentGateway gateway, string token, CancellationToken ct)
    {
        var method = await FindAsync(gateway, token, ct);
        if (method is null || method.RemovedAt is not null)
        {
            return "Metodo non conservato: nessun effetto";
        }

        var facts = await gateway.ReadMethodAsync(token, ct) ?? throw new InvalidOperationException("The provider does not tell the method.");
        method.Update(facts);
        await db.SaveChangesAsync(ct);
        return "Dati del metodo aggiornati";
    }

    /// <summary>The method no longer exists: it goes here too, and what it renewed no longer renews.</summary>
    public async Task<string> GoneAsync(IPaymentGateway gateway, string token, CancellationToken ct)
    {
        if (await FindAsync(gateway, token, ct) is not { } method || !method.Remove(clock.UtcNow()))
        {
            return "Metodo già rimosso";
        }

        foreach (var service in await db.Subscriptions.Where(s => s.RenewalMethodId == method.Id).ToListAsync(ct))
        {
            service.StopRenewing(RenewalOffReason.MethodRemoved);
        }

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

        var attempt = await db.PaymentAttempts.SingleOrDefaultAsync(a => a.Method == gateway.Method && a.Reference == news.OrderReference, ct);
        if (attempt?.Mandate is null)
        {
            return "Nessun mandato: il metodo non si conserva";
        }

        var method = SavedMethod.Keep(Guid.CreateVersion7(clock.GetUtcNow()), attempt.AccountId, news.Method, attempt.Mandate, clock.UtcNow());
        db.SavedMethods.Add(method);
        attempt.KeepLater(method.Id);
        var service = await db.Subscriptions.FirstOrDefaultAsync(s => s.Periods.Any(p => p.OrderNumber == attempt.OrderNumber), ct);
        if (service is { RenewalOff: RenewalOffReason.NotKept })
        {
            service.RenewWith(method.Id);
        }

        await db.SaveChangesAsync(ct);
        return "Metodo conservato";
    }

    private Task<SavedMethod?> FindAsync(IPaymentGateway gateway, string token, CancellationToken ct) =>
        db.SavedMethods.SingleOrDefaultAsync(m => m.Method == gateway.Method && m.Token == token, ct);
}
