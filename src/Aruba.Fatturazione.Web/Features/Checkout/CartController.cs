using System.Globalization;
using Aruba.Fatturazione.Catalog;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Checkout;

/// <summary>The cart: what is bought and for how long. Each change is a form of its own, so that all of it works without scripts.</summary>
[Authorize(Policies.Customer)]
[AtStep(CheckoutStep.Carrello)]
[Route("/acquista/carrello")]
public sealed class CartController(StoreDbContext db, CatalogueCache catalogues, TimeProvider clock) : CheckoutController
{
    private const string Page = "/acquista/carrello";
    private const int Tries = 3;

    /// <summary>Shows the cart; what is no longer on sale leaves it, and the page says so.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Show(string? esito, string? voci, CancellationToken ct)
    {
        var catalogue = await catalogues.TodayAsync(ct);
        var gone = Cart.DropWithdrawn(catalogue);
        if (gone.Count > 0)
        {
            await db.SaveChangesAsync(ct);
            return View("Cart", new CartPage(Cart, catalogue, "Alcuni articoli non sono più in vendita e sono usciti dal carrello: controlla il totale."));
        }

        return View("Cart", new CartPage(Cart, catalogue, CartNotices.InWords(esito, voci, catalogue)));
    }

    /// <summary>Adds an article with what it needs.</summary>
    [HttpPost("aggiungi")]
    public Task<IActionResult> Add(string? articolo, string? quantita, CancellationToken ct) => ChangeAsync(
        (cart, catalogue) => cart.Has(articolo ?? "") ? CartNotices.Nothing
            : cart.Add(articolo ?? "", quantita is null ? 1 : Units(quantita), catalogue) is { } alongside ? CartNotices.Added(articolo!, alongside)
            : CartNotices.Refused(articolo),
        ct);

    /// <summary>Changes how many units of an extra are bought.</summary>
    [HttpPost("quantita")]
    public Task<IActionResult> Quantity(string? articolo, string? quantita, CancellationToken ct) => ChangeAsync(
        (cart, catalogue) => cart.Has(articolo ?? "") && cart.Add(articolo!, Units(quantita), catalogue) is not null
            ? CartNotices.QuantityChanged(articolo!)
            : CartNotices.Refused(articolo),
        ct);

    /// <summary>Takes an article out with all that needs it.</summary>
    [HttpPost("elimina")]
    public Task<IActionResult> Remove(string? articolo, CancellationToken ct) =>
        ChangeAsync((cart, catalogue) => CartNotices.Removed(cart.Remove(articolo ?? "", catalogue)), ct);

    /// <summary>Chooses the term.</summary>
    [HttpPost("durata")]
    public Task<IActionResult> Years(int? anni, CancellationToken ct) =>
        ChangeAsync((cart, catalogue) => cart.ChooseYears(anni ?? 0, catalogue) ? CartNotices.YearsChosen : CartNotices.YearsRefused, ct);

    /// <summary>The buyer has seen the lines and goes on.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Confirm(CancellationToken ct)
    {
        var catalogue = await db.CatalogueOnAsync(clock.Today(), ct);
        if (Cart.DropWithdrawn(catalogue).Count > 0)
        {
            await db.SaveChangesAsync(ct);
            return LocalRedirect($"{Page}?esito={CartNotices.Withdrawn}");
        }

        var confirmed = await ChangeAsync(
            (cart, _) =>
            {
                cart.ConfirmLines(clock.UtcNow());
                return CartNotices.Nothing;
            },
            ct);
        return Cart.LinesConfirmed ? LocalRedirect(CheckoutJourney.PathOf(CheckoutStep.ModuloOrdine)) : confirmed;
    }

    // What cannot be read is no quantity at all: it must not become some other one.
    private static int Units(string? typed) => int.TryParse(typed, NumberStyles.None | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var units) ? units : 0;

    // Two tabs may change the cart at once: the second reads it again and repeats its change on what the first left.
    private async Task<IActionResult> ChangeAsync(Func<Cart, Catalogue, string> change, CancellationToken ct)
    {
        var catalogue = await catalogues.TodayAsync(ct);
        for (var attempt = 1; ; attempt++)
        {
            var notice = change(Cart, catalogue);
            try
            {
                await db.SaveChangesAsync(ct);
                return LocalRedirect(notice.Length == 0 ? Page : $"{Page}?esito={notice}");
            }
            catch (DbUpdateException) when (attempt < Tries)
            {
                db.ChangeTracker.Clear();
                if (await db.OpenCartAsync(User.AccountId(), ct) is not { } again)
                {
                    // Meanwhile it became an order.
                    return LocalRedirect("/acquista");
                }

                Cart = again;
            }
        }
    }
}
