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
                    $"Rimborso di {news.Amount} fatto nelle pagine di {PaymentSources.Label(gateway.Source)}: è registrato, il rinnovo automatico è spento.", clock, ct);
                await StopRenewingAsync(order, ct);
            }
        }, ct);
        return recorded ? "Rimborso registrato" : "Rimborso già registrato";
    }

    /// <summary>Records a dispute: renewal off, a task for the desk, and the money when the bank has taken it.</summary>
    public async Task<string> DisputedAsync(IPaymentGateway gateway, ProviderNews.Disputed news, CancellationToken ct)
    {
        async Task TellAsync(Order order)
        {
            await db.OpenTaskAsync(
                $"dispute:{gateway.Source}:{news.DisputeReference}", DeskTaskKind.Dispute, order.Number,
                $"La banca del cliente contesta {news.Amount} ({news.DisputeReference}): rispondi nelle pagine del fornitore entro il termine. Il rinnovo automatico è spento.", clock, ct);
            await StopRenewingAsync(order, ct);
        }

        if (news.Taken)
        {
            await RecordAsync(gateway, news.PaymentReference, news.DisputeReference, new Importo(-news.Amount.Cents), null, news.At, TellAsync, ct);
            return "Contestazione: importo tolto dalla banca";
        }

        await ChangeAsync(gateway, news.PaymentReference, async (order, _) => await TellAsync(order), ct);
        return "Contestazione aperta";
    }

    /// <summary>Records that a dispute was won.</summary>
    public async Task<string> DisputeWonAsync(IPaymentGateway gateway, ProviderNews.DisputeWon news, CancellationToken ct)
    {
        await RecordAsync(gateway, news.PaymentReference, $"{news.DisputeReference}-vinta", news.Amount, null, news.At, _ => Task.CompletedTask, ct);
        return "Contestazione vinta: importo tornato";
    }

    /// <summary>Records money that went back (negative) or came back. False when it was recorded before.</summary>
    public async Task<bool> RecordAsync(
        IPaymentGateway gateway, string paymentReference, string reference, Importo amount, Guid? refundId, DateTime at, Func<Order, Task> also, CancellationToken ct)
    {
        var recorded = false;
        await ChangeAsync(gateway, paymentReference, async (order, payment) =>
        {
            recorded = order.RegisterReversal(
                new RegisteredPayment
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
                },
                refundId);
            if (recorded)
            {
                await also(order);
            }
        }, ct);
        return recorded;
    }

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

    private async Task StopRenewingAsync(Order order, CancellationToken ct)
    {
        var service = await db.Subscriptions.FirstOrDefaultAsync(s => s.Periods.Any(p => p.OrderNumber == order.Number), ct);
        if (service is { RenewsItself: true })
        {
            service.StopRenewing(RenewalOffReason.Disputed);
        }
    }
}
