using System.Text.Json.Nodes;
using Aruba.Fatturazione.Sandbox.Stripe.Wire;

namespace Aruba.Fatturazione.Sandbox.Stripe.Objects;

/// <summary>A charge that its payer contests; made only from the sandbox's console.</summary>
internal sealed class StripeDispute(string id, long created, StripeCharge charge, long amount, string reason) : StripeObject(id, created)
{
    public override string Kind => "dispute";

    public StripeCharge Charge => charge;

    /// <summary><c>needs_response</c>, then <c>won</c> or <c>lost</c>.</summary>
    public string Status { get; private set; } = "needs_response";

    public void Close(bool won) => Status = won ? "won" : "lost";

    public override JsonObject ToJson(Expansion expansion)
    {
        var json = Begin();
        json["amount"] = amount;
        json["balance_transactions"] = new JsonArray();
        json["charge"] = expansion.Reference("charge", charge);
        json["currency"] = charge.Payment.Currency;
        json["enhanced_eligibility_types"] = new JsonArray();
        json["is_charge_refundable"] = false;
        json["payment_intent"] = expansion.Reference("payment_intent", charge.Payment);
        json["reason"] = reason;
        json["status"] = Status;
        return json;
    }
}
