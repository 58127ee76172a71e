namespace Aruba.Fatturazione.Orders;

/// <summary>What the order is for.</summary>
public enum OrderKind
{
    /// <summary>First purchase of a subject.</summary>
    Purchase,

    /// <summary>A further term of an existing service.</summary>
    Renewal,

    /// <summary>Modules, users or space added to an existing service.</summary>
    Extension,

    /// <summary>Purchase after the former service was cancelled or deleted.</summary>
    Repurchase,
}

/// <summary>Where an order stands. Labels for people are in <see cref="OrderLabels"/>.</summary>
public enum OrderStatus
{
    /// <summary>Confirmed; money has not been registered in full.</summary>
    AwaitingPayment,

    /// <summary>Paid in full; the service is about to be activated.</summary>
    AwaitingActivation,

    /// <summary>The service is active.</summary>
    Concluded,

    /// <summary>Activation met an obstacle that a person must remove.</summary>
    ActivationFailed,

    /// <summary>Cancelled unpaid, or paid back in full before the service was active.</summary>
    Cancelled,

    /// <summary>Never paid within its time.</summary>
    Lapsed,
}

/// <summary>What can happen to an order.</summary>
public enum OrderTrigger
{
    /// <summary>Registered payments reach the total.</summary>
    PaidInFull,

    /// <summary>Cancelled by the customer or by staff while unpaid.</summary>
    CancelledUnpaid,

    /// <summary>The time to pay is over.</summary>
    TermExpired,

    /// <summary>The service was activated.</summary>
    ServiceActivated,

    /// <summary>Activation cannot go on without a person.</summary>
    ActivationGaveUp,

    /// <summary>Staff asked to try the activation again.</summary>
    ActivationRetried,

    /// <summary>Staff took back a closed order because its money has arrived.</summary>
    ReopenedWithPayment,

    /// <summary>Staff took back a closed order whose money is not enough: the rest can be paid.</summary>
    Reopened,

    /// <summary>All the money went back before the service was active.</summary>
    RefundedInFull,
}

/// <summary>The whole life of an order as one table; a test prints it into the docs.</summary>
public static class OrderTransitions
{
    /// <summary>State and trigger to the next state; a missing pair cannot happen.</summary>
    public static IReadOnlyDictionary<(OrderStatus From, OrderTrigger Trigger), OrderStatus> Table { get; } =
        new Dictionary<(OrderStatus, OrderTrigger), OrderStatus>
        {
            [(OrderStatus.AwaitingPayment, OrderTrigger.PaidInFull)] = OrderStatus.AwaitingActivation,
            [(OrderStatus.AwaitingPayment, OrderTrigger.CancelledUnpaid)] = OrderStatus.Cancelled,
            [(OrderStatus.AwaitingPayment, OrderTrigger.TermExpired)] = OrderStatus.Lapsed,
            [(OrderStatus.AwaitingActivation, OrderTrigger.ServiceActivated)] = OrderStatus.Concluded,
            [(OrderStatus.AwaitingActivation, OrderTrigger.ActivationGaveUp)] = OrderStatus.ActivationFailed,
            [(OrderStatus.ActivationFailed, OrderTrigger.ActivationRetried)] = OrderStatus.AwaitingActivation,
            [(OrderStatus.Lapsed, OrderTrigger.ReopenedWithPayment)] = OrderStatus.AwaitingActivation,
            [(OrderStatus.Cancelled, OrderTrigger.ReopenedWithPayment)] = OrderStatus.AwaitingActivation,
            [(OrderStatus.Lapsed, OrderTrigger.Reopened)] = OrderStatus.AwaitingPayment,
            [(OrderStatus.Cancelled, OrderTrigger.Reopened)] = OrderStatus.AwaitingPayment,
            [(OrderStatus.AwaitingActivation, OrderTrigger.RefundedInFull)] = OrderStatus.Cancelled,
            [(OrderStatus.ActivationFailed, OrderTrigger.RefundedInFull)] = OrderStatus.Cancelled,
        };
}

/// <summary>Italian words for states, as customers of the service know them.</summary>
public static class OrderLabels
{
    /// <summary>The state on screen and in mails.</summary>
    public static string Label(this OrderStatus status) => status switch
    {
        OrderStatus.AwaitingPayment => "Attesa pagamento",
        OrderStatus.AwaitingActivation => "Attesa attivazione",
        OrderStatus.Concluded => "Concluso",
        OrderStatus.ActivationFailed => "Attivazione KO",
        OrderStatus.Cancelled => "Annullato",
        OrderStatus.Lapsed => "Decaduto",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    /// <summary>The kind on screen.</summary>
    public static string Label(this OrderKind kind) => kind switch
    {
        OrderKind.Purchase => "Primo acquisto",
        OrderKind.Renewal => "Rinnovo",
        OrderKind.Extension => "Estensione",
        OrderKind.Repurchase => "Riacquisto",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>The payment method on screen.</summary>
    public static string Label(this PaymentMethod method) => method switch
    {
        PaymentMethod.CartaDiCredito => "Carta di credito",
        PaymentMethod.PayPal => "PayPal",
        PaymentMethod.Bonifico => "Bonifico",
        PaymentMethod.Bollettino => "Bollettino postale",
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, null),
    };
}

/// <summary>How the customer chose to pay.</summary>
public enum PaymentMethod
{
    /// <summary>Card, typed on the provider's page.</summary>
    CartaDiCredito,

    /// <summary>PayPal account.</summary>
    PayPal,

    /// <summary>Bank transfer, registered when it is credited.</summary>
    Bonifico,

    /// <summary>Postal payment slip, registered when it is credited.</summary>
    Bollettino,
}
