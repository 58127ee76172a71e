using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Payments;
using Aruba.Fatturazione.Web.Renewals;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Features.Methods;

/// <summary><i>Metodi di pagamento</i>: the customer's kept cards and PayPal accounts. Somebody else's are a 404, like a random number.</summary>
[Authorize(Policies.Customer)]
[Route("/area-clienti/metodi")]
public sealed class MethodsController(StoreDbContext db, Wallet wallet, IOptions<RenewalOptions> renewal, TimeProvider clock) : Controller
{
    /// <summary>The list.</summary>
    [HttpGet("")]
    public async Task<IActionResult> List(string? esito, CancellationToken ct) =>
        View("Methods", new WalletPage(await WalletState.ReadAsync(db, User.AccountId(), clock.Today(), renewal.Value.Plan, ct), WalletWords.OfCode(esito)));

    /// <summary>The owner's name for a method.</summary>
    [HttpGet("{id:guid}/nome")]
    public async Task<IActionResult> AskName(Guid id, CancellationToken ct) =>
        await FindAsync(id, ct) is { } method ? Ask(new LabelForm { Nome = method.Label }, method) : NotFound();

    /// <summary>Saves it.</summary>
    [HttpPost("{id:guid}/nome")]
    public async Task<IActionResult> Name(Guid id, LabelForm form, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } method)
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return Ask(form, method);
        }

        return await wallet.RenameAsync(User.AccountId(), id, form.Nome, ct) == WalletChange.Missing
            ? NotFound()
            : LocalRedirect("/area-clienti/metodi?esito=nome");
    }

    private ViewResult Ask(LabelForm form, SavedMethod method)
    {
        ViewData[nameof(SavedMethod)] = method;
        return View("Label", form);
    }

    private Task<SavedMethod?> FindAsync(Guid id, CancellationToken ct)
    {
        var owner = User.AccountId();
        return db.SavedMethods.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id && m.AccountId == owner && m.RemovedAt == null, ct);
    }
}
