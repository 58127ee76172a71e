using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Outbox.Handlers;

/// <summary>Puts on the desk's list what a person must look at: one task for each cause, however often it is told.</summary>
internal sealed class TellDesk(StoreDbContext db, TimeProvider clock)
    : IReaction<AttemptUnresolved>, IReaction<RefundFailed>
{
    /// <summary>Begins the key of a task about an attempt; its id follows.</summary>
    public const string AttemptKey = "unresolved:";

    public async Task<string?> HandleAsync(AttemptUnresolved e, Delivery delivery, CancellationToken ct)
    {
        var attempt = await db.PaymentAttempts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == e.AttemptId, ct);
        return attempt is not { IsLive: true } ? null : await OpenAsync(
            $"{AttemptKey}{e.AttemptId:N}", DeskTaskKind.UnresolvedAttempt, e.OrderNumber,
            $"{attempt.Method.Label()}: il fornitore non dice che cosa è stato del pagamento di {attempt.Amount} ({attempt.Reference}).", ct);
    }

    public async Task<string?> HandleAsync(RefundFailed e, Delivery delivery, CancellationToken ct)
    {
        var refund = await db.Set<Refund>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == e.RefundId, ct);
        return refund is not { Status: RefundStatus.Failed } ? null : await OpenAsync(
            $"refund-failed:{e.RefundId:N}", DeskTaskKind.RefundFailed, e.OrderNumber, $"Rimborso di {refund.Amount} non riuscito. {refund.Failure}", ct);
    }

    private async Task<string?> OpenAsync(string key, DeskTaskKind kind, string order, string words, CancellationToken ct)
    {
        if (!await db.OpenTaskAsync(key, kind, order, words, clock, ct))
        {
            return null;
        }

        await db.SaveChangesAsync(ct);
        return "Nell'elenco delle cose da fare";
    }
}
