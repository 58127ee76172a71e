using System.Diagnostics.CodeAnalysis;
using Aruba.Fatturazione.Sandbox.Ledger;

namespace Aruba.Fatturazione.Sandbox.PayPal;

/// <summary>
/// Everything PayPal knows, in memory. Whoever reads or changes it holds <see cref="Gate"/>; nothing waits while holding it.
/// Emptying the ledger empties it as well.
/// </summary>
internal sealed class PayPalWorld
{
    public const string Provider = "paypal";

    private readonly TimeProvider clock;
    private readonly MoneyLedger ledger;

    public PayPalWorld(TimeProvider clock, MoneyLedger ledger, PayPalRequestIds ids)
    {
        this.clock = clock;
        this.ledger = ledger;
        ledger.Emptied += (_, _) =>
        {
            Clear();
            ids.Clear();
        };
    }

    public Lock Gate { get; } = new();

    public DateTimeOffset Now => clock.GetUtcNow();

    public Dictionary<string, PayPalOrder> Orders { get; } = [];

    public Dictionary<string, PayPalCapture> Captures { get; } = [];

    public Dictionary<string, PayPalRefund> Refunds { get; } = [];

    public Dictionary<string, PayPalSetup> Setups { get; } = [];

    public Dictionary<string, PayPalToken> Tokens { get; } = [];

    /// <summary>The order, unless it never was or is gone by now.</summary>
    public bool TryOrder(string id, [NotNullWhen(true)] out PayPalOrder? order) => Orders.TryGetValue(id, out order) && !order.IsGone(Now);

    /// <summary>The setup token, unless it never was or is gone by now.</summary>
    public bool TrySetup(string id, [NotNullWhen(true)] out PayPalSetup? setup) => Setups.TryGetValue(id, out setup) && !setup.IsGone(Now);

    /// <summary>Money moves: only now does the ledger know of the payment.</summary>
    public void Charge(PayPalCapture capture) => ledger.Record(new LedgerCapture(
        Provider,
        capture.Id,
        capture.Order.ReferenceId == "default" ? null : capture.Order.ReferenceId,
        capture.Order.CustomId,
        capture.Amount.Cents,
        capture.Amount.Currency.ToLowerInvariant(),
        capture.Order.Vault?.Customer ?? capture.Order.Saved?.Customer,
        capture.Order.Saved?.Id,
        capture.UpdatedAt.UtcDateTime));

    /// <summary>Money goes back.</summary>
    public void GiveBack(PayPalRefund refund)
    {
        Refunds.Add(refund.Id, refund);
        refund.Capture.Refunds.Add(refund);
        refund.Capture.Status = refund.Capture.LeftCents == 0 ? "REFUNDED" : "PARTIALLY_REFUNDED";
        refund.Capture.UpdatedAt = refund.At;
        ledger.Record(new LedgerRefund(Provider, refund.Id, refund.Capture.Id, refund.Amount.Cents, refund.At.UtcDateTime));
    }

    /// <summary>Keeps an account, or finds the token that it already has for this customer.</summary>
    public PayPalToken Save(PayPalBuyer buyer, string customer, PayPalVaultAsked asked)
    {
        var known = Tokens.Values.FirstOrDefault(t => !t.Revoked && t.Customer == customer && t.Buyer.Email == buyer.Email);
        if (known is not null && !asked.Several)
        {
            return known;
        }

        var token = new PayPalToken(PayPalIds.Token(), customer, buyer, asked, Now);
        Tokens.Add(token.Id, token);
        ledger.Record(new LedgerVaulted(Provider, token.Id, customer, Brand: null, Last4: null, buyer.Email, token.At.UtcDateTime));
        return token;
    }

    /// <summary>A saved account is removed, by the shop or by its owner.</summary>
    public void Remove(PayPalToken token)
    {
        token.Revoked = true;
        ledger.Removed(Provider, token.Id, Now.UtcDateTime);
    }

    /// <summary>A payment is contested.</summary>
    public void Contest(PayPalCapture capture, string id, string reason) =>
        ledger.Record(new LedgerDispute(Provider, id, capture.Id, capture.Amount.Cents, reason, Now.UtcDateTime));

    private void Clear()
    {
        lock (Gate)
        {
            Orders.Clear();
            Captures.Clear();
            Refunds.Clear();
            Setups.Clear();
            Tokens.Clear();
        }
    }
}
