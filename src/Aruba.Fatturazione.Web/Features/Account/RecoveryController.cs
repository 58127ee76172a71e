using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Account;

/// <summary>
/// Forgotten usernames and passwords. A known and an unknown name cost the same look-up and the same stored event, and get the same page;
/// what follows happens in the outbox.
/// </summary>
[AllowAnonymous]
public sealed class RecoveryController(StoreDbContext db, TimeProvider clock) : Controller
{
    /// <summary>Asks who.</summary>
    [HttpGet("recupero/username")]
    public IActionResult Username(string? esito)
    {
        ViewData["Esito"] = esito;
        return View(new UsernameRecoveryForm());
    }

    /// <summary>Has the username mailed to its owner.</summary>
    [HttpPost("recupero/username"), EnableRateLimiting(Limits.Sensitive)]
    public async Task<IActionResult> Username(UsernameRecoveryForm form, CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return View(form);
        }

        var codice = CodiceFiscale.TryParse(form.Dato, out var c) ? c : null;
        var partitaIva = PartitaIva.TryParse(form.Dato, out var p) ? p : null;
        var email = IndirizzoEmail.TryParse(form.Dato, out var e) ? e.Normalized : null;
        var owner = await db.Users.Where(a => a.Kind == AccountKind.Customer).Where(a => (email != null && a.NormalizedEmail == email)
                || (codice != null && a.CodiceFiscale == codice) || (partitaIva != null && a.PartitaIva == partitaIva))
            .OrderBy(a => a.CreatedAt).Select(a => (Guid?)a.Id).FirstOrDefaultAsync(ct);
        db.Raise(new UsernameForgotten(owner ?? Nobody()));
        await db.SaveChangesAsync(ct);
        return RedirectToAction(nameof(Username), new { esito = "inviato" });
    }

    /// <summary>Asks whose.</summary>
    [HttpGet("recupero/password")]
    public IActionResult Password(string? esito)
    {
        ViewData["Esito"] = esito;
        return View(new PasswordRecoveryForm());
    }

    /// <summary>Has a one-time link mailed to the owner.</summary>
    [HttpPost("recupero/password"), EnableRateLimiting(Limits.Sensitive)]
    public async Task<IActionResult> Password(PasswordRecoveryForm form, CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return View(form);
        }

        Usernames.Read(form.Account, out var username);
        var name = Usernames.Normalized(username);
        var email = IndirizzoEmail.TryParse(form.Account, out var e) ? e.Normalized : name;
        var owner = await db.Users.Where(a => a.Kind == AccountKind.Customer && (a.NormalizedUserName == name || a.NormalizedEmail == email))
            .OrderBy(a => a.CreatedAt).Select(a => (Guid?)a.Id).FirstOrDefaultAsync(ct);
        db.Raise(new PasswordForgotten(owner ?? Nobody()));
        await db.SaveChangesAsync(ct);
        return RedirectToAction(nameof(Password), new { esito = "inviato" });
    }

    /// <summary>The form behind the link. Looking does not use it: mail scanners look.</summary>
    [HttpGet("recupero/password/nuova")]
    public async Task<IActionResult> NewPassword(string? t, [FromServices] OneTimeLinks links, CancellationToken ct) =>
        await links.OwnerAsync(t, LinkPurpose.PasswordReset, ct) is null ? View("DeadLink") : View(new NewPasswordForm { T = t });

    /// <summary>Uses the link. Signs nobody in.</summary>
    [HttpPost("recupero/password/nuova"), EnableRateLimiting(Limits.Sensitive)]
    public async Task<IActionResult> NewPassword(NewPasswordForm form, [FromServices] OneTimeLinks links, [FromServices] PasswordChanges changes, CancellationToken ct)
    {
        if (await links.OwnerAsync(form.T, LinkPurpose.PasswordReset, ct) is not { } owner)
        {
            return View("DeadLink");
        }

        if (PasswordRules.Problem(form.Password, OwnWords.Of(owner)) is { } problem)
        {
            ModelState.AddModelError(nameof(form.Password), problem);
            return View(form);
        }

        return await changes.ResetAsync(owner, form.T ?? "", form.Password ?? "", ct) ? Redirect("/accesso?esito=password-cambiata") : View("DeadLink");
    }

    private Guid Nobody() => Guid.CreateVersion7(clock.GetUtcNow());
}
