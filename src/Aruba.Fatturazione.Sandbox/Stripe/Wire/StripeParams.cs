using System.Globalization;

namespace Aruba.Fatturazione.Sandbox.Stripe.Wire;

/// <summary>Reads parameters that their <see cref="Shape"/> has already checked.</summary>
internal sealed class StripeParams(FormNode node)
{
    /// <summary>A text; null when it is not given, or given empty where that means "none".</summary>
    public string? Text(string name) => node[name]?.Value is { Length: > 0 } text ? text : null;

    /// <summary>An integer; null when it is not given.</summary>
    public long? Whole(string name) => Text(name) is { } text ? long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : null;

    /// <summary>True only when the flag is given as true.</summary>
    public bool Flag(string name) => Text(name) == "true";

    /// <summary>True when the parameter is given at all.</summary>
    public bool Has(string name) => node[name] is not null;

    /// <summary>True when the parameter is given empty: what it held is to go.</summary>
    public bool Clears(string name) => node[name]?.Value is { Length: 0 };

    /// <summary>The object within; empty when it is not given.</summary>
    public StripeParams Group(string name) => new(node[name] ?? new FormNode());

    /// <summary>The objects of a list.</summary>
    public IReadOnlyList<StripeParams> Items(string name) => [.. (node[name]?.Children.Values ?? []).Select(n => new StripeParams(n))];

    /// <summary>The texts of a list.</summary>
    public IReadOnlyList<string> Texts(string name) => [.. (node[name]?.Children.Values ?? []).Select(n => n.Value ?? "")];

    /// <summary>Names and texts, as of <c>metadata</c>.</summary>
    public IReadOnlyDictionary<string, string> Map(string name) =>
        (node[name]?.Children ?? new Dictionary<string, FormNode>()).ToDictionary(p => p.Key, p => p.Value.Value ?? "");
}
