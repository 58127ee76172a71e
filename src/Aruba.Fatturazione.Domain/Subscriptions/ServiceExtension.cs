using Aruba.Fatturazione.Catalog;

namespace Aruba.Fatturazione.Subscriptions;

/// <summary>
/// What adding modules, users or space to an active service costs. What is added costs its whole years, counted from today and as many as
/// reach the expiry. With <i>Estensione dei servizi attivi</i> the whole service is prolonged to the end of those years and what it includes
/// already is charged for the missing days; without, everything ends with the service.
/// </summary>
/// <param name="From">Expiry of the service, from which it was calculated.</param>
/// <param name="To">Expiry afterwards; the same when nothing is prolonged.</param>
/// <param name="Quote">What it costs: first what is added, then what is prolonged.</param>
public sealed record ServiceExtension(DateOnly From, DateOnly To, Quote Quote)
{
    /// <summary>True when the service goes on for longer.</summary>
    public bool Prolongs => To > From;

    /// <summary>What is added.</summary>
    public IEnumerable<PricedLine> Added => Quote.Lines.Where(l => l.Share is null);

    /// <summary>What goes on for longer.</summary>
    public IEnumerable<PricedLine> Prolonged => Quote.Lines.Where(l => l.Share is not null);

    /// <summary>Prices it. Null when something of it is not on sale: what cannot be priced cannot be added or prolonged.</summary>
    /// <param name="included">What the service includes, by code and quantity.</param>
    /// <param name="added">What is to be added.</param>
    /// <param name="expiresOn">Expiry of the service, today or later.</param>
    /// <param name="catalogue">Prices of <paramref name="today"/>.</param>
    /// <param name="today">Rome day from which the years of what is added count.</param>
    /// <param name="prolong">Whether the service is prolonged.</param>
    public static ServiceExtension? Of(
        IReadOnlyCollection<(string Code, int Quantity)> included, IReadOnlyCollection<(string Code, int Quantity)> added,
        DateOnly expiresOn, Catalogue catalogue, DateOnly today, bool prolong)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentOutOfRangeException.ThrowIfLessThan(expiresOn, today);
        var years = Term.YearsToReach(today, expiresOn);
        var to = prolong ? Term.FirstExpiry(today, years) : expiresOn;
        var lines = catalogue.Price(added, years).Lines;
        var share = DayShare.Between(expiresOn, to);
        var more = share.Days > 0 ? catalogue.Part(included, share).ToList() : [];
        return lines.Count < added.Count || (share.Days > 0 && more.Count < included.Count)
            ? null
            : new ServiceExtension(expiresOn, to, Quote.Of(lines.Concat(more), years));
    }
}
