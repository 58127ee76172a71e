using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Outbox.Handlers;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Audit;

/// <summary>What must hold between paid orders and services.</summary>
internal static class ServiceInvariants
{
    /// <summary>B-I3.</summary>
    public static Invariant OneServiceForEachPaidLine { get; } = new("B-I3", "every paid line has one service, every service one paid order, every subject one service")
    {
        Queries = look =>
        [
            new("it is concluded and has not exactly one service", look.Db.Orders
                .Where(o => o.Status == OrderStatus.Concluded && (o.Kind != OrderKind.Extension || o.ExtendsTo > o.ExtendsFrom)
                    && look.Db.Set<SubscriptionPeriod>().Count(p => p.OrderNumber == o.Number) != 1).Select(o => o.Number)),
            new("it prolongs nothing and has a term", look.Db.Orders
                .Where(o => o.Kind == OrderKind.Extension && o.ExtendsTo == o.ExtendsFrom && look.Db.Set<SubscriptionPeriod>().Any(p => p.OrderNumber == o.Number))
                .Select(o => o.Number)),
            new("a line is not in the service whose last term it paid", look.Db.Orders
                .Where(o => o.Status == OrderStatus.Concluded && o.Lines.Any(l => look.Db.Subscriptions
                    .Any(s => s.Periods.Any(p => p.OrderNumber == o.Number && p.EndsOn == s.ExpiresOn)
                        && s.Items.Where(i => i.ProductCode == l.ProductCode).Sum(i => i.Quantity)
                            + s.Changes.Where(c => c.StartsOn != null && c.ProductCode == l.ProductCode).Sum(c => c.Quantity) < l.Quantity)))
                .Select(o => o.Number)),
            new("a service rests on it and it is not concluded", look.Db.Set<SubscriptionPeriod>()
                .Where(p => !look.Db.Orders.Any(o => o.Number == p.OrderNumber && o.Status == OrderStatus.Concluded)).Select(p => p.OrderNumber)),
            new("its subject has two services", look.Db.Subscriptions
                .Where(s => s.Status != SubscriptionStatus.Deleted && look.Db.Subscriptions
                    .Any(other => other.Id != s.Id && other.Status != SubscriptionStatus.Deleted && other.CodiceFiscale == s.CodiceFiscale))
                .SelectMany(s => s.Periods).Select(p => p.OrderNumber)),

            new("it was withdrawn from and its service lives", look.Db.Orders
                .Where(o => o.WithdrawnAt != null && look.Db.Subscriptions.Any(s => s.Status != SubscriptionStatus.Deleted && s.Periods.Any(p => p.OrderNumber == o.Number)))
                .Select(o => o.Number)),
            new("a change that it paid is days late", look.Db.Subscriptions
                .Where(s => s.Status != SubscriptionStatus.Deleted && s.Changes.Any(c => c.StartsOn < RomeCalendar.DayOf(look.Now).AddDays(-2))).SelectMany(s => s.Periods).Select(p => p.OrderNumber)),

            // Orders that were seeded have no rows in the outbox at all.
            new("it is paid and nothing is about to activate it", look.Db.Orders
                .Where(o => o.Status == OrderStatus.AwaitingActivation && look.Db.Outbox.Any(m => m.Topic == o.Number)
                    && !look.Db.Outbox.Any(m => m.Topic == o.Number && m.Reaction == nameof(FulfilOrder) && m.DoneAt == null))
                .Select(o => o.Number)),
        ],
        More = async (look, ct) => (await look.Db.Subscriptions.Where(s => !s.Periods.Any()).Select(s => s.Id).ToListAsync(ct))
            .Select(id => new Offence(id.ToString(), "a service that nothing paid")),
    };

