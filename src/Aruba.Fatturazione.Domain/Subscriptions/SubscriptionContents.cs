using Aruba.Fatturazione.Orders;

namespace Aruba.Fatturazione.Subscriptions;

/// <content>What it includes changes: added at once, with the next term, or as its owner wishes.</content>
public sealed partial class Subscription
{
    /// <summary>UTC instant at which something was added last; null when nothing was. Orders placed before rest on another service.</summary>
    public DateTime? ExtendedAt { get; private set; }

    /// <summary>What becomes more or less with a term that is paid and has not begun, or is wished for the one after.</summary>
    public IReadOnlyList<SubscriptionChange> Changes => changes;

    /// <summary>What it will include at its expiry, by code.</summary>
    public IReadOnlyDictionary<string, int> AtExpiry => With(changes.Where(c => c.StartsOn is not null));

    /// <summary>What a further term is bought with, by code: what it will include at its expiry, as its owner wishes it changed.</summary>
    public IReadOnlyDictionary<string, int> ToRenew => With(changes);

    /// <summary>Name of something that it includes or will include.</summary>
    public string NameOf(string code) => items.Find(i => i.ProductCode == code)?.Name ?? changes.Find(c => c.ProductCode == code)?.Name ?? code;

    /// <summary>True when its owner wishes to renew it with something else than it includes.</summary>
    public bool HasWish => changes.Exists(c => c.StartsOn is null);

    /// <summary>True when something was added after the order was placed: what it says of the service no longer holds.</summary>
    public bool WasExtendedSince(Order order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return ExtendedAt >= order.PlacedAt;
    }

    /// <summary>
    /// Adds at once what an order paid and, when it says so, prolongs the service. False, and nothing changes, when the service is no longer
    /// the one that the order was calculated from: expired, renewed or extended meanwhile.
    /// </summary>
    public bool Extend(Order order, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (Status != SubscriptionStatus.Active || RomeCalendar.DayOf(now) > ExpiresOn || ExpiresOn != order.ExtendsFrom || WasExtendedSince(order))
        {
            return false;
        }

        if (order.ExtendsTo is { } until && until > ExpiresOn)
        {
            periods.Add(new SubscriptionPeriod { StartsOn = ExpiresOn.AddDays(1), EndsOn = until, OrderNumber = order.Number });
            (ExpiresOn, ProlongedOn) = (until, RomeCalendar.DayOf(order.PlacedAt));
        }

        foreach (var line in order.Lines.Where(l => l.Days is null))
        {
            Include(line);
        }

        ExtendedAt = now;
        Raise(new ServiceExtended(order.Number, Id));
        return true;
    }

    /// <summary>
    /// The owner says what to renew it with from now on; stored as the difference from what it will include, so that what is bought in between
    /// is renewed too.
    /// </summary>
    /// <param name="wanted">Units by code; what is missing is not renewed.</param>
    /// <param name="names">Names of what is wanted, by code.</param>
    /// <exception cref="InvalidOperationException">The service is not active.</exception>
    public void Wish(IReadOnlyDictionary<string, int> wanted, Func<string, string> names)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(names);
        if (Status != SubscriptionStatus.Active)
        {
            throw new InvalidOperationException("Only an active service has a renewal to come.");
        }

        var present = AtExpiry;
        var more = present.Keys.Union(wanted.Keys).ToDictionary(c => c, c => wanted.GetValueOrDefault(c) - present.GetValueOrDefault(c));
        changes.RemoveAll(c => c.StartsOn is null && more.GetValueOrDefault(c.ProductCode) != c.Quantity);
        changes.AddRange(more.Where(m => m.Value != 0 && !changes.Exists(c => c.StartsOn is null && c.ProductCode == m.Key))
            .Select(m => new SubscriptionChange { ProductCode = m.Key, Name = names(m.Key), Quantity = m.Value, StartsOn = null }).ToList());
        Touch();
    }

    private void Include(OrderLine line)
    {
        if (items.Find(i => i.ProductCode == line.ProductCode) is { } item)
        {
            item.Quantity += line.Quantity;
        }
        else
        {
            items.Add(new SubscriptionItem { ProductCode = line.ProductCode, Name = line.Name, Quantity = line.Quantity });
        }
    }

    private Dictionary<string, int> With(IEnumerable<SubscriptionChange> more) => items.Select(i => (i.ProductCode, i.Quantity)).Concat(more.Select(c => (c.ProductCode, c.Quantity)))
        .GroupBy(x => x.ProductCode, x => x.Quantity).Select(g => (g.Key, Sum: g.Sum())).Where(x => x.Sum > 0).ToDictionary(x => x.Key, x => x.Sum);

    private void MakeChanges(DateOnly today)
    {
        foreach (var change in changes.Where(c => c.StartsOn <= today).OrderBy(c => c.StartsOn).ToList())
        {
            changes.Remove(change);
            if (items.Find(i => i.ProductCode == change.ProductCode) is { } item)
            {
                item.Quantity += change.Quantity;
            }
            else
            {
                items.Add(new SubscriptionItem { ProductCode = change.ProductCode, Name = change.Name, Quantity = change.Quantity });
            }

            Touch();
        }

        items.RemoveAll(i => i.Quantity <= 0);
    }
}
