using System.Text.Json.Nodes;
using Aruba.Fatturazione.Sandbox.Stripe.Wire;

namespace Aruba.Fatturazione.Sandbox.Stripe.Objects;

/// <summary>Anything with an id at Stripe. Changed only while the world's lock is held.</summary>
/// <param name="id">Stripe's id, with its prefix.</param>
/// <param name="created">Seconds since 1970, by the sandbox's clock.</param>
internal abstract class StripeObject(string id, long created)
{
    public string Id => id;

    public long Created => created;

    public Dictionary<string, string> Metadata { get; } = [];

    /// <summary>Stripe's name of the kind, as in the field <c>object</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>The object as the API writes it, with the references that were asked for written out.</summary>
    public abstract JsonObject ToJson(Expansion expansion);

    /// <summary>Takes over the given pairs; an empty value removes its key.</summary>
    public void Merge(IReadOnlyDictionary<string, string> metadata)
    {
        foreach (var (key, value) in metadata)
        {
            if (value.Length == 0)
            {
                Metadata.Remove(key);
            }
            else
            {
                Metadata[key] = value;
            }
        }
    }

    /// <summary>Takes over the metadata of a request; an empty <c>metadata</c> removes all.</summary>
    public void Merge(StripeParams given)
    {
        if (given.Clears("metadata"))
        {
            Metadata.Clear();
        }

        Merge(given.Map("metadata"));
    }

    /// <summary>What every object begins with.</summary>
    protected JsonObject Begin()
    {
        var pairs = new JsonObject();
        foreach (var (key, value) in Metadata)
        {
            pairs[key] = value;
        }

        return new JsonObject { ["id"] = id, ["object"] = Kind, ["created"] = created, ["livemode"] = false, ["metadata"] = pairs };
    }
}
