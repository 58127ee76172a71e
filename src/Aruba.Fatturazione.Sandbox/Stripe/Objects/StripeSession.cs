using System.Text.Json.Nodes;
using Aruba.Fatturazione.Sandbox.Stripe.Wire;

namespace Aruba.Fatturazione.Sandbox.Stripe.Objects;

/// <summary>One line of what is bought on the hosted page.</summary>
/// <param name="Id">Stripe's id.</param>
/// <param name="Name">What it is.</param>
/// <param name="UnitAmount">In cents.</param>
/// <param name="Quantity">At least 1.</param>
/// <param name="Currency">ISO 4217 in lower case.</param>
internal sealed record SessionLine(string Id, string Name, long UnitAmount, long Quantity, string Currency)
{
    /// <summary>In cents.</summary>
    public long Amount => UnitAmount * Quantity;

    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["object"] = "item",
        ["amount_discount"] = 0,
        ["amount_subtotal"] = Amount,
        ["amount_tax"] = 0,
        ["amount_total"] = Amount,
        ["currency"] = Currency,
        ["description"] = Name,
        ["quantity"] = Quantity,
    };
}

/// <summary>A Checkout Session: the hosted page on which a person pays, or leaves a card.</summary>
internal sealed class StripeSession(string id, long created) : StripeObject(id, created)
{
    public override string Kind => "checkout.session";

    /// <summary><c>payment</c> or <c>setup</c>.</summary>
    public required string Mode { get; init; }

    public required string Url { get; init; }

    public required string SuccessUrl { get; init; }

    public required long ExpiresAt { get; init; }

    public string? CancelUrl { get; init; }

    public string? Locale { get; init; }

    public string? Currency { get; init; }

    public string? Reference { get; init; }

    public string? CustomerEmail { get; init; }

    public string? CustomerCreation { get; init; }

    public StripeCustomer? Customer { get; set; }

    public IReadOnlyList<SessionLine> Lines { get; init; } = [];

    /// <summary>For the intent: its description; null for none.</summary>
    public string? IntentDescription { get; init; }

    /// <summary>For the intent: its metadata.</summary>
    public IReadOnlyDictionary<string, string> IntentMetadata { get; init; } = new Dictionary<string, string>();

    /// <summary>For the payment: whether the card is kept; null: it is not.</summary>
    public string? SetupFutureUsage { get; init; }

    public string? ReceiptEmail { get; init; }

    /// <summary><c>open</c>, <c>complete</c> or <c>expired</c>.</summary>
    public string Status { get; private set; } = "open";

    /// <summary>The payment that the page has begun; null before the person has pressed the button.</summary>
    public StripePayment? Payment { get; set; }

    /// <summary>In setup mode there from the beginning.</summary>
    public StripeSetup? Setup { get; set; }

    public bool IsOpen => Status == "open";

    /// <summary>In cents; null in setup mode.</summary>
    public long? Total => Mode == "payment" ? Lines.Sum(l => l.Amount) : null;

    /// <summary>Where the person goes after success, with the session's id filled in.</summary>
    public string SuccessAddress => SuccessUrl.Replace("{CHECKOUT_SESSION_ID}", Id, StringComparison.Ordinal);

    public void Complete() => Status = "complete";

    public void Expire() => Status = "expired";

    public override JsonObject ToJson(Expansion expansion)
    {
        var json = Begin();
        json["allowed_payment_method_types"] = new JsonArray("card");
        json["amount_subtotal"] = Total;
        json["amount_total"] = Total;
        json["cancel_url"] = CancelUrl;
        json["client_reference_id"] = Reference;
        json["client_secret"] = null;
        json["currency"] = Currency;
        json["customer"] = expansion.Reference("customer", Customer);
        json["customer_creation"] = CustomerCreation;
        json["customer_details"] = CustomerDetails();
        json["customer_email"] = CustomerEmail;
        json["expires_at"] = ExpiresAt;
        json["locale"] = Locale;
        json["mode"] = Mode;
        json["payment_intent"] = expansion.Reference("payment_intent", Payment);
        json["payment_link"] = null;
        json["payment_method_types"] = new JsonArray("card");
        json["payment_status"] = Mode == "setup" ? "no_payment_required" : Status == "complete" ? "paid" : "unpaid";
        json["setup_intent"] = expansion.Reference("setup_intent", Setup);
        json["status"] = Status;
        json["submit_type"] = null;
        json["subscription"] = null;
        json["success_url"] = SuccessUrl;
        json["ui_mode"] = "hosted_page";
        json["url"] = IsOpen ? Url : null;
        if (expansion["line_items"] is not null)
        {
            json["line_items"] = LinesJson();
        }

        return json;
    }

    public JsonObject LinesJson() => new()
    {
        ["object"] = "list",
        ["data"] = new JsonArray([.. Lines.Select(l => l.ToJson())]),
        ["has_more"] = false,
        ["url"] = $"/v1/checkout/sessions/{Id}/line_items",
    };

    private JsonObject? CustomerDetails() => (Customer?.Email ?? CustomerEmail) is { } email
        ? new JsonObject { ["address"] = null, ["email"] = email, ["name"] = Customer?.Name, ["phone"] = null, ["tax_exempt"] = "none", ["tax_ids"] = null }
        : null;
}
