namespace Aruba.Fatturazione.Orders;

/// <summary>An event about an order; people look for it under the order number.</summary>
public abstract record OrderEvent(string OrderNumber) : StoreEvent
{
    /// <inheritdoc />
    public override string Topic => OrderNumber;
}

/// <summary>The customer confirmed the order.</summary>
public sealed record OrderConfirmed(string OrderNumber) : OrderEvent(OrderNumber);

/// <summary>The customer will pay by bonifico or bollettino after all.</summary>
public sealed record TransferChosen(string OrderNumber) : OrderEvent(OrderNumber);

/// <summary>Some money arrived, not all.</summary>
public sealed record PartialPaymentRegistered(string OrderNumber, Guid PaymentId) : OrderEvent(OrderNumber);

/// <summary>The order is paid in full.</summary>
public sealed record OrderPaid(string OrderNumber) : OrderEvent(OrderNumber);

/// <summary>Money arrived for an order that did not wait for any.</summary>
public sealed record PaymentOnClosedOrder(string OrderNumber, Guid PaymentId) : OrderEvent(OrderNumber);

/// <summary>The order was cancelled unpaid.</summary>
public sealed record OrderCancelled(string OrderNumber) : OrderEvent(OrderNumber);

/// <summary>A consumer withdrew from the contract of the order.</summary>
public sealed record ContractWithdrawn(string OrderNumber) : OrderEvent(OrderNumber);

/// <summary>The service of the order is active.</summary>
public sealed record ServiceActivated(string OrderNumber, Guid SubscriptionId) : OrderEvent(OrderNumber);

/// <summary>The service could not be activated.</summary>
public sealed record ActivationFailed(string OrderNumber) : OrderEvent(OrderNumber);

/// <summary>Staff asked for a new attempt of the activation.</summary>
public sealed record ActivationRetried(string OrderNumber) : OrderEvent(OrderNumber);
