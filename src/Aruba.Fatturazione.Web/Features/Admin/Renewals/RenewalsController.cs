using Aruba.Fatturazione.Web.Renewals;
using Microsoft.AspNetCore.Mvc;

namespace Aruba.Fatturazione.Web.Features.Admin.Renewals;

/// <summary>The renewals of the next days, before they happen.</summary>
public sealed class RenewalsController(Rehearsal rehearsal) : AdminController
{
    private const int MaxRows = 200;
    private static readonly int[] Choices = [1, 7, 30, 90];

    /// <summary>Who will be charged, how much, with what; and why others will not.</summary>
    /// <param name="giorni">How many days ahead.</param>
    /// <param name="ct">Cancels.</param>
    [HttpGet("/assistenza/rinnovi")]
    public async Task<IActionResult> Index(int giorni, CancellationToken ct)
    {
        var days = Choices.Contains(giorni) ? giorni : 7;
        var (rows, more) = (new List<RehearsalRow>(), false);
        await foreach (var row in rehearsal.RehearseAsync(days, ct))
        {
            if (rows.Count == MaxRows)
            {
                more = true;
                break;
            }

            rows.Add(row);
        }

        return View("Renewals", new RenewalsPage(rows, days, Choices, more));
    }
}

/// <summary>What the page shows.</summary>
/// <param name="Rows">Services by expiry, at most 200.</param>
/// <param name="Days">How far ahead.</param>
/// <param name="Choices">How far ahead one can look.</param>
/// <param name="More">True when there are more than are shown.</param>
internal sealed record RenewalsPage(IReadOnlyList<RehearsalRow> Rows, int Days, IReadOnlyList<int> Choices, bool More)
{
    /// <summary>Those that will be charged.</summary>
    public IEnumerable<RehearsalRow> Charged => Rows.Where(r => r.ChargeOn is not null);

    /// <summary>Their sum.</summary>
    public Importo Total => new(Charged.Sum(r => r.Amount.Cents));
}
