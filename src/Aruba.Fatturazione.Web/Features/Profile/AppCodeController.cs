using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Profile;

/// <summary>The code of an authenticator app at each sign-in, and the recovery codes for when the phone is not there.</summary>
[Authorize(Policies.Customer)]
[Route(ProfileWords.Home + "/codice-app")]
public sealed class AppCodeController(StoreDbContext db, TotpCodes codes, SecondFactor factor, RecoveryCodes recovery, OwnerProof proof, TimeProvider clock) : Controller
{
    /// <summary>Off: the way to switch it on. On: recovery codes, and the way off.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Show(CancellationToken ct) => await PageAsync(await OwnerAsync(ct), new AppCodeForm(), ct);

    /// <summary>Switches it on, once the app has shown a right code.</summary>
    [HttpPost("attiva"), EnableRateLimiting(Limits.Sensitive)]
    public async Task<IActionResult> TurnOn(AppCodeForm form, CancellationToken ct)
    {
        var owner = await OwnerAsync(ct);
        var step = codes.StepOf(form.Segreto, form.Codice ?? "", clock.UtcNow());
        if (step is null)
        {
            ModelState.AddModelError(nameof(form.Codice), "Il codice non è quello dell'app in questo momento: inserisci le 6 cifre che vedi ora");
        }

        await ProveAsync(form, ct);
        if (!ModelState.IsValid || step is null || owner.TotpSecret is not null)
        {
            return await PageAsync(owner, form, ct);
        }

        return View("NewAppCodes", await factor.TurnOnAsync(HttpContext, owner, form.Segreto ?? "", step.Value));
    }

    /// <summary>Makes new recovery codes, shown this once.</summary>
    [HttpPost("codici"), EnableRateLimiting(Limits.Sensitive)]
    public async Task<IActionResult> Renew(AppCodeForm form, CancellationToken ct)
    {
        var owner = await OwnerAsync(ct);
        await ProveAsync(form, ct);
        return ModelState.IsValid && owner.TotpSecret is not null
            ? View("NewAppCodes", await recovery.MakeAsync(owner, ct))
            : await PageAsync(owner, form, ct);
    }

    /// <summary>Switches it off.</summary>
    [HttpPost("disattiva"), EnableRateLimiting(Limits.Sensitive)]
    public async Task<IActionResult> TurnOff(AppCodeForm form, CancellationToken ct)
    {
        var owner = await OwnerAsync(ct);
        await ProveAsync(form, ct);
        if (!ModelState.IsValid)
        {
            return await PageAsync(owner, form, ct);
        }

        if (owner.TotpSecret is not null)
        {
            await factor.TurnOffAsync(HttpContext, owner);
        }

        return LocalRedirect(ProfileWords.Home + "?esito=codici-spenti");
    }

    private Task<Accounts.Account> OwnerAsync(CancellationToken ct)
    {
        var id = User.AccountId();
        return db.Users.SingleAsync(a => a.Id == id, ct);
    }

    private async Task ProveAsync(AppCodeForm form, CancellationToken ct)
    {
        if (await proof.ProblemAsync(HttpContext, form.Password, ct) is { } problem)
        {
            ModelState.AddModelError(nameof(form.Password), problem);
        }
    }

    private async Task<ViewResult> PageAsync(Accounts.Account owner, AppCodeForm form, CancellationToken ct)
    {
        ViewData["AsksPassword"] = !proof.IsFresh(User);
        if (owner.TotpSecret is not null)
        {
            ViewData["Left"] = await recovery.LeftAsync(owner.Id, ct);
            return View("AppCode", form);
        }

        var invitation = codes.Invite(owner, form.Segreto);
        form.Segreto = invitation.Stored;
        ModelState.Remove(nameof(form.Segreto));
        ViewData[nameof(TotpInvitation)] = invitation;
        return View("AppCodeOff", form);
    }
}
