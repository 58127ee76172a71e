using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Panel;

/// <summary><i>Reset password</i>: the only page of the panel before the temporary password is changed; afterwards the place to change it again.</summary>
[Authorize(Policies.PanelAnyState)]
[EnableRateLimiting(Limits.Sensitive)]
public sealed class PanelPasswordController(StoreDbContext db, PanelPasswords change) : Controller
{
    /// <summary>The form.</summary>
    [HttpGet("pannello/password")]
    public IActionResult Show() => Page(new PanelPasswordForm(), MustChange);

    /// <summary>Changes it.</summary>
    [HttpPost("pannello/password")]
    public async Task<IActionResult> Change(PanelPasswordForm form, CancellationToken ct)
    {
        var access = await db.PanelAccesses.SingleAsync(p => p.Id == User.AccountId(), ct);
        var mustChange = access.MustChange;
        if (await change.ChangeAsync(HttpContext, access, form) is not { } problem)
        {
            return Redirect("/pannello?esito=password-cambiata");
        }

        ModelState.AddModelError(problem.Field, problem.Words);
        if (problem.Wait is { } wait)
        {
            Response.RetryAfter(wait);
        }

        return Page(form, mustChange);
    }

    private bool MustChange => !User.HasClaim(Principals.PanelReadyClaim, "yes");

    private ViewResult Page(PanelPasswordForm form, bool mustChange)
    {
        ViewData["MustChange"] = mustChange;
        return View("Password", form);
    }
}
