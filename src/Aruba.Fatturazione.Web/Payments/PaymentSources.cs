using Aruba.Fatturazione.Orders;

namespace Aruba.Fatturazione.Web.Payments;

/// <summary>Where money is registered from, as stored with it.</summary>
public static class PaymentSources
{
    /// <summary>Card payments.</summary>
    public const string Stripe = "stripe";

    /// <summary>PayPal payments.</summary>
    public const string PayPal = "paypal";

    /// <summary>True when a provider can be asked to give the money back; false for bank and post, where a person does it.</summary>
    public static bool IsProvider(string source) => source is Stripe or PayPal;

    /// <summary>The source of an online method. Throws for the others: a person or a bank file says where that money went.</summary>
    public static string Of(PaymentMethod method) => method switch
    {
        PaymentMethod.CartaDiCredito => Stripe,
        PaymentMethod.PayPal => PayPal,
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "no provider takes this money"),
    };

    /// <summary>The source on screen.</summary>
    public static string Label(string source) => source switch
    {
        Stripe => "Carta di credito (Stripe)",
        PayPal => "PayPal",
        "bank" => "Conto bancario",
        "postal" => "Conto postale",
        _ => source,
    };
}
