using System.Globalization;
using Aruba.Fatturazione.Sandbox.Pages;
using Aruba.Fatturazione.Sandbox.Smtp;

namespace Aruba.Fatturazione.Sandbox.PayPal;

/// <summary><c>/paypal-console</c>: what happens on PayPal's own pages, by button and by API.</summary>
internal static class PayPalConsoleEndpoints
{
    public static void MapPayPalConsole(this WebApplication app)
    {
        app.MapGet("/paypal-console", IResult (HttpRequest request, PayPalConsole console) =>
        {
            var (captures, tokens) = console.Everything();
            return request.WantsJson()
                ? Results.Json(new { captures, tokens })
                : SandboxPages.Page<PayPalConsolePage>(new { Captures = captures, Tokens = tokens });
        });
        var deeds = app.MapGroup("/paypal-console");
        deeds.MapPost("/captures/{id}/refund", async (string id, HttpRequest request, PayPalConsole console) =>
        {
            var amount = request.HasFormContentType ? (await request.ReadFormAsync())["importo"].ToString() : "";
            return TryCents(amount, out var cents)
                ? Answer(request, console.Refund(id, cents, request.Views()))
                : Results.Problem("importo must be an amount such as 12,34, or empty for all.", statusCode: StatusCodes.Status400BadRequest);
        });
        deeds.MapPost("/captures/{id}/reverse", (string id, HttpRequest request, PayPalConsole console) => Answer(request, console.Reverse(id, request.Views())));
        deeds.MapPost("/captures/{id}/dispute", (string id, HttpRequest request, PayPalConsole console) => Answer(request, console.Dispute(id, request.Views())));
        deeds.MapPost("/captures/{id}/complete", (string id, HttpRequest request, PayPalConsole console) => Answer(request, console.Complete(id, request.Views())));
        deeds.MapPost("/captures/{id}/deny", (string id, HttpRequest request, PayPalConsole console) => Answer(request, console.Deny(id, request.Views())));
        deeds.MapPost("/vault/{id}/revoke", (string id, HttpRequest request, PayPalConsole console) => Answer(request, console.Revoke(id, request.Views())));
        deeds.MapPost("/tokens/revoke", (HttpRequest request, PayPalDoor door) =>
        {
            door.RevokeTokens();
            return Answer(request, done: true);
        });
    }

    private static IResult Answer(HttpRequest request, bool done)
    {
        if (!done)
        {
            return Results.Problem("There is no such thing, or it is past that.", statusCode: StatusCodes.Status409Conflict);
        }

        return request.WantsPage() ? MailboxEndpoints.SeeOther("/paypal-console") : Results.NoContent();
    }

    private static bool TryCents(string? text, out long? cents)
    {
        cents = null;
        var trimmed = (text ?? "").Trim().Replace(',', '.');
        if (trimmed.Length == 0)
        {
            return true;
        }

        var fits = decimal.TryParse(trimmed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount is > 0 and < 10_000_000 && amount * 100 % 1 == 0;
        cents = fits ? (long)(amount * 100) : null;
        return fits;
    }
}
