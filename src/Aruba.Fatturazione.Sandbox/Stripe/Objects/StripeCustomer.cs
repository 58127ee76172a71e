using System.Text.Json.Nodes;
using Aruba.Fatturazione.Sandbox.Stripe.Wire;

namespace Aruba.Fatturazione.Sandbox.Stripe.Objects;

/// <summary>A customer of the shop, as Stripe knows it.</summary>
internal sealed class StripeCustomer(string id, long created) : StripeObject(id, created)
{
    public override string Kind => "customer";

    public string? Name { get; set; }

    public string? Email { get; set; }

    public string? Phone { get; set; }

    public string? Description { get; set; }

    public IReadOnlyList<string> Locales { get; set; } = [];

    public override JsonObject ToJson(Expansion expansion)
    {
        var json = Begin();
        json["address"] = null;
        json["balance"] = 0;
        json["currency"] = null;
        json["default_source"] = null;
        json["delinquent"] = false;
        json["description"] = Description;
        json["email"] = Email;
        json["invoice_prefix"] = Id[^8..].ToUpperInvariant();
        json["name"] = Name;
        json["phone"] = Phone;
        json["preferred_locales"] = new JsonArray([.. Locales.Select(l => JsonValue.Create(l))]);
        json["shipping"] = null;
        json["tax_exempt"] = "none";
        return json;
    }
}
