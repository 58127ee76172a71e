namespace Aruba.Fatturazione.Sandbox.Stripe;

/// <summary>The sandbox's account at Stripe: fixed, public, good for nothing else.</summary>
internal static class StripeKeys
{
    public const string SecretKey = "sk_test_sandbox";
    public const string WebhookSecret = "whsec_sandbox";
    public const string Account = "acct_sandbox";

    /// <summary>The only version of the API that is spoken here: the one that Stripe.net 53.1.0 pins.</summary>
    public const string ApiVersion = "2026-10-28.endive";
}
