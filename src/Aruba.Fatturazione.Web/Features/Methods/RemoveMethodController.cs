using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Documents;
using Aruba.Fatturazione.Web.Features.Payments;
using Aruba.Fatturazione.Web.Payments;
using Aruba.Fatturazione.Web.Renewals;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Features.Methods;

/// <summary>Takes a method out of the wallet. One that renews a service goes only after its owner has said what becomes of the renewal.</summary>
[Authorize(Policies.Customer)]
[Route("/area-clienti/metodi/{id:guid}/rimuovi")]
public sealed class RemoveMethodController(StoreDbContext db, Wallet wallet, ContractLibrary library, OwnerProof proof, IOptions<RenewalOptions> renewal, TimeProvider clock) : Controller
{
    private const string List = "/area-clienti/metodi";

    /// <summary>Asks before removing.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) =>
        await PageOfAsync(id, ct) is { } page ? Ask(new RemoveForm(), page) : await AbsentAsync(id, ct);

    /// <summary>Removes it.</summary>
    [HttpPost(""), EnableRateLimiting(Limits.Sensitive)]
    public async Task<IActionResult> Remove(Guid id, RemoveForm form, CancellationToken ct)
    {
        if (await PageOfAsync(id, ct) is not { } page)
        {
            return await AbsentAsync(id, ct);
        }

        if (page.Method.Version != form.Versione)
        {
            return AskAfresh(page);
        }

        page = await CheckAsync(form, page, ct);
        return ModelState.IsValid ? await RemoveAsync(form, page, ct) : Ask(form, page);
    }

    private async Task<RemovePage> CheckAsync(RemoveForm form, RemovePage page, CancellationToken ct)
    {
        if (page.Renews.Count > 0 && form.Scelta != RemoveForm.Stop && page.Others.All(m => m.Id != form.Other))
        {
            ModelState.AddModelError(nameof(form.Scelta), "Scegli che cosa fare del rinnovo automatico");
        }
        else if (page.Renews.Count > 0 && form.Other is not null && !form.Accepts(page.Mandate))
        {
            ModelState.AddModelError(nameof(form.Mandato), page.Mandate.Missing);
        }

        if (await proof.ProblemAsync(HttpContext, form.Password, ct) is not { } problem)
        {
            return page with { AsksPassword = false };
        }

        ModelState.AddModelError(nameof(form.Password), problem);
        return page;
    }

    private async Task<IActionResult> RemoveAsync(RemoveForm form, RemovePage page, CancellationToken ct)
    {
        var replacement = form.Other is { } other ? new Replacement(other, page.Mandate.Accepted(HttpContext, clock.UtcNow())) : null;
        switch (await wallet.RemoveAsync(User.AccountId(), page.Method.Id, form.Versione, form.Scelta == RemoveForm.Stop, replacement, ct))
        {
            case WalletChange.Done:
                return LocalRedirect($"{List}?esito={(page.Renews.Count == 0 ? "rimosso" : replacement is null ? "rimosso-spento" : "sostituito")}");
            case WalletChange.Missing:
                return await AbsentAsync(page.Method.Id, ct);
            default:
                return await PageOfAsync(page.Method.Id, ct) is { } fresh ? AskAfresh(fresh) : await AbsentAsync(page.Method.Id, ct);
        }
    }

    // A second click finds it gone: that is no error.
    private async Task<IActionResult> AbsentAsync(Guid id, CancellationToken ct)
    {
        var owner = User.AccountId();
        return await db.SavedMethods.AnyAsync(m => m.Id == id && m.AccountId == owner, ct) ? LocalRedirect($"{List}?esito=gia-rimosso") : NotFound();
    }

    private async Task<RemovePage?> PageOfAsync(Guid id, CancellationToken ct)
    {
        var today = clock.Today();
        var state = await WalletState.ReadAsync(db, User.AccountId(), today, renewal.Value.Plan, ct);
        return state.Find(id) is { } method ? new RemovePage(method, state, MandateBox.ForWallet(library, today), !proof.IsFresh(User), null) : null;
    }

    private ViewResult AskAfresh(RemovePage page)
    {
        ModelState.Clear();
        return Ask(new RemoveForm(), page with { Notice = WalletWords.ChangedElsewhere });
    }

    private ViewResult Ask(RemoveForm form, RemovePage page)
    {
        ViewData[nameof(RemovePage)] = page;
        return View("Remove", form);
    }
}
