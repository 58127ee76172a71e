using System.Diagnostics;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Payments;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Outbox.Handlers;

/// <summary>
/// Asks the provider for a refund that was decided at the desk. The row was saved before; its id is the key, and the provider is first asked
/// whether it knows that id: however often this runs, the money goes back once.
/// </summary>
internal sealed class MakeRefund(StoreDbContext db, Gateways gateways, MoneyBack moneyBack, TimeProvider clock) : IReaction<RefundDecided>
{
    public async Task<string?> HandleAsync(RefundDecided e, Delivery delivery, CancellationToken ct)
    {
        var (payment, refund) = await FindAsync(e, ct);
        if (refund.Status != RefundStatus.Decided)
        {
            return null; // by hand, or the webhook was faster
        }

        var gateway = gateways.From(payment.Source) ?? throw new PermanentFailure($"Il fornitore {payment.Source} non è configurato.");
        Fault.Hit("refund.asked");
        var answer = await gateway.RefundAsync(new RefundRequest(refund.Id, payment.Reference, refund.Amount, e.OrderNumber, payment.Currency), ct);
        Fault.Hit("refund.answered");
        switch (answer)
        {
            case RefundAnswer.Made made:
                await moneyBack.MadeAsync(gateway, payment, refund, made.Reference, ct);
                return $"{refund.Amount.In(payment.Currency)} restituiti con {PaymentSources.Label(payment.Source)}";
            case RefundAnswer.Refused refused:
                await moneyBack.RefusedAsync(gateway, payment, refund, refused.Why, ct);
                return $"Non riuscito. {refused.Why}";
            case RefundAnswer.Unsure unsure:
                throw new RefundUnsure(unsure.Why);
            default:
                throw new UnreachableException();
        }
    }

    /// <inheritdoc />
    public async Task GiveUpAsync(RefundDecided e, CancellationToken ct)
    {
        // Nobody knows whether it was made: the amount stays reserved, and a person asks again from the outgoing mail.
        await db.OpenTaskAsync(
            $"refund-unsure:{e.RefundId:N}", DeskTaskKind.RefundFailed, e.OrderNumber,
            "Il fornitore non risponde da un giorno su un rimborso deciso qui. Guarda nelle sue pagine se è stato fatto, poi riprova da «Posta in uscita»: non può partire due volte.", clock, ct);
        await db.SaveChangesAsync(ct);
    }

    private async Task<(RegisteredPayment Payment, Refund Refund)> FindAsync(RefundDecided e, CancellationToken ct)
    {
        var order = await db.Orders.AsNoTracking().Include(o => o.Payments).Include(o => o.Refunds).AsSplitQuery()
            .SingleOrDefaultAsync(o => o.Number == e.OrderNumber, ct);
        var refund = order?.Refunds.FirstOrDefault(r => r.Id == e.RefundId) ?? throw new PermanentFailure("Il rimborso non esiste.");
        return (order.Payments.Single(p => p.Id == refund.PaymentId), refund);
    }
}

/// <summary>The provider gave no usable answer about a refund: it is asked again under the same key.</summary>
internal sealed class RefundUnsure : Exception
{
    /// <summary>Without a reason.</summary>
    public RefundUnsure()
    {
    }

    /// <summary>With the reason, for the log.</summary>
    public RefundUnsure(string message)
        : base(message)
    {
    }

    /// <summary>With the reason and its cause.</summary>
    public RefundUnsure(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
