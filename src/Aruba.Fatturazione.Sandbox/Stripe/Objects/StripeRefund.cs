using System.Text.Json.Nodes;
using Aruba.Fatturazione.Sandbox.Stripe.Wire;

namespace Aruba.Fatturazione.Sandbox.Stripe.Objects;

/// <summary>Money given back: all of a charge or a part.</summary>
internal sealed class StripeRefund(string id, long created, StripeCharge charge, long amount, string? reason) : StripeObject(id, created)
{
    public override string Kind => "refund";

    public StripeCharge Charge => charge;

    /// <summary>In cents.</summary>
    public long Amount => amount;

    public override JsonObject ToJson(Expansion expansion)
    {
        var json = Begin();
        json["amount"] = amount;
        json["balance_transaction"] = null;
        json["charge"] = expansion.Reference("charge", charge);
        json["currency"] = charge.Payment.Currency;
        json["destination_details"] = new JsonObject
        {
            ["card"] = new JsonObject { ["reference_status"] = "pending", ["reference_type"] = "acquirer_reference_number", ["type"] = "refund" },
            ["type"] = "card",
        };
        json["payment_intent"] = expansion.Reference("payment_intent", charge.Payment);
        json["reason"] = reason;
        json["receipt_number"] = null;
        json["source_transfer_reversal"] = null;
        json["status"] = "succeeded";
        json["transfer_reversal"] = null;
        return json;
    }
}
