using Aruba.Fatturazione.Sandbox.Pages;
using Aruba.Fatturazione.Sandbox.Smtp;
using Microsoft.AspNetCore.Mvc;

namespace Aruba.Fatturazione.Sandbox.Mischief;

/// <summary>Every fault switch of the sandbox, one part for each party.</summary>
/// <param name="Smtp">The mail server's; null when PUT leaves them as they are.</param>
public sealed record MischiefState(SmtpMischiefState? Smtp);

/// <summary>The mail server's switches.</summary>
/// <param name="Rules">The switches that are on; PUT replaces them all, null leaves them as they are.</param>
/// <param name="SlowMilliseconds">How long Slow waits, 0 to 600,000; null leaves it as it is.</param>
public sealed record SmtpMischiefState(IReadOnlyList<SmtpMischiefRule>? Rules, int? SlowMilliseconds);

/// <summary><c>/mischief</c>: GET shows the switches, PUT sets them, DELETE puts them all back; the page does the same by hand.</summary>
internal static class MischiefEndpoints
{
    public static void MapMischief(this WebApplication app)
    {
        app.MapGet("/mischief", IResult (HttpRequest request, SmtpMischief smtp) =>
            request.WantsJson() ? Results.Json(StateOf(smtp)) : SandboxPages.Page<MischiefPage>(new { Smtp = smtp }));
        app.MapPut("/mischief", (MischiefState wanted, SmtpMischief smtp) =>
            Apply(wanted, smtp) is { } wrong
                ? Results.Problem(wrong, statusCode: StatusCodes.Status400BadRequest)
                : Results.Json(StateOf(smtp)));
        app.MapDelete("/mischief", (SmtpMischief smtp) =>
        {
            smtp.Reset();
            return Results.NoContent();
        });
        // No antiforgery token: LoopbackOnly already refuses forms of other sites.
        app.MapPost("/mischief/posta", ([FromForm] SmtpBehaviour comportamento, [FromForm] string? destinatario, [FromForm] bool? unaVolta, SmtpMischief smtp) =>
        {
            smtp.Set(comportamento, destinatario, unaVolta ?? false);
            return MailboxEndpoints.SeeOther("/mischief");
        }).DisableAntiforgery();
        app.MapPost("/mischief/ripristina", (SmtpMischief smtp) =>
        {
            smtp.Reset();
            return MailboxEndpoints.SeeOther("/mischief");
        });
    }

    private static MischiefState StateOf(SmtpMischief smtp) =>
        new(new SmtpMischiefState(smtp.Rules, (int)smtp.SlowDelay.TotalMilliseconds));

    private static string? Apply(MischiefState wanted, SmtpMischief smtp)
    {
        if (wanted.Smtp?.SlowMilliseconds is < 0 or > 600_000)
        {
            return "slowMilliseconds must be between 0 and 600000.";
        }

        if (wanted.Smtp?.Rules?.Any(r => r is null || !Enum.IsDefined(r.Behaviour)) == true)
        {
            return $"behaviour must be one of {string.Join(", ", Enum.GetNames<SmtpBehaviour>())}.";
        }

        if (wanted.Smtp?.SlowMilliseconds is { } slow)
        {
            smtp.SlowDelay = TimeSpan.FromMilliseconds(slow);
        }

        if (wanted.Smtp?.Rules is { } rules)
        {
            smtp.Replace(rules);
        }

        return null;
    }
}
