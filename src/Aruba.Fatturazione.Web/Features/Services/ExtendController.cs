using Aruba.Fatturazione.Catalog;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Checkout;
using Aruba.Fatturazione.Web.Features.Documents;
using Aruba.Fatturazione.Web.Payments;
using Aruba.Fatturazione.Web.Renewals;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Services;

/// <summary>
/// Adding modules, users or space to an active service. The choice is a form that asks (GET): its answer shows what it costs line by line, with
/// and without prolonging the service; confirming makes the one order and leads to the choice of how to pay it.
/// </summary>
[Authorize(Policies.Customer)]
[Route("/area-clienti/servizi/{id:guid}/aggiungi")]
public sealed class ExtendController(StoreDbContext db, ExtensionOrders orders, ContractLibrary library, PaymentMethods methods, TimeProvider clock) : Controller
{
    /// <summary>What can be added and, once something is chosen, what it costs.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Show(Guid id, ExtendForm form, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } service)
        {
            return NotFound();
        }

        return IsLeaving(service) ? LocalRedirect(DisdettaPage.RevokeFirst(id, "estensione"))
            : await orders.OpenAsync(id, ct) is { } open ? LocalRedirect(PathOf(open)) : Ask(form, await PageAsync(service, form, ct));
    }

    /// <summary>Places the order.</summary>
    [HttpPost(""), EnableRateLimiting(Limits.Orders)]
    public async Task<IActionResult> Place(Guid id, ExtendForm form, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } service)
        {
            return NotFound();
        }

        if (IsLeaving(service))
        {
            return LocalRedirect(DisdettaPage.RevokeFirst(id, "estensione"));
        }

        if (await orders.OpenAsync(id, ct) is { } open)
        {
            return LocalRedirect(PathOf(open)); // another click, another tab or the plan of the service was faster
        }

        form.Calcola = true;
        var page = await PageAsync(service, form, ct);
        if (page.Differences(form) is { Count: > 0 } differences)
        {
            return AskAgain(form, page, differences);
        }

        foreach (var box in page.Required.Where(r => !form.Accetto.GetValueOrDefault(r.Document.Code)))
        {
            ModelState.AddModelError($"{nameof(form.Accetto)}[{box.Document.Code}]", box.Missing);
        }

        if (!ModelState.IsValid || page.Chosen(form) is not { } chosen)
        {
            return Ask(form, page);
        }

        var now = clock.UtcNow();
        if (RomeCalendar.DayOf(now) != page.Today)
        {
            return AskAgain(form, await PageAsync(service, form, ct), [ExtendPage.AnotherDay]); // midnight passed since the price was read
        }

        var accepted = OrderAcceptances.Proofs(page.Required, HttpContext, now);
        var method = methods.Offers(PaymentMethod.CartaDiCredito) ? PaymentMethod.CartaDiCredito : PaymentMethod.Bonifico;
        OrderTicket Ticket(string username, string email) =>
            new(Guid.CreateVersion7(clock.GetUtcNow()), OrderNumber.New(), method, username, email, accepted, now);
        return await orders.PlaceAsync(id, ExtensionOrders.Configuration(service), chosen, Ticket, ct) is { } placed
            ? LocalRedirect(PathOf(placed))
            : AskAgain(form, await PageAsync(await FindAsync(id, ct) ?? service, form, ct), [ExtendPage.ServiceChanged]);
    }

    // What is added would be paid for days that nobody wants.
    private static bool IsLeaving(Subscription service) => service is { IsLeaving: true, Status: SubscriptionStatus.Active };

    private static string PathOf(OpenOrder order) => order switch
    {
        { Kind: OrderKind.Renewal } => $"/area-clienti/ordini/{order.Number}?esito=prima-rinnovo",
        { Status: OrderStatus.AwaitingPayment } => $"/area-clienti/ordini/{order.Number}/paga",
        _ => $"/area-clienti/ordini/{order.Number}",
    };

    private Task<Subscription?> FindAsync(Guid id, CancellationToken ct)
    {
        var owner = User.AccountId();
        return db.Subscriptions.AsNoTracking().Include(s => s.Items).AsSingleQuery()
            .SingleOrDefaultAsync(s => s.Id == id && s.AccountId == owner && s.Status != SubscriptionStatus.Deleted, ct);
    }

    private async Task<ExtendPage> PageAsync(Subscription service, ExtendForm form, CancellationToken ct)
    {
        var today = clock.Today();
        var page = new ExtendPage(service, await db.CatalogueOnAsync(today, ct), today);
        if (!page.CanExtend || !form.Calcola)
        {
            return page;
        }

        foreach (var (field, error) in page.Errors(form))
        {
            ModelState.AddModelError(field, error);
        }

        return ModelState.IsValid ? page.Priced(form, library) : page;
    }

    private ViewResult AskAgain(ExtendForm form, ExtendPage page, IReadOnlyList<string> notices)
    {
        ModelState.Clear();
        form.Accetto.Clear();
        return Ask(form, page with { Notices = notices });
    }

    private ViewResult Ask(ExtendForm form, ExtendPage page)
    {
        foreach (var offer in page.Offers)
        {
            form.Moduli.TryAdd(offer.Code, false);
            form.Quantita.TryAdd(offer.Code, null);
        }

        foreach (var box in page.Required)
        {
            form.Accetto.TryAdd(box.Document.Code, false);
        }

        ViewData[nameof(ExtendPage)] = page;
        return View("Extend", form);
    }
}
