using System.Diagnostics;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Features.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Aruba.Fatturazione.Web.Features.Account;

/// <summary>Who are you: the two boxes, and the way out.</summary>
[AllowAnonymous]
public sealed class SignInController : Controller
{
    private const string Neutral = "Username e password non corrispondono: ricontrollali, o recuperali con i link qui sotto";

    /// <summary>The two boxes.</summary>
    [HttpGet("accesso")]
    public IActionResult Show(string? returnUrl, string? esito)
    {
        ViewData["Esito"] = esito;
        return View("SignIn", new SignInForm { ReturnUrl = ReturnUrls.Local(returnUrl) });
    }

    /// <summary>Signs in and goes on.</summary>
    [HttpPost("accesso"), EnableRateLimiting(Limits.Sensitive)]
    public async Task<IActionResult> Enter(SignInForm form, [FromServices] SignIn signIn)
    {
        form.ReturnUrl = ReturnUrls.Local(form.ReturnUrl);
        if (!ModelState.IsValid)
        {
            return View("SignIn", form);
        }

        Usernames.Read(form.Username, out var username);
        return await signIn.CustomerAsync(HttpContext, username, form.Password ?? "") switch
        {
            SignInOutcome.SignedIn => Redirect(form.ReturnUrl ?? "/area-clienti"),
            SignInOutcome.Refused => ShowAgain(form, Neutral),
            SignInOutcome.Wait w => Later(form, w.Time),
            SignInOutcome.NeedsCode n => View("Code", new CodeForm { Biglietto = n.Ticket, ReturnUrl = form.ReturnUrl }),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>The second step, for who has switched it on: the code of the app, or a recovery code.</summary>
    [HttpPost("accesso/codice"), EnableRateLimiting(Limits.Sensitive)]
    public async Task<IActionResult> Code(CodeForm form, [FromServices] SignIn signIn)
    {
        form.ReturnUrl = ReturnUrls.Local(form.ReturnUrl);
        if (!ModelState.IsValid)
        {
            return View("Code", form);
        }

        switch (await signIn.WithCodeAsync(HttpContext, form.Biglietto, form.Codice ?? ""))
        {
            case SignInOutcome.SignedIn:
                return Redirect(form.ReturnUrl ?? "/area-clienti");
            case SignInOutcome.Wait w:
                Response.RetryAfter(w.Time);
                ModelState.AddModelError(nameof(form.Codice), TooManyTries.Words(w.Time));
                return View("Code", form);
            case SignInOutcome.TooLate:
                ModelState.Clear();
                return ShowAgain(new SignInForm { ReturnUrl = form.ReturnUrl }, "Sono passati più di 5 minuti: inserisci di nuovo username e password");
            default:
                ModelState.AddModelError(nameof(form.Codice), "Il codice non è quello di adesso o è già stato usato: inserisci quello che l'app mostra ora");
                return View("Code", form);
        }
    }

    /// <summary>Signs out of the shop; a panel session in the same browser stays.</summary>
    [HttpPost("esci")]
    public async Task<IActionResult> Leave([FromServices] Sessions sessions)
    {
        await sessions.SignOutAsync(HttpContext, Schemes.Account);
        return Redirect("/accesso?esito=uscito");
    }

    private ViewResult ShowAgain(SignInForm form, string words)
    {
        ModelState.AddModelError(nameof(form.Username), words);
        return View("SignIn", form);
    }

    private ViewResult Later(SignInForm form, TimeSpan time)
    {
        Response.RetryAfter(time);
        return ShowAgain(form, TooManyTries.Words(time));
    }
}
