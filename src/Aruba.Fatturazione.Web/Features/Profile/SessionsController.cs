using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Profile;

/// <summary><i>Le tue sessioni</i>: where the account and its panels are open, and the way to close them.</summary>
[Authorize(Policies.Customer)]
[Route(ProfileWords.Home + "/sessioni")]
public sealed class SessionsController(StoreDbContext db, Sessions sessions, OwnerProof proof, TimeProvider clock) : Controller
{
    private const string Here = ProfileWords.Home + "/sessioni";

    /// <summary>The list.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Show(string? esito, CancellationToken ct)
    {
        ViewData["Esito"] = ProfileWords.OfCode(esito);
        return await PageAsync(new SessionsForm(), ct);
    }

    /// <summary>Ends one of them, or all but this one.</summary>
    [HttpPost(""), EnableRateLimiting(Limits.Sensitive)]
    public async Task<IActionResult> End(SessionsForm form, CancellationToken ct)
    {
        if (await proof.ProblemAsync(HttpContext, form.Password, ct) is { } problem)
        {
            ModelState.AddModelError(nameof(form.Password), problem);
        }

        if (!ModelState.IsValid)
        {
            return await PageAsync(form, ct);
        }

        var id = User.AccountId();
        if (form.Sessione == SessionsForm.Others)
        {
            await sessions.EndOthersOfAsync(id, HttpContext, ct);
        }
        else if ((await sessions.OfAsync(id, HttpContext, ct)).FirstOrDefault(s => s.Handle == form.Sessione) is { IsHere: false } session)
        {
            await sessions.EndAsync(session, ct);
        }
        else
        {
            return LocalRedirect(Here);
        }

        db.Tell(await db.Users.SingleAsync(a => a.Id == id, ct), AccountChange.SessionsEnded, clock.UtcNow());
        await db.SaveChangesAsync(ct);
        return LocalRedirect($"{Here}?esito={(form.Sessione == SessionsForm.Others ? "sessioni" : "sessione")}");
    }

    private async Task<ViewResult> PageAsync(SessionsForm form, CancellationToken ct)
    {
        ViewData["AsksPassword"] = !proof.IsFresh(User);
        ViewData[nameof(OwnSession)] = await sessions.OfAsync(User.AccountId(), HttpContext, ct);
        return View("Sessions", form);
    }
}
