using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using static Aruba.Fatturazione.Sandbox.PayPal.PayPalShape;

namespace Aruba.Fatturazione.Sandbox.PayPal;

/// <summary>The requests that the sandbox understands, field by field, from PayPal's API descriptions (Orders v2, Payments v2, Vault v3, Webhooks v1).</summary>
internal static class PayPalRequests
{
    private const string Locale = "^[a-z]{2}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?$";
    private const string Id = "^[0-9a-zA-Z_-]+$";

    private static readonly PayPalShape CustomerId = new Text(1, 22, Id);

    private static readonly PayPalShape Vault = new Fields(
        ("store_in_vault", new OneOf("ON_SUCCESS")),
        ("usage_type!", new OneOf("MERCHANT", "PLATFORM")),
        ("usage_pattern", new OneOf("IMMEDIATE", "DEFERRED", "RECURRING_PREPAID", "RECURRING_POSTPAID", "THRESHOLD_PREPAID", "THRESHOLD_POSTPAID",
            "SUBSCRIPTION_PREPAID", "SUBSCRIPTION_POSTPAID", "UNSCHEDULED_PREPAID", "UNSCHEDULED_POSTPAID", "INSTALLMENT_PREPAID", "INSTALLMENT_POSTPAID")),
        ("customer_type", new OneOf("CONSUMER", "BUSINESS")),
        ("description", new Text(1, 128)),
        ("permit_multiple_payment_tokens", new Flag()));

    private static readonly PayPalShape Customer = new Fields(
        ("id", CustomerId),
        ("email_address", new Text(3, 254, "^[^@\\s]+@[^@\\s]+$")),
        ("merchant_customer_id", new Text(1, 64, "^[0-9a-zA-Z-_.^*$@#]+$")));

    private static readonly PayPalShape Experience = new Fields(
        ("brand_name", new Text(1, 127)),
        ("locale", new Text(2, 10, Locale)),
        ("landing_page", new OneOf("LOGIN", "GUEST_CHECKOUT", "NO_PREFERENCE", "BILLING")),
        ("shipping_preference", new OneOf("GET_FROM_FILE", "NO_SHIPPING", "SET_PROVIDED_ADDRESS")),
        ("user_action", new OneOf("CONTINUE", "PAY_NOW")),
        ("payment_method_preference", new OneOf("UNRESTRICTED", "IMMEDIATE_PAYMENT_REQUIRED")),
        ("return_url", new Address()),
        ("cancel_url", new Address()));

    private static readonly PayPalShape StoredCredential = new Fields(
        ("payment_initiator!", new OneOf("CUSTOMER", "MERCHANT")),
        ("charge_pattern", new Text(1, 30, "^[A-Z0-9_]+$")),
        ("usage_pattern", new Text(1, 30, "^[A-Z0-9_]+$")),
        ("usage", new OneOf("FIRST", "SUBSEQUENT", "DERIVED")));

    private static readonly PayPalShape PurchaseUnit = new Fields(
        ("reference_id", new Text(1, 256)),
        ("amount!", Money),
        ("description", new Text(1, 127)),
        ("custom_id", new Text(1, 255)),
        ("invoice_id", new Text(1, 127)),
        ("soft_descriptor", new Text(1, 22)));

    /// <summary><c>POST /v2/checkout/orders</c>. One purchase unit and immediate capture are all that the shop uses.</summary>
    public static PayPalShape Order { get; } = new Fields(
        ("intent!", new OneOf("CAPTURE")),
        ("purchase_units!", new ListOf(PurchaseUnit, 1, 1)),
        ("payment_source", new Fields(("paypal!", new Fields(
            ("attributes", new Fields(("customer", Customer), ("vault", Vault))),
            ("experience_context", Experience),
            ("email_address", new Text(3, 254, "^[^@\\s]+@[^@\\s]+$")))))));

