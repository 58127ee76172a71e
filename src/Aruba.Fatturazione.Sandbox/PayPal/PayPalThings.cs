using System.Text.Json.Nodes;

namespace Aruba.Fatturazione.Sandbox.PayPal;

/// <summary>What the caller wants kept in the vault.</summary>
/// <param name="Customer">The customer it belongs to: the caller's, or one that PayPal has named.</param>
/// <param name="CustomerType"><c>CONSUMER</c> or <c>BUSINESS</c>.</param>
/// <param name="UsageType"><c>MERCHANT</c> or <c>PLATFORM</c>.</param>
/// <param name="Several">True: a new token even when this account already has one for this customer.</param>
internal sealed record PayPalVaultAsked(string Customer, string CustomerType, string UsageType, bool Several);

/// <summary>How the buyer comes and goes.</summary>
/// <param name="ReturnUrl">Where an approval leads; null when the caller named none.</param>
/// <param name="CancelUrl">Where giving up leads; null when the caller named none.</param>
/// <param name="Brand">Name of the shop as shown.</param>
/// <param name="PaysNow">True: the button says that money moves now.</param>
internal sealed record PayPalVisit(string? ReturnUrl, string? CancelUrl, string? Brand, bool PaysNow);

/// <summary>An order (Orders v2).</summary>
internal sealed class PayPalOrder
{
    /// <summary>An order that nobody completes is gone after three hours.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(3);

    public required string Id { get; init; }

    public required PayPalMoney Amount { get; init; }

    public required JsonObject Unit { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null when the order was created without a payment source.</summary>
    public PayPalVisit? Visit { get; init; }

    /// <summary>Null when nothing is to be kept.</summary>
    public PayPalVaultAsked? Vault { get; init; }

    /// <summary><c>CREATED</c>, <c>PAYER_ACTION_REQUIRED</c>, <c>APPROVED</c> or <c>COMPLETED</c>.</summary>
    public required string Status { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public PayPalBuyer? Buyer { get; set; }

    public PayPalCapture? Capture { get; set; }

    /// <summary>The token that the payment left in the vault.</summary>
    public PayPalToken? Saved { get; set; }

    /// <summary>True until the vault has finished, a moment after the payment.</summary>
    public bool SavingLater { get; set; }

    public string? InvoiceId => (string?)Unit["invoice_id"];

    public string? CustomId => (string?)Unit["custom_id"];

    public string ReferenceId => (string?)Unit["reference_id"] ?? "default";

    public bool IsGone(DateTimeOffset now) => Status != "COMPLETED" && now - UpdatedAt >= Life;
}

/// <summary>A payment (Payments v2).</summary>
internal sealed class PayPalCapture
{
    public required string Id { get; init; }

    public required PayPalOrder Order { get; init; }

    public required PayPalBuyer Buyer { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary><c>COMPLETED</c>, <c>PENDING</c>, <c>DECLINED</c>, <c>PARTIALLY_REFUNDED</c> or <c>REFUNDED</c>.</summary>
    public required string Status { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public List<PayPalRefund> Refunds { get; } = [];

    public PayPalMoney Amount => Order.Amount;

    public long LeftCents => Amount.Cents - Refunds.Sum(r => r.Amount.Cents);
}

/// <summary>Money given back (Payments v2).</summary>
/// <param name="Id">PayPal's id.</param>
/// <param name="Capture">The payment it takes from.</param>
/// <param name="Amount">How much.</param>
/// <param name="CustomId">The caller's own id; null without one.</param>
/// <param name="Note">What the buyer was told; null without a note.</param>
/// <param name="At">When.</param>
internal sealed record PayPalRefund(string Id, PayPalCapture Capture, PayPalMoney Amount, string? CustomId, string? Note, DateTimeOffset At);

/// <summary>A saved account (Vault v3).</summary>
/// <param name="Id">PayPal's id, the <c>vault_id</c> of later payments.</param>
/// <param name="Customer">The customer it belongs to.</param>
/// <param name="Buyer">The account.</param>
/// <param name="Asked">How it was to be kept.</param>
/// <param name="At">When it was saved.</param>
internal sealed record PayPalToken(string Id, string Customer, PayPalBuyer Buyer, PayPalVaultAsked Asked, DateTimeOffset At)
{
    /// <summary>The buyer withdrew the permission on PayPal's own pages.</summary>
    public bool Revoked { get; set; }
}

/// <summary>An account on its way into the vault without a purchase (Vault v3).</summary>
internal sealed class PayPalSetup
{
    /// <summary>A setup token lives three days.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(3);

    public required string Id { get; init; }

    public required string Customer { get; init; }

    public required PayPalVisit Visit { get; init; }

    public required PayPalVaultAsked Vault { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary><c>PAYER_ACTION_REQUIRED</c>, <c>APPROVED</c> or <c>VAULTED</c>.</summary>
    public string Status { get; set; } = "PAYER_ACTION_REQUIRED";

    public PayPalBuyer? Buyer { get; set; }

    public bool IsGone(DateTimeOffset now) => now - CreatedAt >= Life;
}
