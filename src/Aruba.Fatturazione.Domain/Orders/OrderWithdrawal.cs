using Aruba.Fatturazione.Payments;

namespace Aruba.Fatturazione.Orders;

/// <content>A consumer withdraws from the contract.</content>
public sealed partial class Order
{
    /// <summary>Name in <see cref="History"/> of a withdrawal; the state stays what it was.</summary>
    public const string WithdrawnTrigger = "Withdrawn";

    /// <summary>UTC instant at which the buyer withdrew from the contract; null for all others.</summary>
    public DateTime? WithdrawnAt { get; private set; }

    /// <summary>The payments of which something can still go back.</summary>
    public IReadOnlyList<RegisteredPayment> GivableBack() => payments.FindAll(p => p.Reverses is null && Refundable(p.Id).Cents > 0);

    /// <summary>
    /// The buyer withdraws from a contract that money has concluded; what was paid is given back by refunds. False when that was done before,
    /// or no money has concluded it: such an order is cancelled.
    /// </summary>
    public bool Withdraw(string actor, DateTime now)
    {
        if (WithdrawnAt is not null || Status is OrderStatus.AwaitingPayment or OrderStatus.Cancelled or OrderStatus.Lapsed)
        {
            return false;
        }

        WithdrawnAt = now;
        Note(WithdrawnTrigger, now, actor, "Recesso del consumatore.");
        Raise(new ContractWithdrawn(Number));
        return true;
    }
}
