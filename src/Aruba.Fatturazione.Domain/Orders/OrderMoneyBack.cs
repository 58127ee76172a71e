using Aruba.Fatturazione.Payments;

namespace Aruba.Fatturazione.Orders;

/// <content>Money that goes back, and money about which a person decides.</content>
public sealed partial class Order
{
    /// <summary>True while some money that arrived has not gone back.</summary>
    public bool HoldsMoney => payments.Exists(p => p.Reverses is null && LeftOf(p) > 0);

    /// <summary>True when every cent that counts has gone back or is going.</summary>
    public bool IsBeingPaidBack => payments.Count > 0 && Paid.Cents <= refunds.Where(r => r.Status == RefundStatus.Decided).Sum(r => r.Amount.Cents);

    /// <summary>What can still go back of a payment: what arrived, less what went back or is going.</summary>
    public Importo Refundable(Guid paymentId) => new(
        payments.Where(p => p.Id == paymentId || p.Reverses == paymentId).Sum(p => p.Amount.Cents)
        - refunds.Where(r => r.PaymentId == paymentId && r.Status == RefundStatus.Decided).Sum(r => r.Amount.Cents));

    /// <summary>
    /// Decides that money goes back. The same id twice is the same refund. False, and nothing changes, when it is more than what is left
    /// of that payment or not more than nothing.
    /// </summary>
    public bool DecideRefund(Refund refund)
    {
        ArgumentNullException.ThrowIfNull(refund);
        if (refunds.Exists(r => r.Id == refund.Id))
        {
            return true;
        }

        if (refund.Amount.Cents <= 0 || refund.Amount > Refundable(refund.PaymentId))
        {
            return false;
        }

        refunds.Add(refund);
        Raise(new RefundDecided(Number, refund.Id));
        return true;
    }

    /// <summary>
    /// Records that money went back, or came back again: decided here, made in the provider's own pages, or taken by the customer's bank.
    /// The same reference twice changes nothing. False when it was recorded before.
    /// </summary>
    public bool RegisterReversal(RegisteredPayment opposite, Guid? refundId)
    {
        ArgumentNullException.ThrowIfNull(opposite);
        refunds.Find(r => r.Id == refundId)?.Make(opposite.Reference);
        if (payments.Exists(p => p.Source == opposite.Source && p.Reference == opposite.Reference))
        {
            Touch();
            return false;
        }

        payments.Add(opposite);
        Note(RefundedTrigger, opposite.RegisteredAt, opposite.RegisteredBy, opposite.Worth);
        Raise(new RefundMade(Number, opposite.Id));
        if (opposite.Amount.Cents < 0 && Paid.Cents <= 0 && Status is OrderStatus.AwaitingActivation or OrderStatus.ActivationFailed)
        {
            Move(OrderTrigger.RefundedInFull, opposite.RegisteredAt, opposite.RegisteredBy);
        }

        NeedsDecisionSince = !HasMoneyToDecide ? null : opposite.Amount.Cents > 0 ? NeedsDecisionSince ?? opposite.RegisteredAt : NeedsDecisionSince;
        return true;
    }

    /// <summary>The provider refused a refund: it can be decided anew.</summary>
    public void FailRefund(Guid refundId, string why)
    {
        if (refunds.Find(r => r.Id == refundId) is { Status: RefundStatus.Decided } refund)
        {
            refund.Fail(why);
            Raise(new RefundFailed(Number, refundId));
        }
    }

    /// <summary>
    /// A refund that had been made has come back: the customer's bank did not take it. The row that went out stays, its opposite follows.
    /// False when it was recorded before.
    /// </summary>
    public bool TakeRefundBack(RegisteredPayment opposite, Guid? refundId, string why)
    {
        if (!RegisterReversal(opposite, refundId: null))
        {
            return false;
        }

        if (refunds.Find(r => r.Id == refundId) is { } refund)
        {
            refund.Fail(why);
            Raise(new RefundFailed(Number, refund.Id));
        }

        return true;
    }

    /// <summary>
    /// A person takes the money that waits for a decision: it counts, a closed order is open again, and what is paid in full is activated.
    /// False, and nothing changes, when no decision was waited for, none of the money is euro, some of it is going back, or the order was
    /// paid already.
    /// </summary>
    public bool AcceptMoney(string actor, DateTime now, string note)
    {
        if (!CanAcceptMoney)
        {
            return false;
        }

        payments.FindAll(p => p.Currency == RegisteredPayment.Euro).ForEach(p => p.Accept());
        NeedsDecisionSince = payments.Exists(p => !p.Counts && LeftOf(p) > 0) ? NeedsDecisionSince : null;
        var isClosed = Status != OrderStatus.AwaitingPayment;
        if (StillDue.Cents <= 0)
        {
            Move(isClosed ? OrderTrigger.ReopenedWithPayment : OrderTrigger.PaidInFull, now, actor, note);
            Raise(new OrderPaid(Number));
            return true;
        }

        if (isClosed)
        {
            UnpaidPlace = null; // a person opened it: it takes nobody's place
            Move(OrderTrigger.Reopened, now, actor, note);
        }
        else
        {
            Note(DecidedTrigger, now, actor, note);
        }

        Raise(new PartialPaymentRegistered(Number, payments.Where(p => p.Counts && p.Amount.Cents > 0).MaxBy(p => p.RegisteredAt)!.Id));
        return true;
    }

    /// <summary>True when <see cref="AcceptMoney"/> would do something.</summary>
    public bool CanAcceptMoney =>
        NeedsDecisionSince is not null
        && Status is OrderStatus.AwaitingPayment or OrderStatus.Cancelled or OrderStatus.Lapsed
        && !refunds.Exists(r => r.Status == RefundStatus.Decided)
        && payments.Where(p => p.Currency == RegisteredPayment.Euro).Sum(p => p.Amount.Cents) > 0;

    /// <summary>
    /// A person has decided about money that came to a closed order, and says what was done with it.
    /// False, and nothing changes, when no decision was waited for.
    /// </summary>
    public bool Decide(string actor, DateTime now, string note)
    {
        if (NeedsDecisionSince is null)
        {
            return false;
        }

        NeedsDecisionSince = null;
        Note(DecidedTrigger, now, actor, note);
        Touch();
        return true;
    }

    // Money that is not what was asked for, that a closed order holds, or that is more than the price.
    private bool HasMoneyToDecide => payments.Exists(p => !p.Counts && p.Reverses is null && LeftOf(p) > 0) || Status switch
    {
        OrderStatus.AwaitingPayment => false,
        OrderStatus.Cancelled or OrderStatus.Lapsed => Paid.Cents > 0,
        _ => StillDue.Cents < 0,
    };

    private long LeftOf(RegisteredPayment payment) => payments.Where(p => p.Id == payment.Id || p.Reverses == payment.Id).Sum(p => p.Amount.Cents);

    private void Note(string trigger, DateTime now, string actor, string note) =>
        history.Add(new OrderHistoryEntry { At = now, From = Status, To = Status, Trigger = trigger, Actor = actor, Note = note });
}
