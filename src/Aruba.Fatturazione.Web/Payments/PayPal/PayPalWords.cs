using Aruba.Fatturazione.Payments;

namespace Aruba.Fatturazione.Web.Payments.PayPal;

/// <summary>PayPal's words in ours.</summary>
internal static class PayPalWords
{
    /// <summary>Why a payment was refused, from the issue of a 4xx (PayPal's list of Orders v2 errors).</summary>
    public static RefusalReason ReasonOf(string code) => code switch
    {
        "TOKEN_ID_NOT_FOUND" or "TOKEN_EXPIRED" or "PAYMENT_TOKEN_NOT_FOUND" or "AGREEMENT_ALREADY_CANCELLED" or "BILLING_AGREEMENT_NOT_FOUND"
            or "INVALID_PAYMENT_TOKEN" or "PAYMENT_SOURCE_INFO_CANNOT_BE_VERIFIED" => RefusalReason.MethodGone,
        "PAYER_ACCOUNT_LOCKED_OR_CLOSED" or "PAYER_ACCOUNT_RESTRICTED" => RefusalReason.Blocked,
        "PAYER_ACTION_REQUIRED" or "REDIRECT_PAYER_FOR_ALTERNATE_FUNDING" or "PAYER_CONSENT_REQUIRED" => RefusalReason.NeedsCustomer,
        _ => RefusalReason.Declined,
    };

    /// <summary>Why a refund was refused, for staff.</summary>
    public static string RefundRefusal(string code) => code switch
    {
        "CAPTURE_FULLY_REFUNDED" => "PayPal ha già restituito tutto l'importo di questo pagamento.",
        "REFUND_AMOUNT_EXCEEDED" => "PayPal rifiuta: l'importo supera ciò che resta di questo pagamento.",
        "REFUND_TIME_LIMIT_EXCEEDED" => "PayPal rifiuta: sono passati più di 180 giorni dal pagamento.",
        "REFUND_FAILED_INSUFFICIENT_FUNDS" => "PayPal rifiuta: sul conto PayPal del negozio non c'è abbastanza denaro.",
        "INVALID_RESOURCE_ID" => "PayPal non conosce questo pagamento.",
        _ => $"PayPal rifiuta il rimborso ({code}).",
    };
}
