namespace Aruba.Fatturazione.Web.Payments.Webhooks;

/// <summary>Something a provider told us, as it came. Kept so that nothing is acknowledged and forgotten.</summary>
public sealed class ProviderEvent
{
    /// <summary>Our id.</summary>
    public required Guid Id { get; init; }

    /// <summary><c>stripe</c> or <c>paypal</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>The provider's id; unique within the provider, for ever.</summary>
    public required string EventId { get; init; }

    /// <summary>The provider's word for what happened.</summary>
    public required string Type { get; init; }

    /// <summary>The raw body, signature verified.</summary>
    public required string Body { get; set; }

    /// <summary>UTC instant of the arrival.</summary>
    public required DateTime ReceivedAt { get; init; }

    /// <summary>UTC instant at which it was acted on, or null.</summary>
    public DateTime? HandledAt { get; set; }

    /// <summary>What was done, in Italian, or null.</summary>
    public string? Outcome { get; set; }
}

/// <summary>The name under which a provider knows an account.</summary>
public sealed class ProviderCustomer
{
    /// <summary>The account.</summary>
    public required Guid AccountId { get; init; }

    /// <summary><c>stripe</c> or <c>paypal</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>The provider's name.</summary>
    public required string Reference { get; init; }
}
