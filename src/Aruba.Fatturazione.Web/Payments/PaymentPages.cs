using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Payments.PayPal;
using Aruba.Fatturazione.Web.Payments.Stripe;

namespace Aruba.Fatturazione.Web.Payments;

/// <summary>Where customers are sent to pay: the only foreign pages that a form of the shop may lead to.</summary>
internal static class PaymentPages
{
    /// <summary>Origins for the content security policy.</summary>
    public static IReadOnlyList<string> Origins(IConfiguration configuration)
    {
        var stripe = configuration.Section<StripeOptions>("Stripe");
        var paypal = configuration.Section<PayPalOptions>("PayPal");
        IEnumerable<string> origins = [.. Of(stripe.IsConfigured, stripe.ApiBase, "https://checkout.stripe.com"), .. Of(paypal.IsConfigured, paypal.ApiBase, paypal.Pages)];
        return [.. origins.Distinct()];
    }

    // Providers on this machine (the sandbox, another emulator) may show their pages on any port of it.
    private static string[] Of(bool configured, string apiBase, params string[] official) =>
        !configured ? [] : new Uri(apiBase).IsLoopback ? ["http://127.0.0.1:*", "http://localhost:*"] : official;
}
