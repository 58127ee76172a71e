namespace Aruba.Fatturazione.Subscriptions;

/// <summary>Where a service stands.</summary>
public enum SubscriptionStatus
{
    /// <summary>In use.</summary>
    Active,

    /// <summary>Past its expiry, readable for 90 days.</summary>
    Expired,

    /// <summary>Gone; the subject can buy again.</summary>
    Deleted,
}

/// <summary>Why a service does not renew by itself.</summary>
public enum RenewalOffReason
{
    /// <summary>It was paid by a method that cannot be charged again.</summary>
    NoMethod,

    /// <summary>The payment succeeded, but the provider could not keep the method.</summary>
    NotKept,

    /// <summary>The owner switched it off.</summary>
    SwitchedOff,

    /// <summary>The method was removed, here or at the provider.</summary>
    MethodRemoved,

    /// <summary>The customer's bank took money back, or a refund was made in the provider's own pages.</summary>
    Disputed,

    /// <summary>The desk gave back all the money of the term.</summary>
    Refunded,

    /// <summary>The owner gave notice of leaving at the expiry.</summary>
    Disdetta,
}

/// <summary>Something included in a service.</summary>
public sealed class SubscriptionItem
{
    /// <summary>Row id.</summary>
    public int Id { get; init; }

    /// <summary>Catalogue code.</summary>
    public required string ProductCode { get; init; }

    /// <summary>Name at the time of the order.</summary>
    public required string Name { get; init; }

    /// <summary>Units.</summary>
    public required int Quantity { get; set; }
}

/// <summary>A paid stretch of a service; unique by service and start, so that one payment extends one term once.</summary>
public sealed class SubscriptionPeriod
{
    /// <summary>Row id.</summary>
    public int Id { get; init; }

    /// <summary>First Rome day.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>Last Rome day.</summary>
    public required DateOnly EndsOn { get; init; }

    /// <summary>The order that paid it; unique.</summary>
    public required string OrderNumber { get; init; }
}
