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
    StoreDbContext db, RenewalOrders orders, ContractLibrary library, PaymentMethods methods, IOptions<RenewalOptions> options, TimeProvider clock) : Controller
{
    /// <summary>What renewing means and costs, for each term on offer.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } service)
        {
            return NotFound();
        }

        return IsLeaving(service) ? LocalRedirect(RevokeFirst(id))
            : await orders.OpenOrderAsync(service, ct) is { } open ? LocalRedirect(PathOf(open)) : Ask(new RenewForm { Anni = Term.MinYears }, await PageAsync(service, ct));
    }

    /// <summary>Places the order.</summary>
    [HttpPost(""), EnableRateLimiting(Limits.Orders)]
    public async Task<IActionResult> Place(Guid id, RenewForm form, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } service)
        {
            return NotFound();
        }

        if (IsLeaving(service))
        {
            return LocalRedirect(RevokeFirst(id));
        }

        if (await orders.OpenOrderAsync(service, ct) is { } open)
        {
            return LocalRedirect(PathOf(open)); // another click, another tab or the plan of the service was faster
        }

        var page = await PageAsync(service, ct);
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
            return Ask(new RenewForm { Anni = form.Anni }, page with { Notices = differences });
        }

        if (!ModelState.IsValid || !page.CanRenew)
        {
            return Ask(form, page);
        }

        var chosen = page.Choices.Single(c => c.Years == form.Anni);
        var accepted = OrderAcceptances.Proofs(page.Required, HttpContext, clock.UtcNow());
        var method = methods.Offers(PaymentMethod.CartaDiCredito) ? PaymentMethod.CartaDiCredito : PaymentMethod.Bonifico;
        return LocalRedirect(PathOf(await orders.PlaceByHandAsync(service, chosen.Quote, method, accepted, ct)));
    }

    // An expired service has left already: reactivating it is another wish.
    private static bool IsLeaving(Subscription service) => service is { IsLeaving: true, Status: SubscriptionStatus.Active };

    private static string RevokeFirst(Guid id) => $"{DisdettaPage.AddressOf(id)}?esito=rinnovo";

    private static string PathOf(Order order) =>
        order.Status == OrderStatus.AwaitingPayment ? $"/area-clienti/ordini/{order.Number}/paga" : $"/area-clienti/ordini/{order.Number}";

    private Task<Subscription?> FindAsync(Guid id, CancellationToken ct)
    {
        var owner = User.AccountId();
        return db.Subscriptions.AsNoTracking().Include(s => s.Items).Include(s => s.Periods).AsSplitQuery()
            .SingleOrDefaultAsync(s => s.Id == id && s.AccountId == owner && s.Status != SubscriptionStatus.Deleted, ct);
    }

    private async Task<RenewPage> PageAsync(Subscription service, CancellationToken ct)
    {
        var (today, plan) = (clock.Today(), options.Value.Plan);
        var catalogue = await db.CatalogueOnAsync(today, ct);
        var choices = catalogue.Years
            .Select(years => new TermChoice(years, RenewalOrders.Quote(service, catalogue, years), Term.Extend(service.ExpiresOn, years, service.AnchorOn))).ToList();
        return new RenewPage(service, choices, OrderAcceptances.For(choices[0].Quote, library, today), plan.RenewableFrom(service.ExpiresOn), today);
    }

    private ViewResult Ask(RenewForm form, RenewPage page)
    {
        foreach (var box in page.Required)
        {
            form.Accetto.TryAdd(box.Document.Code, false);
        }

        ViewData[nameof(RenewPage)] = page;
        return View("Renew", form);
    }
}

/// <summary>What the page of a renewal posts.</summary>
public sealed class RenewForm
{
    /// <summary>Years.</summary>
    public int Anni { get; set; }

    /// <summary>The boxes, by document code.</summary>
    public Dictionary<string, bool> Accetto { get; set; } = [];

    /// <summary>The totals that the page showed, in cents, by years: <c>1:3648 2:7296</c>. Compared, never charged.</summary>
    public string? TotaliVisti { get; set; }

    /// <summary>The document versions that the page linked.</summary>
    public string? DocumentiVisti { get; set; }
}

/// <summary>A term on offer.</summary>
/// <param name="Years">How long.</param>
/// <param name="Quote">What it costs.</param>
/// <param name="Until">The new expiry.</param>
public sealed record TermChoice(int Years, Quote Quote, DateOnly Until);

/// <summary>What the page of a renewal shows.</summary>
/// <param name="Service">The service.</param>
/// <param name="Choices">The terms on offer.</param>
/// <param name="Required">The boxes.</param>
/// <param name="From">First day on which it can be renewed.</param>
/// <param name="Today">Rome day.</param>
public sealed record RenewPage(Subscription Service, IReadOnlyList<TermChoice> Choices, IReadOnlyList<RequiredAcceptance> Required, DateOnly From, DateOnly Today)
{
    /// <summary>What changed since the page was shown.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

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
