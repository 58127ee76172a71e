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

    /// <summary>How much waits, in one command; <paramref name="withHome"/> counts what only the first page of the desk shows, too.</summary>
    public static async Task<DeskBadges> BadgesAsync(this StoreDbContext db, bool withHome, CancellationToken ct)
    {
        var waiting = db.Outbox.Parked().Select(_ => 1)
            .Concat(db.Orders.Stuck().Select(_ => 2))
            .Concat(db.Orders.ToDecide().Select(_ => 3))
            .Concat(db.DeskTasks.Open().Select(_ => 4))
            .Concat(db.Set<BankLine>().ForPeople().Select(_ => 5));
        if (withHome)
        {
            waiting = waiting
                .Concat(db.Orders.Where(o => o.Status == OrderStatus.AwaitingActivation).Select(_ => 6))
                .Concat(db.Orders.Where(o => o.Kind == OrderKind.Renewal && o.Status == OrderStatus.AwaitingPayment).Select(_ => 7));
        }

        var counts = await waiting.GroupBy(kind => kind).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(c => c.Key, c => c.Count, ct);
        int Of(int kind) => counts.GetValueOrDefault(kind);
        return new DeskBadges(Of(1), Of(2), Of(3), Of(4), Of(5), Of(6), Of(7));
    }
}

/// <summary>How much waits.</summary>
/// <param name="Parked">Messages given up.</param>
/// <param name="Stuck">Orders whose activation failed.</param>
/// <param name="ToDecide">Orders with money that they did not wait for.</param>
/// <param name="Tasks">Open tasks.</param>
/// <param name="Lines">Lines of bank files that wait for a person.</param>
/// <param name="Activating">Orders that are being activated; counted for the first page only.</param>
/// <param name="UnpaidRenewals">Renewals that are not paid; counted for the first page only.</param>
internal sealed record DeskBadges(int Parked, int Stuck, int ToDecide, int Tasks, int Lines, int Activating, int UnpaidRenewals)
{
    /// <summary>Where a page that has counted already leaves it for the header.</summary>
    public const string Key = "desk-badges";

    /// <summary>Orders and tasks that wait for a person.</summary>
    public int ToDo => Stuck + ToDecide + Tasks;
}
