using System.Reflection;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Aruba.Fatturazione.Web.Configuration;

/// <summary>
/// Cards are typed on the provider's page only. A card number in any field of any form empties that field before the action sees it and
/// says so beside it: the form comes back invalid, with all the rest as it was typed. Where no form can come back, a page says it.
/// Nothing is stored, shown again or logged.
/// </summary>
internal sealed class CardNumberGuard(IModelMetadataProvider metadata) : IActionFilter, IOrderedFilter
{
    /// <summary>What stands beside the field.</summary>
    public const string Words = "Sembra il numero di una carta: toglilo. La carta si scrive solo sulla pagina sicura di pagamento";

    // Ours, not typed: a random token, in which anything may stand.
    private const string Token = "__RequestVerificationToken";

    /// <summary>Before every filter that looks at what was typed.</summary>
    public int Order => int.MinValue;

    public void OnActionExecuting(ActionExecutingContext context)
    {
        if (!context.HttpContext.Request.HasFormContentType)
        {
            return; // providers' webhooks are not forms
        }

        foreach (var (name, values) in context.HttpContext.Request.Form)
        {
            if (name != Token && (CardNumbers.IsIn(name) || values.Any(CardNumbers.IsIn)) && !Empty(context, name))
            {
                context.Result = Refusal();
                return;
            }
        }
    }

    public void OnActionExecuted(ActionExecutedContext context)
    {
    }

    /// <summary>Empties a text field of a form and notes the error. False when it is no such field.</summary>
    private static bool Empty(ActionExecutingContext context, string name)
    {
        foreach (var form in context.ActionArguments.Values)
        {
            var field = form?.GetType().GetProperty(name, BindingFlags.IgnoreCase | BindingFlags.Public | BindingFlags.Instance);
            if (field is { CanWrite: true } && field.PropertyType == typeof(string))
            {
                field.SetValue(form, null);
                context.ModelState.Remove(field.Name);
                context.ModelState.AddModelError(field.Name, Words);
                return true;
            }
        }

        return false;
    }

    private ViewResult Refusal() => new()
    {
        ViewName = "Error",
        StatusCode = StatusCodes.Status400BadRequest,
        ViewData = new ViewDataDictionary<ErrorPage>(metadata, new ModelStateDictionary())
        {
            Model = new ErrorPage(
                StatusCodes.Status400BadRequest, "Qui non va scritto il numero di una carta",
                "Non abbiamo registrato nulla. Torna indietro e togli il numero: la carta si scrive solo sulla pagina sicura di pagamento.", Code: null),
        },
    };
}
