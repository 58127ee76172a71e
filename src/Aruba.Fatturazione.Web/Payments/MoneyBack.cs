using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Payments;

/// <summary>Money that went back: by our refund, by one made in the provider's own pages, or taken by the customer's bank.</summary>
public sealed class MoneyBack(StoreDbContext db, TimeProvider clock)
{
    private const int Tries = 5;
    private const string System = "Sistema";

    /// <summary>Records a refund that the provider reports. The same refund counts once, whoever records it first.</summary>
    public async Task<string> RefundedAsync(IPaymentGateway gateway, ProviderNews.Refunded news, CancellationToken ct)
    {
        var ours = news.RefundId is { } id && await db.Set<Refund>().AnyAsync(r => r.Id == id, ct);
        var recorded = await RecordAsync(gateway, news.PaymentReference, news.RefundReference, new Importo(-news.Amount.Cents), news.RefundId, news.At, async order =>
        {
            if (!ours)
            {
                await db.OpenTaskAsync(
                    $"refund:{gateway.Source}:{news.RefundReference}", DeskTaskKind.ForeignRefund, order.Number,
                    $"Rimborso di {news.Amount.In(news.Currency)} ({news.RefundReference}) fatto nelle pagine di {PaymentSources.Label(gateway.Source)}: è registrato, il rinnovo automatico è spento.", clock, ct);
                await StopRenewingAsync(order, RenewalOffReason.Disputed, ct);
            }
        }, ct);
        return recorded ? "Rimborso registrato" : "Rimborso già registrato";
    }

    /// <summary>Records a refund that the provider could not deliver after all: the money is the shop's again, and a person must look.</summary>
    public async Task<string> RefundFailedAsync(IPaymentGateway gateway, ProviderNews.RefundFailed news, CancellationToken ct)
    {
        const string Why = "La banca del cliente non ha accettato il rimborso: l'importo è tornato al negozio.";
        await ChangeAsync(gateway, news.PaymentReference, async (order, payment) =>
        {
            // News comes in any order: what went out is booked before what came back, so that telling it again later changes nothing.
            order.RegisterReversal(Opposite(gateway, payment, news.RefundReference, new Importo(-news.Amount.Cents), news.At), news.RefundId);
            if (order.TakeRefundBack(Opposite(gateway, payment, $"{news.RefundReference}-fallito", news.Amount, news.At), news.RefundId, Why)
                && !order.Refunds.Any(r => r.Id == news.RefundId))
            {
                await db.OpenTaskAsync(
                    $"refund-failed:{gateway.Source}:{news.RefundReference}", DeskTaskKind.RefundFailed, order.Number,
                    $"Il rimborso di {news.Amount.In(payment.Currency)} ({news.RefundReference}) fatto nelle pagine del fornitore non è riuscito: l'importo è tornato al negozio.", clock, ct);
            }
        }, ct);
        return "Rimborso non riuscito";
    }

    /// <summary>The provider has taken our refund. False when its webhook was faster.</summary>
    public Task<bool> MadeAsync(IPaymentGateway gateway, RegisteredPayment payment, Refund refund, string reference, CancellationToken ct) =>
        RecordAsync(gateway, payment.Reference, reference, new Importo(-refund.Amount.Cents), refund.Id, clock.UtcNow(), _ => Task.CompletedTask, ct);

    /// <summary>The provider refused our refund.</summary>
    public Task RefusedAsync(IPaymentGateway gateway, RegisteredPayment payment, Refund refund, string why, CancellationToken ct) =>
        ChangeAsync(gateway, payment.Reference, (order, _) =>
        {
            order.FailRefund(refund.Id, why);
            return Task.CompletedTask;
        }, ct);

    /// <summary>Records a dispute: renewal off, a task for the desk, and the money when the bank has taken it.</summary>
    public async Task<string> DisputedAsync(IPaymentGateway gateway, ProviderNews.Disputed news, CancellationToken ct)
    {
        async Task TellAsync(Order order)
        {
            // Opening and taking the money are one dispute, although some providers name them apart.
            var known = await db.DeskTasks.AnyAsync(t => t.OrderNumber == order.Number && t.Kind == DeskTaskKind.Dispute && t.ClosedAt == null, ct);
            if (!known && await db.OpenTaskAsync(
                $"dispute:{gateway.Source}:{news.DisputeReference}", DeskTaskKind.Dispute, order.Number,
                $"La banca del cliente contesta {news.Amount} ({news.DisputeReference}): rispondi nelle pagine di {PaymentSources.Label(gateway.Source)} entro il termine. Il rinnovo automatico è spento.", clock, ct))
            {
                db.Raise(new PaymentDisputed(order.Number, news.DisputeReference));
            }

            await StopRenewingAsync(order, RenewalOffReason.Disputed, ct);
        }

        if (news.Taken)
        {
            await RecordAsync(gateway, news.PaymentReference, news.DisputeReference, new Importo(-news.Amount.Cents), null, news.At, TellAsync, ct);
            return "Contestazione: importo tolto dalla banca";
        }

        await ChangeAsync(gateway, news.PaymentReference, async (order, _) => await TellAsync(order), ct);
        return "Contestazione aperta";
    }

