using Aruba.Fatturazione.Intestatari;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Shared;
using Aruba.Fatturazione.Web.Features.Shared.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Checkout;

/// <summary>The step <i>Dati Intestatario</i>.</summary>
[Authorize(Policies.Customer), AtStep(CheckoutStep.Intestatario)]
public sealed class IntestatarioController(StoreDbContext db, CatalogueCache catalogues) : CheckoutController
{
    private const int Tries = 4;

    /// <summary>The form with what is known: the holder given before, else the registrant.</summary>
    [HttpGet("/acquista/intestatario")]
    public async Task<IActionResult> Show(CancellationToken ct) => await PageAsync(await KnownAsync(ct), ct);

    /// <summary>Keeps the holder and goes on. With <paramref name="aggiorna"/> it only shows the fields of the kind of subject chosen.</summary>
    [HttpPost("/acquista/intestatario")]
    public async Task<IActionResult> Save(IntestatarioForm form, string? aggiorna, CancellationToken ct)
    {
        if (aggiorna is not null)
        {
            ModelState.Clear();
            return await PageAsync(form, ct);
        }

        if (!ModelState.IsValid)
        {
            return await PageAsync(form, ct);
        }

        var holder = form.ToIntestatario();
        if (Cart.Kind is OrderKind.Purchase or OrderKind.Repurchase && await SubjectTaken.FindAsync(db, User.AccountId(), holder, ct) is { } taken)
        {
            ViewData[nameof(SubjectTaken)] = taken;
            ModelState.AddModelError(nameof(form.CodiceFiscale), SubjectTaken.Sentence);
            return await PageAsync(form, ct);
        }

        var warnings = IntestatarioWarnings.Of(holder, form.ReadRecapito().Warning);
        if (IntestatarioWarnings.Accepted(warnings).Except(form.AcceptedWarnings).Any())
        {
            return await AskAgainAsync(form, holder, warnings, ct);
        }

        for (var tries = 1; ; tries++)
        {
            if (HolderChange.Of(Cart.Intestatario, form, holder) is { } change)
            {
                return await ShowChangeAsync(form, change, ct);
            }

            Cart.Describe(holder);
            try
            {
                await db.SaveChangesAsync(ct);
                return LocalRedirect(CheckoutJourney.PathOf(new CheckoutJourney(Cart).Current));
            }
            catch (DbUpdateConcurrencyException) when (tries < Tries)
            {
                // Another tab saved in the same instant: judge again by what is there now.
                db.ChangeTracker.Clear();
                if (await db.OpenCartAsync(User.AccountId(), ct) is not { } now)
                {
                    return LocalRedirect("/acquista");
                }

                Cart = now;
            }
        }
    }

    private async Task<IActionResult> ShowChangeAsync(IntestatarioForm form, HolderChange change, CancellationToken ct)
    {
        // Nothing is saved. What was typed stays; going on from here overwrites knowingly.
        ModelState.Clear();
        form.Visto = HolderChange.PrintOf(Cart.Intestatario);
        ViewData[nameof(HolderChange)] = change;
        return await PageAsync(form, ct);
    }

    private async Task<IActionResult> AskAgainAsync(IntestatarioForm form, Intestatario holder, Dictionary<string, string> warnings, CancellationToken ct)
    {
        // The page shows what was understood, so that going on confirms just that.
        ModelState.Clear();
        (form.Canale, form.Recapito) = RecapitoAnswer.Typed(holder.Recapito);
        var shown = IntestatarioWarnings.Of(holder, form.ReadRecapito().Warning);
        form.AcceptedWarnings = [.. IntestatarioWarnings.Accepted(warnings), .. IntestatarioWarnings.Accepted(shown)];
        ViewData[FieldState.Warnings] = warnings;
        return await PageAsync(form, ct);
    }

    private async Task<IntestatarioForm> KnownAsync(CancellationToken ct)
    {
        if (Cart.Intestatario is not { } holder)
        {
            if (Cart.Rebuys is { } former && await db.LastHolderOfAsync(former, ct) is { } before)
            {
                return IntestatarioForm.Of(before); // nothing is accepted of it: it is checked like any other
            }

            var id = User.AccountId();
            return IntestatarioForm.Of(await db.Users.AsNoTracking().SingleAsync(a => a.Id == id, ct));
        }

        var form = IntestatarioForm.Of(holder);
        form.Visto = HolderChange.PrintOf(holder);
        form.AcceptedWarnings = [.. IntestatarioWarnings.Accepted(IntestatarioWarnings.Of(holder, form.ReadRecapito().Warning))];
        return form;
    }

    private async Task<IActionResult> PageAsync(IntestatarioForm form, CancellationToken ct)
    {
        ViewData[nameof(OrderKind.Repurchase)] = Cart.Kind == OrderKind.Repurchase;
        ViewData[nameof(OrderSummary)] = CheckoutSummary.Of(Cart.Quote(await catalogues.TodayAsync(ct)));
        return View("Intestatario", form);
    }
}
