using Aruba.Fatturazione.Catalog;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Checkout;
using Aruba.Fatturazione.Web.Features.Methods;
using Aruba.Fatturazione.Web.Features.Shared;
using Aruba.Fatturazione.Web.Renewals;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Features.Services;

/// <summary>
/// What an active service is renewed with when its time comes, by itself or by hand. Nothing is ordered here. Once the renewal is ordered,
/// the order says it.
/// </summary>
[Authorize(Policies.Customer)]
[Route("/area-clienti/servizi/{id:guid}/cosa-rinnovi")]
public sealed class WishController(StoreDbContext db, CatalogueCache catalogues, RenewalOrders orders, IOptions<RenewalOptions> options, TimeProvider clock) : Controller
{
    /// <summary>The choice as it stands, and what it costs.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) => await FindAsync(id, ct) is not { } service ? NotFound()
        : service.IsLeaving ? LocalRedirect(DisdettaPage.RevokeFirst(id, "rinnovo"))
        : await orders.OpenOrderAsync(service, ct) is { } open ? LocalRedirect($"/area-clienti/ordini/{open.Number}")
        : Ask(new WishForm { Versione = service.Version }, PageOf(service, await catalogues.TodayAsync(ct), form: null));

    /// <summary>Stores it; or shows what another choice costs, when that is what was asked or the rules changed it.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Save(Guid id, WishForm form, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } service)
        {
            return NotFound();
        }

        if (service.IsLeaving)
        {
            return LocalRedirect(DisdettaPage.RevokeFirst(id, "rinnovo"));
        }

        if (await orders.OpenOrderAsync(service, ct) is { } open)
        {
            return LocalRedirect($"/area-clienti/ordini/{open.Number}");
        }

        var page = PageOf(service, await db.CatalogueOnAsync(clock.Today(), ct), form);
        page = page with { Forecast = page.Contents.SpaceForecast(form.Fatture, options.Value.InvoicesPerGigabyte, ModelState) };
        if (!ModelState.IsValid || form.Azione == ContentsForm.Recount || page.Contents.WasMended)
        {
            return Ask(form, page with { Notices = page.Contents.Notices, WasRecounted = true });
        }

        if (service.Version == form.Versione)
        {
            service.Wish(page.Contents.Wanted, page.Contents.Name);
            db.Audit.Add(new AuditEntry
            {
                At = clock.UtcNow(),
                ActorId = User.AccountId(),
                Actor = User.Username(),
                Action = "service.wish-changed",
                Topic = User.Username(),
                Details = page.Contents.Seen,
            });
            try
            {
                await db.SaveChangesAsync(ct);
                return LocalRedirect($"{RenewalLine.AddressOf(id)}?esito=cosa-rinnovi");
            }
            catch (DbUpdateException lost) when (!DatabaseTrouble.IsCauseOf(lost))
            {
                db.ChangeTracker.Clear();
            }
        }

        // Paid, charged or changed elsewhere meanwhile: what was chosen stays on the page, the service is read again.
        if (await FindAsync(id, ct) is not { } fresh)
        {
            return NotFound();
        }

        ModelState.Remove(nameof(form.Versione));
        form.Versione = fresh.Version;
        return Ask(form, PageOf(fresh, page.Contents.Catalogue, form) with { Notices = ["Il servizio è cambiato nel frattempo: ricontrolla e salva di nuovo."] });
    }

    private Task<Subscription?> FindAsync(Guid id, CancellationToken ct)
    {
        var owner = User.AccountId();
        return db.Subscriptions.Include(s => s.Items).Include(s => s.Periods).AsSingleQuery()
            .SingleOrDefaultAsync(s => s.Id == id && s.AccountId == owner && s.Status == SubscriptionStatus.Active, ct);
    }

    private WishPage PageOf(Subscription service, Catalogue catalogue, WishForm? form)
    {
        var contents = RenewContents.Of(service, catalogue, form, ModelState);
        return new WishPage(service, contents, catalogue.YearsLike(service.Years));
    }

    private ViewResult Ask(WishForm form, WishPage page)
    {
        page.Contents.WriteTo(form, ModelState);
        ViewData[nameof(WishPage)] = page;
        ViewData[nameof(RenewContents)] = page.Contents;
        ViewData[RenewContents.ForecastKey] = page.Forecast;
        return View("Wish", form);
    }
}

/// <summary>What the page of the coming renewal shows.</summary>
/// <param name="Service">The service.</param>
/// <param name="Contents">What it is renewed with.</param>
/// <param name="Years">For how long, as last time.</param>
public sealed record WishPage(Subscription Service, RenewContents Contents, int Years)
{
    /// <summary>What the rules made of the choice, or why it was not stored.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>For how long the space will do, or null.</summary>
    public string? Forecast { get; init; }

    /// <summary>True when the total is that of another choice than before, not stored yet.</summary>
    public bool WasRecounted { get; init; }

    /// <summary>What the renewal would cost today.</summary>
    public OrderSummary Summary => CheckoutSummary.Of(Contents.Quote(Years)) with { Heading = "Il prossimo rinnovo" };
}
