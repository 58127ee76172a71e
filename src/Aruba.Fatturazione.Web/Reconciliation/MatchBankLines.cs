using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Admin;
using Aruba.Fatturazione.Web.Features.Admin.Payments;
using Aruba.Fatturazione.Web.Outbox;
using Aruba.Fatturazione.Web.Payments;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Reconciliation;

/// <summary>
/// Finds the orders of stored lines. One order that waits for exactly that sum is paid at once, on the road of every payment; all else waits
/// for a person with what was found. May run twice: a line is judged while it waits, and money goes into the books once by its reference.
/// </summary>
internal sealed class MatchBankLines(StoreDbContext db, PaymentDesk payments, TimeProvider clock) : IReaction<BankLinesStored>
{
    public async Task<string?> HandleAsync(BankLinesStored e, Delivery delivery, CancellationToken ct)
    {
        var file = await db.Set<BankFile>().AsNoTracking().SingleOrDefaultAsync(f => f.Id == e.FileId, ct);
        var lines = await db.Set<BankLine>()
            .Where(l => l.FileId == e.FileId && l.Place >= e.From && l.Place < e.To && l.State == BankLineState.Waiting).ToListAsync(ct);
        if (file is null || lines.Count == 0)
        {
            return null;
        }

        var orders = await OrdersAsync(lines, ct);
        var exact = new List<(Guid Line, string Order)>();
        foreach (var line in lines)
        {
            var found = LineMatch.Of(line, orders);
            if (found.State == BankLineState.Matched)
            {
                exact.Add((line.Id, found.Order!));
            }
            else
            {
                line.Judge(found.State, found.Order);
            }
        }

        await db.SaveChangesAsync(ct);
        foreach (var (line, order) in exact)
        {
            await RegisterAsync(line, order, file, ct);
        }

        return null;
    }

    private async Task<IReadOnlyDictionary<string, OrderToMatch>> OrdersAsync(List<BankLine> lines, CancellationToken ct)
    {
        var numbers = lines.SelectMany(l => OrderNumber.FindIn(l.Remittance).Concat(OrderNumber.NearIn(l.Remittance))).Distinct().ToList();
        var orders = new Dictionary<string, OrderToMatch>(StringComparer.Ordinal);
        foreach (var some in numbers.Chunk(500))
        {
            var found = await db.Orders.AsNoTracking().Where(o => some.Contains(o.Number))
                .Select(o => new { o.Number, o.Status, o.Gross, Payments = o.Payments.Where(p => p.Counts).Select(p => p.Amount).ToList() }).ToListAsync(ct);
            foreach (var o in found)
            {
                orders[o.Number] = new OrderToMatch(o.Number, o.Status, o.Gross - new Importo(o.Payments.Sum(p => p.Cents)));
            }
        }

        return orders;
    }

    // The line and its payment are stored together. What changed since the look is judged anew by the next delivery.
    private async Task RegisterAsync(Guid lineId, string number, BankFile file, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        var line = await db.Set<BankLine>().SingleAsync(l => l.Id == lineId, ct);
        var order = await db.Orders.AsNoTracking().Where(o => o.Number == number)
            .Select(o => new { o.Version, o.Status, Due = o.Gross, Payments = o.Payments.Where(p => p.Counts).Select(p => p.Amount).ToList() }).SingleAsync(ct);
        if (line.State != BankLineState.Waiting)
        {
            return;
        }

        if (order.Status != OrderStatus.AwaitingPayment || order.Due.Cents - order.Payments.Sum(p => p.Cents) != line.Amount.Cents)
        {
            line.Judge(LineMatch.Against(line.Amount, new OrderToMatch(number, order.Status, order.Due - new Importo(order.Payments.Sum(p => p.Cents)))), number);
            await db.SaveChangesAsync(ct);
            return;
        }

        var money = line.Money(line.Amount, clock.Today(), $"Estratto conto «{file.Name}», riga {line.Place + 1}");
        var agent = new DeskAgent(file.BroughtById, file.BroughtBy);
        Fault.Hit("bankline.registering");
        var result = await db.RegisterAsync(number, money, order.Version, agent, clock, () => MarkAsync(lineId, number, ct), ct);
        Fault.Hit("bankline.registered");
        switch (result)
        {
            case RegistrationResult.Stored:
                await payments.CloseWhenNothingIsDueAsync(number);
                break;
            case RegistrationResult.Known known:
                await KnownAsync(lineId, number, known.PaymentId, ct);
                break;
            default:
                throw new InvalidOperationException($"Order {number} changed while its money was being registered."); // tried again by the schedule
        }
    }

    private async Task<bool> MarkAsync(Guid lineId, string number, CancellationToken ct)
    {
        var line = await db.Set<BankLine>().SingleAsync(l => l.Id == lineId, ct);
        return line.Register(line.Amount, number, by: null, clock.UtcNow());
    }

    private async Task KnownAsync(Guid lineId, string number, Guid paymentId, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        var line = await db.Set<BankLine>().SingleAsync(l => l.Id == lineId, ct);
        var payment = await db.Set<RegisteredPayment>().AsNoTracking().SingleAsync(p => p.Id == paymentId, ct);
        var same = payment.Amount == line.Amount && payment.ValueDate == line.ValueDate;
        line.Judge(same ? BankLineState.AlreadyKnown : BankLineState.Conflict, number);
        await db.SaveChangesAsync(ct);
    }
}
