using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Profile;

/// <summary>A new mailbox for the account: asked for inside, consented to from both mailboxes.</summary>
[Authorize(Policies.Customer)]
public sealed class EmailController(StoreDbContext db, EmailChanges changes, OwnerProof proof) : Controller
{
    private const string MailKind = "email-change";

    /// <summary>The form.</summary>
    [HttpGet(ProfileWords.Home + "/email")]
    public IActionResult Show() => Page(new EmailForm());

    /// <summary>Has links mailed to both mailboxes. Whether the new one is another account's is told to its owner alone.</summary>
    [HttpPost(ProfileWords.Home + "/email"), EnableRateLimiting(Limits.Sensitive)]
    public async Task<IActionResult> Ask(EmailForm form, [FromServices] Attempts attempts, CancellationToken ct)
    {
        var owner = await OwnerAsync(ct);
        if (await proof.ProblemAsync(HttpContext, form.Password, ct) is { } problem)
        {
            ModelState.AddModelError(nameof(form.Password), problem);
        }

        if (ModelState.IsValid && IndirizzoEmail.Parse(form.Email ?? "").Normalized == owner.NormalizedEmail)
        {
            ModelState.AddModelError(nameof(form.Email), "È già l'email del tuo account: inserisci quella nuova");
        }

        if (ModelState.IsValid && !await attempts.MayMailAsync(MailKind, owner.Id, ct))
        {
            ModelState.AddModelError(nameof(form.Email), "Abbiamo già scritto da poco: controlla la posta, oppure riprova fra cinque minuti");
        }

        if (!ModelState.IsValid)
        {
            return Page(form);
        }

        await changes.AskAsync(owner, IndirizzoEmail.Parse(form.Email ?? ""), ct);
        return LocalRedirect(ProfileWords.Home + "?esito=email");
    }

    /// <summary>Takes the change back.</summary>
    [HttpPost(ProfileWords.Home + "/email/annulla"), EnableRateLimiting(Limits.Sensitive)]
    public async Task<IActionResult> Cancel(CancellationToken ct)
    {
        await changes.CancelAsync(await OwnerAsync(ct), ct);
        return LocalRedirect(ProfileWords.Home + "?esito=email-annullata");
    }

    /// <summary>What a link asks. Looking does not use it: mail scanners look.</summary>
    [HttpGet("/email/conferma"), AllowAnonymous]
    public async Task<IActionResult> Confirm(string? t, CancellationToken ct) =>
        await changes.QuestionAsync(t, ct) is { } question ? Question(question, t) : View("EmailStep", EmailChangeStep.Dead);

    /// <summary>Uses it: yes, or no.</summary>
    [HttpPost("/email/conferma"), AllowAnonymous, EnableRateLimiting(Limits.Sensitive)]
    public async Task<IActionResult> Confirm(EmailAnswer answer, CancellationToken ct)
    {
        if (!ModelState.IsValid || await changes.QuestionAsync(answer.T, ct) is not { } question)
        {
            return View("EmailStep", EmailChangeStep.Dead);
        }

        if (answer.Risposta != EmailAnswer.No)
        {
            return View("EmailStep", await changes.ConsentAsync(question, answer.T ?? "", HttpContext));
        }

        await changes.CancelAsync(question.Owner, ct);
        return View("EmailCancelled");
    }

    private Task<Accounts.Account> OwnerAsync(CancellationToken ct)
    {
        var id = User.AccountId();
        return db.Users.SingleAsync(a => a.Id == id, ct);
    }

    private ViewResult Question(EmailChangeQuestion question, string? token)
    {
        ViewData[nameof(EmailChangeQuestion)] = question;
        return View("EmailConfirm", new EmailAnswer { T = token });
    }

    private ViewResult Page(EmailForm form)
    {
        ViewData["AsksPassword"] = !proof.IsFresh(User);
        return View("Email", form);
    }
}
