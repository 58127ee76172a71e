using System.Globalization;
using Aruba.Fatturazione.Sandbox.Pages;
using Aruba.Fatturazione.Sandbox.Smtp;
using Microsoft.AspNetCore.Mvc;

namespace Aruba.Fatturazione.Sandbox.Mischief;

/// <summary><c>/mischief</c>: GET shows the switches, PUT sets them, DELETE puts them all back; the page does the same by hand.</summary>
internal static class MischiefEndpoints
{
    public static void MapMischief(this WebApplication app)
    {
        app.MapGet("/mischief", IResult (HttpRequest request, MischiefBoard board) =>
            request.WantsJson() ? Results.Json(board.State) : SandboxPages.Page<MischiefPage>(new { board.Smtp, State = board.State }));
        app.MapPut("/mischief", (MischiefState wanted, MischiefBoard board) =>
            board.Apply(wanted) is { } wrong
                ? Results.Problem(wrong, statusCode: StatusCodes.Status400BadRequest)
                : Results.Json(board.State));
        app.MapDelete("/mischief", (MischiefBoard board) =>
        {
            board.Reset();
            return Results.NoContent();
        });
        MapForms(app);
    }

    // No antiforgery tokens: LoopbackOnly already refuses forms of other sites.
    private static void MapForms(WebApplication app)
    {
        app.MapPost("/mischief/posta", ([FromForm] SmtpBehaviour comportamento, [FromForm] string? destinatario, [FromForm] bool? unaVolta, SmtpMischief smtp) =>
        {
            smtp.Set(comportamento, destinatario, unaVolta ?? false);
            return MailboxEndpoints.SeeOther("/mischief");
        }).DisableAntiforgery();
        app.MapPost("/mischief/chiamate", async (HttpRequest request, HttpMischief http) =>
        {
            var form = await request.ReadFormAsync();
            var fault = Enum.TryParse<HttpFault>(form["Guasto"], out var named) ? named : (HttpFault)(-1);
            var rule = new HttpMischiefRule(
                form["Fornitore"].ToString(), form["Percorso"].ToString().Trim(), fault, (int?)Number(form, "Esito"), Number(form, "Secondi"), (int?)Number(form, "Volte"));
            return Added(HttpMischief.WrongWith(rule), () => http.Add(rule));
        });
        app.MapPost("/mischief/avvisi", async (HttpRequest request, WebhookMischief webhooks) =>
        {
            var form = await request.ReadFormAsync();
            var fault = Enum.TryParse<WebhookFault>(form["Guasto"], out var named) ? named : (WebhookFault)(-1);
            var rule = new WebhookMischiefRule(form["Fornitore"].ToString(), fault, Seconds: Number(form, "Secondi"), Times: (int?)Number(form, "Volte"));
            return Added(WebhookMischief.WrongWith(rule), () => webhooks.Add(rule));
        });
        app.MapPost("/mischief/ripristina", (MischiefBoard board) =>
        {
            board.Reset();
            return MailboxEndpoints.SeeOther("/mischief");
        });
    }

    private static IResult Added(string? wrong, Action add)
    {
        if (wrong is not null)
        {
            return Results.Problem(wrong, statusCode: StatusCodes.Status400BadRequest);
        }

        add();
        return MailboxEndpoints.SeeOther("/mischief");
    }

    /// <summary>A number field; null when it is empty, and -1 (which no switch takes) when it is no number.</summary>
    private static double? Number(IFormCollection form, string name) => form[name].ToString() switch
    {
        "" => null,
        var text => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : -1,
    };
}
