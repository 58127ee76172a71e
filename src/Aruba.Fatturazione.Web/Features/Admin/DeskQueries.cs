using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Outbox;
using Aruba.Fatturazione.Web.Reconciliation;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Admin;

/// <summary>The questions of the desk; each is a look-up in an index that stays small.</summary>
internal static class DeskQueries
{
    /// <summary>Messages given up until a person looks.</summary>
    public static IQueryable<OutboxMessage> Parked(this IQueryable<OutboxMessage> outbox) => outbox.Where(m => m.ParkedAt != null && m.DoneAt == null);

    /// <summary>Messages that will be tried by themselves.</summary>
    public static IQueryable<OutboxMessage> Waiting(this IQueryable<OutboxMessage> outbox) => outbox.Where(m => m.DoneAt == null && m.ParkedAt == null);

    /// <summary>Orders whose activation needs a person.</summary>
    public static IQueryable<Order> Stuck(this IQueryable<Order> orders) => orders.Where(o => o.Status == OrderStatus.ActivationFailed);

    /// <summary>Orders with money that they did not wait for.</summary>
    public static IQueryable<Order> ToDecide(this IQueryable<Order> orders) => orders.Where(o => o.NeedsDecisionSince != null);

    /// <summary>Lines of bank files about which a person must decide.</summary>
    public static IQueryable<BankLine> ForPeople(this IQueryable<BankLine> lines) => lines.Where(l => BankLineStates.ForPeople.Contains(l.State));

    /// <summary>How much waits for a person, in one command.</summary>
    public static async Task<DeskBadges> BadgesAsync(this StoreDbContext db, CancellationToken ct)
    {
        var counts = await db.Outbox.Parked().Select(_ => 1)
            .Concat(db.Orders.Stuck().Select(_ => 2))
            .Concat(db.Orders.ToDecide().Select(_ => 2))
            .Concat(db.DeskTasks.Open().Select(_ => 2))
            .Concat(db.Set<BankLine>().ForPeople().Select(_ => 3))
            .GroupBy(kind => kind).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        return new DeskBadges(counts.Find(c => c.Key == 2)?.Count ?? 0, counts.Find(c => c.Key == 1)?.Count ?? 0, counts.Find(c => c.Key == 3)?.Count ?? 0);
    }
}

/// <summary>The counts in the header of the desk.</summary>
/// <param name="ToDo">Orders and tasks that wait for a person.</param>
/// <param name="Parked">Messages given up.</param>
/// <param name="Lines">Lines of bank files that wait for a person.</param>
internal sealed record DeskBadges(int ToDo, int Parked, int Lines);
