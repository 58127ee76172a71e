using System.Text.Json.Nodes;
using Aruba.Fatturazione.Sandbox.Stripe.Wire;

namespace Aruba.Fatturazione.Sandbox.Stripe.Objects;

/// <summary>One try to take money: it did, or the card was refused.</summary>
internal sealed class StripeCharge(string id, long created, StripePayment payment, StripeCard card, CardDecline? decline) : StripeObject(id, created)
{
    private readonly List<StripeRefund> refunds = [];

    public override string Kind => "charge";

    public StripePayment Payment => payment;

    public StripeCard Card => card;

    public bool IsPaid => decline is null;

    /// <summary>Set when the payer contests the charge; null otherwise.</summary>
    public StripeDispute? Dispute { get; set; }

    /// <summary>Refunds so far, newest first.</summary>
    public IReadOnlyList<StripeRefund> Refunds => [.. Enumerable.Reverse(refunds)];

    /// <summary>In cents.</summary>
    public long Refunded => refunds.Sum(r => r.Amount);

    /// <summary>What can still be given back, in cents.</summary>
    public long Refundable => IsPaid ? payment.Amount - Refunded : 0;

    public void Add(StripeRefund refund) => refunds.Add(refund);

    public override JsonObject ToJson(Expansion expansion)
    {
        var json = Begin();
        json["amount"] = payment.Amount;
        json["amount_captured"] = IsPaid ? payment.Amount : 0;
        json["amount_refunded"] = Refunded;
        json["balance_transaction"] = null;
        json["billing_details"] = card.BillingJson();
        json["calculated_statement_descriptor"] = "SANDBOX";
        json["captured"] = IsPaid;
        json["currency"] = payment.Currency;
        json["customer"] = expansion.Reference("customer", payment.Customer);
        json["description"] = payment.Description;
        json["disputed"] = Dispute is not null;
        json["failure_code"] = decline?.Code;
        json["failure_message"] = decline?.Message;
        json["fraud_details"] = new JsonObject();
        json["outcome"] = Outcome();
        json["paid"] = IsPaid;
        json["payment_intent"] = expansion.Reference("payment_intent", payment);
        json["payment_method"] = card.Id;
        json["payment_method_details"] = new JsonObject { ["card"] = card.CardJson(withUsage: false), ["type"] = "card" };
        json["receipt_email"] = payment.ReceiptEmail;
        json["refunded"] = IsPaid && Refundable == 0;
        json["status"] = IsPaid ? "succeeded" : "failed";
        if (expansion["refunds"] is { } within)
        {
            json["refunds"] = new JsonObject
            {
                ["object"] = "list",
                ["data"] = new JsonArray([.. Refunds.Select(r => r.ToJson(within))]),
                ["has_more"] = false,
                ["url"] = $"/v1/charges/{Id}/refunds",
            };
        }

        return json;
    }

    private JsonObject Outcome() => new()
    {
        ["advice_code"] = decline?.Advice,
        ["network_status"] = IsPaid ? "approved_by_network" : "declined_by_network",
        ["reason"] = decline?.DeclineCode ?? decline?.Code,
        ["risk_level"] = "normal",
        ["risk_score"] = 12,
        ["seller_message"] = decline?.Message ?? "Payment complete.",
        ["type"] = IsPaid ? "authorized" : "issuer_declined",
    };
}
