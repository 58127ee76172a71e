using Aruba.Fatturazione.Intestatari;

namespace Aruba.Fatturazione.Subscriptions;

/// <summary>
/// The holder of a service as its owner corrected it; the newest one is in force. Orders keep the holder with whom they were placed, the next
/// ones take this one.
/// </summary>
public sealed class HolderVersion
{
    /// <summary>Identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>The service.</summary>
    public required Guid SubscriptionId { get; init; }

    /// <summary>UTC instant of the correction.</summary>
    public required DateTime At { get; init; }

    /// <summary>All the data, the unchanged ones too.</summary>
    public required Intestatario Holder { get; init; }
}
