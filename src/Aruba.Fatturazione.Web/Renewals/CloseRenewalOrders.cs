using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Outbox;
using Aruba.Fatturazione.Web.Payments;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Renewals;

/// <summary>
/// Renewal was switched off: the order that the plan had placed is closed unpaid, unless money came for it or its owner has gone over to
/// bonifico or bollettino. An open payment is closed at the provider first.
/// </summary>
internal sealed class CloseRenewalOrders(StoreDbContext db, PaymentDesk desk, TimeProvider clock) : IReaction<RenewalSwitchedOff>
{
    public async Task<string?> HandleAsync(RenewalSwitchedOff e, Delivery delivery, CancellationToken ct)
    {
        if (await db.Subscriptions.AnyAsync(s => s.Id == e.SubscriptionId && s.RenewalMethodId != null, ct))
        {
            return null; // switched on again since then
        }

        var open = await db.Orders.AsNoTracking()
            .Where(o => o.SubscriptionId == e.SubscriptionId && o.PlacedByPlan && o.Status == OrderStatus.AwaitingPayment
                && (o.Method == PaymentMethod.CartaDiCredito || o.Method == PaymentMethod.PayPal))
            .Select(o => new { o.Id, o.Number }).ToListAsync(ct);
        foreach (var order in open)
        {
            if (!await desk.CloseLiveAsync(order.Id, ct))
            {
                throw new InvalidOperationException($"The payment of order {order.Number} is not closed yet."); // tried again by the schedule
            }

            db.ChangeTracker.Clear();
            var tracked = await db.OrderForVerbsAsync(order.Number, ct);
            tracked?.Cancel(RenewalOrders.Automatic, clock.UtcNow(), "Il rinnovo automatico è stato disattivato.");
            await db.SaveChangesAsync(ct);
        }

        return null;
    }
}
