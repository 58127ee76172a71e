using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Account;

/// <summary>A signed-in customer changes the password.</summary>
[Authorize(Policies.Customer)]
public sealed class PasswordController(StoreDbContext db) : Controller
{
    private const string Action = "change-password";

    /// <summary>The form.</summary>
    [HttpGet("area-clienti/password")]
    public IActionResult Show(string? esito)
    {
        ViewData["Esito"] = esito;
        return View("ChangePassword", new ChangePasswordForm());
    }

    /// <summary>Changes it; needs the present one, ends every other session.</summary>
    [HttpPost("area-clienti/password"), EnableRateLimiting(Limits.Sensitive)]
    public async Task<IActionResult> Change(ChangePasswordForm form, [FromServices] Passwords passwords, [FromServices] Attempts attempts, [FromServices] PasswordChanges changes, CancellationToken ct)
    {
        var owner = await db.Users.SingleAsync(a => a.Id == User.AccountId(), ct);
        if (PasswordRules.Problem(form.Nuova, OwnWords.Of(owner)) is { } problem)
        {
            ModelState.AddModelError(nameof(form.Nuova), problem);
        }

        if (ModelState.IsValid)
        {
            await VerifyAsync(form, owner, passwords, attempts, ct);
        }

        if (!ModelState.IsValid)
        {
            return View("ChangePassword", form);
        }

        await changes.ChangeAsync(HttpContext, owner, form.Nuova ?? "");
        return RedirectToAction(nameof(Show), new { esito = "cambiata" });
    }

    private async Task VerifyAsync(ChangePasswordForm form, Accounts.Account owner, Passwords passwords, Attempts attempts, CancellationToken ct)
    {
        var who = owner.Id.ToString();
        if (await attempts.CountAsync(Action, who, HttpContext, ct) is { } time)
        {
            Response.RetryAfter(time);
            ModelState.AddModelError(nameof(form.Attuale), TooManyTries.Words(time));
        }
        else if (await passwords.VerifyAsync(owner.PasswordHash ?? Passwords.Unknown, form.Attuale ?? "", ct) == PasswordVerdict.Wrong)
        {
            ModelState.AddModelError(nameof(form.Attuale), "La password attuale non è questa: ricontrollala");
        }
        else
        {
            await attempts.ForgetAsync(Action, who, HttpContext, ct);
        }
    }
}
