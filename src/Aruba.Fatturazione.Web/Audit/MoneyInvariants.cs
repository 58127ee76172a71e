using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Payments;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Audit;

/// <summary>What must hold of money. The double cast reads an <see cref="Importo"/> as the cents that are stored.</summary>
internal static class MoneyInvariants
{
    private static readonly string[] Online = [PaymentSources.Stripe, PaymentSources.PayPal];

    /// <summary>B-I1.</summary>
    public static Invariant NothingOrTheTotal { get; } = new("B-I1", "what a provider took for an order, less what it gave back, is nothing or what was asked, and never more than the total")
    {
        Queries = look =>
        [
            new("the books have more from providers than the total", look.Db.Orders
                .Where(o => o.Payments.Where(p => p.Counts && Online.Contains(p.Source)).Sum(p => (long)(object)p.Amount) > (long)(object)o.Gross)
                .Select(o => o.Number)),
            new("the books have more given back than came", look.Db.Orders
                .Where(o => o.Payments.Any(p => p.Reverses == null
                    && (long)(object)p.Amount + o.Payments.Where(r => r.Reverses == p.Id).Sum(r => (long)(object)r.Amount) < 0))
                .Select(o => o.Number)),
        ],
        More = async (look, ct) => look.Witness is { } witness ? await NetOffencesAsync(look, witness, ct) : [],
    };

    /// <summary>B-I2.</summary>
    public static Invariant EveryCaptureHasItsOrder { get; } = new("B-I2", "all money belongs to one order that is paid, or waits in plain sight for a person or for the provider's answer")
    {
        Queries = look =>
        [
            new("the same money is in the books twice", look.Db.Set<RegisteredPayment>()
                .GroupBy(p => new { p.Source, p.Reference }).Where(g => g.Count() > 1).Select(g => g.Key.Source + " " + g.Key.Reference)),
            new("paid in full and still waiting for money", look.Db.Orders
                .Where(o => o.Status == OrderStatus.AwaitingPayment && o.Payments.Where(p => p.Counts).Sum(p => (long)(object)p.Amount) >= (long)(object)o.Gross)
                .Select(o => o.Number)),
            new("money for a closed order, and nobody was asked to decide", look.Db.Orders
                .Where(o => (o.Status == OrderStatus.Cancelled || o.Status == OrderStatus.Lapsed) && o.NeedsDecisionSince == null
                    && o.Payments.Sum(p => (long)(object)p.Amount) > 0 && !o.History.Any(h => h.Trigger == Order.DecidedTrigger))
                .Select(o => o.Number)),
            new("it was withdrawn from, and nobody was asked to give the money back", look.Db.Orders
                .Where(o => o.WithdrawnAt != null && o.Payments.Sum(p => (long)(object)p.Amount) > 0 && !o.Refunds.Any()
                    && !look.Db.DeskTasks.Any(t => t.OrderNumber == o.Number && t.Kind == DeskTaskKind.Withdrawal))
                .Select(o => o.Number)),
            new("money that is not what was asked for, and nobody was asked to decide", look.Db.Orders
                .Where(o => o.NeedsDecisionSince == null && o.Payments.Where(p => !p.Counts).Sum(p => (long)(object)p.Amount) > 0
                    && !o.History.Any(h => h.Trigger == Order.DecidedTrigger))
                .Select(o => o.Number)),
        ],
        More = async (look, ct) => look.Witness is { } witness ? await CaptureOffencesAsync(look, witness, ct) : [],
    };

    /// <summary>B-I9.</summary>
    public static Invariant BooksAreBalanced { get; } = new("B-I9", "totals are the sum of their lines to the cent, and no row of the books stands without its opposite's ground")
    {
        Queries = look =>
        [
            new("the net is not the sum of the lines", look.Db.Orders
                .Where(o => o.Lines.Sum(l => (long)(object)l.Net) != (long)(object)o.Net).Select(o => o.Number)),
            new("a line is not price times quantity times years", look.Db.Orders
                .Where(o => o.Lines.Any(l => l.Days == null && (long)(object)l.Net != (long)(object)l.UnitNet * l.Quantity * o.Years)).Select(o => o.Number)),
            new("a line is not its days' part of the price, half a cent up", look.Db.Orders
                .Where(o => o.Lines.Any(l => l.Days != null
                    && (long)(object)l.Net != ((((long)(object)l.UnitNet * l.Quantity * l.Days) * 2) + l.DaysOf) / (l.DaysOf * 2))).Select(o => o.Number)),
            new("the total is not net plus IVA", look.Db.Orders
                .Where(o => (long)(object)o.Net + (long)(object)o.Iva != (long)(object)o.Gross).Select(o => o.Number)),
            new("it is called paid with less than its total", look.Db.Orders
                .Where(o => (o.Status == OrderStatus.AwaitingActivation || o.Status == OrderStatus.Concluded || o.Status == OrderStatus.ActivationFailed)
                    && o.Payments.Where(p => p.Counts && p.Reverses == null).Sum(p => (long)(object)p.Amount) < (long)(object)o.Gross)
                .Select(o => o.Number)),
            new("money went back from a payment that it does not have", look.Db.Orders
                .Where(o => o.Payments.Any(r => r.Reverses != null && !o.Payments.Any(p => p.Id == r.Reverses && p.Reverses == null))).Select(o => o.Number)),
        ],
    };

