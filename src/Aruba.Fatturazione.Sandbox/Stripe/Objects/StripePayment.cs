using System.Text.Json.Nodes;
using Aruba.Fatturazione.Sandbox.Stripe.Wire;

namespace Aruba.Fatturazione.Sandbox.Stripe.Objects;

/// <summary>A PaymentIntent: one sum to be taken once.</summary>
internal sealed class StripePayment(string id, long created, string clientSecret, long amount, string currency) : StripeIntent(id, created, clientSecret)
{
    public override string Kind => "payment_intent";

    /// <summary>In cents.</summary>
    public long Amount => amount;

    public string Currency => currency;

    /// <summary><c>on_session</c> or <c>off_session</c>: keep the card when the payment succeeds; null: do not.</summary>
    public string? SetupFutureUsage { get; set; }

    public string? ReceiptEmail { get; init; }

    /// <summary>The last try, whether it took the money or not; null before the first.</summary>
    public StripeCharge? LatestCharge { get; set; }

    private long? CanceledAt { get; set; }

    /// <summary>The money is taken.</summary>
    public void Succeed(StripeCharge charge)
    {
        LatestCharge = charge;
        Succeed();
    }

    public override void Cancel(string? reason, long at)
    {
        CanceledAt = at;
        base.Cancel(reason, at);
    }

    public override JsonObject ToJson(Expansion expansion)
    {
        var json = BeginIntent(expansion);
        json["amount"] = amount;
        json["amount_capturable"] = 0;
        json["amount_details"] = new JsonObject { ["tip"] = new JsonObject() };
        json["amount_received"] = Status == "succeeded" ? amount : 0;
        json["application"] = null;
        json["canceled_at"] = CanceledAt;
        json["capture_method"] = "automatic_async";
        json["confirmation_method"] = "automatic";
        json["currency"] = currency;
        json["last_payment_error"] = LastError?.DeepClone();
        json["latest_charge"] = expansion.Reference("latest_charge", LatestCharge);
        json["on_behalf_of"] = null;
        json["processing"] = null;
        json["receipt_email"] = ReceiptEmail;
        json["setup_future_usage"] = SetupFutureUsage;
        json["shipping"] = null;
        json["statement_descriptor"] = null;
        json["statement_descriptor_suffix"] = null;
        json["transfer_group"] = null;
        return json;
    }
}
