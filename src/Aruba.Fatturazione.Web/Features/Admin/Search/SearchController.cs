using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Admin.Orders;
using Microsoft.AspNetCore.Mvc;

namespace Aruba.Fatturazione.Web.Features.Admin.Search;

/// <summary>The box at the top of every page of the desk. What was typed is posted, and sealed in the address of what was found.</summary>
[Route("/assistenza/cerca")]
public sealed class SearchController(StoreDbContext db, SealedSearch searches) : AdminController
{
    /// <summary>What was found.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Show(string? q, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(q))
        {
            return View("Findings", DeskFindings.None);
        }

        if (searches.Open(Agent.Id, q) is not { } typed)
        {
            ModelState.AddModelError(nameof(DeskSearchForm.Trova), "La ricerca è scaduta: scrivila di nuovo");
            return View("Findings", DeskFindings.None);
        }

        return View("Findings", await DeskSearch.TellAsync(db, typed, await DeskSearch.FindAsync(db, typed, ct), ct));
    }

    /// <summary>Searches: the one thing that was meant is shown at once, otherwise the agent chooses.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Search(DeskSearchForm form, CancellationToken ct)
    {
        if (!ModelState.IsValid || searches.Seal(Agent.Id, form.Trova) is not { } q)
        {
            return Redirect("/assistenza/cerca");
        }

        var hits = await DeskSearch.FindAsync(db, form.Trova!, ct);
        return Redirect(await DeskSearch.StraightAsync(db, hits, ct) ?? $"/assistenza/cerca?q={q}");
    }
}

/// <summary>The search box as it is sent.</summary>
public sealed class DeskSearchForm
{
    /// <summary>Whatever the agent has in hand.</summary>
    public string? Trova { get; set; }
}
