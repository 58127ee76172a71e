using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Checkout;

/// <summary>Opens or resumes a purchase. Strangers are first asked who they are.</summary>
[Authorize(Policies.Customer)]
public sealed class StartController(StoreDbContext db, CatalogueCache catalogues, TimeProvider clock) : Controller
{
    /// <summary>Leads to the first missing step of the open cart, opening one when there is none.</summary>
    [HttpGet("/acquista")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        var cart = await db.OpenCartAsync(User.AccountId(), ct) ?? await OpenAsync(ct);
        return LocalRedirect(CheckoutJourney.PathOf(new CheckoutJourney(cart).Current));
    }

    private async Task<Cart> OpenAsync(CancellationToken ct)
    {
        var catalogue = await catalogues.TodayAsync(ct);
        var cart = new Cart(Guid.CreateVersion7(clock.GetUtcNow()), User.AccountId(), OrderKind.Purchase, catalogue.Service.Code, clock.UtcNow());
        db.Carts.Add(cart);
        try
        {
            await db.SaveChangesAsync(ct);
            return cart;
        }
        catch (DbUpdateException lost)
        {
            // Another tab opened it first (one open cart per account): go on with that one.
            db.ChangeTracker.Clear();
            return await db.OpenCartAsync(User.AccountId(), ct) ?? throw new InvalidOperationException("The open cart was neither made nor found.", lost);
        }
    }
}
