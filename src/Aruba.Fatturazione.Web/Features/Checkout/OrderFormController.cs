using Aruba.Fatturazione.Catalog;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Documents;
using Aruba.Fatturazione.Web.Features.Payments;
using Aruba.Fatturazione.Web.Features.Shared;
using Aruba.Fatturazione.Web.Payments;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Checkout;

/// <summary>The last step: review, way to pay, acceptances, and the order.</summary>
[Authorize(Policies.Customer), AtStep(CheckoutStep.ModuloOrdine)]
public sealed class OrderFormController(
    StoreDbContext db, ContractLibrary library, OrderPlacement placement, PaymentDesk desk, PaymentMethods methods, TimeProvider clock) : CheckoutController
{
    /// <summary>The form, all boxes empty.</summary>
    [HttpGet("/acquista/modulo-ordine")]
    public async Task<IActionResult> Show(CancellationToken ct) => await AskAsync(new OrderForm(), PageOf(await db.CatalogueOnAsync(clock.Today(), ct)), ct);

    /// <summary>Places the order, or asks again saying what has changed.</summary>
    [HttpPost("/acquista/modulo-ordine"), EnableRateLimiting(Limits.Orders), LeadsToPlacedOrder]
    public async Task<IActionResult> Confirm(OrderForm form, CancellationToken ct)
    {
        var catalogue = await db.CatalogueOnAsync(clock.Today(), ct);
        var page = PageOf(catalogue);
        if (form.Carrello != Cart.Id)
        {
            return LocalRedirect("/acquista/modulo-ordine");
        }

        var choice = PaymentChoice.TryParse(form.Metodo, out var read) ? read : null;
        if (Differences(form, page.RequiredFor(choice), page, catalogue) is { Count: > 0 } differences)
        {
            return await AskAfreshAsync(form, page with { Notices = differences }, ct);
        }

        NoteMissing(form, page.RequiredFor(choice));
        if (!ModelState.IsValid || choice is null)
        {
            return await AskAsync(form, page, ct);
        }

        return await ObstacleAsync(page, ct) is { } obstructed
            ? await AskAfreshAsync(form, obstructed, ct)
            : await PlaceAsync(form, page, catalogue, choice, ct);
    }

    private async Task<IActionResult> PlaceAsync(OrderForm form, OrderFormPage page, Catalogue catalogue, PaymentChoice choice, CancellationToken ct)
    {
        var cart = Cart.Id;
        var by = new Confirmation(
            User.AccountId(), User.Username(), choice.Method, page.RequiredFor(choice), HttpContext.Connection.RemoteIpAddress, Request.Headers.UserAgent.ToString());
        switch (await placement.PlaceAsync(Cart, catalogue, by, ct))
        {
            case Placement.Placed placed:
                return choice.IsOnline ? await PayAsync(placed.Number, cart, choice, page.Mandate) : LocalRedirect($"/area-clienti/ordini/{placed.Number}?nuovo=1");
            case Placement.TooManyUnpaid:
                return await AskAfreshAsync(form, page with { Notices = [TooManyUnpaid] }, ct);
            default:
                var taken = await SubjectTaken.FindAsync(db, by.AccountId, page.Holder, ct);
                return taken is null ? LocalRedirect("/acquista") : await AskAfreshAsync(form, page with { Taken = taken }, ct);
        }
    }

    // The first attempt bears the cart's id: every click on this form is the same attempt. It goes on although the browser may leave.
    private async Task<IActionResult> PayAsync(string number, Guid cart, PaymentChoice choice, RequiredAcceptance mandate)
    {
        var now = clock.UtcNow();
        var ticket = new AttemptTicket(cart, choice.Method, choice.SavedMethodId, mandate.Accepted(HttpContext, now), now);
        return PaymentRoads.Lead(await desk.PayAsync(number, ticket, CancellationToken.None), $"/area-clienti/ordini/{number}/paga");
    }

    private async Task<OrderFormPage?> ObstacleAsync(OrderFormPage page, CancellationToken ct)
    {
        var account = User.AccountId();
        if (Cart.Kind is OrderKind.Purchase or OrderKind.Repurchase && await SubjectTaken.FindAsync(db, account, page.Holder, ct) is { } taken)
        {
            return page with { Taken = taken };
        }

        return null; // how many orders wait for money is judged where the next one takes its place
    }

    private static string TooManyUnpaid => $"Hai già {OrderPlacement.MostUnpaid} ordini in attesa di pagamento: pagane o annullane uno, poi conferma questo.";

    private List<string> Differences(OrderForm form, IReadOnlyList<RequiredAcceptance> required, OrderFormPage page, Catalogue catalogue)
    {
        var notices = new List<string>();
        if (Cart.Lines.Any(l => catalogue.Find(l.ProductCode) is null))
        {
            notices.Add("Un articolo del tuo ordine non è più in vendita: controlla il carrello prima di confermare.");
        }

        if (form.TotaleVisto != page.Quote.Gross.Cents)
        {
            notices.Add($"Il totale è cambiato: prima era {Italian.Euro(form.TotaleVisto)}, ora è {Italian.Euro(page.Quote.Gross.Cents)}.");
        }

        notices.AddRange(OrderAcceptances.Changed(required, form.DocumentiVisti).Select(t => $"È cambiato un documento: {t}. Leggi la nuova versione."));
        return notices;
    }

    private void NoteMissing(OrderForm form, IReadOnlyList<RequiredAcceptance> required)
    {
        foreach (var box in required.Where(r => !form.Accetto.GetValueOrDefault(r.Document.Code)))
        {
            ModelState.AddModelError($"{nameof(form.Accetto)}[{box.Document.Code}]", box.Missing);
        }
    }

    // The kept methods are read when the page is shown; a confirmation does not need them.
    private OrderFormPage PageOf(Catalogue catalogue)
    {
        var quote = Cart.Quote(catalogue);
        var holder = Cart.Intestatario ?? throw new InvalidOperationException("The step is reached only with a holder.");
        return new OrderFormPage(
            Cart.Id, holder, quote, OrderAcceptances.For(quote, library, catalogue.Day), MandateBox.For(library, catalogue.Day),
            MethodChoices.ForAnyone(methods, catalogue.Day), catalogue.Day);
    }

    private async Task<ViewResult> AskAfreshAsync(OrderForm form, OrderFormPage page, CancellationToken ct)
    {
        // What was ticked was ticked for something else.
        ModelState.Clear();
        return await AskAsync(new OrderForm { Metodo = form.Metodo }, page, ct);
    }

    private async Task<ViewResult> AskAsync(OrderForm form, OrderFormPage page, CancellationToken ct)
    {
        page = page with { Methods = await MethodChoices.ForAsync(db, methods, User.AccountId(), page.Today, ct) };
        foreach (var box in page.Shown)
        {
            form.Accetto.TryAdd(box.Document.Code, false);
        }

        ViewData[nameof(OrderFormPage)] = page;
        return View("OrderForm", form);
    }
}

