using System.Diagnostics;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Features.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Aruba.Fatturazione.Web.Features.Admin.Access;

/// <summary>The door of the desk.</summary>
[Area("Admin")]
[AllowAnonymous]
public sealed class StaffAccessController : Controller
{
    private const string Neutral = "Email, password e codice non corrispondono: ricontrollali e usa un codice nuovo";

    /// <summary>The sign-in form.</summary>
    [HttpGet("assistenza/accesso")]
    public IActionResult Show(string? returnUrl, string? esito)
    {
        ViewData["Esito"] = esito;
        return View("SignIn", new StaffSignInForm { ReturnUrl = ReturnUrls.Local(returnUrl) });
    }

    /// <summary>Signs in with password and code.</summary>
    [HttpPost("assistenza/accesso"), EnableRateLimiting(Limits.Sensitive)]
    public async Task<IActionResult> Enter(StaffSignInForm form, [FromServices] SignIn signIn)
    {
        form.ReturnUrl = ReturnUrls.Local(form.ReturnUrl);
        if (!ModelState.IsValid)
        {
            return View("SignIn", form);
        }

        return await signIn.StaffAsync(HttpContext, form.Email ?? "", form.Password ?? "", form.Codice ?? "") switch
        {
            SignInOutcome.SignedIn => Redirect(form.ReturnUrl ?? "/assistenza"),
            SignInOutcome.Refused => ShowAgain(form, Neutral),
            SignInOutcome.Wait w => Later(form, w.Time),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Signs out of the desk.</summary>
    [HttpPost("assistenza/esci")]
    public async Task<IActionResult> Leave([FromServices] Sessions sessions)
    {
        await sessions.SignOutStaffAsync(HttpContext);
        return Redirect("/assistenza/accesso?esito=uscito");
    }

    private ViewResult ShowAgain(StaffSignInForm form, string words)
    {
        ModelState.AddModelError(nameof(form.Email), words);
        return View("SignIn", form);
    }

    private ViewResult Later(StaffSignInForm form, TimeSpan time)
    {
        Response.RetryAfter(time);
        return ShowAgain(form, TooManyTries.Words(time));
    }
}
