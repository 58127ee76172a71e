using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Profile;

/// <summary>A copy of the customer's data, to read or for machines.</summary>
[Authorize(Policies.Customer)]
[Route(ProfileWords.Home + "/copia")]
public sealed class ExportController(StoreDbContext db, PersonalData data, OwnerProof proof, TimeProvider clock) : Controller
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>What is in it, and the two buttons.</summary>
    [HttpGet("")]
    public IActionResult Show() => Page(new ExportForm());

    /// <summary>Makes it; the owner is told by mail.</summary>
    [HttpPost(""), EnableRateLimiting(Limits.Sensitive)]
    public async Task<IActionResult> Make(ExportForm form, CancellationToken ct)
    {
        if (await proof.ProblemAsync(HttpContext, form.Password, ct) is { } problem)
        {
            ModelState.AddModelError(nameof(form.Password), problem);
        }

        if (!ModelState.IsValid)
        {
            return Page(form);
        }

        var sections = await data.OfAsync(HttpContext, ct);
        var id = User.AccountId();
        db.Tell(await db.Users.SingleAsync(a => a.Id == id, ct), AccountChange.Exported, clock.UtcNow());
        await db.SaveChangesAsync(ct);
        if (form.Formato == ExportForm.Json)
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(sections.ToDictionary(s => s.Name, s => s.Rows), Readable);
            return File(bytes, "application/json", "i-miei-dati.json");
        }

        Response.Headers.ContentDisposition = "attachment; filename=i-miei-dati.html";
        ViewData["At"] = clock.UtcNow();
        return View("ExportFile", sections);
    }

    private ViewResult Page(ExportForm form)
    {
        ViewData["AsksPassword"] = !proof.IsFresh(User);
        return View("Export", form);
    }
}
