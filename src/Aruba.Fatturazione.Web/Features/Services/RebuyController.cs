using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Orders;
using Aruba.Fatturazione.Web.Renewals;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Services;

/// <summary>
/// Buying again: an ended service with what it included, or, for another codice fiscale or partita IVA, after ending the present one. Somebody
/// else's service is a 404.
/// </summary>
[Authorize(Policies.Customer)]
[Route("/area-clienti/servizi/{id:guid}/riacquista")]
public sealed class RebuyController(StoreDbContext db, Repurchases repurchases, Withdrawals withdrawals, TimeProvider clock) : Controller
{
    /// <summary>The way to it.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) => await PageAsync(id, ct) is { } page ? Ask(new RebuyForm(), page) : NotFound();

    /// <summary>Fills the cart and leads to the holder's data.</summary>
    [HttpPost(""), EnableRateLimiting(Limits.Orders)]
    public async Task<IActionResult> Rebuy(Guid id, CancellationToken ct) =>
        await repurchases.FillCartAsync(User.AccountId(), id, ct) ? LocalRedirect("/acquista")
        : await PageAsync(id, ct) is { } page ? Ask(new RebuyForm(), page) : NotFound();

    /// <summary>Ends the present service, then the same.</summary>
    [HttpPost("termina"), EnableRateLimiting(Limits.Orders)]
    public async Task<IActionResult> End(Guid id, RebuyForm form, CancellationToken ct)
    {
        if (!form.HoCapito)
        {
            ModelState.AddModelError(nameof(form.HoCapito), "Conferma di aver capito che cosa succede");
        }

        if (!ModelState.IsValid)
        {
            return await PageAsync(id, ct) is { } page ? Ask(form, page) : NotFound();
        }

        return await repurchases.EndAsync(User.AccountId(), User.Username(), id, ct) ? await Rebuy(id, ct) : NotFound();
    }

    private async Task<RebuyPage?> PageAsync(Guid id, CancellationToken ct)
    {
        var owner = User.AccountId();
        var service = await db.Subscriptions.AsNoTracking().Include(s => s.Items).Include(s => s.Periods).AsSingleQuery()
            .SingleOrDefaultAsync(s => s.Id == id && s.AccountId == owner, ct);
        if (service is null)
        {
            return null;
        }

        var first = service.Periods.MinBy(p => p.StartsOn)!.OrderNumber;
        var contract = await db.Orders.AsNoTracking().Where(o => o.Number == first).Select(o => new { o.Kind, o.Intestatario.Type, o.PlacedAt }).SingleAsync(ct);
        var withdraws = withdrawals.LastDay(contract.Kind, contract.Type, contract.PlacedAt, service.AnchorOn) >= clock.Today();
        return new RebuyPage(service, withdraws ? WithdrawalController.AddressOf(first) : null);
    }

    private ViewResult Ask(RebuyForm form, RebuyPage page)
    {
        ViewData[nameof(RebuyPage)] = page;
        return View("Rebuy", form);
    }
}

/// <summary>What the page of ending and buying again posts.</summary>
public sealed class RebuyForm
{
    /// <summary>The owner knows what ending means.</summary>
    public bool HoCapito { get; set; }
}

/// <summary>The page of buying again.</summary>
/// <param name="Service">The service, ended or not.</param>
/// <param name="Withdrawal">Where a consumer withdraws instead and gets the money back, or null.</param>
public sealed record RebuyPage(Subscription Service, string? Withdrawal)
{
    /// <summary>Where a service is bought again.</summary>
    public static string AddressOf(Guid serviceId) => $"/area-clienti/servizi/{serviceId}/riacquista";
}
