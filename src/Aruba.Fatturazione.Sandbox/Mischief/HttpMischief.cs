using System.Text.RegularExpressions;

namespace Aruba.Fatturazione.Sandbox.Mischief;

/// <summary>What goes wrong with a call to a provider's API.</summary>
public enum HttpFault
{
    /// <summary>Answers normally after the given seconds (3); a key in use stays in use meanwhile.</summary>
    Delay,

    /// <summary>Never processed, never answered: the line is held for the given seconds (600), then cut.</summary>
    TimeoutBefore,

    /// <summary>Processed, but the answer never comes: the line is held for the given seconds (600), then cut.</summary>
    TimeoutAfter,

    /// <summary>Processed, then the connection is reset before the answer.</summary>
    ResetAfter,

    /// <summary>Not processed: answers with the given status (500), and Retry-After when seconds are given.</summary>
    Status,

    /// <summary>Not processed: answers 500 (or the given status) and repeats it for every call with the same idempotency key.</summary>
    ReplayedError,

    /// <summary>Processed as if the idempotency key had never been seen.</summary>
    ForgottenKey,

    /// <summary>Not processed: answers 429 with Retry-After (1 second).</summary>
    TooMany,

    /// <summary>Processed, but only the first half of the answer's body comes, with status 200 (or the given one).</summary>
    Malformed,

    /// <summary>Processed, but the body never ends; with seconds, one byte at each such interval.</summary>
    Endless,

    /// <summary>Not processed: answers 302 (or the given status) to another host.</summary>
    Redirect,
}

/// <summary>One switch that is on.</summary>
/// <param name="Provider"><c>stripe</c> or <c>paypal</c>.</param>
/// <param name="Path">
/// Which calls: the API path without the sandbox's prefix, with or without the method before it (<c>POST /v1/refunds</c>).
/// <c>*</c> stands for any text; without a star the path is a prefix, unless it ends in <c>$</c>. Query strings do not count.
/// </param>
/// <param name="Fault">What happens.</param>
/// <param name="Status">HTTP status, 200 to 599, for the faults that have one; null for their own.</param>
/// <param name="Seconds">Real seconds, 0 to 600, for the faults that wait; null for their own.</param>
/// <param name="Times">For how many calls, from 1; null for ever.</param>
public sealed record HttpMischiefRule(
    string Provider, string Path, HttpFault Fault, int? Status = null, double? Seconds = null, int? Times = null);

/// <summary>The fault switches of the providers' APIs (bars T-2). The first rule that fits a call wins. Safe for many threads.</summary>
public sealed class HttpMischief
{
    private readonly Lock gate = new();
    private readonly List<HttpMischiefRule> rules = [];

    /// <summary>A snapshot of the switches that are on, with the times they still have.</summary>
    public IReadOnlyList<HttpMischiefRule> Rules
    {
        get
        {
            lock (gate)
            {
                return [.. rules];
            }
        }
    }

    /// <summary>Adds a switch after those that are on.</summary>
    public void Add(HttpMischiefRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        lock (gate)
        {
            rules.Add(rule);
        }
    }

    /// <summary>Replaces all the switches.</summary>
    public void Replace(IEnumerable<HttpMischiefRule> wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        var news = wanted.ToList();
        lock (gate)
        {
            rules.Clear();
            rules.AddRange(news);
        }
    }

    /// <summary>Every call is answered as the provider would.</summary>
    public void Reset() => Replace([]);

    /// <summary>What is wrong with a rule, in one sentence; null when nothing is.</summary>
    internal static string? WrongWith(HttpMischiefRule? rule) => rule switch
    {
        null or { Provider: not ("stripe" or "paypal") } => "provider must be stripe or paypal.",
        { Path: null or "" } => "path must not be empty.",
        _ when !Enum.IsDefined(rule.Fault) => $"fault must be one of {string.Join(", ", Enum.GetNames<HttpFault>())}.",
        { Status: < 200 or > 599 } => "status must be between 200 and 599.",
        { Seconds: < 0 or > 600 or double.NaN } => "seconds must be between 0 and 600.",
        { Times: < 1 } => "times must be at least 1, or null for ever.",
        _ => null,
    };

    /// <summary>The rule for this call, or null; uses up one of its times.</summary>
    internal HttpMischiefRule? Take(string provider, string method, string path)
    {
        lock (gate)
        {
            var at = rules.FindIndex(r => r.Provider == provider && Fits(r.Path, method, path));
            if (at < 0)
            {
                return null;
            }

            var rule = rules[at];
            if (rule.Times is { } left)
            {
                rules[at] = rule with { Times = left - 1 };
                rules.RemoveAll(r => r.Times == 0);
            }

            return rule;
        }
    }

    private static bool Fits(string wanted, string method, string path)
    {
        var parts = wanted.Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 2 && !parts[0].Equals(method, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var pattern = parts.Length == 0 ? "" : parts[^1];
        var exact = pattern.EndsWith('$') || pattern.Contains('*', StringComparison.Ordinal);
        var expression = "^" + Regex.Escape(pattern.TrimEnd('$')).Replace("\\*", ".*", StringComparison.Ordinal) + (exact ? "$" : "");
        return Regex.IsMatch(path, expression, RegexOptions.NonBacktracking, TimeSpan.FromSeconds(1));
    }
}