/// <summary>A click on a page whose cart has become an order leads to that order, whatever is open now (stale second tab).</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LeadsToPlacedOrderAttribute : Attribute, IAsyncActionFilter, IOrderedFilter
{
    /// <summary>Before <see cref="AtStepAttribute"/>, which knows open carts only.</summary>
    public int Order => -1;

    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        // A cart that is still open has no order: the usual click asks no more than that.
        var http = context.HttpContext;
        var open = await http.RequestServices.GetRequiredService<StoreDbContext>().OpenCartAsync(http.User.AccountId(), http.RequestAborted);
        http.Items[typeof(Cart)] = open;
        if (open?.Id != CartOf(context) && await PlacedAsync(context) is { } before)
        {
            context.Result = before;
            return;
        }

        // Another click may place the order while this one is being checked: its obstacle is then that very order.
        var done = await next();
        if (done.Exception is null && !LeadsOn(done.Result) && await PlacedAsync(context) is { } meanwhile)
        {
            done.Result = meanwhile;
        }
    }

    // This very click placed the order and asked for its money: where that leads is the answer.
    private static bool LeadsOn(IActionResult? result) =>
        result is RedirectResult || (result is LocalRedirectResult { Url: var url } && !url.StartsWith("/acquista", StringComparison.Ordinal));

    private static Guid CartOf(ActionExecutingContext context) => context.ActionArguments.Values.OfType<OrderForm>().Select(f => f.Carrello).FirstOrDefault();

    private static async Task<LocalRedirectResult?> PlacedAsync(ActionExecutingContext context)
    {
        var http = context.HttpContext;
        var number = await http.RequestServices.GetRequiredService<OrderPlacement>().NumberOfAsync(http.User.AccountId(), CartOf(context), http.RequestAborted);
        return number is null ? null : new LocalRedirectResult($"/area-clienti/ordini/{number}?nuovo=1");
    }
}
