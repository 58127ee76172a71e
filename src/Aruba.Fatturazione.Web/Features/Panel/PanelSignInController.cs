using System.Diagnostics;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Shared;
using Aruba.Fatturazione.Web.Outbox.Handlers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Panel;

/// <summary>The door of the panel, and the way to a new temporary password.</summary>
[AllowAnonymous]
[EnableRateLimiting(Limits.Sensitive)]
public sealed class PanelSignInController : Controller
{
    private const string Neutral = "Username e password non corrispondono: ricontrollali, o fatti mandare una nuova password";

    /// <summary>The form.</summary>
    [HttpGet("pannello/accesso")]
    public IActionResult Show(string? esito)
    {
        ViewData["Esito"] = esito;
        return View("SignIn", new PanelSignInForm());
    }

    /// <summary>Signs in.</summary>
    [HttpPost("pannello/accesso")]
    public async Task<IActionResult> Enter(PanelSignInForm form, [FromServices] PanelDoor door)
    {
        if (!ModelState.IsValid)
        {
            return View("SignIn", form);
        }

        return await door.EnterAsync(HttpContext, PanelDoor.Username(form.Username), form.Password ?? "") switch
        {
            PanelEntry.Entered => Redirect("/pannello"),
            PanelEntry.Refused => ShowAgain(form, nameof(form.Username), Neutral),
            PanelEntry.Expired => ShowAgain(form, nameof(form.Password), "La password temporanea è scaduta: fattene mandare una nuova con il link qui sotto"),
            PanelEntry.Wait w => Later(form, w.Time),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Asks whose.</summary>
    [HttpGet("pannello/recupero")]
    public IActionResult Recovery(string? esito)
    {
        ViewData["Esito"] = esito;
        return View("Recovery", new PanelRecoveryForm());
    }

    /// <summary>Has a new temporary password mailed to the owner. A known and an unknown username cost the same and get the same page.</summary>
    [HttpPost("pannello/recupero")]
    public async Task<IActionResult> Recovery(PanelRecoveryForm form, [FromServices] StoreDbContext db, [FromServices] TimeProvider clock, CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return View("Recovery", form);
        }

        var username = PanelDoor.Username(form.Username);
        var access = await db.PanelAccesses.Where(p => p.Username == username).Select(p => new { p.Id, p.OrderNumber }).SingleOrDefaultAsync(ct);
        db.Raise(new PanelCredentialsRequested(access?.Id ?? Guid.CreateVersion7(clock.GetUtcNow()), access?.OrderNumber ?? "", CredentialReasons.Recovery));
        await db.SaveChangesAsync(ct);
        return RedirectToAction(nameof(Recovery), new { esito = "inviata" });
    }

    private ViewResult ShowAgain(PanelSignInForm form, string field, string words)
    {
        ModelState.AddModelError(field, words);
        return View("SignIn", form);
    }

    private ViewResult Later(PanelSignInForm form, TimeSpan time)
    {
        Response.RetryAfter(time);
        return ShowAgain(form, nameof(form.Username), TooManyTries.Words(time));
    }
}
