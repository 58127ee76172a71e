using Aruba.Fatturazione.Orders;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Audit;

/// <summary>What must hold of an order's number, story and acceptances.</summary>
internal static class OrderInvariants
{
    private const int DigestLength = 64;

    /// <summary>B-I5.</summary>
    public static Invariant HistoryIsAPath { get; } = new("B-I5", "an order's history is a path of its machine, each step with who caused it, and ends where the order stands")
    {
        Queries = look =>
        [
            new("its history has not one beginning", look.Db.Orders.Where(o => o.History.Count(h => h.From == null) != 1).Select(o => o.Number)),
            new("its history ends elsewhere", look.Db.Orders
                .Where(o => o.History.OrderByDescending(h => h.Id).Select(h => (OrderStatus?)h.To).FirstOrDefault() != o.Status).Select(o => o.Number)),
            new("a step begins where none has ended", look.Db.Orders
                .Where(o => o.History.Any(h => h.From != null
                    && o.History.Where(p => p.Id < h.Id).OrderByDescending(p => p.Id).Select(p => (OrderStatus?)p.To).FirstOrDefault() != h.From))
                .Select(o => o.Number)),
            new("nobody caused a step", look.Db.Orders.Where(o => o.History.Any(h => h.Actor == "")).Select(o => o.Number)),
        ],
        More = async (look, ct) =>
        {
            // There are only as many kinds of step as the machine has, so they are few in any database.
            var kinds = await look.Db.Set<OrderHistoryEntry>().Select(h => new { h.From, h.Trigger, h.To }).Distinct().ToListAsync(ct);
            List<Offence> found = [];
            foreach (var kind in kinds.Where(k => !IsStep(k.From, k.Trigger, k.To)))
            {
                var numbers = await look.Db.Orders
                    .Where(o => o.History.Any(h => h.From == kind.From && h.Trigger == kind.Trigger && h.To == kind.To)).Select(o => o.Number).ToListAsync(ct);
                found.AddRange(numbers.Select(n => new Offence(n, $"no machine goes from {kind.From} by {kind.Trigger} to {kind.To}")));
            }

            return found;
        },
    };

    /// <summary>B-I7. Fiscal numbers are not issued by the shop yet.</summary>
    public static Invariant NumbersAreUnique { get; } = new("B-I7", "order numbers are well formed and unique")
    {
        Queries = look =>
        [
            new("two orders have this number", look.Db.Orders.GroupBy(o => o.Number).Where(g => g.Count() > 1).Select(g => g.Key)),
            new("it is not an order number", look.Db.Orders.Where(o => o.Number.Length != OrderNumber.Length || !o.Number.StartsWith("AF")).Select(o => o.Number)),
            new("two orders were made of one cart", look.Db.Orders.Where(o => look.Db.Orders.Any(other => other.Id != o.Id && other.CartId == o.CartId)).Select(o => o.Number)),
        ],
    };

    /// <summary>B-I8.</summary>
    public static Invariant AcceptancesCameWithTheOrder { get; } = new("B-I8", "every order has its acceptances (document, version, digest) of its own instant")
    {
        Queries = look =>
        [
            new("nothing was accepted", look.Db.Orders.Where(o => !o.Acceptances.Any()).Select(o => o.Number)),
            new("an acceptance is not of the instant of the order", look.Db.Orders
                .Where(o => o.Kind != OrderKind.Renewal && o.Acceptances.Any(a => a.AcceptedAt != o.PlacedAt)).Select(o => o.Number)),

            // A renewal may rest on a mandate that was given before.
            new("an acceptance is younger than the order", look.Db.Orders.Where(o => o.Acceptances.Any(a => a.AcceptedAt > o.PlacedAt)).Select(o => o.Number)),
            new("an acceptance does not say of what", look.Db.Orders
                .Where(o => o.Acceptances.Any(a => a.DocumentCode == "" || a.DocumentVersion == "" || a.Digest.Length != DigestLength)).Select(o => o.Number)),
        ],
    };

    private static bool IsStep(OrderStatus? from, string trigger, OrderStatus to) => from is not { } state
        ? to == OrderStatus.AwaitingPayment
        : Enum.TryParse<OrderTrigger>(trigger, out var known) && OrderTransitions.Table.TryGetValue((state, known), out var next)
            ? next == to
            : state == to && trigger is Order.DecidedTrigger or Order.RefundedTrigger or Order.WithdrawnTrigger; // notes: the state stays
}
