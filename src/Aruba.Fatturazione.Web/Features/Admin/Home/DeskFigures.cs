using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Admin.Home;

/// <summary>What happened in the last thirty Rome days, today included.</summary>
/// <param name="Today">The last day.</param>
/// <param name="Days">One for each, oldest first.</param>
internal sealed record Figures(DateOnly Today, IReadOnlyList<DayFigures> Days)
{
    /// <summary>Money of all days by where it arrived; the sources that had none are left out.</summary>
    public IReadOnlyList<(string Source, Importo Sum)> BySource =>
        [.. Days.SelectMany(d => d.Money).GroupBy(m => m.Source).Select(g => (g.Key, new Importo(g.Sum(m => m.Cents)))).OrderByDescending(m => m.Item2.Cents).ThenBy(m => m.Key, StringComparer.Ordinal)];
}

/// <summary>One day.</summary>
/// <param name="Day">The Rome day.</param>
/// <param name="Orders">Orders placed.</param>
/// <param name="Gross">What they cost, IVA included.</param>
/// <param name="Money">Money entered in the books, less what was given back, in euro cents.</param>
internal sealed record DayFigures(DateOnly Day, int Orders, Importo Gross, IReadOnlyList<(string Source, long Cents)> Money)
{
    /// <summary>All money of the day.</summary>
    public Importo Received => new(Money.Sum(m => m.Cents));
}

/// <summary>
/// The figures of the desk's first page. When an order was placed and when money was entered never changes, so days that are over are kept in
/// memory: yesterday is asked again, because a request may have begun before midnight and stored after it.
/// </summary>
public sealed class DeskFigures(TimeProvider clock)
{
    private const int Shown = 30;

    private volatile Closed? closed;

    /// <summary>Reads them in two commands, each over a range of an index.</summary>
    internal async Task<Figures> ReadAsync(StoreDbContext db, CancellationToken ct)
    {
        var today = clock.Today();
        var known = closed is { } k && k.Until == today.AddDays(-1) ? k.Days : [];
        var first = today.AddDays(known.Count == 0 ? 1 - Shown : -1);
        var from = RomeCalendar.StartOf(first);

        // Hours are whole in every time zone that Rome ever had: they are put together into Rome days here.
        var orders = await db.Orders.Where(o => o.PlacedAt >= from)
            .GroupBy(o => new { o.PlacedAt.Year, o.PlacedAt.Month, o.PlacedAt.Day, o.PlacedAt.Hour })
            .Select(g => new { g.Key, Count = g.Count(), Cents = g.Sum(o => (long)(object)o.Gross) }).ToListAsync(ct);
        var money = await db.Set<RegisteredPayment>().Where(p => p.RegisteredAt >= from && p.Currency == RegisteredPayment.Euro)
            .GroupBy(p => new { p.RegisteredAt.Year, p.RegisteredAt.Month, p.RegisteredAt.Day, p.RegisteredAt.Hour, p.Source })
            .Select(g => new { g.Key, Cents = g.Sum(p => (long)(object)p.Amount) }).ToListAsync(ct);

        var ordersOf = orders.ToLookup(o => DayOf(o.Key.Year, o.Key.Month, o.Key.Day, o.Key.Hour));
        var moneyOf = money.ToLookup(m => DayOf(m.Key.Year, m.Key.Month, m.Key.Day, m.Key.Hour));
        List<DayFigures> days = [.. known];
        for (var day = first; day <= today; day = day.AddDays(1))
        {
            days.Add(new DayFigures(
                day, ordersOf[day].Sum(o => o.Count), new Importo(ordersOf[day].Sum(o => o.Cents)),
                [.. moneyOf[day].GroupBy(m => m.Key.Source).Select(g => (g.Key, g.Sum(m => m.Cents)))]));
        }

        closed = new Closed(today.AddDays(-1), [.. days.Where(d => d.Day < today.AddDays(-1))]);
        return new Figures(today, days);
    }

    private static DateOnly DayOf(int year, int month, int day, int hour) => RomeCalendar.DayOf(new DateTime(year, month, day, hour, 0, 0, DateTimeKind.Utc));

    private sealed record Closed(DateOnly Until, IReadOnlyList<DayFigures> Days);
}
