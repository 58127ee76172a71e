using Aruba.Fatturazione.Catalog;
using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Intestatari;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Data;

/// <summary>The questions that are not one line long, in the words of the business. Each is checked on every database.</summary>
public static class Queries
{
    /// <summary>
    /// Messages that may be tried at <paramref name="now"/>. Not ordered: an ordered update finds its rows by a subquery, which PostgreSQL does
    /// not ask again after waiting for a row, and then two instances could claim the same one.
    /// </summary>
    public static IQueryable<OutboxMessage> DueAt(this IQueryable<OutboxMessage> outbox, DateTime now) =>
        outbox.Where(m => m.DoneAt == null && m.ParkedAt == null && m.DueAt <= now && (m.ClaimedUntil == null || m.ClaimedUntil < now));

    /// <summary>The account's open cart, tracked, or null.</summary>
    public static Task<Cart?> OpenCartAsync(this StoreDbContext db, Guid accountId, CancellationToken ct) =>
        db.Carts.SingleOrDefaultAsync(c => c.AccountId == accountId && c.OrderedAt == null, ct);

    /// <summary>The order with what its verbs need (payments and refunds, few of each), tracked, or null.</summary>
    public static Task<Order?> OrderForVerbsAsync(this StoreDbContext db, string number, CancellationToken ct) =>
        db.Orders.Include(o => o.Payments).Include(o => o.Refunds).AsSingleQuery().SingleOrDefaultAsync(o => o.Number == number, ct);

    /// <summary>
    /// The order of that number with what decides whether it may be paid: how often its account was refused since then, and its attempts.
    /// The order is tracked, the attempts are not. Null when there is no such order.
    /// </summary>
    public static async Task<OrderToPay?> OrderToPayAsync(this StoreDbContext db, string number, DateTime since, CancellationToken ct)
    {
        var found = await db.Orders.Include(o => o.Payments).Include(o => o.Refunds).Where(o => o.Number == number)
            .Select(o => new OrderToPay(
                o,
                db.PaymentAttempts.Count(a => a.AccountId == o.AccountId && a.Status == AttemptStatus.Refused && a.StartedAt > since),
                db.PaymentAttempts.Where(a => a.OrderId == o.Id).ToList()))
            .AsSingleQuery().SingleOrDefaultAsync(ct);
        foreach (var attempt in found?.Attempts ?? [])
        {
            db.Entry(attempt).State = EntityState.Detached;
        }

        return found;
    }

    /// <summary>The holder of a service as its owner corrected it last; null when the data are still those of its orders.</summary>
    public static async Task<Intestatario?> CorrectedHolderAsync(this StoreDbContext db, Guid serviceId, CancellationToken ct) =>
        (await db.HolderVersions.AsNoTracking().Where(v => v.SubscriptionId == serviceId).OrderByDescending(v => v.At).ThenByDescending(v => v.Id).FirstOrDefaultAsync(ct))?.Holder;

    /// <summary>The holder of a service now: as corrected, else as on the order of its term. The service's periods are loaded.</summary>
    public static async Task<Intestatario> HolderOfAsync(this StoreDbContext db, Subscription service, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(service);
        return await db.CorrectedHolderAsync(service.Id, ct)
            ?? await db.Orders.Where(o => o.Number == service.TermOrder).Select(o => o.Intestatario).SingleAsync(ct);
    }

    /// <summary>The holder that a service had last, also one that is gone: as corrected, else as on the order of its last term; null when there is no such service.</summary>
    public static async Task<Intestatario?> LastHolderOfAsync(this StoreDbContext db, Guid serviceId, CancellationToken ct) =>
        await db.CorrectedHolderAsync(serviceId, ct)
        ?? await db.Orders.AsNoTracking()
            .Where(o => o.Number == db.Subscriptions.Where(s => s.Id == serviceId).SelectMany(s => s.Periods).OrderByDescending(p => p.StartsOn).Select(p => p.OrderNumber).FirstOrDefault())
            .Select(o => o.Intestatario).SingleOrDefaultAsync(ct);

    /// <summary>What was configured in the panel goes with the service: nobody can enter it any more. Stored by the next save.</summary>
    public static async Task ForgetPanelAsync(this StoreDbContext db, Guid serviceId, CancellationToken ct) =>
        db.PanelConfigurations.RemoveRange(await db.PanelConfigurations.Where(c => c.SubscriptionId == serviceId).ToListAsync(ct));

    /// <summary>Services of that subject that stop it from buying another: all but deleted ones.</summary>
    public static IQueryable<Subscription> Blocking(this IQueryable<Subscription> subscriptions, CodiceFiscale codiceFiscale, PartitaIva? partitaIva) =>
        subscriptions.Where(s => s.Status != SubscriptionStatus.Deleted
            && (s.CodiceFiscale == codiceFiscale || (partitaIva != null && s.PartitaIva == partitaIva)));

