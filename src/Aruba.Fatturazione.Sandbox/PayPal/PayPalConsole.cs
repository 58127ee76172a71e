using System.Text.Json.Nodes;

namespace Aruba.Fatturazione.Sandbox.PayPal;

/// <summary>
/// What people do on PayPal's own pages behind the shop's back: the seller refunds in the console, the buyer disputes or withdraws the
/// permission, PayPal reverses a payment or finishes a review. Each verb answers false when there is nothing (left) to do it to.
/// </summary>
internal sealed class PayPalConsole(PayPalWorld world, PayPalEvents events, PayPalPayments payments)
{
    /// <summary>Everything to act on, newest first.</summary>
    public (IReadOnlyList<PayPalPaymentRow> Captures, IReadOnlyList<PayPalAccountRow> Tokens) Everything()
    {
        lock (world.Gate)
        {
            return (
                [.. world.Captures.Values.Select(RowOf).Reverse()],
                [.. world.Tokens.Values.Where(t => !t.Revoked).Select(t => new PayPalAccountRow(t.Id, t.Customer, t.Buyer.Email)).Reverse()]);
        }
    }

    /// <summary>Gives back this many cents, or all that is left when null.</summary>
    public bool Refund(string captureId, long? cents, PayPalViews views) => Act(captureId, capture =>
    {
        var amount = capture.Amount with { Cents = cents ?? capture.LeftCents };
        if (amount.Cents <= 0 || PayPalPayments.Obstacle(capture, amount) is not null)
        {
            return false;
        }

        events.Tell(PayPalEventType.CaptureRefunded, views.Refund(payments.GiveBack(capture, amount, customId: null, note: null)), views);
        return true;
    });

    /// <summary>PayPal takes back all that is left, against the seller's will.</summary>
    public bool Reverse(string captureId, PayPalViews views) => Act(captureId, capture =>
    {
        var amount = capture.Amount with { Cents = capture.LeftCents };
        if (PayPalPayments.Obstacle(capture, amount) is not null)
        {
            return false;
        }

        events.Tell(PayPalEventType.CaptureReversed, views.Refund(payments.GiveBack(capture, amount, customId: null, note: null)), views);
        return true;
    });

    /// <summary>The buyer contests the payment; the money stays where it is for now.</summary>
    public bool Dispute(string captureId, PayPalViews views) => Act(captureId, capture =>
    {
        if (capture.Status is "PENDING" or "DECLINED")
        {
            return false;
        }

        const string reason = "UNAUTHORISED";
        var id = PayPalIds.Dispute();
        world.Contest(capture, id, reason);
        events.Tell(PayPalEventType.DisputeCreated, DisputeOf(capture, id, reason, views), views);
        return true;
    });

    /// <summary>A payment under review goes well.</summary>
    public bool Complete(string captureId, PayPalViews views) => Decide(captureId, "COMPLETED", PayPalEventType.CaptureCompleted, views);

    /// <summary>A payment under review is denied.</summary>
    public bool Deny(string captureId, PayPalViews views) => Decide(captureId, "DECLINED", PayPalEventType.CaptureDenied, views);

    /// <summary>The buyer withdraws the permission to charge the saved account.</summary>
    public bool Revoke(string tokenId, PayPalViews views)
    {
        lock (world.Gate)
        {
            if (!world.Tokens.TryGetValue(tokenId, out var token) || token.Revoked)
            {
                return false;
            }

            world.Remove(token);
            events.Tell(PayPalEventType.TokenDeleted, views.Token(token), views);
            return true;
        }
    }

    private bool Decide(string captureId, string status, PayPalEventType told, PayPalViews views) => Act(captureId, capture =>
    {
        if (capture.Status != "PENDING")
        {
            return false;
        }

        capture.Status = status;
        capture.UpdatedAt = world.Now;
        if (status == "COMPLETED")
        {
            world.Charge(capture);
        }

        events.Tell(told, views.Capture(capture), views);
        return true;
    });

    private bool Act(string captureId, Func<PayPalCapture, bool> deed)
    {
        lock (world.Gate)
        {
            return world.Captures.TryGetValue(captureId, out var capture) && deed(capture);
        }
    }

    private static PayPalPaymentRow RowOf(PayPalCapture capture) => new(
        capture.Id,
        capture.Order.Id,
        capture.Order.InvoiceId ?? capture.Order.Id,
        capture.Buyer.Email,
        capture.Status,
        capture.Amount.Cents,
        capture.LeftCents,
        capture.Amount.Currency);

    private JsonObject DisputeOf(PayPalCapture capture, string id, string reason, PayPalViews views) => new()
    {
        ["dispute_id"] = id,
        ["create_time"] = PayPalViews.Instant(world.Now),
        ["update_time"] = PayPalViews.Instant(world.Now),
        ["disputed_transactions"] = new JsonArray(new JsonObject
        {
            ["seller_transaction_id"] = capture.Id,
            ["gross_amount"] = capture.Amount.Written,
            ["invoice_number"] = capture.Order.InvoiceId,
            ["custom"] = capture.Order.CustomId,
        }),
        ["reason"] = reason,
        ["status"] = "OPEN",
        ["dispute_amount"] = capture.Amount.Written,
        ["dispute_life_cycle_stage"] = "CHARGEBACK",
        ["links"] = new JsonArray(PayPalViews.Link($"{views.Root}/v1/customer/disputes/{id}", "self", "GET")),
    };
}
