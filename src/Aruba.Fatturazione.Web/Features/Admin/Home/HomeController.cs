using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Admin.Home;

/// <summary>The first page of the desk: what waits, and what the last thirty days were like.</summary>
public sealed class HomeController(StoreDbContext db, DeskFigures figures) : AdminController
{
    /// <summary>The page.</summary>
    [HttpGet("/assistenza")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        var read = await figures.ReadAsync(db, ct);
        var from = RomeCalendar.StartOf(read.Days[0].Day);
        var renewals = await db.Orders.Where(o => o.Kind == OrderKind.Renewal && o.PlacedAt >= from)
            .GroupBy(o => o.Status).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        var waiting = await db.BadgesAsync(withHome: true, ct);
        ViewData[DeskBadges.Key] = waiting;
        return View("Home", new HomePage(read, waiting, [.. renewals.OrderByDescending(r => r.Count).Select(r => (r.Key, r.Count))]));
    }
}

/// <summary>What the page shows.</summary>
internal sealed record HomePage(Figures Figures, DeskBadges Waiting, IReadOnlyList<(OrderStatus Status, int Count)> Renewals)
{
    /// <summary>Today so far.</summary>
    public DayFigures Today => Figures.Days[^1];
}

/// <summary>A drawing of one value for each day.</summary>
/// <param name="Title">What is drawn.</param>
/// <param name="Bars">The days, oldest first: the day, its value and the value in words.</param>
internal sealed record DayChart(string Title, IReadOnlyList<(DateOnly Day, long Value, string Words)> Bars)
{
    /// <summary>Height of the drawing, in its own units.</summary>
    public const int Height = 100;

    /// <summary>The greatest value; at least 1.</summary>
    public long Top => Math.Max(1, Bars.Max(b => b.Value));

    /// <summary>The greatest value in words.</summary>
    public string TopWords => Bars.MaxBy(b => b.Value).Words;

    /// <summary>How high a bar is; a day that lost money has none, a day with a little has a visible one.</summary>
    public int HeightOf(long value) => value <= 0 ? 0 : Math.Max(1, (int)(value * Height / Top));
}

/// <summary>Drawings of a few values side by side, each with its name and its words.</summary>
/// <param name="Heading">What the rows are.</param>
/// <param name="Values">What the values are.</param>
/// <param name="Rows">Name, value and the value in words.</param>
internal sealed record ShareChart(string Heading, string Values, IReadOnlyList<(string Name, long Value, string Words)> Rows)
{
    /// <summary>How long a bar is, of a hundred.</summary>
    public int WidthOf(long value) => value <= 0 ? 0 : Math.Max(1, (int)(value * 100 / Math.Max(1, Rows.Max(r => r.Value))));
}
