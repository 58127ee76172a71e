namespace Aruba.Fatturazione.Sandbox.Mischief;

/// <summary>What goes wrong with a provider's webhook.</summary>
public enum WebhookFault
{
    /// <summary>Never sent.</summary>
    Drop,

    /// <summary>Sent twice.</summary>
#pragma warning disable CA1720 // the word of those who set the switch, not a type
    Double,
#pragma warning restore CA1720

    /// <summary>Sent after the given seconds (3).</summary>
    Delay,

    /// <summary>Sent after the next one of the same provider, or after the given seconds (5) when there is no next.</summary>
    Reorder,

    /// <summary>Signed with another secret.</summary>
    BadSignature,

    /// <summary>Well signed, but about another merchant's account.</summary>
    OtherAccount,

    /// <summary>Well signed, but of the other mode: live where the sandbox is test.</summary>
    OtherMode,
}

/// <summary>One switch that is on.</summary>
/// <param name="Provider"><c>stripe</c> or <c>paypal</c>.</param>
/// <param name="Mode">What happens.</param>
/// <param name="Type">Only for events whose type begins so; null for all.</param>
/// <param name="Seconds">Real seconds, 0 to 600, for the faults that wait; null for their own.</param>
/// <param name="Times">For how many events, from 1; null for ever.</param>
public sealed record WebhookMischiefRule(string Provider, WebhookFault Mode, string? Type = null, double? Seconds = null, int? Times = null);

/// <summary>The fault switches of the webhooks. Every rule that fits an event counts, each once. Safe for many threads.</summary>
public sealed class WebhookMischief
{
    private readonly Lock gate = new();
    private readonly List<WebhookMischiefRule> rules = [];

    /// <summary>A snapshot of the switches that are on, with the times they still have.</summary>
    public IReadOnlyList<WebhookMischiefRule> Rules
    {
        get
        {
            lock (gate)
            {
                return [.. rules];
            }
        }
    }

    /// <summary>Adds a switch to those that are on.</summary>
    public void Add(WebhookMischiefRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        lock (gate)
        {
            rules.Add(rule);
        }
    }

    /// <summary>Replaces all the switches.</summary>
    public void Replace(IEnumerable<WebhookMischiefRule> wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        var news = wanted.ToList();
        lock (gate)
        {
            rules.Clear();
            rules.AddRange(news);
        }
    }

    /// <summary>Every event is sent once, at once, well signed.</summary>
    public void Reset() => Replace([]);

    /// <summary>What is wrong with a rule, in one sentence; null when nothing is.</summary>
    internal static string? WrongWith(WebhookMischiefRule? rule) => rule switch
    {
        null or { Provider: not ("stripe" or "paypal") } => "provider must be stripe or paypal.",
        _ when !Enum.IsDefined(rule.Mode) => $"mode must be one of {string.Join(", ", Enum.GetNames<WebhookFault>())}.",
        { Seconds: < 0 or > 600 or double.NaN } => "seconds must be between 0 and 600.",
        { Times: < 1 } => "times must be at least 1, or null for ever.",
        _ => null,
    };

    /// <summary>The rules for this event; uses up one of the times of each.</summary>
    internal IReadOnlyList<WebhookMischiefRule> Take(string provider, string type)
    {
        lock (gate)
        {
            var fitting = rules
                .Where(r => r.Provider == provider && type.StartsWith(r.Type ?? "", StringComparison.Ordinal))
                .DistinctBy(r => r.Mode)
                .ToList();
            foreach (var rule in fitting.Where(r => r.Times is not null))
            {
                var at = rules.IndexOf(rule);
                rules[at] = rule with { Times = rule.Times - 1 };
            }

            rules.RemoveAll(r => r.Times == 0);
            return fitting;
        }
    }
}