    /// <summary><c>POST /v2/checkout/orders/{id}/capture</c>: empty after an approval, or with the account saved in the vault.</summary>
    public static PayPalShape Capture { get; } = new Fields(
        ("payment_source", new Fields(("paypal!", new Fields(
            ("vault_id!", new Text(1, 255, Id)),
            ("stored_credential", StoredCredential))))));

    /// <summary><c>POST /v2/payments/captures/{id}/refund</c>; empty for all that is left.</summary>
    public static PayPalShape Refund { get; } = new Fields(
        ("amount", Money),
        ("custom_id", new Text(1, 127)),
        ("invoice_id", new Text(1, 127)),
        ("note_to_payer", new Text(1, 255)));

    /// <summary><c>POST /v3/vault/setup-tokens</c>.</summary>
    public static PayPalShape SetupToken { get; } = new Fields(
        ("customer", new Fields(("id", CustomerId), ("merchant_customer_id", new Text(1, 64, "^[0-9a-zA-Z-_.^*$@#]+$")))),
        ("payment_source!", new Fields(("paypal!", new Fields(
            ("description", new Text(1, 128)),
            ("usage_pattern", new Text(1, 30, "^[A-Z0-9_]+$")),
            ("usage_type!", new OneOf("MERCHANT", "PLATFORM")),
            ("customer_type", new OneOf("CONSUMER", "BUSINESS")),
            ("permit_multiple_payment_tokens", new Flag()),
            ("experience_context!", new Fields(
                ("brand_name", new Text(1, 300)),
                ("locale", new Text(2, 10, Locale)),
                ("shipping_preference", new OneOf("GET_FROM_FILE", "NO_SHIPPING", "SET_PROVIDED_ADDRESS")),
                ("return_url!", new Address()),
                ("cancel_url!", new Address()))))))));

    /// <summary><c>POST /v3/vault/payment-tokens</c>: a setup token that the buyer has approved becomes a lasting one.</summary>
    public static PayPalShape PaymentToken { get; } = new Fields(
        ("customer", new Fields(("id", CustomerId))),
        ("payment_source!", new Fields(("token!", new Fields(
            ("id!", new Text(1, 255, "^[0-9A-Z_-]+$")),
            ("type!", new OneOf("SETUP_TOKEN")))))));

    /// <summary><c>POST /v1/notifications/verify-webhook-signature</c>.</summary>
    public static PayPalShape Verify { get; } = new Fields(
        ("auth_algo!", new Text(1, 100, "^[a-zA-Z0-9]+$")),
        ("cert_url!", new Address()),
        ("transmission_id!", new Text(1, 50, "^(?!\\d+$)\\w+\\S+")),
        ("transmission_sig!", new Text(1, 500, "^(?!\\d+$)\\w+\\S+")),
        ("transmission_time!", new Text(1, 100)),
        ("webhook_id!", new Text(1, 50)),
        ("webhook_event!", new AnyObject()));

    /// <summary>What is impossible about a well-written amount; null when it can be paid.</summary>
    public static PayPalDetail? Worth(JsonObject money, string at)
    {
        var currency = (string?)money["currency_code"] ?? "";
        var value = (string?)money["value"] ?? "";
        if (!PayPalMoney.Currencies.Contains(currency, StringComparer.Ordinal))
        {
            return new PayPalDetail("CURRENCY_NOT_SUPPORTED", "Currency code is not currently supported.", $"{at}/currency_code", currency);
        }

        if (value.Length - value.LastIndexOf('.') > 3 && value.Contains('.', StringComparison.Ordinal))
        {
            return new PayPalDetail("DECIMAL_PRECISION", "If the currency supports decimals, only two decimal place precision is supported.", $"{at}/value", value);
        }

        return decimal.Parse(value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) is > 0 and <= 9_999_999.99m
            ? null
            : new PayPalDetail("CANNOT_BE_ZERO_OR_NEGATIVE", "Must be greater than zero, and at most seven digits.", $"{at}/value", value);
    }

    /// <summary>The body as an object that can be read by name; call it once the shape is right.</summary>
    public static JsonObject Read(JsonElement body) => JsonObject.Create(body) ?? [];
}
