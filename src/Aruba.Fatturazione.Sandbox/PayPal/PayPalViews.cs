using System.Globalization;
using System.Text.Json.Nodes;

namespace Aruba.Fatturazione.Sandbox.PayPal;

/// <summary>The things of <see cref="PayPalWorld"/> as PayPal writes them. Links point to the address under which the sandbox was called.</summary>
/// <param name="Root">That address, ending in <c>/paypal</c>.</param>
internal sealed record PayPalViews(string Root)
{
    public static JsonObject Link(string href, string rel, string method) => new() { ["href"] = href, ["rel"] = rel, ["method"] = method };

    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Where the buyer approves an order.</summary>
    public string ApprovalOf(PayPalOrder order) => $"{Root}/checkoutnow?token={order.Id}";

    /// <summary>An order; <paramref name="whole"/> false gives only id, status and links, as PayPal does unless asked.</summary>
    public JsonObject Order(PayPalOrder order, bool whole = true)
    {
        var view = new JsonObject { ["id"] = order.Id, ["status"] = order.Status };
        if (whole)
        {
            view["intent"] = "CAPTURE";
            view["create_time"] = Instant(order.CreatedAt);
            view["update_time"] = Instant(order.UpdatedAt);
            view["purchase_units"] = new JsonArray(UnitOf(order));
        }

        AddPayer(view, order);
        view["links"] = LinksOf(order);
        return view;
    }

    public JsonObject Capture(PayPalCapture capture, bool alone = true)
    {
        var view = new JsonObject
        {
            ["id"] = capture.Id,
            ["status"] = capture.Status,
            ["amount"] = capture.Amount.Written,
            ["final_capture"] = true,
            ["create_time"] = Instant(capture.CreatedAt),
            ["update_time"] = Instant(capture.UpdatedAt),
            ["links"] = new JsonArray(
                Link($"{Root}/v2/payments/captures/{capture.Id}", "self", "GET"),
                Link($"{Root}/v2/payments/captures/{capture.Id}/refund", "refund", "POST"),
                Link($"{Root}/v2/checkout/orders/{capture.Order.Id}", "up", "GET")),
        };
        Copy(capture.Order.Unit, view, "custom_id", "invoice_id");
        if (capture.Status == "PENDING")
        {
            view["status_details"] = new JsonObject { ["reason"] = "PENDING_REVIEW" };
        }
        else if (capture.Status != "DECLINED")
        {
            var fee = capture.Amount.Fee;
            view["seller_receivable_breakdown"] = new JsonObject
            {
                ["gross_amount"] = capture.Amount.Written,
                ["paypal_fee"] = fee.Written,
                ["net_amount"] = (capture.Amount with { Cents = capture.Amount.Cents - fee.Cents }).Written,
            };
        }

        if (alone)
        {
            view["supplementary_data"] = new JsonObject { ["related_ids"] = new JsonObject { ["order_id"] = capture.Order.Id } };
        }

        return view;
    }

    public JsonObject Refund(PayPalRefund refund)
    {
        var view = new JsonObject
        {
            ["id"] = refund.Id,
            ["status"] = "COMPLETED",
            ["amount"] = refund.Amount.Written,
            ["create_time"] = Instant(refund.At),
            ["update_time"] = Instant(refund.At),
            ["links"] = new JsonArray(
                Link($"{Root}/v2/payments/refunds/{refund.Id}", "self", "GET"),
                Link($"{Root}/v2/payments/captures/{refund.Capture.Id}", "up", "GET")),
        };
        Copy(refund.Capture.Order.Unit, view, "invoice_id");
        if (refund.CustomId is not null)
        {
            view["custom_id"] = refund.CustomId;
        }

        if (refund.Note is not null)
        {
            view["note_to_payer"] = refund.Note;
        }

        return view;
    }

    public JsonObject Token(PayPalToken token) => new()
    {
        ["id"] = token.Id,
        ["customer"] = new JsonObject { ["id"] = token.Customer },
        ["payment_source"] = new JsonObject { ["paypal"] = SavedWallet(token.Buyer, token.Asked) },
        ["links"] = TokenLinks(token.Id),
    };

