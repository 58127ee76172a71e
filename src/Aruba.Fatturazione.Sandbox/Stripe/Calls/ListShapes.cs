using Aruba.Fatturazione.Sandbox.Stripe.Wire;
using static Aruba.Fatturazione.Sandbox.Stripe.Wire.Field;

namespace Aruba.Fatturazione.Sandbox.Stripe.Calls;

/// <summary>Shapes that several calls share.</summary>
internal static class ListShapes
{
    /// <summary>Nothing but an id in the path.</summary>
    public static readonly GroupShape One = Shape.Group().AsRequest();

    /// <summary>https://docs.stripe.com/search</summary>
    public static readonly GroupShape Search = Shape.Group(
        Need("query", Shape.Text), May("limit", Shape.Whole(1, 100)), May("page", Shape.Text)).AsRequest();

    /// <summary>Card is the only type of payment method here.</summary>
    public static readonly Shape MethodTypes = Shape.List(Shape.OneOf("card"));

    public static readonly Shape MethodOptions = Shape.Group(
        May("card", Shape.Group(May("request_three_d_secure", Shape.OneOf("any", "automatic", "challenge"))).AndNotModelled(
            "capture_method", "installments", "mandate_options", "moto", "network", "require_cvc_recollection", "setup_future_usage", "statement_descriptor_suffix_kana",
            "statement_descriptor_suffix_kanji")));

    public static readonly Shape Automatic = Shape.Group(Need("enabled", Shape.Flag), May("allow_redirects", Shape.OneOf("always", "never")));
}
