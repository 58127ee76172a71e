using System.Text.Json.Nodes;
using Aruba.Fatturazione.Sandbox.Stripe.Wire;

namespace Aruba.Fatturazione.Sandbox.Stripe.Objects;

/// <summary>What a PaymentIntent and a SetupIntent share: a card is tried, perhaps authenticated, until it works.</summary>
internal abstract class StripeIntent(string id, long created, string clientSecret) : StripeObject(id, created)
{
    public string ClientSecret => clientSecret;

    public string Status { get; protected set; } = "requires_payment_method";

    public StripeCustomer? Customer { get; init; }

    /// <summary>The card to be tried, or that worked; null after a refusal.</summary>
    public StripeCard? Card { get; private set; }

    public string? Description { get; init; }

    /// <summary>Where the person goes after the authentication page; null when the shop named no address.</summary>
    public string? ReturnUrl { get; set; }

    /// <summary>The Checkout Session that made it; null when the shop made it by itself.</summary>
    public StripeSession? Session { get; init; }

    /// <summary>Whether any method of the Dashboard is accepted; false: only the named ones.</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>Whether methods that send the person to another site are accepted.</summary>
    public bool AllowsRedirects { get; init; } = true;

    public string? CancellationReason { get; private set; }

    public bool IsOver => Status is "succeeded" or "canceled";

    protected JsonObject? LastError { get; private set; }

    private string? AuthenticationUrl { get; set; }

    /// <summary>Takes this card for the next try.</summary>
    public void Take(StripeCard card)
    {
        Card = card;
        Status = "requires_confirmation";
    }

    /// <summary>The bank wants to hear the person: <paramref name="address"/> is the page where it does.</summary>
    public void AskAuthentication(string address)
    {
        AuthenticationUrl = address;
        Status = "requires_action";
    }

    /// <summary>The try failed; another card may follow.</summary>
    public void Refuse(JsonObject error)
    {
        LastError = error;
        Card = null;
        Status = "requires_payment_method";
    }

    /// <summary>Nothing can happen with it any more.</summary>
    public virtual void Cancel(string? reason, long at)
    {
        CancellationReason = reason;
        Status = "canceled";
    }

    protected void Succeed()
    {
        LastError = null;
        Status = "succeeded";
    }

    /// <summary>The fields that both kinds write.</summary>
    protected JsonObject BeginIntent(Expansion expansion)
    {
        var json = Begin();
        json["allowed_payment_method_types"] = IsAutomatic ? null : new JsonArray("card");
        json["automatic_payment_methods"] = IsAutomatic
            ? new JsonObject { ["allow_redirects"] = AllowsRedirects ? "always" : "never", ["enabled"] = true }
            : null;
        json["cancellation_reason"] = CancellationReason;
        json["client_secret"] = clientSecret;
        json["customer"] = expansion.Reference("customer", Customer);
        json["description"] = Description;
        json["next_action"] = NextAction();
        json["payment_method"] = expansion.Reference("payment_method", Card);
        json["payment_method_options"] = new JsonObject { ["card"] = new JsonObject { ["request_three_d_secure"] = "automatic" } };
        json["payment_method_types"] = new JsonArray("card");
        json["status"] = Status;
        return json;
    }

    private JsonObject? NextAction() => Status != "requires_action" ? null
        : ReturnUrl is null ? new JsonObject { ["type"] = "use_stripe_sdk", ["use_stripe_sdk"] = new JsonObject() }
        : new JsonObject
        {
            ["type"] = "redirect_to_url",
            ["redirect_to_url"] = new JsonObject { ["return_url"] = ReturnUrl, ["url"] = AuthenticationUrl },
        };
}
