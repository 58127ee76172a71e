using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Outbox;
using Aruba.Fatturazione.Web.Payments;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Renewals;

/// <summary>
/// Nobody wants the further term any more. Renewal was switched off: the order that the plan had placed is closed unpaid, unless money came
/// for it or its owner has gone over to bonifico or bollettino. The owner leaves: every order of a further term is. A consumer withdraws: every
/// order of the service is. Something was added: every renewal that was placed before is, because it says less than the service includes. An
/// open payment is closed at the provider first.
/// </summary>
internal sealed class CloseRenewalOrders(StoreDbContext db, PaymentDesk desk, TimeProvider clock)
    : IReaction<RenewalSwitchedOff>, IReaction<DisdettaGiven>, IReaction<ContractWithdrawn>, IReaction<ServiceEnded>, IReaction<ServiceExtended>
{
    public async Task<string?> HandleAsync(RenewalSwitchedOff e, Delivery delivery, CancellationToken ct)
    {
        if (!await db.Subscriptions.AnyAsync(s => s.Id == e.SubscriptionId && s.RenewalMethodId != null, ct)) // not switched on again since then
        {
            await CloseAsync(Open(e.SubscriptionId).Where(o => o.PlacedByPlan && (o.Method == PaymentMethod.CartaDiCredito || o.Method == PaymentMethod.PayPal)), "Il rinnovo automatico è stato disattivato.", ct);
        }

        return null;
    }

    public async Task<string?> HandleAsync(DisdettaGiven e, Delivery delivery, CancellationToken ct)
    {
        if (await db.Subscriptions.AnyAsync(s => s.Id == e.SubscriptionId && s.DisdettaAt == e.At, ct)) // not taken back since then
        {
            await CloseAsync(Open(e.SubscriptionId), "È stata chiesta la disdetta del servizio.", ct);
        }

        return null;
    }

    public async Task<string?> HandleAsync(ContractWithdrawn e, Delivery delivery, CancellationToken ct)
    {
        await CloseAsync(
            db.Orders.AsNoTracking().Where(o => o.Status == OrderStatus.AwaitingPayment
                && db.Subscriptions.Any(s => s.Id == o.SubscriptionId && s.Status == SubscriptionStatus.Deleted && s.Periods.Any(p => p.OrderNumber == e.OrderNumber))),
            "Il cliente ha receduto dal contratto.", ct);
        return null;
    }

    public async Task<string?> HandleAsync(ServiceEnded e, Delivery delivery, CancellationToken ct)
    {
        await CloseAsync(db.Orders.AsNoTracking().Where(o => o.SubscriptionId == e.SubscriptionId && o.Status == OrderStatus.AwaitingPayment), "Il servizio è stato terminato.", ct);
        return null;
    }

    public async Task<string?> HandleAsync(ServiceExtended e, Delivery delivery, CancellationToken ct)
    {
        await CloseAsync(
            Open(e.SubscriptionId).Where(o => db.Subscriptions.Any(s => s.Id == e.SubscriptionId && s.ExtendedAt >= o.PlacedAt)),
            "Il servizio è stato esteso dopo quest'ordine.", ct);
        return null;
    }

    private IQueryable<Order> Open(Guid serviceId) =>
        db.Orders.AsNoTracking().Where(o => o.SubscriptionId == serviceId && o.Kind == OrderKind.Renewal && o.Status == OrderStatus.AwaitingPayment);

    private async Task CloseAsync(IQueryable<Order> orders, string reason, CancellationToken ct)
    {
        foreach (var order in await orders.Select(o => new { o.Id, o.Number }).ToListAsync(ct))
        {
            if (!await desk.CloseLiveAsync(order.Id, ct))
            {
                throw new InvalidOperationException($"The payment of order {order.Number} is not closed yet."); // tried again by the schedule
            }

            db.ChangeTracker.Clear();
            var tracked = await db.OrderForVerbsAsync(order.Number, ct);
            tracked?.Cancel(RenewalOrders.Automatic, clock.UtcNow(), reason);
            await db.SaveChangesAsync(ct);
        }
    }
}
