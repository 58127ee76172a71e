namespace Aruba.Fatturazione.Web.Payments.PayPal;

/// <summary>Section <c>PayPal</c>: the account that takes PayPal payments. Without a client id, PayPal is not offered.</summary>
public sealed record PayPalOptions
{
    /// <summary>Where PayPal answers for real money.</summary>
    public const string LiveApi = "https://api-m.paypal.com";

    /// <summary>Where PayPal answers for tests.</summary>
    public const string TestApi = "https://api-m.sandbox.paypal.com";

    /// <summary>The client id of the sandbox, known to everybody.</summary>
    public const string SandboxClient = "sandbox-client";

    /// <summary>Base address of the API; outside Production any address of this machine will do.</summary>
    public string ApiBase { get; init; } = LiveApi;

    /// <summary>Client id of the application.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>Its secret, from the environment or a secret file, never from the repository.</summary>
    public string ClientSecret { get; init; } = "";

    /// <summary>Id of the webhook that points at the shop; it is part of what PayPal signs.</summary>
    public string WebhookId { get; init; } = "";

    /// <summary>True when PayPal can be offered.</summary>
    public bool IsConfigured => ClientId.Length > 0;

    /// <summary>True when payments are real.</summary>
    public bool IsLive => ApiBase.TrimEnd('/') == LiveApi;

    /// <summary>True when the API is on this machine: the sandbox, or another emulator.</summary>
    public bool IsOnThisMachine => Uri.TryCreate(ApiBase, UriKind.Absolute, out var url) && url.IsLoopback;

    /// <summary>Origin of the pages on which buyers agree.</summary>
    public string Pages => IsLive ? "https://www.paypal.com" : IsOnThisMachine ? new Uri(ApiBase).GetLeftPart(UriPartial.Authority) : "https://www.sandbox.paypal.com";
}
