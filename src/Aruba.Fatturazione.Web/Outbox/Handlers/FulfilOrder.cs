using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Shared;
using Aruba.Fatturazione.Web.Renewals;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Outbox.Handlers;

/// <summary>
/// Activates the service of a paid order: service, way into the panel and order change in one transaction, or none does. Unique indexes keep
/// a subject from having two services and an order from making two. What stops it in earnest ends in the desk's queue as
/// <see cref="OrderStatus.ActivationFailed"/>, with the reason; staff can try again.
/// </summary>
internal sealed class FulfilOrder(StoreDbContext db, IOptions<RenewalOptions> renewal, TimeProvider clock) : IReaction<OrderEvent>
{
    // Nothing here depends on others: what has not gone well in twenty minutes will not by itself.
    private const int MaxAttempts = 6;
    private const int MaxCollisions = 3;

    public async Task<string?> HandleAsync(OrderEvent e, Delivery delivery, CancellationToken ct)
    {
        if (delivery.Attempt > MaxAttempts)
        {
            throw new PermanentFailure($"L'attivazione non è riuscita in {MaxAttempts} tentativi.");
        }

        for (var collisions = 0; ; collisions++)
        {
            try
            {
                return await ActivateAsync(e.OrderNumber, ct);
            }
            catch (DbUpdateException) when (collisions < MaxCollisions)
            {
                // Somebody was faster with this order, this subject or this username: judge again by what is there now.
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <inheritdoc />
    public async Task GiveUpAsync(OrderEvent e, CancellationToken ct)
    {
        var order = await db.Orders.SingleOrDefaultAsync(o => o.Number == e.OrderNumber, ct);
        if (order?.Status == OrderStatus.AwaitingActivation)
        {
            order.FailActivation($"L'attivazione non è riuscita in {MaxAttempts} tentativi: cercare la causa nel registro, poi riprovare.", clock.UtcNow());
            await db.SaveChangesAsync(ct);
        }
    }

    private async Task<string?> ActivateAsync(string number, CancellationToken ct)
    {
        var order = await db.Orders.Include(o => o.Lines).Include(o => o.Payments).Include(o => o.Refunds).AsSplitQuery().SingleOrDefaultAsync(o => o.Number == number, ct)
            ?? throw new PermanentFailure($"L'ordine {number} non esiste.");
        if (order.Status != OrderStatus.AwaitingActivation)
        {
            return null;
        }

        if (order.IsBeingPaidBack)
        {
            order.FailActivation("Il pagamento sta tornando per intero al cliente: il servizio non si attiva.", clock.UtcNow());
            await db.SaveChangesAsync(ct);
            return null;
        }

        if (order.WithdrawnAt is not null)
        {
            order.FailActivation("Il cliente ha receduto dal contratto: il pagamento va restituito.", clock.UtcNow());
            await db.SaveChangesAsync(ct);
            return null;
        }

        if (order.Kind == OrderKind.Renewal)
        {
            return await RenewAsync(order, ct);
        }

        if (order.Kind == OrderKind.Extension)
        {
            return await ExtendAsync(order, ct);
        }

        if (await ObstacleAsync(order, ct) is { } obstacle)
        {
            order.FailActivation(obstacle, clock.UtcNow());
            await db.SaveChangesAsync(ct);
            return null;
        }

        var service = Subscription.ActivateFrom(order, NewId(), clock.Today());
        service.LookAgainAt(renewal.Value.Plan.Next(service.ExpiresOn, clock.UtcNow()));
        db.Subscriptions.Add(service);
        await SetRenewalAsync(service, order, ct);
        await OpenPanelAsync(service, ct);
        order.Activate(service.Id, clock.UtcNow());
        Fault.Hit("service.saving");
        await db.SaveChangesAsync(ct);
        Fault.Hit("service.saved");
        return $"Servizio attivo fino al {Italian.Day(service.ExpiresOn)}";
    }

    private async Task<string?> RenewAsync(Order order, CancellationToken ct)
    {
        var service = await db.Subscriptions.Include(s => s.Items).Include(s => s.Periods).AsSplitQuery().SingleAsync(s => s.Id == order.SubscriptionId, ct);
        if (service.WasExtendedSince(order) || !service.Renew(order, clock.Today()))
        {
            order.FailActivation("Il servizio da rinnovare è stato cancellato, o esteso dopo l'ordine: verificare con il cliente se rimborsare.", clock.UtcNow());
            await db.SaveChangesAsync(ct);
            return null;
        }

        if (!service.RenewsItself && !service.IsLeaving)
        {
            await SetRenewalAsync(service, order, ct); // as the page of payment said; a method that renews already is not replaced unasked
        }

        service.LookAgainAt(service.NextAfter(clock.UtcNow(), renewal.Value.Plan));
        order.Renewed(clock.UtcNow());
        await db.SaveChangesAsync(ct);
        return $"Servizio rinnovato fino al {Italian.Day(service.ExpiresOn)}";
    }

    private async Task<string?> ExtendAsync(Order order, CancellationToken ct)
    {
        var (service, now) = (await db.Subscriptions.Include(s => s.Items).Include(s => s.Periods).AsSplitQuery().SingleAsync(s => s.Id == order.SubscriptionId, ct), clock.UtcNow());
        var before = service.ExpiresOn;
        if (!service.Extend(order, now))
        {
            order.FailActivation("Il servizio è scaduto, o è stato rinnovato o esteso dopo l'ordine: verificare con il cliente se rimborsare.", now);
            await db.SaveChangesAsync(ct);
            return null;
        }

        if (!service.RenewsItself && !service.IsLeaving)
        {
            await SetRenewalAsync(service, order, ct);
        }

        if (service.ExpiresOn != before)
        {
            service.LookAgainAt(service.NextAfter(now, renewal.Value.Plan)); // otherwise what is due today still is
        }

        order.Extended(now);
        Fault.Hit("service.saving");
        await db.SaveChangesAsync(ct);
        Fault.Hit("service.saved");
        return $"Servizio esteso: scade il {Italian.Day(service.ExpiresOn)}";
    }

    private async Task<string?> ObstacleAsync(Order order, CancellationToken ct)
    {
        if (order.Kind is not (OrderKind.Purchase or OrderKind.Repurchase))
        {
            return $"Un ordine di tipo «{order.Kind.Label()}» non attiva un servizio nuovo.";
        }

        return await db.Subscriptions.Blocking(order.CodiceFiscale, order.PartitaIva).AnyAsync(ct)
            ? "Il codice fiscale o la partita IVA ha già un servizio: verificare con il cliente se rimborsare."
            : null;
    }

    // Card and PayPal switch renewal on, when the customer gave the mandate and the provider really keeps the method.
    private async Task SetRenewalAsync(Subscription service, Order order, CancellationToken ct)
    {
        var paid = await db.PaymentAttempts.AsNoTracking()
            .Where(a => a.OrderId == order.Id && a.Status == AttemptStatus.Registered)
            .OrderByDescending(a => a.EndedAt).FirstOrDefaultAsync(ct);
        if (paid?.Mandate is null)
        {
            return;
        }

        var kept = await db.SavedMethods.SingleOrDefaultAsync(m => m.Id == (paid.KeptMethodId ?? paid.SavedMethodId), ct);
        if (kept is null or { RemovedAt: not null })
        {
            service.StopRenewing(kept is null ? RenewalOffReason.NotKept : RenewalOffReason.MethodRemoved);
            return;
        }

        // Money may have gone back before the service began: what would have switched renewal off keeps it off.
        if (await db.DeskTasks.AnyAsync(t => t.OrderNumber == order.Number && (t.Kind == DeskTaskKind.Dispute || t.Kind == DeskTaskKind.ForeignRefund), ct))
        {
            service.StopRenewing(RenewalOffReason.Disputed);
            return;
        }

        // Changes the method too: its removal in the same instant makes one of the two judge again.
        kept.Accept(paid.Mandate);
        service.RenewWith(kept.Id, paid.Mandate);
    }

    private async Task OpenPanelAsync(Subscription service, CancellationToken ct)
    {
        var username = PanelAccess.UsernameFor(service.CodiceFiscale, service.PartitaIva);
        if (await db.PanelAccesses.SingleOrDefaultAsync(p => p.Username == username, ct) is { } former)
        {
            former.MoveTo(service);
        }
        else
        {
            db.PanelAccesses.Add(new PanelAccess(NewId(), service));
        }
    }

    private Guid NewId() => Guid.CreateVersion7(clock.GetUtcNow());
}
