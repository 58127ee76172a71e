using System.Text.Json.Nodes;
using Aruba.Fatturazione.Sandbox.Stripe.Wire;

namespace Aruba.Fatturazione.Sandbox.Stripe.Objects;

/// <summary>A SetupIntent: a card is checked and kept, and no money moves.</summary>
internal sealed class StripeSetup(string id, long created, string clientSecret) : StripeIntent(id, created, clientSecret)
{
    public override string Kind => "setup_intent";

    /// <summary><c>off_session</c> or <c>on_session</c>.</summary>
    public string Usage { get; init; } = "off_session";

    /// <summary>The card is kept.</summary>
    public void Finish() => Succeed();

    public override JsonObject ToJson(Expansion expansion)
    {
        var json = BeginIntent(expansion);
        json["application"] = null;
        json["flow_directions"] = null;
        json["last_setup_error"] = LastError?.DeepClone();
        json["latest_attempt"] = null;
        json["mandate"] = null;
        json["on_behalf_of"] = null;
        json["single_use_mandate"] = null;
        json["usage"] = Usage;
        return json;
    }
}
