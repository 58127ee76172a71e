using Aruba.Fatturazione.Payments;
using PaymentMethod = Aruba.Fatturazione.Orders.PaymentMethod;

namespace Aruba.Fatturazione.Web.Payments.PayPal;

/// <summary>What PayPal tells of payments and kept accounts, in our words.</summary>
internal static class PayPalFacts
{
    /// <summary>A captured order: paid, refused, or still under PayPal's review.</summary>
    public static ProviderAnswer Of(OrderSeen order, CaptureSeen capture, bool isLive) => capture.Status switch
    {
        "COMPLETED" or "PARTIALLY_REFUNDED" or "REFUNDED" => Paid(order, capture, isLive),
        "DECLINED" or "FAILED" => new ProviderAnswer.Refused(RefusalReason.Declined),
        _ => new ProviderAnswer.Unsure($"a payment in state {capture.Status}"),
    };

    /// <summary>A kept account; null when PayPal leaves out what names it.</summary>
    public static MethodFacts? Of(TokenSeen token) => token is { Id: { Length: > 0 } id, Customer.Id: { Length: > 0 } customer }
        ? Kept(id, customer, token.PaymentSource?.Paypal?.EmailAddress)
        : null;

    private static ProviderAnswer Paid(OrderSeen order, CaptureSeen capture, bool isLive)
    {
        if (capture is not { Id: { Length: > 0 } id, Amount: { } paid, CreateTime: { } at } || !paid.TryRead(out var amount))
        {
            return new ProviderAnswer.Unsure("an answer that cannot be read");
        }

        var wallet = order.PaymentSource?.Paypal;
        var vault = wallet?.Attributes?.Vault;
        var method = vault is { Status: "VAULTED", Id: { Length: > 0 } token, Customer.Id: { Length: > 0 } customer } ? Kept(token, customer, wallet?.EmailAddress) : null;
        return new ProviderAnswer.Paid(new PaymentFacts(
            id,
            amount,
            paid.CurrencyCode ?? "",
            Guid.TryParse(capture.CustomId ?? order.Unit?.CustomId, out var attempt) ? attempt : null,
            isLive,
            vault?.Customer?.Id,
            method,
            KeepsLater: method is null && vault?.Status == "APPROVED",
            at.UtcDateTime));
    }

    private static MethodFacts Kept(string token, string customer, string? email) =>
        new(PaymentMethod.PayPal, token, customer, "PayPal", Last4: "", ExpiryMonth: null, ExpiryYear: null, email);
}
