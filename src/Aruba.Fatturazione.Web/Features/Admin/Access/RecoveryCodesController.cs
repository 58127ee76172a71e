using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Admin.Access;

/// <summary>An agent's recovery codes: how many are left, and new ones, which are shown this once.</summary>
public sealed class RecoveryCodesController(StoreDbContext db, RecoveryCodes codes) : AdminController
{
    private const string Action = "recovery-codes";

    /// <summary>How many are left, and the form.</summary>
    [HttpGet("/assistenza/codici-di-recupero")]
    public Task<ViewResult> Show(CancellationToken ct) => PageAsync(new RecoveryCodesForm(), ct);

    /// <summary>Makes new ones; needs the password.</summary>
    [HttpPost("/assistenza/codici-di-recupero"), EnableRateLimiting(Limits.Sensitive)]
    public async Task<IActionResult> Make(
        RecoveryCodesForm form, [FromServices] Passwords passwords, [FromServices] Attempts attempts, CancellationToken ct)
    {
        var agent = await db.Users.SingleAsync(a => a.Id == Agent.Id, ct);
        if (ModelState.IsValid && await attempts.CountAsync(Action, agent.Id.ToString(), HttpContext, ct) is { } time)
        {
            Response.RetryAfter(time);
            ModelState.AddModelError(nameof(form.Password), TooManyTries.Words(time));
        }
        else if (ModelState.IsValid && await passwords.VerifyAsync(agent.PasswordHash ?? Passwords.Unknown, form.Password ?? "", ct) == PasswordVerdict.Wrong)
        {
            ModelState.AddModelError(nameof(form.Password), "La password non è questa: ricontrollala");
        }

        if (!ModelState.IsValid)
        {
            return await PageAsync(form, ct);
        }

        await attempts.ForgetAsync(Action, agent.Id.ToString(), HttpContext, ct);
        return View("NewRecoveryCodes", await codes.MakeAsync(agent, ct));
    }

    private async Task<ViewResult> PageAsync(RecoveryCodesForm form, CancellationToken ct)
    {
        ViewData["Left"] = await codes.LeftAsync(Agent.Id, ct);
        return View("RecoveryCodes", form);
    }
}
