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
        var invitation = codes.Invite(agent, form.Segreto);
        form.Segreto = invitation.Stored;
        ModelState.Remove(nameof(form.Segreto));
        ViewData["Facts"] = new EnrolmentFacts(agent.UserName ?? "", invitation.Groups, invitation.Uri);
        return View("Enrolment", form);
    }
}
