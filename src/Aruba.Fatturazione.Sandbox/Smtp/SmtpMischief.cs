namespace Aruba.Fatturazione.Sandbox.Smtp;

/// <summary>What the mail server does with a mail.</summary>
public enum SmtpBehaviour
{
    /// <summary>Keeps it and says 250.</summary>
    Accept,

    /// <summary>Refuses the recipient with 452: try again later.</summary>
    RefuseTemporarily,

    /// <summary>Refuses the recipient with 550: do not try again.</summary>
    RefusePermanently,

    /// <summary>Reads the whole mail and never answers; keeps nothing.</summary>
    Hang,

    /// <summary>Keeps the mail, then resets the connection before saying 250: the sender cannot know.</summary>
    CloseAfterData,

    /// <summary>Keeps it and says 250 after <see cref="SmtpMischief.SlowDelay"/>.</summary>
    Slow,
}

/// <summary>One switch that is on.</summary>
/// <param name="Behaviour">What happens.</param>
/// <param name="Recipient">To mails for this address only, ignoring case; null for all.</param>
/// <param name="Once">True: the first mail it touches switches it off. False: until changed.</param>
public sealed record SmtpMischiefRule(SmtpBehaviour Behaviour, string? Recipient = null, bool Once = false);

/// <summary>The fault switches of the mail server (bars T-3). A rule for one recipient wins over the rule for all. Safe for many threads.</summary>
public sealed class SmtpMischief
{
    private readonly Lock gate = new();
    private readonly List<SmtpMischiefRule> rules = [];

    /// <summary>How long <see cref="SmtpBehaviour.Slow"/> waits before answering, in real time.</summary>
    public TimeSpan SlowDelay { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>A snapshot of the switches that are on.</summary>
    public IReadOnlyList<SmtpMischiefRule> Rules
    {
        get
        {
            lock (gate)
            {
                return [.. rules];
            }
        }
    }

    /// <summary>Switches one behaviour on, in place of any other with the same target; a lasting Accept for all just switches it off.</summary>
    public void Set(SmtpBehaviour behaviour, string? recipient = null, bool once = false) =>
        Add(new SmtpMischiefRule(behaviour, recipient, once));

    /// <summary>Replaces all the switches.</summary>
    public void Replace(IEnumerable<SmtpMischiefRule> wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        lock (gate)
        {
            rules.Clear();
            foreach (var rule in wanted)
            {
                Add(rule);
            }
        }
    }

    /// <summary>Every mail is accepted again.</summary>
    public void Reset() => Replace([]);

    /// <summary>What happens to a mail for this recipient; uses up a rule that holds once.</summary>
    internal SmtpBehaviour Take(string recipient)
    {
        lock (gate)
        {
            var rule = rules.Find(r => Targets(r, recipient)) ?? rules.Find(r => r.Recipient is null);
            if (rule is { Once: true })
            {
                rules.Remove(rule);
            }

            return rule?.Behaviour ?? SmtpBehaviour.Accept;
        }
    }

    private void Add(SmtpMischiefRule wanted)
    {
        var rule = wanted with { Recipient = string.IsNullOrWhiteSpace(wanted.Recipient) ? null : wanted.Recipient.Trim() };
        lock (gate)
        {
            rules.RemoveAll(r => rule.Recipient is null ? r.Recipient is null : Targets(r, rule.Recipient));
            if (rule is not { Behaviour: SmtpBehaviour.Accept, Recipient: null })
            {
                rules.Add(rule);
            }
        }
    }

    private static bool Targets(SmtpMischiefRule rule, string recipient) =>
        string.Equals(rule.Recipient, recipient, StringComparison.OrdinalIgnoreCase);
}
