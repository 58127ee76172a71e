using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Renewals;

/// <summary>
/// One look at one service. What the plan foresees is written down before any provider is asked, under the service's version and the
/// unique key of its steps; a look that is cut off is taken up by the next, with the same attempt.
/// </summary>
internal sealed partial class ServiceLook(
    StoreDbContext db, RenewalOrders orders, ExtensionOrders extensions, PaymentDesk desk, IOptions<RenewalOptions> options, TimeProvider clock, ILogger<ServiceLook> logger)
{
    private const int Tries = 6;

    // Longer than a charge can take: until then no other look begins.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan WhenNotReached = TimeSpan.FromHours(1);

    private readonly RenewalPlan plan = options.Value.Plan;

    /// <summary>Does what is due for the service now; nothing when nothing is, or when somebody else is at it.</summary>
    public async Task LookAsync(Guid serviceId, CancellationToken ct)
    {
        if (await PrepareAsync(serviceId, ct) is not { } charge)
        {
            return;
        }

        Fault.Hit("renewal.prepared");
        var start = await desk.PayAsync(charge.OrderNumber, charge.Ticket, ct);
        Fault.Hit("renewal.charged");
        await FinishAsync(serviceId, charge, start, ct);
    }

    private async Task<Charge?> PrepareAsync(Guid serviceId, CancellationToken ct)
    {
        var (now, today) = (clock.UtcNow(), clock.Today());
        var service = await ReadAsync(serviceId, ct);
        if (service.NextLookAt is not { } due || due > now)
        {
            return null;
        }

        service.Age(plan, today);
        if (service.Status == SubscriptionStatus.Deleted)
        {
            await db.ForgetPanelAsync(serviceId, ct);
        }

        Charge? charge = null;
        var next = service.NextAfter(now, plan);
        if (service is { Status: SubscriptionStatus.Active, IsLeaving: false })
        {
            var cost = await orders.CostAsync(service, ct);
            if (plan.NoticeDue(service.ExpiresOn, today) is { } notice)
            {
                service.Announce(NewId(), notice, cost, now);
            }

            if (service.RenewalMethodId is { } method && plan.ChargeDue(service.ExpiresOn, today) is { } day)
            {
                (charge, next) = await ChargeAsync(service, method, day, cost, ct);
            }
        }

        service.LookAgainAt(service.Status == SubscriptionStatus.Deleted ? null : next);
        return await SavedAsync(ct) ? charge : null;
    }

    // What is to be charged, and when to look again: soon when there is something to charge, so that a look cut off is taken up.
    private async Task<(Charge? Charge, DateTime? Next)> ChargeAsync(Subscription service, Guid methodId, int day, Importo cost, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var next = service.NextAfter(now, plan);
        var order = await orders.OpenOrderAsync(service, ct);
        if (order is { Status: not OrderStatus.AwaitingPayment })
        {
            return (null, next);
        }

        if (order is null ? !await extensions.GiveWayAsync(service.Id, ct) : service.WasExtendedSince(order))
        {
            return (null, Earlier(now + WhenNotReached, next)); // an extension is being paid, or has left this order behind
        }

        var amount = order?.StillDue ?? cost;
        var wait = TimeSpan.FromHours(options.Value.HoursFromNoticeToCharge);
        if (service.LastNotice?.Amount != amount)
        {
            service.Announce(NewId(), day, amount, now); // never told, or the price has changed since
        }

        if (service.LastNotice is not { } told || told.Amount != amount || told.At + wait > now)
        {
            // No charge comes without a word: told now, charged a day later.
            return (null, Earlier((service.LastNotice?.At ?? now) + wait, next));
        }

        var method = await db.SavedMethods.AsNoTracking().SingleAsync(m => m.Id == methodId, ct);
        order ??= await orders.PlaceAsync(service, method, ct);
        var step = service.ChargeOf(NewId(), day, amount, now);
        if (step.AttemptId is { } begun && await db.PaymentAttempts.AnyAsync(a => a.Id == begun && a.Status == AttemptStatus.Abandoned, ct))
        {
            step.AttemptId = NewId(); // cut off before the provider knew of it
        }

        var ticket = new AttemptTicket(step.AttemptId!.Value, method.Method, method.Id, Mandate: null, now) { Renews = service.Id };
        return (new Charge(order.Number, step.Id, ticket), now + Lease);
    }

    private async Task FinishAsync(Guid serviceId, Charge charge, PaymentStart start, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            db.ChangeTracker.Clear();
            var now = clock.UtcNow();
            var service = await ReadAsync(serviceId, ct);
            var next = service.NextAfter(now, plan);
            switch (start)
            {
                case PaymentStart.Unavailable:
                    service.Steps.Single(s => s.Id == charge.StepId).AttemptId = NewId();
                    next = Earlier(now + WhenNotReached, next);
                    break;
                case PaymentStart.TooMany:
                case PaymentStart.See(var seen) when seen != charge.Ticket.Id:
                    next = Earlier(now + WhenNotReached, next); // the customer is paying, or paid badly, just now
                    break;
                case PaymentStart.NoSuchMethod:
                    db.Raise(new RenewalNotPaid(charge.OrderNumber, service.Id, AttemptId: null));
                    break;
                default:
                    break;
            }

            service.LookAgainAt(next);
            if (await SavedAsync(ct))
            {
                LogCharged(logger, serviceId, charge.OrderNumber, start.GetType().Name);
                return;
            }

            if (tries == Tries)
            {
                throw new InvalidOperationException($"Service {serviceId} changes all the time.");
            }
        }
    }

    private Task<Subscription> ReadAsync(Guid id, CancellationToken ct) =>
        db.Subscriptions.Include(s => s.Items).Include(s => s.Periods).Include(s => s.Steps).AsSplitQuery().SingleAsync(s => s.Id == id, ct);

    // False when another instance, a payment or the owner was faster: what is there now is judged at the next look.
    private async Task<bool> SavedAsync(CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException lost) when (!DatabaseTrouble.IsCauseOf(lost))
        {
            return false;
        }
    }

    private Guid NewId() => Guid.CreateVersion7(clock.GetUtcNow());

    private static DateTime Earlier(DateTime one, DateTime? other) => other is { } o && o < one ? o : one;

    private sealed record Charge(string OrderNumber, Guid StepId, AttemptTicket Ticket);

    [LoggerMessage(Level = LogLevel.Information, Message = "Renewal of service {ServiceId}, order {OrderNumber}: {Outcome}")]
    private static partial void LogCharged(ILogger logger, Guid serviceId, string orderNumber, string outcome);
}
