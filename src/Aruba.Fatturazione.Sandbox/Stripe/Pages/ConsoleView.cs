using Aruba.Fatturazione.Sandbox.Stripe.Objects;

namespace Aruba.Fatturazione.Sandbox.Stripe.Pages;

/// <summary>What the console page shows: a snapshot, taken under the world's lock.</summary>
/// <param name="Payments">Payments that took money, newest first.</param>
/// <param name="Disputes">Disputes that are open.</param>
/// <param name="Cards">Cards that are kept.</param>
public sealed record ConsoleView(IReadOnlyList<ConsolePayment> Payments, IReadOnlyList<ConsoleDispute> Disputes, IReadOnlyList<ConsoleCard> Cards)
{
    private const int Shown = 50;

    internal static ConsoleView Of(StripeWorld world) => new(
        [.. world.Charges.Newest.Where(c => c.IsPaid).Take(Shown).Select(c => new ConsolePayment(
            c.Payment.Id, c.Metadata.GetValueOrDefault("order"), c.Payment.Amount, c.Refunded, c.Dispute?.Status))],
        [.. world.Disputes.Newest.Where(d => d.Status == "needs_response").Take(Shown).Select(d => new ConsoleDispute(d.Id, d.Charge.Payment.Id))],
        [.. world.Cards.Newest.Where(c => c.Customer is not null).Take(Shown).Select(c => new ConsoleCard(c.Id, c.Brand, c.Last4, c.ExpMonth, c.ExpYear))]);
}

/// <summary>A payment that took money.</summary>
/// <param name="Id">Id of the intent.</param>
/// <param name="Order">The shop's order; null when it named none.</param>
/// <param name="Amount">In cents.</param>
/// <param name="Refunded">In cents.</param>
/// <param name="Dispute">State of its dispute; null without one.</param>
public sealed record ConsolePayment(string Id, string? Order, long Amount, long Refunded, string? Dispute);

/// <summary>An open dispute.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Payment">Id of the intent.</param>
public sealed record ConsoleDispute(string Id, string Payment);

/// <summary>A kept card.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Brand">Its brand.</param>
/// <param name="Last4">Last four digits.</param>
/// <param name="ExpMonth">1 to 12.</param>
/// <param name="ExpYear">Four digits.</param>
public sealed record ConsoleCard(string Id, string Brand, string Last4, int ExpMonth, int ExpYear);
