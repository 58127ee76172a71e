using System.Globalization;
using System.Text.Json.Nodes;
using Aruba.Fatturazione.Sandbox.Ledger;
using Aruba.Fatturazione.Sandbox.Stripe.Objects;
using Aruba.Fatturazione.Sandbox.Stripe.Wire;

namespace Aruba.Fatturazione.Sandbox.Stripe;

/// <summary>Money that goes back, whoever wants it: the shop by API, its staff in the provider's console, the payer through the bank.</summary>
internal static class MoneyBack
{
    /// <summary>Gives back a part of a charge, or all that is left when <paramref name="amount"/> (in cents) is null.</summary>
    /// <exception cref="StripeRefusal">Nothing, or not so much, is left; or the charge is contested.</exception>
    public static StripeRefund Refund(
        StripeWorld world, StripeCharge charge, long? amount, string? reason, IReadOnlyDictionary<string, string> metadata)
    {
        if (!charge.IsPaid)
        {
            throw NothingToRefund(charge.Payment.Id);
        }

        if (charge.Dispute is { Status: not "won" })
        {
            throw StripeRefusal.NotNow($"Charge {charge.Id} has been charged back; cannot issue a refund.", null, "charge_disputed");
        }

        if (charge.Refundable == 0)
        {
            throw StripeRefusal.NotNow($"Charge {charge.Id} has already been refunded.", null, "charge_already_refunded");
        }

        if (amount > charge.Refundable)
        {
            throw new StripeRefusal($"Refund amount ({Euro(amount ?? 0)}) is greater than unrefunded amount on charge ({Euro(charge.Refundable)})", "amount");
        }

        var before = charge.Refunded;
        var refund = world.Refunds.Add(new StripeRefund(StripeWorld.NewId("re"), world.Now, charge, amount ?? charge.Refundable, reason));
        refund.Merge(metadata);
        charge.Add(refund);
        world.Ledger.Record(new LedgerRefund(StripeWorld.Provider, refund.Id, charge.Payment.Id, refund.Amount, world.UtcNow));
        world.Tell("refund.created", refund);
        world.Tell("charge.refunded", charge, new JsonObject { ["amount_refunded"] = before });
        return refund;
    }

    /// <summary>The payer contests a charge.</summary>
    /// <exception cref="StripeRefusal">It took no money, or is contested already, or less is left than <paramref name="amount"/> (in cents).</exception>
    public static StripeDispute Contest(StripeWorld world, StripeCharge charge, long? amount, string reason)
    {
        if (!charge.IsPaid || charge.Dispute is not null)
        {
            throw StripeRefusal.NotNow($"Charge {charge.Id} took no money, or has been disputed already.");
        }

        var contested = amount ?? charge.Payment.Amount;
        if (contested < 1 || contested > charge.Payment.Amount)
        {
            throw new StripeRefusal("The amount must be between one cent and the amount of the charge.", "amount");
        }

        var dispute = world.Disputes.Add(new StripeDispute(StripeWorld.NewId("du"), world.Now, charge, contested, reason));
        charge.Dispute = dispute;
        world.Ledger.Record(new LedgerDispute(StripeWorld.Provider, dispute.Id, charge.Payment.Id, contested, reason, world.UtcNow));
        world.Tell("charge.dispute.created", dispute);
        world.Tell("charge.dispute.funds_withdrawn", dispute);
        return dispute;
    }

    /// <summary>The bank has decided.</summary>
    /// <exception cref="StripeRefusal">It had decided already.</exception>
    public static void Decide(StripeWorld world, StripeDispute dispute, bool won)
    {
        if (dispute.Status is "won" or "lost")
        {
            throw StripeRefusal.NotNow($"Dispute {dispute.Id} is closed.");
        }

        dispute.Close(won);
        world.Tell("charge.dispute.closed", dispute);
        if (won)
        {
            world.Tell("charge.dispute.funds_reinstated", dispute);
        }
    }

    public static StripeRefusal NothingToRefund(string payment) =>
        StripeRefusal.NotNow($"This PaymentIntent ({payment}) does not have a successful charge to refund.", "payment_intent");

    private static string Euro(long cents) => string.Create(CultureInfo.InvariantCulture, $"€{cents / 100m:0.00}");
}
