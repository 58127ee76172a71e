using System.Text.Json.Serialization;

namespace Aruba.Fatturazione.Web.Payments.PayPal;

// What PayPal answers with, so far as the shop reads it. Everything may be missing; who needs a part says what its absence means.

internal sealed record OrderSeen(
    string? Id, string? Status, SourceSeen? PaymentSource, IReadOnlyList<UnitSeen>? PurchaseUnits, IReadOnlyList<LinkSeen>? Links)
{
    /// <summary>The one purchase unit that the shop makes.</summary>
    [JsonIgnore]
    public UnitSeen? Unit => PurchaseUnits is [{ } unit] ? unit : null;

    /// <summary>The payment, or null before it.</summary>
    [JsonIgnore]
    public CaptureSeen? Capture => Unit?.Payments?.Captures is [.., { } capture] ? capture : null;
}

internal sealed record UnitSeen(string? CustomId, PaymentsSeen? Payments);

internal sealed record PaymentsSeen(IReadOnlyList<CaptureSeen>? Captures, IReadOnlyList<RefundSeen>? Refunds);

internal sealed record CaptureSeen(string? Id, string? Status, PayPalAmount? Amount, string? CustomId, DateTimeOffset? CreateTime, SupplementarySeen? SupplementaryData);

internal sealed record SupplementarySeen(RelatedSeen? RelatedIds);

internal sealed record RelatedSeen(string? OrderId);

internal sealed record RefundSeen(string? Id, string? Status, PayPalAmount? Amount, string? CustomId, DateTimeOffset? CreateTime, IReadOnlyList<LinkSeen>? Links);

internal sealed record LinkSeen(string? Href, string? Rel);

internal sealed record SourceSeen(WalletSeen? Paypal);

internal sealed record WalletSeen(string? EmailAddress, string? AccountId, WalletAttributesSeen? Attributes);

internal sealed record WalletAttributesSeen(VaultSeen? Vault);

internal sealed record VaultSeen(string? Id, string? Status, CustomerSeen? Customer);

internal sealed record CustomerSeen(string? Id);

internal sealed record SetupSeen(string? Id, string? Status, CustomerSeen? Customer, SourceSeen? PaymentSource, IReadOnlyList<LinkSeen>? Links);

internal sealed record TokenSeen(string? Id, CustomerSeen? Customer, SourceSeen? PaymentSource, TokenMetadataSeen? Metadata);

internal sealed record TokenMetadataSeen(string? OrderId);

internal sealed record TokensSeen(IReadOnlyList<TokenSeen>? PaymentTokens);

internal sealed record DisputeSeen(string? DisputeId, PayPalAmount? DisputeAmount, IReadOnlyList<DisputedSeen>? DisputedTransactions, DateTimeOffset? CreateTime);

internal sealed record DisputedSeen(string? SellerTransactionId);

internal sealed record VerifiedSeen(string? VerificationStatus);

internal sealed record GrantSeen(string? AccessToken, int? ExpiresIn);

internal sealed record ErrorSeen(string? Name, string? Error, IReadOnlyList<IssueSeen>? Details);

internal sealed record IssueSeen(string? Issue);

/// <summary>Nothing is read, as after a deletion.</summary>
internal sealed record NothingSeen;
