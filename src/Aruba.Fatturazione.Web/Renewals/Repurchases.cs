using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Renewals;

/// <summary>
/// Buying an ended service again. The unique indexes on services and unpaid purchases judge who may: never two live services on one codice
/// fiscale or partita IVA.
/// </summary>
public sealed class Repurchases(StoreDbContext db, CatalogueCache catalogues, TimeProvider clock)
{
    private const int Tries = 5;

    /// <summary>Ends the owner's service at once, with its audit row; the subject is free. Twice is once. False when it is not the owner's.</summary>
    /// <param name="accountId">The owner.</param>
    /// <param name="username">Its username, for the audit.</param>
    /// <param name="serviceId">The service.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<bool> EndAsync(Guid accountId, string username, Guid serviceId, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            db.ChangeTracker.Clear();
            if (await db.Subscriptions.Include(s => s.Periods).SingleOrDefaultAsync(s => s.Id == serviceId && s.AccountId == accountId, ct) is not { } service)
            {
                return false;
            }

            var now = clock.UtcNow();
            if (!service.EndNow(EndReason.WrongHolder, now))
            {
                return true;
            }

            await db.ForgetPanelAsync(serviceId, ct);
            db.Audit.Add(new AuditEntry { At = now, ActorId = accountId, Actor = username, Action = "service.ended", Topic = service.TermOrder, Details = $"era pagato fino al {service.ExpiresOn:yyyy-MM-dd}" });
            try
            {
                await db.SaveChangesAsync(ct);
                return true;
            }
            catch (DbUpdateConcurrencyException) when (tries < Tries)
            {
                // A charge, a payment or another tab changed it: judge again.
            }
        }
    }

    /// <summary>Fills the owner's open cart, or a new one, with what an ended service included. False when it is not the owner's or has not ended.</summary>
    /// <param name="accountId">The owner.</param>
    /// <param name="serviceId">The service.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<bool> FillCartAsync(Guid accountId, Guid serviceId, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            db.ChangeTracker.Clear();
            var former = await db.Subscriptions.AsNoTracking().Include(s => s.Items).AsSingleQuery()
                .SingleOrDefaultAsync(s => s.Id == serviceId && s.AccountId == accountId && s.Status == SubscriptionStatus.Deleted, ct);
            if (former is null)
            {
                return false;
            }

            var catalogue = await catalogues.TodayAsync(ct);
            var cart = await db.OpenCartAsync(accountId, ct)
                ?? db.Carts.Add(new Cart(Guid.CreateVersion7(clock.GetUtcNow()), accountId, OrderKind.Repurchase, catalogue.Service.Code, clock.UtcNow())).Entity;
            cart.Rebuy(former, catalogue);
            try
            {
                await db.SaveChangesAsync(ct);
                return true;
            }
            catch (DbUpdateException lost) when (tries < Tries && !DatabaseTrouble.IsCauseOf(lost))
            {
                // Another tab opened or changed the cart: fill what is there now.
            }
        }
    }
}
