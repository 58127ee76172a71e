using System.Text.Json.Nodes;

namespace Aruba.Fatturazione.Sandbox.PayPal;

/// <summary>Orders v2: create, look at, approve, capture.</summary>
internal sealed class PayPalOrders(PayPalWorld world, PayPalEvents events)
{
    /// <summary>An order that moves no money yet.</summary>
    public PayPalAnswer Create(JsonObject body, PayPalViews views, bool whole, out string? id)
    {
        id = null;
        var unit = body["purchase_units"]![0]!.AsObject();
        if (PayPalRequests.Worth(unit["amount"]!.AsObject(), "/purchase_units/0/amount") is { } worthless)
        {
            return PayPalAnswer.Impossible(worthless, avoidable: true);
        }

        var wallet = body["payment_source"]?["paypal"]?.AsObject();
        lock (world.Gate)
        {
            var order = new PayPalOrder
            {
                Id = PayPalIds.Object(),
                Amount = PayPalMoney.Of(unit["amount"]!.AsObject()),
                Unit = unit.DeepClone().AsObject(),
                CreatedAt = world.Now,
                UpdatedAt = world.Now,
                Visit = wallet is null ? null : VisitOf(wallet["experience_context"]?.AsObject() ?? []),
                Vault = VaultOf(wallet?["attributes"]?.AsObject()),
                Status = wallet is null ? "CREATED" : "PAYER_ACTION_REQUIRED",
            };
            if (IsPaidTwice(order))
            {
                return DuplicateInvoice;
            }

            world.Orders.Add(order.Id, order);
            id = order.Id;
            var view = views.Order(order, whole);
            return wallet is null ? PayPalAnswer.Created(view) : PayPalAnswer.Ok(view); // as PayPal: 200 when a payment source came along
        }
    }

    /// <summary>The order as it is now.</summary>
    public PayPalAnswer Show(string id, PayPalViews views, bool whole = true)
    {
        lock (world.Gate)
        {
            return world.TryOrder(id, out var order) ? PayPalAnswer.Ok(views.Order(order, whole)) : PayPalAnswer.Missing();
        }
    }

    /// <summary>The buyer agrees on the hosted page; null when there is nothing to agree to any more.</summary>
    public PayPalOrder? Approve(string id, PayPalBuyer buyer, PayPalViews views)
    {
        lock (world.Gate)
        {
            if (!world.TryOrder(id, out var order) || order.Capture is not null)
            {
                return null;
            }

            order.Buyer = buyer;
            order.Status = "APPROVED";
            order.UpdatedAt = world.Now;
            events.Tell(PayPalEventType.OrderApproved, views.Order(order), views);
            return order;
        }
    }

    /// <summary>Takes the money of an approved order, or with a saved account.</summary>
    public PayPalAnswer Capture(string id, JsonObject body, PayPalViews views)
    {
        var vaultId = (string?)body["payment_source"]?["paypal"]?["vault_id"];
        lock (world.Gate)
        {
            if (!world.TryOrder(id, out var order))
            {
                return PayPalAnswer.Missing();
            }

            PayPalToken? token = null;
            if (vaultId is not null && !world.Tokens.TryGetValue(vaultId, out token))
            {
                return Refused("TOKEN_ID_NOT_FOUND", "Specified token was not found. Verify the token and try the request again.");
            }

            return Obstacle(order, token, views) ?? Take(order, token, views);
        }
    }

    private PayPalAnswer? Obstacle(PayPalOrder order, PayPalToken? token, PayPalViews views)
    {
        if (order.Capture is not null)
        {
            return Refused("ORDER_ALREADY_CAPTURED", "Order already captured. If 'intent=CAPTURE' only one capture per order is allowed.");
        }

        if (token is { Revoked: true })
        {
            return Refused("AGREEMENT_ALREADY_CANCELLED", "The requested agreement is already canceled.");
        }

        if (token is null && order.Status != "APPROVED")
        {
            return Refused("ORDER_NOT_APPROVED", "Payer has not yet approved the Order for payment. Please redirect the payer to the 'rel':'approve' url.");
        }

        if (IsPaidTwice(order))
        {
            return DuplicateInvoice;
        }

        var temper = token?.Buyer.Temper ?? order.Buyer?.Temper;
        return temper == PayPalTemper.No || (token is not null && temper == PayPalTemper.RenewalNo)
            ? PayPalAnswer.Impossible(
                new PayPalDetail("INSTRUMENT_DECLINED", "The instrument presented was either declined by the processor or bank, or it can't be used for this payment."),
                redirect: views.ApprovalOf(order))
            : null;
    }

