using Aruba.Fatturazione.Catalog;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Checkout;
using Aruba.Fatturazione.Web.Features.Documents;
using Aruba.Fatturazione.Web.Features.Shared;
using Aruba.Fatturazione.Web.Payments;
using Aruba.Fatturazione.Web.Renewals;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Features.Services;

/// <summary>
/// Renewing a service by hand, before its expiry or in the days in which it can still be reactivated. The further term begins where the
/// present one ends. Makes the one order of that term and leads to the choice of how to pay it.
/// </summary>
[Authorize(Policies.Customer)]
[Route("/area-clienti/servizi/{id:guid}/rinnova")]
public sealed class RenewController(
    StoreDbContext db, CatalogueCache catalogues, RenewalOrders orders, ExtensionOrders extensions, ContractLibrary library, PaymentMethods methods, IOptions<RenewalOptions> options, TimeProvider clock) : Controller
{
    /// <summary>What renewing means and costs, for each term on offer.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } service)
        {
            return NotFound();
        }

        if (await ElsewhereAsync(service, ct) is { } elsewhere)
        {
            return LocalRedirect(elsewhere);
        }

        return await orders.OpenOrderAsync(service, ct) is { } open
            ? LocalRedirect(PathOf(open))
            : Ask(new RenewForm { Anni = Term.MinYears }, PageOf(service, await catalogues.TodayAsync(ct), form: null));
    }

    /// <summary>Places the order; or shows what another choice costs, when that is what was asked or the choice is not the one whose total was seen.</summary>
    [HttpPost(""), EnableRateLimiting(Limits.Orders)]
    public async Task<IActionResult> Place(Guid id, RenewForm form, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } service)
        {
            return NotFound();
        }

        if (await ElsewhereAsync(service, ct) is { } elsewhere)
        {
            return LocalRedirect(elsewhere);
        }

        if (await orders.OpenOrderAsync(service, ct) is { } open)
        {
            return LocalRedirect(PathOf(open)); // another click, another tab or the plan of the service was faster
        }

        var page = PageOf(service, await db.CatalogueOnAsync(clock.Today(), ct), form);
        page = page with { Forecast = page.Contents.SpaceForecast(form.Fatture, options.Value.InvoicesPerGigabyte, ModelState) };
        if (form.Azione == ContentsForm.Recount || page.Contents.WasMended || (page.Contents.Seen != form.VociViste && form.VociViste is not null))
        {
            return Ask(form, page with { Notices = page.Contents.Notices, WasRecounted = true });
        }

        if (page.Choices.All(c => c.Years != form.Anni))
        {
            ModelState.AddModelError(nameof(form.Anni), "Scegli per quanti anni rinnovare");
        }

        foreach (var box in page.Required.Where(r => !form.Accetto.GetValueOrDefault(r.Document.Code)))
        {
            ModelState.AddModelError($"{nameof(form.Accetto)}[{box.Document.Code}]", box.Missing);
        }

        if (page.Differences(form) is { Count: > 0 } differences)
        {
            ModelState.Clear();
            return Ask(form, page with { Notices = differences });
        }

        if (!ModelState.IsValid || !page.CanRenew)
        {
            return Ask(form, page);
        }

        var accepted = OrderAcceptances.Proofs(page.Required, HttpContext, clock.UtcNow());
        var method = methods.Offers(PaymentMethod.CartaDiCredito) ? PaymentMethod.CartaDiCredito : PaymentMethod.Bonifico;
        return await orders.PlaceByHandAsync(service, page.Chosen(form.Anni).Quote, method, accepted, ct) is { } order
            ? LocalRedirect(PathOf(order))
            : LocalRedirect($"/area-clienti/servizi/{id}/rinnova"); // not the service that was priced any more: it is shown as it is now
    }

    // A disdetta is revoked first, unless it was honoured: reactivating an expired service is another wish. A renewal says what the service
    // includes: what is being added comes first. What the desk must decide about holds nothing up.
    private async Task<string?> ElsewhereAsync(Subscription service, CancellationToken ct) =>
        service is { IsLeaving: true, Status: SubscriptionStatus.Active } ? DisdettaPage.RevokeFirst(service.Id, "rinnovo")
        : await extensions.OpenAsync(service.Id, ct) is { Kind: OrderKind.Extension, Status: not OrderStatus.ActivationFailed } extension ? $"/area-clienti/ordini/{extension.Number}?esito=prima-estensione"
        : null;

    private static string PathOf(Order order) =>
        order.Status == OrderStatus.AwaitingPayment ? $"/area-clienti/ordini/{order.Number}/paga" : $"/area-clienti/ordini/{order.Number}";

    private Task<Subscription?> FindAsync(Guid id, CancellationToken ct)
    {
        var owner = User.AccountId();
        return db.Subscriptions.AsNoTracking().Include(s => s.Items).Include(s => s.Periods).AsSingleQuery()
            .SingleOrDefaultAsync(s => s.Id == id && s.AccountId == owner && s.Status != SubscriptionStatus.Deleted, ct);
    }

    private RenewPage PageOf(Subscription service, Catalogue catalogue, RenewForm? form)
    {
        var (today, plan) = (clock.Today(), options.Value.Plan);
        var contents = RenewContents.Of(service, catalogue, form, ModelState);
        var choices = catalogue.Years
            .Select(years => new TermChoice(years, contents.Quote(years), Term.Extend(service.ExpiresOn, years, service.TermAnchor))).ToList();
        return new RenewPage(service, contents, choices, OrderAcceptances.For(choices[0].Quote, library, today), plan.RenewableFrom(service.ExpiresOn), today);
    }

    // What was typed stays, but for the boxes of texts that are no longer the ones that were seen.
    private ViewResult Ask(RenewForm form, RenewPage page)
    {
        foreach (var code in form.Accetto.Keys.Except(page.Required.Select(b => b.Document.Code)).ToList())
        {
            form.Accetto.Remove(code);
        }

        var changed = form.DocumentiVisti is null ? [] : OrderAcceptances.Changed(page.Required, form.DocumentiVisti);
        foreach (var box in page.Required)
        {
            form.Accetto.TryAdd(box.Document.Code, false);
            if (changed.Contains(box.Document.Title))
            {
                form.Accetto[box.Document.Code] = false;
                ModelState.Remove($"{nameof(form.Accetto)}[{box.Document.Code}]");
            }
        }

        page.Contents.WriteTo(form, ModelState);
        ViewData[nameof(RenewContents)] = page.Contents;
        ViewData[RenewContents.ForecastKey] = page.Forecast;
        ViewData[nameof(RenewPage)] = page;
        return View("Renew", form);
    }
}

