using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Profile;

/// <summary>Address and telephone of the account.</summary>
[Authorize(Policies.Customer)]
[Route(ProfileWords.Home + "/contatti")]
public sealed class ContactsController(StoreDbContext db, OwnerProof proof, TimeProvider clock) : Controller
{
    /// <summary>The form with what is known.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Show(CancellationToken ct) =>
        (await OwnerAsync(ct)).Registrant is { } known ? Page(ContactsForm.Of(known)) : NotFound();

    /// <summary>Keeps what was typed and tells the owner by mail.</summary>
    [HttpPost(""), EnableRateLimiting(Limits.Sensitive)]
    public async Task<IActionResult> Save(ContactsForm form, CancellationToken ct)
    {
        var owner = await OwnerAsync(ct);
        if (owner.Registrant is not { } known)
        {
            return NotFound();
        }

        if (await proof.ProblemAsync(HttpContext, form.Password, ct) is { } problem)
        {
            ModelState.AddModelError(nameof(form.Password), problem);
        }

        if (!ModelState.IsValid)
        {
            return Page(form);
        }

        var corrected = form.Over(known);
        if (corrected == known)
        {
            return LocalRedirect(ProfileWords.Home + "?esito=uguali");
        }

        owner.Registrant = corrected;
        db.Tell(owner, AccountChange.Contacts, clock.UtcNow());
        await db.SaveChangesAsync(ct);
        return LocalRedirect(ProfileWords.Home + "?esito=contatti");
    }

    private Task<Accounts.Account> OwnerAsync(CancellationToken ct)
    {
        var id = User.AccountId();
        return db.Users.SingleAsync(a => a.Id == id, ct);
    }

    private ViewResult Page(ContactsForm form)
    {
        ViewData["AsksPassword"] = !proof.IsFresh(User);
        return View("Contacts", form);
    }
}
