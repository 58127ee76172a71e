using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Features.Documents;
using Aruba.Fatturazione.Web.Features.Payments;
using Aruba.Fatturazione.Web.Payments;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Aruba.Fatturazione.Web.Features.Methods;

/// <summary>A further card or PayPal account, typed at the provider and nowhere else. No money moves.</summary>
[Authorize(Policies.Customer)]
[Route("/area-clienti/metodi/aggiungi")]
public sealed class AddMethodController(PaymentDesk desk, PaymentMethods methods, ContractLibrary library, OwnerProof proof, TimeProvider clock) : Controller
{
    private const string Address = "/area-clienti/metodi/aggiungi";

    /// <summary>The choice.</summary>
    [HttpGet("")]
    public IActionResult Show(string? esito) =>
        Ask(new AddForm { Tentativo = Guid.CreateVersion7(clock.GetUtcNow()) }, PageOf(WalletWords.OfCode(esito)));

    /// <summary>Leads to the provider's page.</summary>
    [HttpPost(""), EnableRateLimiting(Limits.Sensitive)]
    public async Task<IActionResult> Add(AddForm form, CancellationToken ct)
    {
        var page = PageOf(null);
        if (!form.Accepts(page.Mandate))
        {
            ModelState.AddModelError(nameof(form.Mandato), page.Mandate.Missing);
        }

        if (await proof.ProblemAsync(HttpContext, form.Password, ct) is { } problem)
        {
            ModelState.AddModelError(nameof(form.Password), problem);
        }
        else
        {
            page = page with { AsksPassword = false };
        }

        if (!ModelState.IsValid || !PaymentChoice.TryParse(form.Metodo, out var choice))
        {
            return Ask(form, page);
        }

        var now = clock.UtcNow();
        var ticket = new AttemptTicket(form.Tentativo, choice.Method, SavedMethodId: null, page.Mandate.Accepted(HttpContext, now), now);
        return PaymentRoads.Lead(await desk.KeepAsync(User.AccountId(), ticket, CancellationToken.None), Address);
    }

    private AddPage PageOf(WalletNotice? notice)
    {
        var online = methods.OnOffer.Where(o => o.Method is PaymentMethod.CartaDiCredito or PaymentMethod.PayPal).ToList();
        var open = online.Where(o => methods.IsAvailable(o.Method)).ToList();
        return new AddPage(
            [.. open.Select(o => new AddOffer(o.Method.ToString(), TitleOf(o.Method), NoticeOf(o.Method)))],
            [.. online.Except(open).Select(o => o.Name)],
            MandateBox.ForWallet(library, clock.Today()),
            !proof.IsFresh(User),
            notice);
    }

    private static string TitleOf(PaymentMethod method) => method == PaymentMethod.PayPal ? "Account PayPal" : "Carta di credito o di debito";

    private static string NoticeOf(PaymentMethod method) => method == PaymentMethod.PayPal
        ? "Dai l'autorizzazione sul sito di PayPal e torni qui. Non ti viene addebitato nulla."
        : "La carta si digita sulla pagina sicura del fornitore di pagamento, mai qui. Non ti viene addebitato nulla.";

    private ViewResult Ask(AddForm form, AddPage page)
    {
        ViewData[nameof(AddPage)] = page;
        return View("Add", form);
    }
}
