using Aruba.Fatturazione.Sandbox.Stripe.Wire;
using static Aruba.Fatturazione.Sandbox.Stripe.Wire.Field;

namespace Aruba.Fatturazione.Sandbox.Stripe.Calls;

/// <summary>What may be sent to make and to list Checkout Sessions.</summary>
internal static class SessionShapes
{
    private static readonly Shape Locale = Shape.OneOf(
        "auto", "bg", "cs", "da", "de", "el", "en", "en-GB", "es", "es-419", "et", "fi", "fil", "fr", "fr-CA", "hr", "hu", "id", "it", "ja", "ko", "lt", "lv", "ms",
        "mt", "nb", "nl", "pl", "pt", "pt-BR", "ro", "ru", "sk", "sl", "sv", "th", "tr", "vi", "zh", "zh-HK", "zh-TW");

    private static readonly Shape Product = Shape.Group(Need("name", Shape.Text), May("description", Shape.Text), May("metadata", Shape.Metadata))
        .AndNotModelled("images", "tax_code", "tax_details", "unit_label");

    private static readonly Shape Price = Shape.Group(
        Need("currency", Shape.Currency),
        Need("unit_amount", Shape.Whole(0, 99_999_999)),
        Need("product_data", Product),
        May("tax_behavior", Shape.OneOf("exclusive", "inclusive", "unspecified")))
        .AndNotModelled("product", "recurring", "unit_amount_decimal");

    private static readonly Shape Line = Shape.Group(Need("price_data", Price), Need("quantity", Shape.Whole(1, 999_999)), May("metadata", Shape.Metadata))
        .AndNotModelled("adjustable_quantity", "id", "price", "tax_rates");

    private static readonly Shape PaymentData = Shape.Group(
        May("description", Shape.Text),
        May("metadata", Shape.Metadata),
        May("receipt_email", Shape.Short(512)),
        May("setup_future_usage", Shape.OneOfOrNone("off_session", "on_session")),
        May("capture_method", Shape.OneOf("automatic", "automatic_async")))
        .AndNotModelled(
            "application_fee_amount", "on_behalf_of", "shipping", "statement_descriptor", "statement_descriptor_suffix", "transfer_data", "transfer_group");

    public static readonly GroupShape Create = Shape.Group(
        Need("mode", Shape.OneOf("payment", "setup", "subscription")),
        Need("success_url", Shape.Url),
        May("cancel_url", Shape.Url),
        May("client_reference_id", Shape.Short(200)),
        May("currency", Shape.Currency),
        May("customer", Shape.Id),
        May("customer_creation", Shape.OneOf("always", "if_required")),
        May("customer_email", Shape.Short(800)),
        May("expires_at", Shape.Time),
        May("line_items", Shape.List(Line)),
        May("locale", Locale),
        May("metadata", Shape.Metadata),
        May("allowed_payment_method_types", ListShapes.MethodTypes),
        May("payment_method_options", ListShapes.MethodOptions),
        May("payment_intent_data", PaymentData),
        May("setup_intent_data", Shape.Group(May("description", Shape.Text), May("metadata", Shape.Metadata)).AndNotModelled("on_behalf_of")),
        May("submit_type", Shape.OneOf("auto", "book", "donate", "pay", "subscribe")),
        May("ui_mode", Shape.OneOf("hosted_page")))
        .AsRequest()
        .AndNotModelled(
            "adaptive_pricing", "after_expiration", "allow_promotion_codes", "automatic_tax", "billing_address_collection", "branding_settings", "consent_collection",
            "custom_fields", "custom_text", "customer_account", "customer_update", "discounts", "excluded_payment_method_types", "integration_identifier",
            "invoice_creation", "managed_payments", "name_collection", "optional_items", "origin_context", "payment_method_collection",
            "payment_method_configuration", "payment_method_data", "permissions", "phone_number_collection", "redirect_on_completion", "return_url",
            "saved_payment_method_options", "shipping_address_collection", "shipping_options", "subscription_data", "tax_id_collection", "wallet_options");

    public static readonly GroupShape List = Shape.Group(
        May("customer", Shape.Id), May("payment_intent", Shape.Id), May("status", Shape.OneOf("complete", "expired", "open")))
        .AsList()
        .AndNotModelled("customer_account", "customer_details", "payment_link", "subscription");
}
