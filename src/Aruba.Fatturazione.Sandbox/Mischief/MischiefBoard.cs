using Aruba.Fatturazione.Sandbox.Smtp;
using Aruba.Fatturazione.Sandbox.Webhooks;

namespace Aruba.Fatturazione.Sandbox.Mischief;

/// <summary>Every fault switch of the sandbox, one part for each party. In a PUT a part that is null stays as it is.</summary>
/// <param name="Smtp">The mail server's.</param>
/// <param name="Http">The providers' APIs'.</param>
/// <param name="Webhooks">The providers' webhooks'.</param>
public sealed record MischiefState(SmtpMischiefState? Smtp, HttpMischiefState? Http = null, WebhookMischiefState? Webhooks = null);

/// <summary>The mail server's switches.</summary>
/// <param name="Rules">The switches that are on; PUT replaces them all, null leaves them as they are.</param>
/// <param name="SlowMilliseconds">How long Slow waits, 0 to 600,000; null leaves it as it is.</param>
public sealed record SmtpMischiefState(IReadOnlyList<SmtpMischiefRule>? Rules, int? SlowMilliseconds);

/// <summary>The switches of the providers' APIs.</summary>
/// <param name="Rules">The switches that are on; PUT replaces them all, null leaves them as they are.</param>
public sealed record HttpMischiefState(IReadOnlyList<HttpMischiefRule>? Rules);

/// <summary>The switches of the webhooks.</summary>
/// <param name="Rules">The switches that are on; PUT replaces them all, null leaves them as they are.</param>
/// <param name="Address">Where webhooks go in place of the announced shop; null leaves it as it is, empty clears it, DELETE keeps it.</param>
public sealed record WebhookMischiefState(IReadOnlyList<WebhookMischiefRule>? Rules, string? Address = null);

/// <summary>All the switches together.</summary>
internal sealed class MischiefBoard(SmtpMischief smtp, HttpMischief http, WebhookMischief webhooks, WebhookAddress address)
{
    /// <summary>The mail server's switches.</summary>
    public SmtpMischief Smtp => smtp;

    /// <summary>A snapshot of all.</summary>
    public MischiefState State => new(
        new SmtpMischiefState(smtp.Rules, (int)smtp.SlowDelay.TotalMilliseconds),
        new HttpMischiefState(http.Rules),
        new WebhookMischiefState(webhooks.Rules, address.Chosen));

    /// <summary>Every party behaves again.</summary>
    public void Reset()
    {
        smtp.Reset();
        http.Reset();
        webhooks.Reset();
    }

    /// <summary>Sets what is not null, all or nothing. Returns what is wrong in one sentence, or null.</summary>
    public string? Apply(MischiefState wanted)
    {
        var wrong = WrongWith(wanted.Smtp)
            ?? wanted.Http?.Rules?.Select(HttpMischief.WrongWith).FirstOrDefault(w => w is not null)
            ?? wanted.Webhooks?.Rules?.Select(WebhookMischief.WrongWith).FirstOrDefault(w => w is not null)
            ?? (wanted.Webhooks?.Address is { } chosen ? address.Choose(chosen) : null);
        if (wrong is not null)
        {
            return wrong;
        }

        if (wanted.Smtp?.SlowMilliseconds is { } slow)
        {
            smtp.SlowDelay = TimeSpan.FromMilliseconds(slow);
        }

        Replace(wanted);
        return null;
    }

    private void Replace(MischiefState wanted)
    {
        if (wanted.Smtp?.Rules is { } mails)
        {
            smtp.Replace(mails);
        }

        if (wanted.Http?.Rules is { } calls)
        {
            http.Replace(calls);
        }

        if (wanted.Webhooks?.Rules is { } news)
        {
            webhooks.Replace(news);
        }
    }

    private static string? WrongWith(SmtpMischiefState? smtp) => smtp switch
    {
        { SlowMilliseconds: < 0 or > 600_000 } => "slowMilliseconds must be between 0 and 600000.",
        { Rules: { } rules } when rules.Any(r => r is null || !Enum.IsDefined(r.Behaviour)) =>
            $"behaviour must be one of {string.Join(", ", Enum.GetNames<SmtpBehaviour>())}.",
        _ => null,
    };
}
