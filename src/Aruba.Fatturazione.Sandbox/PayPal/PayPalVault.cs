using System.Text.Json.Nodes;

namespace Aruba.Fatturazione.Sandbox.PayPal;

/// <summary>Vault v3: accounts kept for later, with and without a purchase.</summary>
internal sealed class PayPalVault(PayPalWorld world, PayPalEvents events)
{
    /// <summary>Begins to save an account: the buyer has to approve on the hosted page.</summary>
    public PayPalAnswer CreateSetup(JsonObject body, PayPalViews views, out string? id)
    {
        var wallet = body["payment_source"]!["paypal"]!.AsObject();
        var visit = wallet["experience_context"]!.AsObject();
        var customer = (string?)body["customer"]?["id"] ?? PayPalIds.Customer();
        lock (world.Gate)
        {
            var setup = new PayPalSetup
            {
                Id = PayPalIds.Object(),
                Customer = customer,
                CreatedAt = world.Now,
                Visit = new PayPalVisit((string?)visit["return_url"], (string?)visit["cancel_url"], (string?)visit["brand_name"], PaysNow: false),
                Vault = new PayPalVaultAsked(
                    customer,
                    (string?)wallet["customer_type"] ?? "CONSUMER",
                    (string?)wallet["usage_type"] ?? "MERCHANT",
                    (bool?)wallet["permit_multiple_payment_tokens"] ?? false),
            };
            world.Setups.Add(setup.Id, setup);
            id = setup.Id;
            return PayPalAnswer.Created(views.Setup(setup));
        }
    }

    /// <summary>A setup token as it is now.</summary>
    public PayPalAnswer ShowSetup(string id, PayPalViews views)
    {
        lock (world.Gate)
        {
            return world.TrySetup(id, out var setup) ? PayPalAnswer.Ok(views.Setup(setup)) : PayPalAnswer.Missing();
        }
    }

    /// <summary>The buyer agrees on the hosted page; null when there is nothing to agree to any more.</summary>
    public PayPalSetup? Approve(string id, PayPalBuyer buyer)
    {
        lock (world.Gate)
        {
            if (!world.TrySetup(id, out var setup) || setup.Status == "VAULTED")
            {
                return null;
            }

            setup.Buyer = buyer;
            setup.Status = "APPROVED";
            return setup;
        }
    }

    /// <summary>Turns an approved setup token into a lasting one.</summary>
    public PayPalAnswer CreateToken(JsonObject body, PayPalViews views, out string? id)
    {
        id = null;
        var from = (string?)body["payment_source"]!["token"]!["id"] ?? "";
        lock (world.Gate)
        {
            if (!world.TrySetup(from, out var setup))
            {
                return Impossible("SETUP_TOKEN_ID_NOT_FOUND", "The requested setup token was not found.");
            }

            if (setup.Status != "APPROVED" || setup.Buyer is null)
            {
                return setup.Status == "VAULTED"
                    ? Impossible("SETUP_TOKEN_ALREADY_USED", "The setup token has already been used.")
                    : Impossible("SETUP_TOKEN_NOT_APPROVED", "The payer has not approved the setup token.");
            }

            if (setup.Buyer.Temper is PayPalTemper.VaultNo or PayPalTemper.No)
            {
                return Impossible("PAYER_ACCOUNT_RESTRICTED", "The payer's account cannot be saved.");
            }

            setup.Status = "VAULTED";
            var token = world.Save(setup.Buyer, setup.Customer, setup.Vault);
            events.Tell(PayPalEventType.TokenCreated, views.Token(token), views);
            id = token.Id;
            return PayPalAnswer.Created(views.Token(token));
        }
    }

    /// <summary>The accounts of a customer.</summary>
    public PayPalAnswer List(string customer, PayPalViews views)
    {
        lock (world.Gate)
        {
            var kept = world.Tokens.Values.Where(t => !t.Revoked && t.Customer == customer).OrderBy(t => t.At).ToList();
            return PayPalAnswer.Ok(new JsonObject
            {
                ["customer"] = new JsonObject { ["id"] = customer },
                ["payment_tokens"] = new JsonArray([.. kept.Select(t => (JsonNode)views.Token(t))]),
                ["links"] = new JsonArray(PayPalViews.Link($"{views.Root}/v3/vault/payment-tokens?customer_id={customer}", "self", "GET")),
            });
        }
    }

    /// <summary>A saved account.</summary>
    public PayPalAnswer Show(string id, PayPalViews views)
    {
        lock (world.Gate)
        {
            return world.Tokens.TryGetValue(id, out var token) && !token.Revoked ? PayPalAnswer.Ok(views.Token(token)) : PayPalAnswer.Missing();
        }
    }

    /// <summary>The shop forgets a saved account; forgetting twice is not an error.</summary>
    public PayPalAnswer Delete(string id, PayPalViews views)
    {
        lock (world.Gate)
        {
            if (world.Tokens.Remove(id, out var token) && !token.Revoked)
            {
                world.Remove(token);
                events.Tell(PayPalEventType.TokenDeleted, views.Token(token), views);
            }

            return PayPalAnswer.NoContent;
        }
    }

    private static PayPalAnswer Impossible(string issue, string description) => PayPalAnswer.Impossible(new PayPalDetail(issue, description));
}