    private static async Task<IEnumerable<Offence>> NetOffencesAsync(AuditLook look, Witness witness, CancellationToken ct)
    {
        var back = witness.Refunds.ToLookup(r => (r.Provider, r.Capture));
        var nets = witness.Captures.GroupBy(c => c.Order ?? "")
            .ToDictionary(g => g.Key, g => g.Sum(c => c.AmountCents - back[(c.Provider, c.Id)].Sum(r => r.AmountCents)));
        var numbers = nets.Keys.ToList();
        var orders = await look.Db.Orders.AsNoTracking().Include(o => o.Payments).Where(o => numbers.Contains(o.Number)).ToListAsync(ct);
        List<Offence> found = [.. witness.Refunds.Where(r => !witness.Captures.Any(c => c.Provider == r.Provider && c.Id == r.Capture))
            .Select(r => new Offence(r.Id, "the provider gave back what it never took"))];
        foreach (var order in orders)
        {
            var net = nets[order.Number];
            if (net > order.Gross.Cents)
            {
                found.Add(new(order.Number, "the provider took more than the total"));
            }
            else if (net < 0)
            {
                found.Add(new(order.Number, "the provider gave back more than it took"));
            }
            else if (net != 0 && net != order.Gross.Cents && net != BookedOnline(order, witness))
            {
                found.Add(new(order.Number, "the provider holds neither nothing nor the total, and the books do not say why"));
            }
        }

        return found;
    }

    // A part paid by bonifico, a partial refund, an amount that waits for a decision: the books say it. What a bank took by a dispute is not
    // in the provider's list of refunds.
    private static long BookedOnline(Order order, Witness witness) =>
        order.Payments.Where(p => Online.Contains(p.Source) && !IsDispute(p, witness) && !CameBack(p)).Sum(p => p.Amount.Cents);

    // A refund that the customer's bank did not take: the provider's list has the refund all the same.
    private static bool CameBack(RegisteredPayment row) => row.Reverses is not null && row.Amount.Cents > 0;

    private static bool IsDispute(RegisteredPayment row, Witness witness) =>
        witness.Disputes.Any(d => d.Provider == row.Source && row.Reference.StartsWith(d.Id, StringComparison.Ordinal));

    private static async Task<IEnumerable<Offence>> CaptureOffencesAsync(AuditLook look, Witness witness, CancellationToken ct)
    {
        var booked = await look.Db.Orders.AsNoTracking()
            .SelectMany(o => o.Payments, (o, p) => new { o.Number, Row = p }).Where(b => Online.Contains(b.Row.Source)).ToListAsync(ct);
        var byName = booked.ToLookup(b => (b.Row.Source, b.Row.Reference));
        List<Offence> found = [];
        foreach (var capture in witness.Captures)
        {
            if (byName[(capture.Provider, capture.Id)].ToList() is [var row, ..])
            {
                if (row.Number != capture.Order || row.Row.Amount.Cents != capture.AmountCents)
                {
                    found.Add(new(row.Number, $"{capture.Id} is in the books of another order, or with another amount"));
                }
            }
            else if (!await WaitsInPlainSightAsync(look, capture, ct))
            {
                found.Add(new(capture.Order ?? capture.Id, $"{capture.Id} was taken and is in no books"));
            }
        }

        found.AddRange(booked.Where(b => b.Row.Reverses is null && !witness.Captures.Any(c => c.Provider == b.Row.Source && c.Id == b.Row.Reference))
            .Select(b => new Offence(b.Number, $"{b.Row.Reference} is in the books and the provider never took it")));
        found.AddRange(witness.Refunds.Where(r => r.At < look.Overdue && !byName[(r.Provider, r.Id)].Any())
            .Select(r => new Offence(r.Id, "it was given back and is in no books")));
        found.AddRange(booked.Where(b => b.Row.Reverses is not null && !IsDispute(b.Row, witness) && !CameBack(b.Row)
                && !witness.Refunds.Any(r => r.Provider == b.Row.Source && r.Id == b.Row.Reference))
            .Select(b => new Offence(b.Number, $"{b.Row.Reference} is in the books and the provider never gave it back")));
        return found;
    }

    // A live attempt is asked about by schedule (B-I15 sees to it that it has one); a task of the desk has a person.
    private static async Task<bool> WaitsInPlainSightAsync(AuditLook look, WitnessedCapture capture, CancellationToken ct) =>
        (Guid.TryParse(capture.Attempt, out var id)
            && await look.Db.PaymentAttempts.AnyAsync(a => a.Id == id && a.OrderNumber == capture.Order && a.LiveOrderId != null, ct))
        || await look.Db.DeskTasks.AnyAsync(t => t.OrderNumber != "" && t.OrderNumber == capture.Order && t.ClosedAt == null, ct);
}
