namespace Aruba.Fatturazione.Orders;

/// <summary>Who places the order, how and when: what the order needs beyond the cart.</summary>
/// <param name="Id">Made by the caller.</param>
/// <param name="Number">From <see cref="OrderNumber.New"/>.</param>
/// <param name="Method">How it will be paid.</param>
/// <param name="AccountUsername">Username at the time of the order.</param>
/// <param name="AccountEmail">The account's mailbox, for confirmations.</param>
/// <param name="Acceptances">What was accepted, complete.</param>
/// <param name="At">UTC instant.</param>
public sealed record OrderTicket(
    Guid Id, string Number, PaymentMethod Method, string AccountUsername, string AccountEmail, IReadOnlyList<ContractAcceptance> Acceptances, DateTime At)
{
    /// <summary>Which of the account's places for unpaid orders it takes; null takes none.</summary>
    public int? UnpaidPlace { get; init; }

    /// <summary>Who placed it when it was not the account, or null. Such an order is not confirmed by mail: its payment is.</summary>
    public string? PlacedBy { get; init; }
}

/// <summary>What became of an attempt to register money.</summary>
public enum Registration
{
    /// <summary>This very payment was registered before; nothing changed.</summary>
    AlreadyRegistered,

    /// <summary>Recorded; something is still due.</summary>
    Partial,

    /// <summary>Recorded; the order is paid and the service will be activated.</summary>
    PaidInFull,

    /// <summary>Recorded, but the order was no longer waiting for money: a person decides.</summary>
    OnClosedOrder,

    /// <summary>Recorded, but it is not what was asked for (amount or currency): a person decides.</summary>
    ToVerify,
}
