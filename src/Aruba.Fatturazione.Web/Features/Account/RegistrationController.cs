using System.Security.Cryptography;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Configuration;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Aruba.Fatturazione.Web.Features.Account;

/// <summary>New customers. The pages say the same to everybody (docs/decisions/0011-registration-tells-nothing.md).</summary>
[AllowAnonymous]
public sealed class RegistrationController(IDataProtectionProvider protection) : Controller
{
    private readonly IDataProtector protector = protection.CreateProtector("Aruba.Fatturazione.Registration");

    /// <summary>The form.</summary>
    [HttpGet("registrazione")]
    public IActionResult Show(string? returnUrl) => View("Registration", new RegistrationForm { ReturnUrl = ReturnUrls.Local(returnUrl) });

    /// <summary>Registers.</summary>
    [HttpPost("registrazione"), EnableRateLimiting(Limits.Sensitive)]
    public async Task<IActionResult> Register(RegistrationForm form, [FromServices] Registrations registrations, CancellationToken ct)
    {
        form.ReturnUrl = ReturnUrls.Local(form.ReturnUrl);
        if (!ModelState.IsValid)
        {
            return View("Registration", form);
        }

        var username = await registrations.RegisterAsync(form.ToCustomer(), ct);
        return RedirectToAction(nameof(Welcome), new { r = protector.Protect(username), returnUrl = form.ReturnUrl });
    }

    /// <summary>Shows the username and asks for the password: the registration itself signs nobody in.</summary>
    [HttpGet("registrazione/benvenuto")]
    public IActionResult Welcome(string? r, string? returnUrl)
    {
        try
        {
            return View("Welcome", new SignInForm { Username = protector.Unprotect(r ?? ""), ReturnUrl = ReturnUrls.Local(returnUrl) ?? "/acquista" });
        }
        catch (CryptographicException)
        {
            return Redirect("/accesso");
        }
    }
}
