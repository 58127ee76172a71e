using System.Globalization;
using Aruba.Fatturazione.Sandbox.Pages;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Aruba.Fatturazione.Sandbox.PayPal;

/// <summary>The pages on which the buyer chooses an account and agrees, or gives up.</summary>
internal static class PayPalPages
{
    private static readonly CultureInfo Italian = CultureInfo.GetCultureInfo("it-IT");

    public static void MapPayPalPages(this RouteGroupBuilder paypal)
    {
        paypal.MapGet("/checkoutnow", (string? token, HttpContext context, PayPalWorld world) => Checkout(context, world, token, error: null, typed: null));
        paypal.MapPost("/checkoutnow", Pay).DisableAntiforgery(); // LoopbackOnly already refuses forms of other sites
        paypal.MapGet("/agreements/approve", (string? approval_session_id, HttpContext context, PayPalWorld world) =>
            Agreement(context, world, approval_session_id, error: null, typed: null));
        paypal.MapPost("/agreements/approve", Agree).DisableAntiforgery();
    }

    private static IResult Pay(
        string? token, [FromForm] string? conto, [FromForm] string? email, HttpContext context, PayPalWorld world, PayPalOrders orders)
    {
        if (BuyerOf(conto, email) is not { } buyer)
        {
            return Checkout(context, world, token, NoSuchAccount, email);
        }

        var order = orders.Approve(token ?? "", buyer, context.Request.Views());
        return order is null
            ? Checkout(context, world, token, error: null, typed: null)
            : Back(order.Visit?.ReturnUrl, ("token", order.Id), ("PayerID", buyer.PayerId));
    }

    private static IResult Agree(
        string? approval_session_id, [FromForm] string? conto, [FromForm] string? email, HttpContext context, PayPalWorld world, PayPalVault vault)
    {
        if (BuyerOf(conto, email) is not { } buyer)
        {
            return Agreement(context, world, approval_session_id, NoSuchAccount, email);
        }

        var setup = vault.Approve(approval_session_id ?? "", buyer);
        return setup is null
            ? Agreement(context, world, approval_session_id, error: null, typed: null)
            : Back(setup.Visit.ReturnUrl, ("approval_token_id", setup.Id), ("approval_session_id", setup.Id));
    }

    private static RazorComponentResult Checkout(HttpContext context, PayPalWorld world, string? token, string? error, string? typed)
    {
        lock (world.Gate)
        {
            if (!world.TryOrder(token ?? "", out var order))
            {
                return Over("Pagamento non disponibile", "Questo pagamento non esiste, oppure è scaduto: torna al negozio e ricomincia.", back: null, StatusCodes.Status404NotFound);
            }

            var cancel = With(order.Visit?.CancelUrl, ("token", order.Id));
            if (order.Capture is not null)
            {
                return Over("Pagamento già concluso", "Questo pagamento è già stato eseguito: non serve ripeterlo.", With(order.Visit?.ReturnUrl, ("token", order.Id)), StatusCodes.Status200OK);
            }

            context.Response.MayLeadTo(order.Visit?.ReturnUrl);
            return Form(error, new
            {
                Title = "Paga con PayPal",
                order.Visit?.Brand,
                Lines = (IReadOnlyList<(string, string)>)[("Importo", Amount(order.Amount)), ("Causale", (string?)order.Unit["description"] ?? order.InvoiceId ?? order.Id)],
                Note = order.Vault is null ? null : "Approvando, autorizzi il negozio ad addebitare questo conto anche per i pagamenti futuri. Puoi revocare quando vuoi.",
                Action = $"/paypal/checkoutnow?token={order.Id}",
                Button = order.Visit?.PaysNow == true ? "Paga adesso" : "Continua",
                CancelUrl = cancel,
                Error = error,
                Typed = typed,
            });
        }
    }

    private static RazorComponentResult Agreement(HttpContext context, PayPalWorld world, string? id, string? error, string? typed)
    {
        lock (world.Gate)
        {
            if (!world.TrySetup(id ?? "", out var setup) || setup.Status == "VAULTED")
            {
                return Over("Richiesta non disponibile", "Questa richiesta non esiste, è scaduta o è già conclusa: torna al negozio.", back: null, StatusCodes.Status404NotFound);
            }

            context.Response.MayLeadTo(setup.Visit.ReturnUrl);
            return Form(error, new
            {
                Title = "Salva il conto PayPal",
                setup.Visit.Brand,
                Lines = (IReadOnlyList<(string, string)>)[("Addebito di oggi", "nessuno")],
                Note = "Approvando, autorizzi il negozio ad addebitare questo conto per i pagamenti futuri. Puoi revocare quando vuoi.",
                Action = $"/paypal/agreements/approve?approval_session_id={setup.Id}",
                Button = "Accetta e continua",
                CancelUrl = With(setup.Visit.CancelUrl, ("approval_session_id", setup.Id)),
                Error = error,
                Typed = typed,
            });
        }
    }

    private const string NoSuchAccount = "Questo indirizzo non è un conto di prova: scegline uno dell'elenco.";

    private static PayPalBuyer? BuyerOf(string? chosen, string? typed) => PayPalBuyer.Parse(string.IsNullOrWhiteSpace(typed) ? chosen : typed);

    private static string Amount(PayPalMoney money) =>
        (money.Cents / 100m).ToString("N2", Italian) + (money.Currency == "EUR" ? " €" : " " + money.Currency);

    private static RazorComponentResult Form(string? error, object parameters)
    {
        var page = SandboxPages.Page<PayPalApprovalPage>(parameters);
        page.StatusCode = error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        return page;
    }

    private static RazorComponentResult Over(string title, string text, string? back, int status)
    {
        var page = SandboxPages.Page<PayPalOverPage>(new { Title = title, Text = text, BackUrl = back });
        page.StatusCode = status;
        return page;
    }

    private static IResult Back(string? url, params ReadOnlySpan<(string Name, string Value)> additions) => With(url, additions) is { } address
        ? Smtp.MailboxEndpoints.SeeOther(address)
        : Over("Approvato", "Hai approvato. Il negozio non ha indicato dove tornare: chiudi questa pagina.", back: null, StatusCodes.Status200OK);

    private static string? With(string? url, params ReadOnlySpan<(string Name, string Value)> additions)
    {
        foreach (var (name, value) in additions)
        {
            url = url is null ? null : QueryHelpers.AddQueryString(url, name, value);
        }

        return url;
    }
}
