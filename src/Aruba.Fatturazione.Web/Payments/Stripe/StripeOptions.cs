namespace Aruba.Fatturazione.Web.Payments.Stripe;

/// <summary>Section <c>Stripe</c>: the account that takes card payments. Without a key, cards are not offered.</summary>
public sealed record StripeOptions
{
    /// <summary>Where Stripe answers.</summary>
    public const string Official = "https://api.stripe.com";

    /// <summary>The key of the sandbox, known to everybody.</summary>
    public const string SandboxKey = "sk_test_sandbox";

    /// <summary>Base address of the API; outside Production any address of this machine will do.</summary>
    public string ApiBase { get; init; } = Official;

    /// <summary>Secret key; <c>sk_live_…</c> moves real money.</summary>
    public string SecretKey { get; init; } = "";

    /// <summary>Signing secrets of the webhook endpoint; several while one replaces another.</summary>
    public IReadOnlyList<string> WebhookSecrets { get; init; } = [];

    /// <summary>True when cards can be taken.</summary>
    public bool IsConfigured => SecretKey.Length > 0;

    /// <summary>True when payments are real.</summary>
    public bool IsLive => SecretKey.StartsWith("sk_live_", StringComparison.Ordinal) || SecretKey.StartsWith("rk_live_", StringComparison.Ordinal);
}
