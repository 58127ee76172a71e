using Aruba.Fatturazione.Intestatari;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Checkout;
using Aruba.Fatturazione.Web.Features.Shared.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Profile;

/// <summary>The holder of one service: address, contacts and invoice recipient, for the orders to come.</summary>
[Authorize(Policies.Customer)]
[Route(ProfileWords.Home + "/servizi/{id:guid}")]
public sealed class HolderController(StoreDbContext db, OwnerProof proof, TimeProvider clock) : Controller
{
    private const int Tries = 3;

    /// <summary>The form with the data in force.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) =>
        await FindAsync(id, ct) is var (_, present) ? Page(HolderForm.Of(present), present) : NotFound();

    /// <summary>Keeps them as the holder of the orders to come, and tells the owner by mail.</summary>
    [HttpPost(""), EnableRateLimiting(Limits.Sensitive)]
    public async Task<IActionResult> Save(Guid id, HolderForm form, CancellationToken ct)
    {
        if (await proof.ProblemAsync(HttpContext, form.Password, ct) is { } problem)
        {
            ModelState.AddModelError(nameof(form.Password), problem);
        }

        for (var tries = 1; ; tries++)
        {
            if (await FindAsync(id, ct) is not var (service, present))
            {
                return NotFound();
            }

            if (!IsReady(form, present, out var corrected))
            {
                return Page(form, present);
            }

            try
            {
                return LocalRedirect($"{ProfileWords.Home}?esito={(await KeepAsync(service, present, corrected, ct) ? "intestatario" : "uguali")}");
            }
            catch (DbUpdateConcurrencyException) when (tries < Tries)
            {
                // Another tab, or the plan of the service, saved in the same instant: judge again by what is there now.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<bool> KeepAsync(Subscription service, Intestatario present, Intestatario corrected, CancellationToken ct)
    {
        if (service.Correct(present, corrected, Guid.CreateVersion7(clock.GetUtcNow()), clock.UtcNow()) is not { } version)
        {
            return false;
        }

        var owner = await db.Users.SingleAsync(a => a.Id == service.AccountId, ct);
        db.HolderVersions.Add(version);
        db.Tell(owner, AccountChange.Holder, clock.UtcNow(), service.Id.ToString("N"));
        await db.SaveChangesAsync(ct);
        return true;
    }

    // False when the page has something to say first: an error, a change made elsewhere, or a warning not yet read.
    private bool IsReady(HolderForm form, Intestatario present, out Intestatario corrected)
    {
        corrected = present;
        var full = form.Over(present);
        foreach (var failure in new IntestatarioFormValidator().Validate(full).Errors)
        {
            ModelState.AddModelError(failure.PropertyName, failure.ErrorMessage);
        }

        if (!ModelState.IsValid)
        {
            return false;
        }

        corrected = full.ToIntestatario();
        if (HolderChange.Of(present, full, corrected) is { } change)
        {
            ModelState.Clear();
            form.Visto = HolderChange.PrintOf(present);
            ViewData[nameof(HolderChange)] = change;
            return false;
        }

        var warnings = IntestatarioWarnings.Of(corrected, full.ReadRecapito().Warning);
        if (!IntestatarioWarnings.Accepted(warnings).Except(form.AcceptedWarnings).Any())
        {
            return true;
        }

        // The page shows what was understood, so that going on confirms just that.
        ModelState.Clear();
        (form.Canale, form.Recapito) = RecapitoAnswer.Typed(corrected.Recapito);
        var shown = IntestatarioWarnings.Of(corrected, form.Over(present).ReadRecapito().Warning);
        form.AcceptedWarnings = [.. IntestatarioWarnings.Accepted(warnings), .. IntestatarioWarnings.Accepted(shown)];
        ViewData[FieldState.Warnings] = warnings;
        return false;
    }

    private async Task<(Subscription Service, Intestatario Present)?> FindAsync(Guid id, CancellationToken ct)
    {
        var owner = User.AccountId();
        var service = await db.Subscriptions.Include(s => s.Periods).SingleOrDefaultAsync(s => s.Id == id && s.AccountId == owner && s.Status != SubscriptionStatus.Deleted, ct);
        return service is null ? null : (service, await db.HolderOfAsync(service, ct));
    }

    private ViewResult Page(HolderForm form, Intestatario present)
    {
        ViewData["AsksPassword"] = !proof.IsFresh(User);
        ViewData[nameof(Intestatario)] = present;
        return View("Holder", form);
    }
}