    public JsonObject Setup(PayPalSetup setup)
    {
        var links = new JsonArray(Link($"{Root}/v3/vault/setup-tokens/{setup.Id}", "self", "GET"));
        links.Add(setup.Status == "APPROVED"
            ? Link($"{Root}/v3/vault/payment-tokens", "confirm", "POST")
            : Link($"{Root}/agreements/approve?approval_session_id={setup.Id}", "approve", "GET"));
        return new JsonObject
        {
            ["id"] = setup.Id,
            ["customer"] = new JsonObject { ["id"] = setup.Customer },
            ["status"] = setup.Status,
            ["payment_source"] = new JsonObject { ["paypal"] = setup.Buyer is null ? new JsonObject() : SavedWallet(setup.Buyer, setup.Vault) },
            ["links"] = links,
        };
    }

    public JsonArray TokenLinks(string id) => new(
        Link($"{Root}/v3/vault/payment-tokens/{id}", "self", "GET"),
        Link($"{Root}/v3/vault/payment-tokens/{id}", "delete", "DELETE"));

    /// <summary>Even the short form says with what it was paid and what became of the saving.</summary>
    private void AddPayer(JsonObject view, PayPalOrder order)
    {
        if (order.Buyer is null)
        {
            if (order.Visit is not null)
            {
                view["payment_source"] = new JsonObject { ["paypal"] = new JsonObject() };
            }

            return;
        }

        view["payment_source"] = new JsonObject { ["paypal"] = Wallet(order, order.Buyer) };
        view["payer"] = new JsonObject
        {
            ["email_address"] = order.Buyer.Email,
            ["payer_id"] = order.Buyer.PayerId,
            ["address"] = new JsonObject { ["country_code"] = "IT" },
        };
    }

    private JsonObject UnitOf(PayPalOrder order)
    {
        var unit = order.Unit.DeepClone().AsObject();
        unit["reference_id"] = order.ReferenceId;
        unit["amount"] = order.Amount.Written;
        unit["payee"] = new JsonObject { ["email_address"] = "negozio@venditori.example", ["merchant_id"] = PayPalIds.PayerOf("negozio@venditori.example") };
        if (order.Capture is { } capture)
        {
            var payments = new JsonObject { ["captures"] = new JsonArray(Capture(capture, alone: false)) };
            if (capture.Refunds.Count > 0)
            {
                payments["refunds"] = new JsonArray([.. capture.Refunds.Select(r => (JsonNode)Refund(r))]);
            }

            unit["payments"] = payments;
        }

        return unit;
    }

    private JsonObject Wallet(PayPalOrder order, PayPalBuyer buyer)
    {
        var wallet = Account(buyer);
        var vault = order.SavingLater
            ? new JsonObject { ["status"] = "APPROVED", ["links"] = new JsonArray(Link($"{Root}/v2/checkout/orders/{order.Id}", "up", "GET")) }
            : order is { Saved: { } saved, Vault: not null }
                ? new JsonObject { ["id"] = saved.Id, ["status"] = "VAULTED", ["links"] = TokenLinks(saved.Id) }
                : null;
        if (vault is not null)
        {
            vault["customer"] = new JsonObject { ["id"] = order.Vault!.Customer };
            wallet["attributes"] = new JsonObject { ["vault"] = vault };
        }

        return wallet;
    }

    private JsonArray LinksOf(PayPalOrder order)
    {
        var self = $"{Root}/v2/checkout/orders/{order.Id}";
        JsonArray links = [Link(self, "self", "GET")];
        switch (order.Status)
        {
            case "PAYER_ACTION_REQUIRED":
                links.Add(Link(ApprovalOf(order), "payer-action", "GET"));
                break;
            case "CREATED":
                links.Add(Link(ApprovalOf(order), "approve", "GET"));
                links.Add(Link(self, "update", "PATCH"));
                links.Add(Link(self + "/capture", "capture", "POST"));
                break;
            case "APPROVED":
                links.Add(Link(self, "update", "PATCH"));
                links.Add(Link(self + "/capture", "capture", "POST"));
                break;
            default:
                break;
        }

        return links;
    }

    private static JsonObject SavedWallet(PayPalBuyer buyer, PayPalVaultAsked asked)
    {
        var wallet = Account(buyer);
        wallet["usage_type"] = asked.UsageType;
        wallet["customer_type"] = asked.CustomerType;
        return wallet;
    }

    private static JsonObject Account(PayPalBuyer buyer) => new()
    {
        ["email_address"] = buyer.Email,
        ["account_id"] = buyer.PayerId,
        ["account_status"] = "VERIFIED",
        ["name"] = new JsonObject { ["given_name"] = "Prova", ["surname"] = "Acquirente" },
        ["address"] = new JsonObject { ["country_code"] = "IT" },
    };

    private static void Copy(JsonObject from, JsonObject to, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (from[name] is { } value)
            {
                to[name] = value.DeepClone();
            }
        }
    }
}
