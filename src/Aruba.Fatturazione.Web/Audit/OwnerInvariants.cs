using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Audit;

/// <summary>Whose everything is.</summary>
internal static class OwnerInvariants
{
    /// <summary>B-I10.</summary>
    public static Invariant NothingOfSomebodyElse { get; } = new("B-I10", "no row of one account refers to a row of another")
    {
        Queries = look =>
        [
            new("its account does not exist", look.Db.Orders.Where(o => !look.Db.Users.Any(a => a.Id == o.AccountId)).Select(o => o.Number)),
            new("an attempt to pay it is of another account", look.Db.PaymentAttempts
                .Where(a => a.OrderId != null && !look.Db.Orders.Any(o => o.Id == a.OrderId && o.AccountId == a.AccountId && o.Number == a.OrderNumber)).Select(a => a.OrderNumber)),
            new("an attempt to pay it used somebody else's method", look.Db.PaymentAttempts
                .Where(a => look.Db.SavedMethods.Any(m => (m.Id == a.SavedMethodId || m.Id == a.KeptMethodId) && m.AccountId != a.AccountId)).Select(a => a.OrderNumber)),
            new("its service is of another account", look.Db.Subscriptions
                .SelectMany(s => s.Periods, (s, p) => new { s.AccountId, p.OrderNumber })
                .Where(t => look.Db.Orders.Any(o => o.Number == t.OrderNumber && o.AccountId != t.AccountId)).Select(t => t.OrderNumber)),
            new("its service renews with somebody else's method", look.Db.Subscriptions
                .Where(s => s.RenewalMethodId != null && !look.Db.SavedMethods.Any(m => m.Id == s.RenewalMethodId && m.AccountId == s.AccountId))
                .SelectMany(s => s.Periods).Select(p => p.OrderNumber)),
            new("it renews the service of another account", look.Db.Orders
                .Where(o => o.SubscriptionId != null && !look.Db.Subscriptions.Any(s => s.Id == o.SubscriptionId && s.AccountId == o.AccountId)).Select(o => o.Number)),
            new("its panel opens to another account", look.Db.PanelAccesses
                .Where(p => !look.Db.Subscriptions.Any(s => s.Id == p.SubscriptionId && s.AccountId == p.AccountId)).Select(p => p.OrderNumber)),
        ],
    };
}