    private PayPalAnswer Take(PayPalOrder order, PayPalToken? token, PayPalViews views)
    {
        var buyer = token?.Buyer ?? order.Buyer!;
        (order.Buyer, order.Saved, order.Status, order.UpdatedAt) = (buyer, token, "COMPLETED", world.Now);
        order.Capture = new PayPalCapture
        {
            Id = PayPalIds.Object(),
            Order = order,
            Buyer = buyer,
            CreatedAt = world.Now,
            UpdatedAt = world.Now,
            Status = buyer.Temper == PayPalTemper.Pending ? "PENDING" : "COMPLETED",
        };
        world.Captures.Add(order.Capture.Id, order.Capture);
        var keeps = order.Vault is not null && token is null && buyer.Temper is not (PayPalTemper.VaultNo or PayPalTemper.Pending);
        order.SavingLater = keeps && buyer.Temper == PayPalTemper.Later;
        if (keeps && !order.SavingLater)
        {
            order.Saved = world.Save(buyer, order.Vault!.Customer, order.Vault);
        }

        if (order.Capture.Status == "COMPLETED")
        {
            world.Charge(order.Capture);
        }

        var answer = PayPalAnswer.Created(views.Order(order));
        Tell(order, keeps, views);
        return answer;
    }

    private void Tell(PayPalOrder order, bool keeps, PayPalViews views)
    {
        events.Tell(
            order.Capture!.Status == "PENDING" ? PayPalEventType.CapturePending : PayPalEventType.CaptureCompleted, views.Capture(order.Capture), views);
        if (order.SavingLater)
        {
            // The vault finishes a moment after the payment: the answer above says APPROVED, everything from here on VAULTED.
            order.Saved = world.Save(order.Buyer!, order.Vault!.Customer, order.Vault);
            order.SavingLater = false;
        }

        if (keeps)
        {
            var token = views.Token(order.Saved!);
            token["metadata"] = new JsonObject { ["order_id"] = order.Id };
            events.Tell(PayPalEventType.TokenCreated, token, views);
        }
    }

    private bool IsPaidTwice(PayPalOrder order) => order.InvoiceId is { } invoice
        && world.Orders.Values.Any(o => o.Id != order.Id && o.InvoiceId == invoice && o.Capture is { Status: not "DECLINED" });

    private static PayPalAnswer DuplicateInvoice => Refused(
        "DUPLICATE_INVOICE_ID", "Duplicate Invoice ID detected. To avoid a potential duplicate transaction your account setting requires that Invoice Id be unique for each transaction.");

    private static PayPalAnswer Refused(string issue, string description) => PayPalAnswer.Impossible(new PayPalDetail(issue, description));

    private static PayPalVisit VisitOf(JsonObject experience) => new(
        (string?)experience["return_url"],
        (string?)experience["cancel_url"],
        (string?)experience["brand_name"],
        (string?)experience["user_action"] == "PAY_NOW");

    private static PayPalVaultAsked? VaultOf(JsonObject? attributes) => attributes?["vault"] is JsonObject vault && (string?)vault["store_in_vault"] == "ON_SUCCESS"
        ? new PayPalVaultAsked(
            (string?)attributes["customer"]?["id"] ?? PayPalIds.Customer(),
            (string?)vault["customer_type"] ?? "CONSUMER",
            (string?)vault["usage_type"] ?? "MERCHANT",
            (bool?)vault["permit_multiple_payment_tokens"] ?? false)
        : null;
}
