using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Payments;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Admin.Refunds;

/// <summary>What became of asking for a refund.</summary>
internal abstract record RefundResult
{
    private RefundResult()
    {
    }

    /// <summary>Decided, with its audit row; the outbox asks the provider. By hand it is done already.</summary>
    public sealed record Decided : RefundResult;

    /// <summary>More than what is left of the payment.</summary>
    public sealed record TooMuch(Importo Left) : RefundResult;

    /// <summary>The bank's reference is in the books already; here is the row that has it.</summary>
    public sealed record Known(Guid PaymentId) : RefundResult;

    /// <summary>The order is no longer as the agent saw it.</summary>
    public sealed record Changed : RefundResult;
}

/// <summary>Decides refunds: the row of the refund is saved before any provider is asked, and its id is the key of that question.</summary>
public sealed class RefundDesk(StoreDbContext db, MoneyBack moneyBack, TimeProvider clock)
{
    /// <summary>Decides once, however often the same form comes.</summary>
    internal async Task<RefundResult> DecideAsync(string number, RegisteredPayment payment, RefundForm form, bool byHand, DeskAgent agent, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            db.ChangeTracker.Clear();
            var order = await db.OrderForVerbsAsync(number, ct);
            if (order is null || order.Refunds.Any(r => r.Id == form.Id))
            {
                return order is null ? new RefundResult.Changed() : new RefundResult.Decided();
            }

            if (byHand && await WinnerAsync(form, ct) is { } winner)
            {
                return new RefundResult.Known(winner);
            }

            if (order.Version != form.Versione)
            {
                return new RefundResult.Changed();
            }

            if (!await DecideAsync(order, payment, form, byHand, agent, ct))
            {
                return new RefundResult.TooMuch(order.Refundable(payment.Id));
            }

            try
            {
                await db.SaveChangesAsync(ct);
                return new RefundResult.Decided();
            }
            catch (DbUpdateException lost) when (attempt < DeskWork.Attempts && !DatabaseTrouble.IsCauseOf(lost))
            {
                // Another agent, or a payment, was faster: look again and judge anew.
            }
        }
    }

    private async Task<bool> DecideAsync(Order order, RegisteredPayment payment, RefundForm form, bool byHand, DeskAgent agent, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var decided = order.DecideRefund(new Refund
        {
            Id = form.Id,
            PaymentId = payment.Id,
            Amount = form.Amount,
            Note = form.Reason,
            DecidedBy = agent.Name,
            DecidedAt = now,
        });
        if (!decided)
        {
            return false;
        }

        if (byHand)
        {
            order.RegisterReversal(Opposite(payment, form, agent, now), form.Id);
            await moneyBack.FollowAsync(order, ct);
        }

        db.Audit.Add(agent.Did(
            "payment.refunded", order.Number, now,
            $"{form.Amount.In(payment.Currency)} di {payment.Worth}, {PaymentSources.Label(payment.Source)}, riferimento {payment.Reference}{(byHand ? $", restituiti a mano con {form.Reference}" : "")}: {form.Reason}"));
        return true;
    }

    private RegisteredPayment Opposite(RegisteredPayment payment, RefundForm form, DeskAgent agent, DateTime now) => new()
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        Source = form.Conto ?? payment.Source,
        Reference = form.Reference,
        Amount = new Importo(-form.Amount.Cents),
        Currency = payment.Currency,
        Counts = payment.Counts,
        Reverses = payment.Id,
        ValueDate = form.DataValuta ?? clock.Today(),
        Note = form.Reason,
        RegisteredBy = agent.Name,
        RegisteredAt = now,
    };

    private Task<Guid?> WinnerAsync(RefundForm form, CancellationToken ct)
    {
        var reference = form.Reference;
        return db.Set<RegisteredPayment>().Where(p => p.Source == form.Conto && p.Reference == reference).Select(p => (Guid?)p.Id).SingleOrDefaultAsync(ct);
    }
}
