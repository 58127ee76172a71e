using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Intestatari;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Admin.Orders;

/// <summary>What the desk reads of an order.</summary>
internal sealed record OrderFacts
{
    public required Guid Id { get; init; }

    public required string Number { get; init; }

    public required int Version { get; init; }

    public required Guid AccountId { get; init; }

    public required string Username { get; init; }

    public required string AccountEmail { get; init; }

    public required OrderKind Kind { get; init; }

    public required OrderStatus Status { get; init; }

    public required PaymentMethod Method { get; init; }

    public required DateTime PlacedAt { get; init; }

    public required int Years { get; init; }

    public required Importo Net { get; init; }

    public required Importo Iva { get; init; }

    public required Importo Gross { get; init; }

    public required DateTime? NeedsDecisionSince { get; init; }

    public required Intestatario Holder { get; init; }

    public required CodiceFiscale CodiceFiscale { get; init; }

    public required PartitaIva? PartitaIva { get; init; }

    public required List<OrderLine> Lines { get; init; }

    public required List<RegisteredPayment> Payments { get; init; }

    public required List<OrderHistoryEntry> History { get; init; }

    public required List<Refund> Refunds { get; init; }

    /// <summary>What of this order waits on the desk's list.</summary>
    public required List<DeskTask> Tasks { get; init; }

    /// <summary>Sum of what arrived and counts, less what went back.</summary>
    public Importo Paid => new(Payments.Where(p => p.Counts).Sum(p => p.Amount.Cents));

    /// <summary>What counted and went back, less what came back again; positive.</summary>
    public Importo GivenBack => new(-Payments.Where(p => p is { Counts: true, Reverses: not null }).Sum(p => p.Amount.Cents));

    /// <summary>What counts and is on its way back.</summary>
    public Importo GoingBack => new(Refunds.Where(r => r.Status == RefundStatus.Decided && Payments.Exists(p => p.Id == r.PaymentId && p.Counts)).Sum(r => r.Amount.Cents));

    /// <summary>What is still due; negative when too much arrived.</summary>
    public Importo Due => Gross - Paid;

    /// <summary>True while it waits and holds no money.</summary>
    public bool CanBeCancelled => Status == OrderStatus.AwaitingPayment && Payments.TrueForAll(p => p.Reverses is not null || LeftOf(p.Id).Cents <= 0);

    /// <summary>Payments about which a person must decide.</summary>
    public IEnumerable<RegisteredPayment> ToVerify => NeedsDecisionSince is { } since
        ? Payments.Where(p => p.Reverses is null && LeftOf(p.Id).Cents > 0 && (!p.Counts || p.RegisteredAt >= since))
        : [];

    /// <summary>True when the money that waits can be taken; see <see cref="Fatturazione.Orders.Order.AcceptMoney"/>.</summary>
    public bool CanAcceptMoney =>
        NeedsDecisionSince is not null
        && Status is OrderStatus.AwaitingPayment or OrderStatus.Cancelled or OrderStatus.Lapsed
        && !Refunds.Exists(r => r.Status == RefundStatus.Decided)
        && EuroHeld.Cents > 0;

    /// <summary>All the euro that the order holds, whether they count or not.</summary>
    public Importo EuroHeld => new(Payments.Where(p => p.Currency == RegisteredPayment.Euro).Sum(p => p.Amount.Cents));

    /// <summary>What can still go back of a payment: what arrived, less what went back or is going.</summary>
    public Importo Refundable(Guid paymentId) =>
        LeftOf(paymentId) - new Importo(Refunds.Where(r => r.PaymentId == paymentId && r.Status == RefundStatus.Decided).Sum(r => r.Amount.Cents));

    private Importo LeftOf(Guid paymentId) => new(Payments.Where(p => p.Id == paymentId || p.Reverses == paymentId).Sum(p => p.Amount.Cents));

    /// <summary>Reads one order in one command; null when there is none.</summary>
    public static Task<OrderFacts?> ReadAsync(StoreDbContext db, string number, CancellationToken ct) =>
        db.Orders.AsNoTracking().AsSingleQuery().Where(o => o.Number == number).Select(o => new OrderFacts
        {
            Id = o.Id,
            Number = o.Number,
            Version = o.Version,
            AccountId = o.AccountId,
            Username = o.AccountUsername,
            AccountEmail = o.AccountEmail,
            Kind = o.Kind,
            Status = o.Status,
            Method = o.Method,
            PlacedAt = o.PlacedAt,
            Years = o.Years,
            Net = o.Net,
            Iva = o.Iva,
            Gross = o.Gross,
            NeedsDecisionSince = o.NeedsDecisionSince,
            Holder = o.Intestatario,
            CodiceFiscale = o.CodiceFiscale,
            PartitaIva = o.PartitaIva,
            Lines = o.Lines.ToList(),
            Payments = o.Payments.ToList(),
            History = o.History.ToList(),
            Refunds = o.Refunds.ToList(),
            Tasks = db.DeskTasks.Where(t => t.OrderNumber == o.Number && t.ClosedAt == null).ToList(),
        }).SingleOrDefaultAsync(ct);

    /// <summary>The story of the order for the desk, oldest first; one more command.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> StoryAsync(StoreDbContext db, CancellationToken ct)
    {
        var messages = await db.Outbox.AsNoTracking().Where(m => m.Topic == Number).ToListAsync(ct);
        var facts = new TimelineFacts(Number, Method, Gross, PlacedAt, History, Payments, Refunds) { Kind = Kind, Status = Status };
        return OrderTimeline.Build(facts, messages, TimelineReader.Staff);
    }
}

/// <summary>The page of an order at the desk.</summary>
/// <param name="Order">The facts.</param>
/// <param name="Story">The timeline.</param>
/// <param name="Attempts">The times that a provider was asked for its money, newest first.</param>
/// <param name="Notice">What was just done, in words; or null.</param>
internal sealed record OrderPage(OrderFacts Order, IReadOnlyList<TimelineEntry> Story, IReadOnlyList<PaymentAttempt> Attempts, string? Notice)
{
    /// <summary>Attempts that are shown: an order has few, unless somebody tries cards.</summary>
    public const int MaxAttempts = 20;

    /// <summary>The attempt out of which a payment came, or null for one by hand: they are written in one instant.</summary>
    public PaymentAttempt? AttemptOf(RegisteredPayment payment) =>
        Attempts.FirstOrDefault(a => a.Status == AttemptStatus.Registered && a.EndedAt == payment.RegisteredAt);
}
