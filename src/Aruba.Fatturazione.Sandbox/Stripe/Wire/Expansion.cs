using System.Text.Json.Nodes;
using Aruba.Fatturazione.Sandbox.Stripe.Objects;

namespace Aruba.Fatturazione.Sandbox.Stripe.Wire;

/// <summary>Which references of an answer are to be written out in full (<c>expand[]</c>), as a tree.</summary>
internal sealed class Expansion
{
    public static readonly Expansion None = new();

    // https://docs.stripe.com/api/expanding_objects: at most four levels.
    private const int Deepest = 4;

    private static readonly Dictionary<string, Dictionary<string, string>> Expandable = new()
    {
        ["checkout.session"] = new()
        {
            ["customer"] = "customer",
            ["payment_intent"] = "payment_intent",
            ["setup_intent"] = "setup_intent",
            ["line_items"] = "item",
        },
        ["payment_intent"] = new() { ["customer"] = "customer", ["payment_method"] = "payment_method", ["latest_charge"] = "charge" },
        ["setup_intent"] = new() { ["customer"] = "customer", ["payment_method"] = "payment_method" },
        ["payment_method"] = new() { ["customer"] = "customer" },
        ["charge"] = new() { ["customer"] = "customer", ["payment_intent"] = "payment_intent", ["refunds"] = "refund" },
        ["refund"] = new() { ["charge"] = "charge", ["payment_intent"] = "payment_intent" },
        ["dispute"] = new() { ["charge"] = "charge", ["payment_intent"] = "payment_intent" },
    };

    private readonly Dictionary<string, Expansion> fields = [];

    /// <summary>What to write out within this field; null when the field stays a reference.</summary>
    public Expansion? this[string field] => fields.GetValueOrDefault(field);

    /// <exception cref="StripeRefusal">A path leads nowhere.</exception>
    public static Expansion Of(IReadOnlyList<string> paths, string kind, bool isList)
    {
        var root = new Expansion();
        foreach (var path in paths)
        {
            var parts = path.Split('.');
            if (isList && parts[0] != "data")
            {
                throw new StripeRefusal($"This property cannot be expanded ({path}). You may want to try expanding 'data.{path}' instead.", "expand");
            }

            root.Add(isList ? parts[1..] : parts, kind, path);
        }

        return root;
    }

    /// <summary>A reference: the id of the target, or the whole target when it was asked for.</summary>
    public JsonNode? Reference(string field, StripeObject? target) =>
        target is null ? null
        : this[field] is { } within ? target.ToJson(within)
        : JsonValue.Create(target.Id);

    private void Add(string[] parts, string kind, string path)
    {
        var node = this;
        foreach (var part in parts)
        {
            if (parts.Length > Deepest || !Expandable.TryGetValue(kind, out var known) || !known.TryGetValue(part, out var next))
            {
                throw new StripeRefusal($"This property cannot be expanded ({path}).", "expand");
            }

            node = node.fields.TryGetValue(part, out var there) ? there : node.fields[part] = new Expansion();
            kind = next;
        }
    }
}
