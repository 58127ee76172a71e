using System.Text.Json.Nodes;
using Aruba.Fatturazione.Sandbox.Stripe.Wire;

namespace Aruba.Fatturazione.Sandbox.Stripe.Objects;

/// <summary>Something that happened, with the object as it was then.</summary>
internal sealed class StripeEvent(string id, long created, string type, JsonObject data, string? requestId, string? idempotencyKey)
    : StripeObject(id, created)
{
    public override string Kind => "event";

    public string Type => type;

    public override JsonObject ToJson(Expansion expansion) => new()
    {
        ["id"] = Id,
        ["object"] = Kind,
        ["api_version"] = StripeKeys.ApiVersion,
        ["created"] = Created,
        ["data"] = data.DeepClone(),
        ["livemode"] = false,
        ["pending_webhooks"] = 1,
        ["request"] = new JsonObject { ["id"] = requestId, ["idempotency_key"] = idempotencyKey },
        ["type"] = type,
    };
}
