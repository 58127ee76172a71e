using System.Text.Json.Nodes;

namespace Aruba.Fatturazione.Sandbox.PayPal;

/// <summary>Payments v2: look at payments, give money back.</summary>
internal sealed class PayPalPayments(PayPalWorld world, PayPalEvents events)
{
    /// <summary>A payment as it is now.</summary>
    public PayPalAnswer Show(string id, PayPalViews views)
    {
        lock (world.Gate)
        {
            return world.Captures.TryGetValue(id, out var capture) ? PayPalAnswer.Ok(views.Capture(capture)) : PayPalAnswer.Missing();
        }
    }

    /// <summary>Money that was given back.</summary>
    public PayPalAnswer ShowRefund(string id, PayPalViews views)
    {
        lock (world.Gate)
        {
            return world.Refunds.TryGetValue(id, out var refund) ? PayPalAnswer.Ok(views.Refund(refund)) : PayPalAnswer.Missing();
        }
    }

    /// <summary>Gives back an amount, or all that is left.</summary>
    public PayPalAnswer Refund(string captureId, JsonObject body, PayPalViews views, out string? id)
    {
        id = null;
        if (body["amount"] is JsonObject money && PayPalRequests.Worth(money, "/amount") is { } worthless)
        {
            return PayPalAnswer.Impossible(worthless, avoidable: true);
        }

        lock (world.Gate)
        {
            if (!world.Captures.TryGetValue(captureId, out var capture))
            {
                return PayPalAnswer.Missing();
            }

            var amount = body["amount"] is JsonObject asked ? PayPalMoney.Of(asked) : capture.Amount with { Cents = capture.LeftCents };
            if (Obstacle(capture, amount) is { } detail)
            {
                return PayPalAnswer.Impossible(detail);
            }

            var refund = GiveBack(capture, amount, (string?)body["custom_id"], (string?)body["note_to_payer"]);
            events.Tell(PayPalEventType.CaptureRefunded, views.Refund(refund), views);
            id = refund.Id;
            return PayPalAnswer.Created(views.Refund(refund));
        }
    }

    /// <summary>Why this much cannot be given back; null when it can.</summary>
    public static PayPalDetail? Obstacle(PayPalCapture capture, PayPalMoney amount)
    {
        if (capture.Status is "PENDING" or "DECLINED")
        {
            return new PayPalDetail("TRANSACTION_NOT_COMPLETED", "The capture is not completed and cannot be refunded.");
        }

        if (capture.LeftCents == 0)
        {
            return new PayPalDetail("CAPTURE_FULLY_REFUNDED", "The capture has already been fully refunded.");
        }

        if (amount.Currency != capture.Amount.Currency)
        {
            return new PayPalDetail("REFUND_CAPTURE_CURRENCY_MISMATCH", "Refund must be in the same currency as the capture.", "/amount/currency_code", amount.Currency);
        }

        return amount.Cents > capture.LeftCents
            ? new PayPalDetail("REFUND_AMOUNT_EXCEEDED", "The refund amount must be less than or equal to the capture amount that has not yet been refunded.", "/amount/value", amount.Value)
            : null;
    }

    /// <summary>Gives back; the caller has looked for obstacles and holds the gate.</summary>
    public PayPalRefund GiveBack(PayPalCapture capture, PayPalMoney amount, string? customId, string? note)
    {
        var refund = new PayPalRefund(PayPalIds.Object(), capture, amount, customId, note, world.Now);
        world.GiveBack(refund);
        return refund;
    }
}