    /// <summary>Records that a dispute was won; its task is settled.</summary>
    public async Task<string> DisputeWonAsync(IPaymentGateway gateway, ProviderNews.DisputeWon news, CancellationToken ct)
    {
        await RecordAsync(
            gateway, news.PaymentReference, $"{news.DisputeReference}-vinta", news.Amount, null, news.At,
            order => db.CloseTasksAsync(order.Number, DeskTaskKind.Dispute, System, "Contestazione vinta: l'importo è tornato.", clock, ct), ct);
        return "Contestazione vinta: importo tornato";
    }

    /// <summary>
    /// What follows from money that went back, in the transaction that records it: without money in the order nothing renews, and what was
    /// open about refunds is settled.
    /// </summary>
    public async Task FollowAsync(Order order, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.Paid.Cents <= 0)
        {
            await StopRenewingAsync(order, RenewalOffReason.Refunded, ct);
            await db.CloseTasksAsync(order.Number, DeskTaskKind.Withdrawal, System, "L'importo è stato restituito.", clock, ct);
        }

        if (!order.Refunds.Any(r => r.Status == RefundStatus.Failed && order.Refundable(r.PaymentId).Cents > 0))
        {
            await db.CloseTasksAsync(order.Number, DeskTaskKind.RefundFailed, System, "L'importo è stato restituito.", clock, ct);
        }
    }

    private async Task<bool> RecordAsync(
        IPaymentGateway gateway, string paymentReference, string reference, Importo amount, Guid? refundId, DateTime at, Func<Order, Task> also, CancellationToken ct)
    {
        var recorded = false;
        await ChangeAsync(gateway, paymentReference, async (order, payment) =>
        {
            recorded = order.RegisterReversal(Opposite(gateway, payment, reference, amount, at), refundId);
            if (recorded)
            {
                await also(order);
                await FollowAsync(order, ct);
            }
        }, ct);
        return recorded;
    }

    private RegisteredPayment Opposite(IPaymentGateway gateway, RegisteredPayment payment, string reference, Importo amount, DateTime at) => new()
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        Source = gateway.Source,
        Reference = reference,
        Amount = amount,
        Currency = payment.Currency,
        Counts = payment.Counts,
        Reverses = payment.Id,
        ValueDate = RomeCalendar.DayOf(at),
        RegisteredBy = PaymentSources.Label(gateway.Source),
        RegisteredAt = clock.UtcNow(),
    };

    private async Task ChangeAsync(IPaymentGateway gateway, string paymentReference, Func<Order, RegisteredPayment, Task> change, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            db.ChangeTracker.Clear();
            var number = await db.Orders.AsNoTracking().Where(o => o.Payments.Any(p => p.Source == gateway.Source && p.Reference == paymentReference))
                .Select(o => o.Number).SingleOrDefaultAsync(ct)
                ?? throw new InvalidOperationException($"No payment is known under {paymentReference}."); // it may be registered a moment later: the event waits
            var order = await db.OrderForVerbsAsync(number, ct) ?? throw new InvalidOperationException($"Order {number} vanished.");
            await change(order, order.Payments.Single(p => p.Source == gateway.Source && p.Reference == paymentReference));
            try
            {
                await db.SaveChangesAsync(ct);
                return;
            }
            catch (DbUpdateException lost) when (tries < Tries && !DatabaseTrouble.IsCauseOf(lost))
            {
                // Desk and webhook may record the same refund at once: judge again by what is there now.
            }
        }
    }

    private async Task StopRenewingAsync(Order order, RenewalOffReason reason, CancellationToken ct)
    {
        var service = await db.Subscriptions.FirstOrDefaultAsync(s => s.Periods.Any(p => p.OrderNumber == order.Number), ct);
        if (service is { RenewsItself: true })
        {
            service.StopRenewing(reason);
        }
    }
}
