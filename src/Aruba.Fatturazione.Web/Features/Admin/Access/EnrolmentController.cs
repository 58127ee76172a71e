using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Configuration;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Aruba.Fatturazione.Web.Features.Admin.Access;

/// <summary>First entry of an invited agent, behind the link that <c>staff add</c> prints.</summary>
[Area("Admin")]
[AllowAnonymous]
public sealed class EnrolmentController(OneTimeLinks links, TotpCodes codes, TimeProvider clock) : Controller
{
    /// <summary>The form with a new secret. Looking uses nothing up.</summary>
    [HttpGet("assistenza/benvenuto")]
    public async Task<IActionResult> Show(string? t, CancellationToken ct) =>
        await links.OwnerAsync(t, LinkPurpose.StaffEnrolment, ct) is { } agent ? Page(agent, new EnrolmentForm { T = t }) : View("DeadInvitation");

    /// <summary>Takes the agent in.</summary>
    [HttpPost("assistenza/benvenuto"), EnableRateLimiting(Limits.Sensitive)]
    public async Task<IActionResult> Complete(EnrolmentForm form, [FromServices] StaffEnrolment enrolment, CancellationToken ct)
    {
        if (await links.OwnerAsync(form.T, LinkPurpose.StaffEnrolment, ct) is not { } agent)
        {
            return View("DeadInvitation");
        }

        if (PasswordRules.Problem(form.Password, agent.UserName) is { } problem)
        {
            ModelState.AddModelError(nameof(form.Password), problem);
        }

        var step = codes.StepOf(form.Segreto, form.Codice ?? "", clock.UtcNow());
        if (step is null)
        {
            ModelState.AddModelError(nameof(form.Codice), "Il codice non è quello dell'app in questo momento: inserisci le 6 cifre che vedi ora");
        }

        if (!ModelState.IsValid || step is null)
        {
            return Page(agent, form);
        }

        return await enrolment.CompleteAsync(HttpContext, agent, form.T ?? "", form.Password ?? "", form.Segreto ?? "", step.Value)
            ? Redirect("/assistenza/codici-di-recupero")
            : View("DeadInvitation");
    }

    private ViewResult Page(Accounts.Account agent, EnrolmentForm form)
    {
        if (codes.Readable(form.Segreto) is null)
        {
            form.Segreto = codes.NewSecret();
            ModelState.Remove(nameof(form.Segreto));
        }

        var secret = codes.Readable(form.Segreto) ?? "";
        var groups = string.Join(' ', secret.Chunk(4).Select(g => new string(g)));
        ViewData["Facts"] = new EnrolmentFacts(agent.UserName ?? "", groups, TotpCodes.Uri(agent.UserName ?? "", secret));
        return View("Enrolment", form);
    }
}
