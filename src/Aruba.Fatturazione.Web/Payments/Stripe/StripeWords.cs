using Aruba.Fatturazione.Payments;

namespace Aruba.Fatturazione.Web.Payments.Stripe;

/// <summary>Stripe's words in ours.</summary>
internal static class StripeWords
{
    /// <summary>An error's code and decline code as a reason (Stripe's list of decline codes).</summary>
    public static RefusalReason ReasonOf(string? code, string? declineCode) => (declineCode ?? code) switch
    {
        "insufficient_funds" or "card_velocity_exceeded" or "withdrawal_count_limit_exceeded" => RefusalReason.InsufficientFunds,
        "expired_card" => RefusalReason.ExpiredCard,
        "incorrect_cvc" or "invalid_cvc" => RefusalReason.WrongSecurityCode,
        "lost_card" or "stolen_card" or "pickup_card" or "restricted_card" => RefusalReason.Blocked,
        "payment_intent_authentication_failure" or "setup_intent_authentication_failure" => RefusalReason.NotAuthenticated,
        "authentication_required" => RefusalReason.NeedsCustomer,
        "resource_missing" or "payment_method_unexpected_state" => RefusalReason.MethodGone,
        _ => RefusalReason.Declined,
    };

    /// <summary>A card brand as people write it.</summary>
    public static string Brand(string? brand) => brand switch
    {
        "visa" => "Visa",
        "mastercard" => "Mastercard",
        "amex" => "American Express",
        "cartes_bancaires" => "Cartes Bancaires",
        "diners" => "Diners Club",
        "discover" => "Discover",
        "jcb" => "JCB",
        "unionpay" => "UnionPay",
        _ => "Carta",
    };
}
