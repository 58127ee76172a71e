using System.Globalization;
using System.Net;
using System.Text;

namespace Aruba.Fatturazione.Sandbox.Stripe.Wire;

/// <summary>A form or query with Stripe's brackets, as a tree: <c>a[b][0]=x</c> is a → b → 0 → "x". A node has a value or children, never both.</summary>
internal sealed class FormNode
{
    private readonly SortedDictionary<string, FormNode> children = new(NumbersFirst.Instance);

    /// <summary>The text of a leaf; null for a branch.</summary>
    public string? Value { get; private set; }

    /// <summary>The branches by name; list items by index, in order.</summary>
    public IReadOnlyDictionary<string, FormNode> Children => children;

    /// <summary>The child of this name, or null.</summary>
    public FormNode? this[string name] => children.GetValueOrDefault(name);

    /// <exception cref="StripeRefusal">A name cannot be read, or is given twice.</exception>
    public static FormNode Parse(string encoded)
    {
        var root = new FormNode();
        foreach (var pair in encoded.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            root.Add(WebUtility.UrlDecode(parts[0]), parts.Length == 2 ? WebUtility.UrlDecode(parts[1]) : "");
        }

        return root;
    }

    /// <summary>The same text for the same parameters in any order.</summary>
    public string Canonical()
    {
        var text = new StringBuilder();
        Write(text, "");
        return text.ToString();
    }

    private void Add(string name, string value)
    {
        var node = this;
        foreach (var part in PartsOf(name))
        {
            var key = part.Length == 0 ? node.children.Count.ToString(CultureInfo.InvariantCulture) : part;
            if (node.Value is not null)
            {
                throw new StripeRefusal($"Invalid object: '{name}' is both a value and an object.", name);
            }

            node = node.children.TryGetValue(key, out var known) ? known : node.children[key] = new FormNode();
        }

        if (node.Value is not null || node.children.Count > 0)
        {
            throw new StripeRefusal($"The parameter '{name}' was given more than once.", name);
        }

        node.Value = value;
    }

    private static List<string> PartsOf(string name)
    {
        var open = name.IndexOf('[', StringComparison.Ordinal);
        var parts = new List<string> { open < 0 ? name : name[..open] };
        var rest = open < 0 ? "" : name[open..];
        while (rest.Length > 0)
        {
            var close = rest.IndexOf(']', StringComparison.Ordinal);
            if (rest[0] != '[' || close < 0)
            {
                throw new StripeRefusal($"Invalid parameter name: {name}", name);
            }

            parts.Add(rest[1..close]);
            rest = rest[(close + 1)..];
        }

        return parts[0].Length > 0 ? parts : throw new StripeRefusal($"Invalid parameter name: {name}", name);
    }

    private void Write(StringBuilder text, string path)
    {
        if (Value is not null)
        {
            text.Append(path).Append('=').Append(WebUtility.UrlEncode(Value)).Append('&');
        }

        foreach (var (name, child) in children)
        {
            child.Write(text, $"{path}/{name}");
        }
    }

    private sealed class NumbersFirst : IComparer<string>
    {
        public static readonly NumbersFirst Instance = new();

        public int Compare(string? x, string? y) =>
            int.TryParse(x, NumberStyles.None, CultureInfo.InvariantCulture, out var a) && int.TryParse(y, NumberStyles.None, CultureInfo.InvariantCulture, out var b)
                ? a.CompareTo(b)
                : string.CompareOrdinal(x, y);
    }
}
