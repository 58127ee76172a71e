using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Shared;

/// <summary>Who reads a timeline: the same facts, but names and technical reasons are for the desk.</summary>
public enum TimelineReader
{
    /// <summary>The customer.</summary>
    Customer,

    /// <summary>An agent of the desk.</summary>
    Staff,
}

/// <summary>One thing that happened to an order.</summary>
/// <param name="At">UTC instant.</param>
/// <param name="Tone"><c>good</c>, <c>warn</c>, <c>bad</c>, <c>info</c> or <c>neutral</c>.</param>
/// <param name="Text">A plain Italian sentence.</param>
/// <param name="Detail">Who did it and the technical reason, for staff; or null.</param>
public sealed record TimelineEntry(DateTime At, string Tone, string Text, string? Detail = null);

/// <summary>
/// The one story of an order for customer and staff: steps, money, mails and activation, oldest first.
/// Drawn by the partial <c>_OrderTimeline</c>.
/// </summary>
internal static class OrderTimeline
{
    /// <summary>Reads the story of an order in two commands; empty when there is no such order.</summary>
    public static async Task<IReadOnlyList<TimelineEntry>> ReadAsync(StoreDbContext db, string number, TimelineReader reader, CancellationToken ct)
    {
        var order = await db.Orders.AsNoTracking().Where(o => o.Number == number)
            .Select(o => new TimelineFacts(o.Number, o.Method, o.Gross, o.PlacedAt, o.History.ToList(), o.Payments.ToList(), o.Refunds.ToList()) { Kind = o.Kind, Status = o.Status })
            .AsSingleQuery().SingleOrDefaultAsync(ct);
        if (order is null)
        {
            return [];
        }

        return Build(order, await db.Outbox.AsNoTracking().Where(m => m.Topic == number).ToListAsync(ct), reader);
    }

    /// <summary>Tells the story from what was read.</summary>
    public static IReadOnlyList<TimelineEntry> Build(TimelineFacts order, IEnumerable<OutboxMessage> messages, TimelineReader reader)
    {
        // What went back is told by its payment row.
        var steps = order.History.Where(h => h.Trigger != Order.RefundedTrigger).OrderBy(h => h.At).ThenBy(h => h.Id).Select(h => TimelineWords.Step(h, order)).ToList();

        // What is awaited is told once, after the step that it belongs to.
        if (TimelineWords.Awaited(order) is { } awaited)
        {
            steps.Add(awaited);
        }

        // What shares an instant stays in the order of cause and effect, because the sort is stable.
        var story = new IEnumerable<TimelineEntry>[]
        {
            steps.Take(1),
            Payments(order),
            steps.Skip(1),
            order.Refunds.Select(TimelineWords.Refund),
            messages.OrderBy(m => m.CreatedAt).SelectMany(m => TimelineWords.Message(m, reader)),
        }.SelectMany(e => e).OrderBy(e => e.At);
        return reader == TimelineReader.Staff ? [.. story] : [.. story.Select(e => e with { Detail = null })];
    }

    private static IEnumerable<TimelineEntry> Payments(TimelineFacts order)
    {
        var left = order.History.OrderBy(h => h.At).FirstOrDefault(h => h.From == OrderStatus.AwaitingPayment);
        var sum = Importo.Zero;
        foreach (var payment in order.Payments.OrderBy(p => p.RegisteredAt).ThenBy(p => p.Id))
        {
            if (payment.Reverses is not null)
            {
                sum += payment.Counts ? payment.Amount : Importo.Zero;
                yield return TimelineWords.Reversal(payment);
                continue;
            }

            if (!payment.Counts)
            {
                yield return TimelineWords.ToVerify(payment);
                continue;
            }

            var onClosed = left is not null
                && (payment.RegisteredAt > left.At || sum >= order.Gross || left.Trigger != nameof(OrderTrigger.PaidInFull));
            sum += payment.Amount;
            yield return TimelineWords.Payment(payment, order.Gross - sum, onClosed);
        }
    }
}

/// <summary>What the timeline needs of an order.</summary>
internal sealed record TimelineFacts(
    string Number,
    PaymentMethod Method,
    Importo Gross,
    DateTime PlacedAt,
    List<OrderHistoryEntry> History,
    List<RegisteredPayment> Payments,
    List<Refund> Refunds)
{
    /// <summary>What was ordered.</summary>
    public OrderKind Kind { get; init; }

    /// <summary>Where it stands; null when what is awaited is not to be told.</summary>
    public OrderStatus? Status { get; init; }
}
