using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Configuration;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Aruba.Fatturazione.Web.Features.Profile;

/// <summary>The end of an account: what it means first, then the password, then it is gone.</summary>
public sealed class DeletionController(AccountDeletion deletion, OwnerProof proof) : Controller
{
    private const string Here = ProfileWords.Home + "/cancella";

    /// <summary>What it means, or what stands in the way.</summary>
    [HttpGet(Here), Authorize(Policies.Customer)]
    public Task<ViewResult> Show(CancellationToken ct) => PageAsync(new DeletionForm(), ct);

    /// <summary>Deletes it.</summary>
    [HttpPost(Here), Authorize(Policies.Customer), EnableRateLimiting(Limits.Sensitive)]
    public async Task<IActionResult> Delete(DeletionForm form, [FromServices] Sessions sessions, CancellationToken ct)
    {
        if (await proof.ProblemAsync(HttpContext, form.Password, ct) is { } problem)
        {
            ModelState.AddModelError(nameof(form.Password), problem);
        }

        if (!ModelState.IsValid || !await deletion.DeleteAsync(User.AccountId(), ct))
        {
            return await PageAsync(form, ct);
        }

        await sessions.SignOutAsync(HttpContext, Schemes.Account);
        return LocalRedirect("/account-cancellato");
    }

    /// <summary>What is left to say, to nobody in particular.</summary>
    [HttpGet("/account-cancellato"), AllowAnonymous]
    public IActionResult Done() => View("Deleted");

    private async Task<ViewResult> PageAsync(DeletionForm form, CancellationToken ct)
    {
        ViewData["AsksPassword"] = !proof.IsFresh(User);
        ViewData[nameof(DeletionObstacle)] = await deletion.ObstaclesAsync(User.AccountId(), ct);
        return View("Deletion", form);
    }
}
