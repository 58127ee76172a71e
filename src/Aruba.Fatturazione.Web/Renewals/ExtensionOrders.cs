using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Renewals;

/// <summary>The order that adds something to an active service: one at a time (unique index), and none while a renewal is open.</summary>
public sealed class ExtensionOrders(StoreDbContext db, TimeProvider clock)
{
    private const int MaxTries = 5;

    /// <summary>The extension or renewal of the service that is neither applied nor closed unpaid, or null. An extension comes first.</summary>
    public Task<OpenOrder?> OpenAsync(Guid serviceId, CancellationToken ct) => db.Orders.AsNoTracking()
        .Where(o => o.SubscriptionId == serviceId && (o.Kind == OrderKind.Extension || o.Kind == OrderKind.Renewal)
            && (o.Status == OrderStatus.AwaitingPayment || o.Status == OrderStatus.AwaitingActivation || o.Status == OrderStatus.ActivationFailed))
        .OrderBy(o => o.Kind == OrderKind.Extension ? 0 : 1).ThenByDescending(o => o.PlacedAt)
        .Select(o => new OpenOrder(o.Number, o.Kind, o.Status)).FirstOrDefaultAsync(ct);

    /// <summary>
    /// Places it. Returns the open order that was faster when there is one; null when the service is no longer the one that was priced: the
    /// customer is asked again.
    /// </summary>
    /// <param name="serviceId">The service.</param>
    /// <param name="priced">What it included when the extension was priced.</param>
    /// <param name="extension">What to add, and what it costs.</param>
    /// <param name="ticketOf">Makes the ticket of a new number for that account.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task<OpenOrder?> PlaceAsync(
        Guid serviceId, string priced, ServiceExtension extension, Func<string, string, OrderTicket> ticketOf, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            db.ChangeTracker.Clear();
            if (await OpenAsync(serviceId, ct) is { } open)
            {
                return open; // another click, another tab or the plan of the service was faster
            }

            var service = await db.Subscriptions.Include(s => s.Items).Include(s => s.Periods).AsSingleQuery().SingleAsync(s => s.Id == serviceId, ct);
            if (service.Status != SubscriptionStatus.Active || service.IsLeaving || service.ExpiresOn != extension.From || Configuration(service) != priced)
            {
                return null;
            }

            var owner = await db.Users.AsNoTracking().Where(a => a.Id == service.AccountId).Select(a => new { a.UserName, a.Email }).SingleAsync(ct);
            var order = Order.ForExtension(service, extension, ticketOf(owner.UserName ?? "", owner.Email ?? ""), await db.HolderOfAsync(service, ct));
            service.Hold();
            db.Orders.Add(order);
            try
            {
                await db.SaveChangesAsync(ct);
                return new OpenOrder(order.Number, order.Kind, order.Status);
            }
            catch (DbUpdateException lost) when (!DatabaseTrouble.IsCauseOf(lost) && tries < MaxTries)
            {
                // Somebody was faster, or the number was taken: judge again by what is there now.
            }
        }
    }

    /// <summary>
    /// Makes room for the renewal by itself: an unpaid extension is cancelled, stored by the next save. False when somebody is paying it right
    /// now or it is about to be applied: the renewal waits. One that holds some money is left to the desk and holds nothing up.
    /// </summary>
    public async Task<bool> GiveWayAsync(Guid serviceId, CancellationToken ct)
    {
        if (await OpenAsync(serviceId, ct) is not { Kind: OrderKind.Extension, Status: not OrderStatus.ActivationFailed } open)
        {
            return true;
        }

        if (await db.OrderForVerbsAsync(open.Number, ct) is not { Status: OrderStatus.AwaitingPayment } order
            || await db.PaymentAttempts.AnyAsync(a => a.LiveOrderId == order.Id, ct))
        {
            return false;
        }

        order.Cancel(RenewalOrders.Automatic, clock.UtcNow(), "Il servizio si rinnova: l'importo dell'estensione non vale più.");
        return true;
    }

    /// <summary>What a service will include at its expiry, as one text: equal texts mean the same things.</summary>
    public static string Configuration(Subscription service)
    {
        ArgumentNullException.ThrowIfNull(service);
        return string.Join(',', service.AtExpiry.OrderBy(i => i.Key, StringComparer.Ordinal).Select(i => $"{i.Key}:{i.Value}"));
    }
}

/// <summary>An order of a service that is neither applied nor closed unpaid.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Kind">Renewal or extension.</param>
/// <param name="Status">Where it stands.</param>
public sealed record OpenOrder(string Number, OrderKind Kind, OrderStatus Status);