/// <summary>A term on offer.</summary>
/// <param name="Years">How long.</param>
/// <param name="Quote">What it costs.</param>
/// <param name="Until">The new expiry.</param>
public sealed record TermChoice(int Years, Quote Quote, DateOnly Until);

/// <summary>What the page of a renewal shows.</summary>
/// <param name="Service">The service.</param>
/// <param name="Contents">What is renewed.</param>
/// <param name="Choices">The terms on offer.</param>
/// <param name="Required">The boxes.</param>
/// <param name="From">First day on which it can be renewed.</param>
/// <param name="Today">Rome day.</param>
public sealed record RenewPage(
    Subscription Service, RenewContents Contents, IReadOnlyList<TermChoice> Choices, IReadOnlyList<RequiredAcceptance> Required, DateOnly From, DateOnly Today)
{
    /// <summary>What changed since the page was shown.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>For how long the space will do, or null.</summary>
    public string? Forecast { get; init; }

    /// <summary>True when the totals are those of another choice than the page showed before.</summary>
    public bool WasRecounted { get; init; }

    /// <summary>The term of so many years, or the shortest when there is none of that length.</summary>
    public TermChoice Chosen(int years) => Choices.FirstOrDefault(c => c.Years == years) ?? Choices[0];

    /// <summary>What is paid for the term of so many years.</summary>
    public OrderSummary Summary(int years) => CheckoutSummary.Of(Chosen(years).Quote) with { Heading = "Il tuo rinnovo", Until = Chosen(years).Until };

    /// <summary>True when its time has come and there is something to sell.</summary>
    public bool CanRenew => Today >= From && Choices.Count > 0 && Choices[0].Quote.Lines.Count > 0;

    /// <summary>True when its term is over: it is reactivated.</summary>
    public bool IsExpired => Service.Status == SubscriptionStatus.Expired;

    /// <summary>The totals as the page posts them back.</summary>
    public string Seen => string.Join(' ', Choices.Select(c => $"{c.Years}:{c.Quote.Gross.Cents}"));

    /// <summary>What is not as the customer saw it.</summary>
    public IReadOnlyList<string> Differences(RenewForm form)
    {
        List<string> found = [];
        if (form.TotaliVisti is not null && form.TotaliVisti != Seen)
        {
            found.Add("I prezzi sono cambiati: ricontrolla il totale prima di confermare.");
        }

        found.AddRange(OrderAcceptances.Changed(Required, form.DocumentiVisti).Select(t => $"È cambiato un documento: {t}. Leggi la nuova versione."));
        return found;
    }
}
