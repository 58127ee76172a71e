using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Documents;
using Aruba.Fatturazione.Web.Features.Payments;
using Aruba.Fatturazione.Web.Payments;
using Aruba.Fatturazione.Web.Renewals;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Features.Methods;

/// <summary><i>Rinnovo automatico</i> of a service: on with a kept method and a mandate, off at once. Somebody else's service is a 404.</summary>
[Authorize(Policies.Customer)]
[Route("/area-clienti/servizi/{id:guid}/rinnovo")]
public sealed class RenewalController(StoreDbContext db, Wallet wallet, ContractLibrary library, IOptions<RenewalOptions> renewal, TimeProvider clock) : Controller
{
    /// <summary>How it stands; a method may be chosen already.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Show(Guid id, string? esito, string? metodo, CancellationToken ct) =>
        await PageOfAsync(id, ct) is { } page ? Ask(new RenewalForm { Metodo = metodo }, page with { Notice = WalletWords.OfCode(esito) }) : NotFound();

    /// <summary>Switches it on, or over to another method.</summary>
    [HttpPost("")]
    public async Task<IActionResult> SwitchOn(Guid id, RenewalForm form, CancellationToken ct)
    {
        if (await PageOfAsync(id, ct) is not { } page)
        {
            return NotFound();
        }

        if (page.Service.Version != form.Versione)
        {
            return AskAfresh(page);
        }

        if (page.Choices.All(m => m.Id != form.Chosen))
        {
            ModelState.AddModelError(nameof(form.Metodo), "Scegli con quale metodo rinnovare");
        }

        if (!form.Accepts(page.Mandate))
        {
            ModelState.AddModelError(nameof(form.Mandato), page.Mandate.Missing);
        }

        return ModelState.IsValid && form.Chosen is { } chosen ? await SwitchOnAsync(page, chosen, ct) : Ask(form, page);
    }

    /// <summary>Asks the provider now whether it still keeps the method that renews it.</summary>
    [HttpPost("controlla")]
    public async Task<IActionResult> Check(Guid id, [FromServices] MethodCheck check, CancellationToken ct)
    {
        var owner = User.AccountId();
        var found = await db.Subscriptions.Where(s => s.Id == id && s.AccountId == owner).Select(s => new { s.RenewalMethodId }).SingleOrDefaultAsync(ct);
        return found is null ? NotFound()
            : LocalRedirect($"{RenewalLine.AddressOf(id)}?esito={(found.RenewalMethodId is { } method && await check.AskAsync(method, ct) ? "controllato" : "non-controllato")}");
    }

    /// <summary>Switches it off.</summary>
    [HttpPost("disattiva")]
    public async Task<IActionResult> SwitchOff(Guid id, CancellationToken ct) => await wallet.SwitchOffAsync(User.AccountId(), id, ct) switch
    {
        WalletChange.Done => LocalRedirect($"{RenewalLine.AddressOf(id)}?esito=disattivo"),
        WalletChange.Missing => NotFound(),
        _ => await PageOfAsync(id, ct) is { } page ? AskAfresh(page) : NotFound(),
    };

    private async Task<IActionResult> SwitchOnAsync(RenewalPage page, Guid method, CancellationToken ct)
    {
        var with = new Replacement(method, page.Mandate.Accepted(HttpContext, clock.UtcNow()));
        var change = await wallet.SwitchOnAsync(User.AccountId(), page.Service.Id, page.Service.Version, with, ct);
        return change switch
        {
            WalletChange.Done => LocalRedirect($"{RenewalLine.AddressOf(page.Service.Id)}?esito={(page.Service.RenewsItself ? "cambiato" : "attivo")}"),
            WalletChange.Missing => NotFound(),
            _ => await PageOfAsync(page.Service.Id, ct) is { } fresh ? AskAfresh(fresh) : NotFound(),
        };
    }

    private async Task<RenewalPage?> PageOfAsync(Guid id, CancellationToken ct)
    {
        var today = clock.Today();
        var state = await WalletState.ReadAsync(db, User.AccountId(), today, renewal.Value.Plan, ct);
        if (state.Services.FirstOrDefault(s => s.Id == id) is not { } service)
        {
            return null;
        }

        var last = await db.Orders.AsNoTracking()
            .Where(o => o.Kind != OrderKind.Extension && db.Subscriptions.Any(s => s.Id == id && s.Periods.Any(p => p.OrderNumber == o.Number)))
            .OrderByDescending(o => o.PlacedAt).Select(o => new LastTerm(o.Gross, o.Years)).FirstOrDefaultAsync(ct);
        return new RenewalPage(service, state, last, MandateBox.ForWallet(library, today), null);
    }

    private ViewResult AskAfresh(RenewalPage page)
    {
        ModelState.Clear();
        return Ask(new RenewalForm(), page with { Notice = WalletWords.ChangedElsewhere });
    }

    private ViewResult Ask(RenewalForm form, RenewalPage page)
    {
        ViewData[nameof(RenewalPage)] = page;
        return View("Renewal", form);
    }
}
