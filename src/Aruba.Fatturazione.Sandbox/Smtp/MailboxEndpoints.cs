using System.Text.RegularExpressions;
using Aruba.Fatturazione.Sandbox.Pages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Aruba.Fatturazione.Sandbox.Smtp;

/// <summary><c>/posta</c>: the mailbox as pages for people and as JSON for programs, newest mail first.</summary>
internal static partial class MailboxEndpoints
{
    // The mail runs as if from nowhere: no script, no cookie, no request; its links open in a tab of their own.
    private const string MailPolicy =
        "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

    public static void MapMailbox(this WebApplication app)
    {
        app.MapGet("/posta", List);
        app.MapDelete("/posta", (Mailbox mailbox) =>
        {
            mailbox.Clear();
            return Results.NoContent();
        });
        app.MapPost("/posta/svuota", (Mailbox mailbox) =>
        {
            mailbox.Clear();
            return SeeOther("/posta");
        });
        app.MapGet("/posta/{id}", One);
        app.MapGet("/posta/{id}/html", Html);
        app.MapGet("/posta/{id}/sorgente", IResult (string id, Mailbox mailbox) =>
            mailbox.Find(id) is { } mail ? Results.Text(mail.Raw, "text/plain; charset=utf-8") : Missing());
    }

    /// <summary>After a POST the browser reads the page again with GET.</summary>
    internal static IResult SeeOther(string address) => new SeeOtherResult(address);

    private static IResult List(HttpRequest request, Mailbox mailbox, string? destinatario)
    {
        var wanted = destinatario?.Trim() ?? "";
        var mails = mailbox.All.Reverse()
            .Where(m => wanted.Length == 0 || m.To.Any(to => to.Contains(wanted, StringComparison.OrdinalIgnoreCase)));
        return request.WantsJson()
            ? Results.Json(mails.Select(AsJson))
            : SandboxPages.Page<MailboxPage>(new { Mails = mails.ToList(), Recipient = wanted });
    }

    private static IResult One(HttpRequest request, Mailbox mailbox, string id, string? parte)
    {
        if (mailbox.Find(id) is not { } mail)
        {
            return request.WantsJson() ? Results.NotFound() : Missing();
        }

        return request.WantsJson() ? Results.Json(AsJson(mail)) : SandboxPages.Page<MailPage>(new { Mail = mail, Part = parte ?? "" });
    }

    private static IResult Html(HttpResponse response, Mailbox mailbox, string id)
    {
        if (mailbox.Find(id) is not { Html.Length: > 0 } mail)
        {
            return Missing();
        }

        response.Headers.ContentSecurityPolicy = MailPolicy;
        return Results.Text(HeadTag().Replace(mail.Html, "$0<base target=\"_blank\">", 1), "text/html; charset=utf-8");
    }

    private static object AsJson(ReceivedMail mail) =>
        new { mail.Id, mail.MessageId, mail.From, mail.To, mail.Subject, mail.Text, mail.Html, mail.At };

    private static RazorComponentResult Missing()
    {
        var page = SandboxPages.Page<MissingPage>(new { });
        page.StatusCode = StatusCodes.Status404NotFound;
        return page;
    }

    [GeneratedRegex("<head[^>]*>", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HeadTag();

    private sealed class SeeOtherResult(string address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = address;
            return Task.CompletedTask;
        }
    }
}
