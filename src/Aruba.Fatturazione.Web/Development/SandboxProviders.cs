using Aruba.Fatturazione.Web.Payments.PayPal;
using Aruba.Fatturazione.Web.Payments.Stripe;

namespace Aruba.Fatturazione.Web.Development;

/// <summary>Points the payment providers at the sandbox, unless the operator configured others. Its keys are known to everybody.</summary>
internal static class SandboxProviders
{
    /// <summary>The settings for a sandbox at that address.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> For(string sandboxUrl, IConfiguration configuration)
    {
        var url = sandboxUrl.TrimEnd('/');
        if (string.IsNullOrEmpty(configuration["Stripe:SecretKey"]))
        {
            yield return new("Stripe:ApiBase", configuration["Stripe:ApiBase"] ?? $"{url}/stripe");
            yield return new("Stripe:SecretKey", StripeOptions.SandboxKey);
            yield return new("Stripe:WebhookSecrets:0", "whsec_sandbox");
        }

        if (string.IsNullOrEmpty(configuration["PayPal:ClientId"]))
        {
            yield return new("PayPal:ApiBase", configuration["PayPal:ApiBase"] ?? $"{url}/paypal");
            yield return new("PayPal:ClientId", PayPalOptions.SandboxClient);
            yield return new("PayPal:ClientSecret", "sandbox-secret");
            yield return new("PayPal:WebhookId", "WH-SANDBOX");
        }
    }
}
