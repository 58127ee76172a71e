using Aruba.Fatturazione.Orders;

namespace Aruba.Fatturazione.Subscriptions;

/// <summary>The expiry of a service comes near: its owner is told what will happen. Told in the story of the order of the present term.</summary>
public sealed record ExpiryComesNear(string OrderNumber, Guid SubscriptionId, int Days) : OrderEvent(OrderNumber);

/// <summary>A service that renews itself could not be charged. <paramref name="AttemptId"/> says why, if it got so far.</summary>
public sealed record RenewalNotPaid(string OrderNumber, Guid SubscriptionId, Guid? AttemptId) : OrderEvent(OrderNumber);

/// <summary>A service got a further term.</summary>
public sealed record ServiceRenewed(string OrderNumber, Guid SubscriptionId) : OrderEvent(OrderNumber);

/// <summary>Something was added to a service, which was perhaps prolonged.</summary>
public sealed record ServiceExtended(string OrderNumber, Guid SubscriptionId) : OrderEvent(OrderNumber);

/// <summary>The term of a service is over; it can still be read and reactivated.</summary>
public sealed record ServiceExpired(string OrderNumber, Guid SubscriptionId) : OrderEvent(OrderNumber);

/// <summary>A service is gone with its data; it can be bought again.</summary>
public sealed record ServiceDeleted(string OrderNumber, Guid SubscriptionId) : OrderEvent(OrderNumber);

/// <summary>The owner of a service gave notice of leaving at its expiry. <paramref name="At"/> tells one notice from a later one.</summary>
public sealed record DisdettaGiven(string OrderNumber, Guid SubscriptionId, DateTime At) : OrderEvent(OrderNumber);

/// <summary>The owner of a service took back the notice of leaving.</summary>
public sealed record DisdettaRevoked(string OrderNumber, Guid SubscriptionId, DateTime At) : OrderEvent(OrderNumber);

/// <summary>The owner of a service ended it at once, to buy it again for another subject.</summary>
public sealed record ServiceEnded(string OrderNumber, Guid SubscriptionId) : OrderEvent(OrderNumber);
