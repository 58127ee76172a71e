namespace Aruba.Fatturazione.Subscriptions;

/// <summary>More or less of something that a service includes, from the first day of a term on: paid, or what its owner wishes to renew with.</summary>
public sealed class SubscriptionChange
{
    /// <summary>Row id.</summary>
    public int Id { get; init; }

    /// <summary>Catalogue code.</summary>
    public required string ProductCode { get; init; }

    /// <summary>Name at the time of the change.</summary>
    public required string Name { get; init; }

    /// <summary>Units more; fewer when negative. Never 0.</summary>
    public required int Quantity { get; init; }

    /// <summary>First Rome day on which it holds, when it is paid; null for a wish, which the next renewal buys.</summary>
    public required DateOnly? StartsOn { get; init; }
}
