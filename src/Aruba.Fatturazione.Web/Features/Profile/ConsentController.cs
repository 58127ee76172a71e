using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Documents;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Profile;

/// <summary>The consent to offers by mail. Taking it back is as easy as giving it (GDPR, art. 7.3): no password for either.</summary>
[Authorize(Policies.Customer)]
[Route(ProfileWords.Home + "/consensi")]
public sealed class ConsentController(StoreDbContext db, ContractLibrary documents, TimeProvider clock) : Controller
{
    /// <summary>The box and its story.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Show(CancellationToken ct)
    {
        var id = User.AccountId();
        var given = await db.Users.Where(a => a.Id == id).Select(a => a.MarketingConsentAt).SingleAsync(ct);
        return await PageAsync(new ConsentForm { Novita = given is not null }, ct);
    }

    /// <summary>Gives it or takes it back.</summary>
    [HttpPost(""), EnableRateLimiting(Limits.Sensitive)]
    public async Task<IActionResult> Save(ConsentForm form, CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return await PageAsync(form, ct);
        }

        var id = User.AccountId();
        var owner = await db.Users.SingleAsync(a => a.Id == id, ct);
        if (form.Novita == owner.MarketingConsentAt is not null)
        {
            return LocalRedirect(ProfileWords.Home + "?esito=uguali");
        }

        var now = clock.UtcNow();
        owner.MarketingConsentAt = form.Novita ? now : null;
        db.Consents.Add(new Consent
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            AccountId = id,
            Given = form.Novita,
            At = now,
            TextVersion = documents.InForceOn(ContractLibrary.PrivacyNotice, clock.Today())?.Version ?? "",
        });
        db.Tell(owner, form.Novita ? AccountChange.ConsentGiven : AccountChange.ConsentTaken, now);
        await db.SaveChangesAsync(ct);
        return LocalRedirect($"{ProfileWords.Home}?esito={(form.Novita ? "consenso-dato" : "consenso-tolto")}");
    }

    private async Task<ViewResult> PageAsync(ConsentForm form, CancellationToken ct)
    {
        var id = User.AccountId();
        ViewData[nameof(Consent)] = await db.Consents.AsNoTracking().Where(c => c.AccountId == id).OrderByDescending(c => c.At).Take(20).ToListAsync(ct);
        return View("Consent", form);
    }
}
