using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Admin.Access;

/// <summary>An agent's recovery codes: how many are left, and new ones, which are shown this once.</summary>
public sealed class RecoveryCodesController(StoreDbContext db, RecoveryCodes codes, OwnerProof proof) : AdminController
{
    /// <summary>How many are left, and the form.</summary>
    [HttpGet("/assistenza/codici-di-recupero")]
    public Task<ViewResult> Show(CancellationToken ct) => PageAsync(new RecoveryCodesForm(), ct);

    /// <summary>Makes new ones, for the agent who proves to be there.</summary>
    [HttpPost("/assistenza/codici-di-recupero"), EnableRateLimiting(Limits.Sensitive)]
    public async Task<IActionResult> Make(RecoveryCodesForm form, CancellationToken ct)
    {
        if (await proof.ProblemAsync(HttpContext, form.Password, ct) is { } problem)
        {
            ModelState.AddModelError(nameof(form.Password), problem);
        }

        return ModelState.IsValid
            ? View("NewRecoveryCodes", await codes.MakeAsync(await db.Users.SingleAsync(a => a.Id == Agent.Id, ct), ct))
            : await PageAsync(form, ct);
    }

    private async Task<ViewResult> PageAsync(RecoveryCodesForm form, CancellationToken ct)
    {
        ViewData["AsksPassword"] = !proof.IsFresh(User);
        ViewData["Left"] = await codes.LeftAsync(Agent.Id, ct);
        return View("RecoveryCodes", form);
    }
}
