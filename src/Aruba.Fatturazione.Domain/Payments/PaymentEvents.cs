using Aruba.Fatturazione.Orders;

namespace Aruba.Fatturazione.Payments;

/// <summary>The provider did not say in time what became of an attempt: a person must look.</summary>
public sealed record AttemptUnresolved(Guid AttemptId, string OrderNumber) : OrderEvent(OrderNumber);

/// <summary>A provider told us something; the stored event says what.</summary>
public sealed record ProviderEventReceived(Guid EventId) : StoreEvent
{
    /// <inheritdoc />
    public override string Topic => EventId.ToString();
}

/// <summary>A card or PayPal account was kept for the next payments.</summary>
public sealed record MethodKept(Guid MethodId) : StoreEvent
{
    /// <inheritdoc />
    public override string Topic => MethodId.ToString();
}

/// <summary>A kept method was removed: by its owner, or (<paramref name="AtProvider"/>) it no longer exists at the provider.</summary>
public sealed record MethodRemoved(Guid MethodId, bool AtProvider) : StoreEvent
{
    /// <inheritdoc />
    public override string Topic => MethodId.ToString();
}

/// <summary>The network gave a kept card a new number or expiry.</summary>
public sealed record MethodUpdated(Guid MethodId) : StoreEvent
{
    /// <inheritdoc />
    public override string Topic => MethodId.ToString();
}

/// <summary>Money arrived, but the method could not be kept although the customer wanted it.</summary>
public sealed record MethodNotKept(string OrderNumber) : OrderEvent(OrderNumber);

/// <summary>Money arrived, and the provider will say later whether it keeps the method.</summary>
public sealed record MethodAwaited(Guid AttemptId, string OrderNumber) : OrderEvent(OrderNumber);

/// <summary>Money arrived that is not what was asked for: another amount or currency.</summary>
public sealed record PaymentToVerify(string OrderNumber, Guid PaymentId) : OrderEvent(OrderNumber);

/// <summary>A refund was decided at the desk; the provider is to be asked.</summary>
public sealed record RefundDecided(string OrderNumber, Guid RefundId) : OrderEvent(OrderNumber);

/// <summary>Money went back to the customer, whoever caused it.</summary>
public sealed record RefundMade(string OrderNumber, Guid PaymentId) : OrderEvent(OrderNumber);

/// <summary>A provider refused a refund.</summary>
public sealed record RefundFailed(string OrderNumber, Guid RefundId) : OrderEvent(OrderNumber);

/// <summary>The customer's bank took the money back or asks why it was taken.</summary>
public sealed record PaymentDisputed(string OrderNumber, string DisputeReference) : OrderEvent(OrderNumber);

/// <summary>Automatic renewal of a service was switched on.</summary>
public sealed record RenewalSwitchedOn(Guid SubscriptionId) : StoreEvent
{
    /// <inheritdoc />
    public override string Topic => SubscriptionId.ToString();
}

/// <summary>Automatic renewal of a service goes on with another method.</summary>
public sealed record RenewalMethodReplaced(Guid SubscriptionId) : StoreEvent
{
    /// <inheritdoc />
    public override string Topic => SubscriptionId.ToString();
}

/// <summary>Automatic renewal of a service was switched off.</summary>
public sealed record RenewalSwitchedOff(Guid SubscriptionId) : StoreEvent
{
    /// <inheritdoc />
    public override string Topic => SubscriptionId.ToString();
}
