using Aruba.Fatturazione.Intestatari;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Renewals;

/// <summary>What became of a withdrawal.</summary>
public enum WithdrawalOutcome
{
    /// <summary>Done, now or before.</summary>
    Done,

    /// <summary>Not the buyer's.</summary>
    Missing,

    /// <summary>Not a contract that can be withdrawn from, or no longer.</summary>
    TooLate,
}

/// <summary>
/// Consumers withdraw. Contract, service, refunds, task and audit row are one save: the service ends, and all that was paid for it goes back
/// once, through the provider it came from or by a person when it came to bank or post.
/// </summary>
public sealed class Withdrawals(StoreDbContext db, IOptions<WithdrawalOptions> options, TimeProvider clock)
{
    private const int Tries = 5;

    // Art. 56 Codice del consumo: what was paid goes back within 14 days.
    private const int DaysToGiveBack = 14;

    /// <summary>
    /// The last Rome day on which the contract of an order can be withdrawn from, or null when it cannot: not a purchase, not a consumer, from
    /// before the law, or not concluded by money. It is counted from the activation, which is never before the contract; one that would end
    /// on a holiday ends on the next working day.
    /// </summary>
    /// <param name="order">The order.</param>
    /// <param name="startedOn">Rome day of the activation; null while it has not been activated.</param>
    public DateOnly? LastDay(Order order, DateOnly? startedOn)
    {
        ArgumentNullException.ThrowIfNull(order);
        return order.Status is OrderStatus.AwaitingPayment or OrderStatus.Cancelled or OrderStatus.Lapsed ? null
            : LastDay(order.Kind, order.Intestatario.Type, order.PlacedAt, startedOn ?? clock.Today());
    }

    /// <summary>The same of an order that has been activated.</summary>
    /// <param name="kind">Kind of the order.</param>
    /// <param name="holder">Kind of its holder.</param>
    /// <param name="placedAt">UTC instant of its confirmation.</param>
    /// <param name="startedOn">Rome day of the activation.</param>
    public DateOnly? LastDay(OrderKind kind, SubjectType holder, DateTime placedAt, DateOnly startedOn)
    {
        if (kind is not (OrderKind.Purchase or OrderKind.Repurchase) || !options.Value.IsFor(holder) || RomeCalendar.DayOf(placedAt) < options.Value.Since)
        {
            return null;
        }

        var last = startedOn.AddDays(options.Value.Days);
        return RomeCalendar.IsWorkingDay(last) ? last : RomeCalendar.AddWorkingDays(last, 1);
    }

    /// <summary>The buyer withdraws; twice is once.</summary>
    /// <param name="accountId">The buyer.</param>
    /// <param name="username">Its username, for the audit.</param>
    /// <param name="number">The order of the contract.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<WithdrawalOutcome> ConfirmAsync(Guid accountId, string username, string number, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            db.ChangeTracker.Clear();
            if (await db.OrderForVerbsAsync(number, ct) is not { } order || order.AccountId != accountId)
            {
                return WithdrawalOutcome.Missing;
            }

            if (order.WithdrawnAt is not null)
            {
                return WithdrawalOutcome.Done;
            }

            var service = await db.Subscriptions.SingleOrDefaultAsync(s => s.Periods.Any(p => p.OrderNumber == number), ct);
            if (service?.Status == SubscriptionStatus.Deleted || LastDay(order, service?.AnchorOn) is not { } last || clock.Today() > last)
            {
                return WithdrawalOutcome.TooLate;
            }

            await WithdrawAsync(order, service, username, ct);
            try
            {
                await db.SaveChangesAsync(ct);
                return WithdrawalOutcome.Done;
            }
            catch (DbUpdateException lost) when (tries < Tries && !DatabaseTrouble.IsCauseOf(lost))
            {
                // Another tab, the activation, a payment or the desk was faster: judge again by what is there now.
            }
        }
    }

    private async Task WithdrawAsync(Order order, Subscription? service, string username, CancellationToken ct)
    {
        var now = clock.UtcNow();
        order.Withdraw(username, now);
        service?.EndNow(EndReason.Withdrawal, now);

        // What was added to the service goes with it (art. 58 Codice del consumo).
        List<Order> orders = [order];
        if (service is not null)
        {
            await db.ForgetPanelAsync(service.Id, ct);
            orders.AddRange(await db.Orders.Include(o => o.Payments).Include(o => o.Refunds).AsSingleQuery().Where(o => o.SubscriptionId == service.Id).ToListAsync(ct));
        }

        foreach (var paid in orders)
        {
            await GiveBackAsync(paid, now, ct);
        }

        db.Audit.Add(new AuditEntry { At = now, ActorId = order.AccountId, Actor = username, Action = "order.withdrawn", Topic = order.Number, Details = $"da restituire {new Importo(orders.Sum(o => o.Paid.Cents))}" });
    }

    private async Task GiveBackAsync(Order order, DateTime now, CancellationToken ct)
    {
        var byHand = 0L;
        foreach (var payment in order.GivableBack())
        {
            var left = order.Refundable(payment.Id);
            if (!PaymentSources.IsProvider(payment.Source))
            {
                byHand += left.Cents;
                continue;
            }

            order.DecideRefund(new Refund
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                PaymentId = payment.Id,
                Amount = left,
                Note = "Recesso dal contratto",
                DecidedBy = order.AccountUsername,
                DecidedAt = now,
            });
        }

        if (byHand > 0)
        {
            var until = RomeCalendar.DayOf(now).AddDays(DaysToGiveBack);
            await db.OpenTaskAsync(
                $"withdrawal:{order.Number}", DeskTaskKind.Withdrawal, order.Number,
                $"Il cliente ha receduto dal contratto: restituire {new Importo(byHand)} entro il {until:dd/MM/yyyy}.", clock, ct);
        }
    }
}
