using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Features.Admin.Payments;

namespace Aruba.Fatturazione.Web.Reconciliation;

/// <summary>What matching needs to know of an order.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Due">What it waits for.</param>
internal sealed record OrderToMatch(string Number, OrderStatus Status, Importo Due);

/// <summary>What a line was found to be.</summary>
/// <param name="State">The state that it deserves; <see cref="BankLineState.Matched"/> when it may be registered at once.</param>
/// <param name="Order">The order that it is, or probably is, about.</param>
internal sealed record LineMatch(BankLineState State, string? Order)
{
    /// <summary>Judges a line by the orders that its causale may mean.</summary>
    public static LineMatch Of(BankLine line, IReadOnlyDictionary<string, OrderToMatch> orders)
    {
        var meant = OrderNumber.FindIn(line.Remittance).Where(orders.ContainsKey).ToList();
        if (meant.Count == 1)
        {
            return new LineMatch(Against(line.Amount, orders[meant[0]]), meant[0]);
        }

        if (meant.Count > 1)
        {
            return new LineMatch(BankLineState.SeveralOrders, meant[0]);
        }

        var near = OrderNumber.NearIn(line.Remittance);
        var guess = near.Where(orders.ContainsKey).ToList();
        var looksLikeOne = near.Count > 0 || OrderNumber.FindIn(line.Remittance).Count > 0;
        return new LineMatch(looksLikeOne ? BankLineState.WrongReference : BankLineState.Unknown, guess.Count == 1 ? guess[0] : null);
    }

    /// <summary>Judges a sum against the one order that it is for.</summary>
    public static BankLineState Against(Importo amount, OrderToMatch order) =>
        order.Status != OrderStatus.AwaitingPayment ? BankLineState.ClosedOrder
        : amount < order.Due ? BankLineState.Partial
        : amount > order.Due ? BankLineState.Over
        : BankLineState.Matched;
}

/// <summary>Lines as money for the books.</summary>
internal static class LineMoney
{
    /// <summary>The next part of a line, as it is registered.</summary>
    public static MoneyIn Money(this BankLine line, Importo amount, DateOnly today, string note) =>
        new(line.Account, line.NextReference, amount, line.ValueDate ?? today, note);
}
