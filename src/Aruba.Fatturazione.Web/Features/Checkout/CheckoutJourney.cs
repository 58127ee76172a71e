using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Aruba.Fatturazione.Web.Features.Checkout;

/// <summary>The steps of a purchase after signing in, in their order.</summary>
public enum CheckoutStep
{
    /// <summary>Dati intestatario.</summary>
    Intestatario,

    /// <summary>Carrello.</summary>
    Carrello,

    /// <summary>Modulo d'ordine.</summary>
    ModuloOrdine,
}

/// <summary>Where a purchase stands: computed from the cart at every request, never stored.</summary>
/// <param name="Cart">The open cart.</param>
public sealed record CheckoutJourney(Cart Cart)
{
    /// <summary>The first step that is still missing.</summary>
    public CheckoutStep Current =>
        Cart.Intestatario is null ? CheckoutStep.Intestatario
        : !Cart.LinesConfirmed ? CheckoutStep.Carrello
        : CheckoutStep.ModuloOrdine;

    /// <summary>True for steps already done and for the first missing one.</summary>
    public bool CanVisit(CheckoutStep step) => step <= Current;

    /// <summary>Address of a step.</summary>
    public static string PathOf(CheckoutStep step) => step switch
    {
        CheckoutStep.Intestatario => "/acquista/intestatario",
        CheckoutStep.Carrello => "/acquista/carrello",
        _ => "/acquista/modulo-ordine",
    };
}

/// <summary>
/// Lets an action of the purchase run only when its step may be visited; otherwise leads to the first missing one.
/// The action finds the tracked cart in <see cref="CheckoutController.Cart"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AtStepAttribute(CheckoutStep step) : Attribute, IAsyncActionFilter
{
    /// <inheritdoc />
    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        var http = context.HttpContext;
        var db = http.RequestServices.GetRequiredService<StoreDbContext>();
        var cart = http.Items[typeof(Cart)] as Cart ?? await db.OpenCartAsync(http.User.AccountId(), http.RequestAborted);
        if (cart is null)
        {
            // Nothing is being bought: start again, or find the order that a second tab has just placed.
            context.Result = new LocalRedirectResult("/acquista");
            return;
        }

        var journey = new CheckoutJourney(cart);
        if (!journey.CanVisit(step))
        {
            context.Result = new LocalRedirectResult(CheckoutJourney.PathOf(journey.Current));
            return;
        }

        ((CheckoutController)context.Controller).Cart = cart;
        await next();
    }
}

/// <summary>What the controllers of the steps have in common: the cart they work on.</summary>
public abstract class CheckoutController : Controller
{
    /// <summary>The account's open cart, tracked; set by <see cref="AtStepAttribute"/>. Throws outside a step.</summary>
    public Cart Cart
    {
        get => field ?? throw new InvalidOperationException("The action belongs to no step.");
        internal set;
    }
}
