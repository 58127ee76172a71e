using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Aruba.Fatturazione.Sandbox.Stripe.Wire;

namespace Aruba.Fatturazione.Sandbox.Stripe.Objects;

/// <summary>A payment method of type card. Of the number only the last four digits are here, and how the card behaves.</summary>
internal sealed class StripeCard(string id, long created, CardNature nature, string brand, string last4) : StripeObject(id, created)
{
    public override string Kind => "payment_method";

    public CardNature Nature => nature;

    public string Brand => brand;

    public string Last4 { get; set; } = last4;

    /// <summary>1 to 12.</summary>
    public int ExpMonth { get; set; }

    /// <summary>Four digits.</summary>
    public int ExpYear { get; set; }

    public string? HolderName { get; set; }

    public string? HolderEmail { get; set; }

    public string AllowRedisplay { get; set; } = "unspecified";

    /// <summary>Its owner; null before it is attached and after it is detached.</summary>
    public StripeCustomer? Customer { get; set; }

    /// <summary>Used once without being attached, or detached: Stripe never takes it again.</summary>
    public bool IsSpent { get; set; }

    /// <summary>Its owner has authenticated once for later charges without him.</summary>
    public bool IsSetUp { get; set; }

    /// <summary>Whether the last day of its month has passed.</summary>
    public bool IsExpiredOn(DateTime utc) => (ExpYear, ExpMonth).CompareTo((utc.Year, utc.Month)) < 0;

    /// <summary>The part that a charge copies too.</summary>
    public JsonObject CardJson(bool withUsage = true)
    {
        var card = new JsonObject
        {
            ["brand"] = brand,
            ["checks"] = new JsonObject { ["address_line1_check"] = null, ["address_postal_code_check"] = null, ["cvc_check"] = "pass" },
            ["country"] = "IT",
            ["exp_month"] = ExpMonth,
            ["exp_year"] = ExpYear,
            ["fingerprint"] = Fingerprint,
            ["funding"] = "credit",
            ["last4"] = Last4,
            ["wallet"] = null,
        };
        if (withUsage)
        {
            card["display_brand"] = brand;
            card["networks"] = new JsonObject { ["available"] = new JsonArray(brand), ["preferred"] = null };
            card["three_d_secure_usage"] = new JsonObject { ["supported"] = true };
        }

        return card;
    }

    public JsonObject BillingJson() => new()
    {
        ["address"] = new JsonObject { ["city"] = null, ["country"] = null, ["line1"] = null, ["line2"] = null, ["postal_code"] = null, ["state"] = null },
        ["email"] = HolderEmail,
        ["name"] = HolderName,
        ["phone"] = null,
    };

    public override JsonObject ToJson(Expansion expansion)
    {
        var json = Begin();
        json["allow_redisplay"] = AllowRedisplay;
        json["billing_details"] = BillingJson();
        json["card"] = CardJson();
        json["customer"] = expansion.Reference("customer", Customer);
        json["type"] = "card";
        return json;
    }

    // The same card typed twice has one fingerprint, as at Stripe; made of what is public, never of the number.
    private string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{brand} {nature} {Last4}"))))[..16];
}