    /// <summary>Purchases, first or again, of that subject that are confirmed and not concluded.</summary>
    public static IQueryable<Order> Pending(this IQueryable<Order> orders, CodiceFiscale codiceFiscale, PartitaIva? partitaIva) =>
        orders.Where(o => (o.Kind == OrderKind.Purchase || o.Kind == OrderKind.Repurchase)
            && (o.Status == OrderStatus.AwaitingPayment || o.Status == OrderStatus.AwaitingActivation || o.Status == OrderStatus.ActivationFailed)
            && (o.CodiceFiscale == codiceFiscale || (partitaIva != null && o.PartitaIva == partitaIva)));

    /// <summary>The catalogue in force on a day, read afresh: what confirming an order needs.</summary>
    public static async Task<Catalogue> CatalogueOnAsync(this StoreDbContext db, DateOnly day, CancellationToken ct)
    {
        var priced = await db.Products.AsNoTracking()
            .Select(p => new { Product = p, Prices = db.Prices.Where(x => x.ProductCode == p.Code).ToList() })
            .AsSingleQuery().ToListAsync(ct);
        var terms = await db.Terms.AsNoTracking().ToListAsync(ct);
        return new Catalogue(priced.ConvertAll(p => p.Product), priced.SelectMany(p => p.Prices), terms, day);
    }

    /// <summary>Attempts at which to look again at <paramref name="now"/>, the longest due first.</summary>
    public static IQueryable<PaymentAttempt> ToLookAt(this IQueryable<PaymentAttempt> attempts, DateTime now) =>
        attempts.Where(a => a.NextLookAt != null && a.NextLookAt <= now).OrderBy(a => a.NextLookAt);

    /// <summary>Panels that may be entered: of an account that is not blocked and a service that is not deleted.</summary>
    public static IQueryable<PanelAccess> OpenPanels(this StoreDbContext db) => db.PanelAccesses.Where(
        p => db.Users.Any(a => a.Id == p.AccountId && a.BlockedAt == null)
            && db.Subscriptions.Any(s => s.Id == p.SubscriptionId && s.Status != SubscriptionStatus.Deleted));

    /// <summary>Services whose plan goes on at <paramref name="now"/>, the longest due first.</summary>
    public static IQueryable<Subscription> ToLookAt(this IQueryable<Subscription> services, DateTime now) =>
        services.Where(s => s.NextLookAt != null && s.NextLookAt <= now).OrderBy(s => s.NextLookAt);

    /// <summary>Methods whose provider is to be asked at <paramref name="now"/> whether it still keeps them, the longest due first.</summary>
    public static IQueryable<SavedMethod> ToAsk(this IQueryable<SavedMethod> methods, DateTime now) =>
        methods.Where(m => m.NextAskAt != null && m.NextAskAt <= now).OrderBy(m => m.NextAskAt);

    /// <summary>The account's methods that can still be charged or at least shown, newest first.</summary>
    public static IQueryable<SavedMethod> Of(this IQueryable<SavedMethod> methods, Guid accountId) =>
        methods.Where(m => m.AccountId == accountId && m.RemovedAt == null).OrderByDescending(m => m.KeptAt);

    /// <summary>
    /// Adds a task for the desk unless its cause has one; stored by the next save, where the unique key settles who was first. False when
    /// there is one already.
    /// </summary>
    public static async Task<bool> OpenTaskAsync(
        this StoreDbContext db, string key, DeskTaskKind kind, string orderNumber, string words, TimeProvider clock, CancellationToken ct)
    {
        if (await db.DeskTasks.AnyAsync(t => t.Key == key, ct))
        {
            return false;
        }

        db.DeskTasks.Add(DeskTask.Open(Guid.CreateVersion7(clock.GetUtcNow()), key, kind, orderNumber, words, clock.UtcNow()));
        return true;
    }

    /// <summary>Closes what is open of that kind about an order, because it is settled; stored by the next save.</summary>
    public static async Task CloseTasksAsync(
        this StoreDbContext db, string orderNumber, DeskTaskKind kind, string actor, string note, TimeProvider clock, CancellationToken ct)
    {
        foreach (var task in await db.DeskTasks.Where(t => t.OrderNumber == orderNumber && t.Kind == kind && t.ClosedAt == null).ToListAsync(ct))
        {
            task.Close(actor, note, clock.UtcNow());
        }
    }

    /// <summary>Tasks that wait for a person.</summary>
    public static IQueryable<DeskTask> Open(this IQueryable<DeskTask> tasks) => tasks.Where(t => t.ClosedAt == null);
}

/// <summary>An order and what decides whether it may be paid.</summary>
/// <param name="Order">With its payments and refunds, tracked.</param>
/// <param name="Refused">Refused attempts of its account in the time asked for.</param>
/// <param name="Attempts">Those begun for it, untracked.</param>
public sealed record OrderToPay(Order Order, int Refused, IReadOnlyList<PaymentAttempt> Attempts);
