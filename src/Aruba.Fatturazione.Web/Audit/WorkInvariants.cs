using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Audit;

/// <summary>Nothing that is to be done is forgotten: outbox, providers' events, payments without an answer.</summary>
internal static class WorkInvariants
{
    private const string Accepted = "Accettata";
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    /// <summary>B-I11.</summary>
    public static Invariant NoWorkIsForgotten { get; } = new("B-I11", "no work is due for more than five minutes, no lease outlives its end, nothing is called sent that did not arrive")
    {
        Queries = look =>
        [
            new("it is due and nobody does it", look.Db.Outbox
                .Where(m => m.DoneAt == null && m.ParkedAt == null && m.DueAt < look.Overdue && (m.ClaimedUntil == null || m.ClaimedUntil < look.Now))
                .Select(m => m.Topic + " " + m.Reaction)),
            new("somebody holds it whose time is over", look.Db.Outbox
                .Where(m => m.DoneAt == null && m.ClaimedUntil != null && m.ClaimedUntil < look.Now - Slack).Select(m => m.Topic + " " + m.Reaction)),
        ],
        More = async (look, ct) =>
        {
            if (look.Witness is not { } witness || witness.Mails.Count == 0)
            {
                return [];
            }

            // The mailbox may have been emptied: what was sent before its oldest mail cannot be asked about.
            var since = witness.Mails.Min(m => m.At);
            var arrived = witness.Mails.Select(m => m.Row).ToHashSet();
            var sent = await look.Db.Outbox.Where(m => m.DoneAt != null && m.DoneAt > since && m.Outcome != null && m.Outcome.StartsWith(Accepted))
                .Select(m => new { m.Id, m.Topic, m.Reaction }).ToListAsync(ct);
            return sent.Where(m => !arrived.Contains(m.Id)).Select(m => new Offence($"{m.Topic} {m.Reaction}", "it is called sent and never arrived"));
        },
    };

    /// <summary>B-I12.</summary>
    public static Invariant EachEventOnce { get; } = new("B-I12", "a provider's event is kept once, and handled, waiting its turn or on the desk's list")
    {
        Queries = look =>
        [
            new("it is kept twice", look.Db.ProviderEvents.GroupBy(e => new { e.Provider, e.EventId }).Where(g => g.Count() > 1).Select(g => g.Key.Provider + " " + g.Key.EventId)),
        ],
        More = async (look, ct) =>
        {
            var open = await look.Db.ProviderEvents.Where(e => e.HandledAt == null && e.ReceivedAt < look.Overdue).Select(e => new { e.Id, e.EventId }).ToListAsync(ct);
            var topics = open.Select(e => e.Id.ToString()).ToList();
            var waiting = await look.Db.Outbox.Where(m => topics.Contains(m.Topic) && m.DoneAt == null).Select(m => m.Topic).ToListAsync(ct);
            return open.Where(e => !waiting.Contains(e.Id.ToString())).Select(e => new Offence(e.EventId, "it was acknowledged and forgotten"));
        },
    };

    /// <summary>B-I15.</summary>
    public static Invariant NoPaymentIsForgotten { get; } = new("B-I15", "every payment without an answer has a next look, or a person")
    {
        Queries = look =>
        [
            new("a payment is open and nobody will look", look.Db.PaymentAttempts
                .Where(a => (a.Status == AttemptStatus.Started || a.Status == AttemptStatus.Pending || a.Status == AttemptStatus.Unknown) && a.NextLookAt == null
                    && !look.Db.DeskTasks.Any(t => t.Kind == DeskTaskKind.UnresolvedAttempt && t.OrderNumber == a.OrderNumber && t.ClosedAt == null)
                    && !look.Db.Outbox.Any(m => m.Event == nameof(AttemptUnresolved) && m.Topic == a.OrderNumber && m.DoneAt == null))
                .Select(a => a.OrderNumber)),
            new("a payment should have been looked at", look.Db.PaymentAttempts.Where(a => a.NextLookAt != null && a.NextLookAt < look.Overdue).Select(a => a.OrderNumber)),
            new("a payment has ended and still keeps others from beginning, or is open and does not", look.Db.PaymentAttempts
                .Where(a => a.OrderId != null
                    && (a.Status == AttemptStatus.Started || a.Status == AttemptStatus.Pending || a.Status == AttemptStatus.Unknown) != (a.LiveOrderId != null))
                .Select(a => a.OrderNumber)),
            new("two payments are open", look.Db.PaymentAttempts.Where(a => a.LiveOrderId != null
                    && look.Db.PaymentAttempts.Any(other => other.Id != a.Id && other.LiveOrderId == a.LiveOrderId)).Select(a => a.OrderNumber)),
            new("money was refused to be given back, or not yet asked for, and nobody is about to", look.Db.Orders
                .Where(o => o.Refunds.Any(r => r.Status == RefundStatus.Decided && r.DecidedAt < look.Overdue)
                    && !look.Db.Outbox.Any(m => m.Topic == o.Number && m.Event == nameof(RefundDecided) && m.DoneAt == null)).Select(o => o.Number)),
        ],
    };
}