    /// <summary>B-I6.</summary>
    public static Invariant TermsFollowEachOther { get; } = new("B-I6", "one order pays one term once; terms follow each other without gap or overlap, on the anchor's day")
    {
        Queries = look =>
        [
            new("it paid two terms", look.Db.Set<SubscriptionPeriod>().GroupBy(p => p.OrderNumber).Where(g => g.Count() > 1).Select(g => g.Key)),
            new("two orders renew one term", look.Db.Orders
                .Where(o => o.Kind == OrderKind.Renewal && o.Status != OrderStatus.Cancelled && o.Status != OrderStatus.Lapsed && look.Db.Orders
                    .Any(other => other.Id != o.Id && other.Kind == OrderKind.Renewal && other.SubscriptionId == o.SubscriptionId && other.RenewsFrom == o.RenewsFrom
                        && other.Status != OrderStatus.Cancelled && other.Status != OrderStatus.Lapsed))
                .Select(o => o.Number)),
            new("it was placed for a service whose owner had left already", look.Db.Orders
                .Where(o => o.PlacedByPlan && look.Db.Subscriptions.Any(s => s.Id == o.SubscriptionId && s.ExpiresOn == o.RenewsFrom && s.DisdettaAt < o.PlacedAt)).Select(o => o.Number)),
            new("a service has two open extensions", look.Db.Orders
                .Where(o => o.Kind == OrderKind.Extension && o.Status != OrderStatus.Cancelled && o.Status != OrderStatus.Lapsed && o.Status != OrderStatus.Concluded
                    && look.Db.Orders.Any(other => other.Id != o.Id && other.Kind == OrderKind.Extension && other.SubscriptionId == o.SubscriptionId
                        && other.Status != OrderStatus.Cancelled && other.Status != OrderStatus.Lapsed && other.Status != OrderStatus.Concluded))
                .Select(o => o.Number)),
            new("an extension prolonged its service to another day than was bought", look.Db.Orders
                .Where(o => o.Kind == OrderKind.Extension && look.Db.Set<SubscriptionPeriod>()
                    .Any(p => p.OrderNumber == o.Number && (p.EndsOn != o.ExtendsTo || p.StartsOn <= o.ExtendsFrom)))
                .Select(o => o.Number)),
            new("its service does not end with its last term", look.Db.Subscriptions
                .Where(s => s.Periods.Any() && s.ExpiresOn != s.Periods.Max(p => p.EndsOn)).SelectMany(s => s.Periods).Select(p => p.OrderNumber)),
        ],
        More = async (look, ct) =>
        {
            List<Offence> found = [];
            var terms = look.Db.Subscriptions.SelectMany(s => s.Periods, (s, p) => new { s.Id, s.AnchorOn, s.ProlongedOn, p.OrderNumber, p.StartsOn, p.EndsOn })
                .Join(look.Db.Orders, t => t.OrderNumber, o => o.Number, (t, o) => new { t.Id, Term = new PaidTerm(t.OrderNumber, t.AnchorOn, t.ProlongedOn, t.StartsOn, t.EndsOn, o.Years, o.Kind, o.PlacedAt) });
            await foreach (var term in terms.Where(t => look.Db.Subscriptions.Any(s => s.Id == t.Id && s.Periods.Count == 1)).AsAsyncEnumerable().WithCancellation(ct))
            {
                found.AddRange(Measured([term.Term]));
            }

            var many = await terms.Where(t => look.Db.Subscriptions.Any(s => s.Id == t.Id && s.Periods.Count > 1)).ToListAsync(ct);
            foreach (var service in many.GroupBy(t => t.Id, t => t.Term))
            {
                var inOrder = service.OrderBy(t => t.StartsOn).ThenBy(t => t.EndsOn).ToList();
                found.AddRange(Measured(inOrder));
                found.AddRange(inOrder.Zip(inOrder.Skip(1)).Where(pair => !pair.Second.Follows(pair.First))
                    .Select(pair => new Offence(pair.Second.OrderNumber, "its term overlaps the one before or leaves a gap")));
            }

            return found;
        },
    };

    // The anchor is the day of the activation until an extension prolongs the service, whose day it then is.
    private static IEnumerable<Offence> Measured(IReadOnlyList<PaidTerm> terms)
    {
        var anchor = terms[0].AnchorOn;
        foreach (var term in terms)
        {
            anchor = term.IsExtension ? RomeCalendar.DayOf(term.PlacedAt) : anchor;
            if (!term.IsWellMeasured(anchor))
            {
                yield return new(term.OrderNumber, "its term does not end on the anchor's day after the years that were bought");
            }
        }

        if (anchor != (terms[0].ProlongedOn ?? terms[0].AnchorOn))
        {
            yield return new(terms[^1].OrderNumber, "its service has another anchor than its terms");
        }
    }

    private sealed record PaidTerm(string OrderNumber, DateOnly AnchorOn, DateOnly? ProlongedOn, DateOnly StartsOn, DateOnly EndsOn, int Years, OrderKind Kind, DateTime PlacedAt)
    {
        public bool IsExtension => Kind == OrderKind.Extension;

        // A renewal starts on the day of the present expiry or on the day after it; an extension ends years after it was ordered.
        public bool IsWellMeasured(DateOnly anchor) => IsExtension
            ? EndsOn == Term.FirstExpiry(anchor, Years)
            : EndsOn == Term.Extend(StartsOn, Years, anchor) || EndsOn == Term.Extend(StartsOn.AddDays(-1), Years, anchor);

        public bool Follows(PaidTerm before) => StartsOn == before.EndsOn || StartsOn == before.EndsOn.AddDays(1);
    }
}
