namespace Aruba.Fatturazione.Web.Payments.PayPal;

// What the shop sends, by PayPal's API descriptions (Orders v2, Payments v2, Vault v3). Names become snake_case; null is left out.

internal sealed record OrderSent(string Intent, IReadOnlyList<UnitSent> PurchaseUnits, PayingWith<WalletSent>? PaymentSource);

internal sealed record UnitSent(string ReferenceId, string CustomId, string InvoiceId, string Description, PayPalAmount Amount);

internal sealed record PayingWith<T>(T Paypal);

internal sealed record WalletSent(WalletAttributesSent? Attributes, VisitSent ExperienceContext);

internal sealed record WalletAttributesSent(VaultSent Vault, CustomerSent? Customer);

/// <summary>Permission to charge the account later without its owner; business customers buy here.</summary>
internal sealed record VaultSent(string StoreInVault = "ON_SUCCESS", string UsageType = "MERCHANT", string CustomerType = "BUSINESS", bool PermitMultiplePaymentTokens = false);

internal sealed record CustomerSent(string Id);

internal sealed record VisitSent(
    string ReturnUrl, string CancelUrl, string BrandName, string? UserAction, string? PaymentMethodPreference, string Locale = "it-IT", string ShippingPreference = "NO_SHIPPING");

internal sealed record CaptureSent(PayingWith<SavedWalletSent>? PaymentSource);

internal sealed record SavedWalletSent(string VaultId);

internal sealed record RefundSent(PayPalAmount Amount, string CustomId);

internal sealed record SetupSent(CustomerSent? Customer, PayingWith<SetupWalletSent> PaymentSource);

internal sealed record SetupWalletSent(
    VisitSent ExperienceContext, string UsageType = "MERCHANT", string CustomerType = "BUSINESS", bool PermitMultiplePaymentTokens = false);

internal sealed record TokenSent(TokenSourceSent PaymentSource);

internal sealed record TokenSourceSent(SetupReferenceSent Token);

internal sealed record SetupReferenceSent(string Id, string Type = "SETUP_TOKEN");
