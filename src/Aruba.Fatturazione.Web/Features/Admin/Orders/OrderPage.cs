using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Intestatari;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Admin.Orders;

/// <summary>What the desk reads of an order.</summary>
internal sealed record OrderFacts
{
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

    /// <summary>Sum of what arrived.</summary>
    public Importo Paid => new(Payments.Sum(p => p.Amount.Cents));

    /// <summary>What is still due; negative when too much arrived.</summary>
    public Importo Due => Gross - Paid;

    /// <summary>True while no money has arrived and none is too late.</summary>
    public bool CanBeCancelled => Status == OrderStatus.AwaitingPayment && Payments.Count == 0;

    /// <summary>Reads one order in one command; null when there is none.</summary>
    public static Task<OrderFacts?> ReadAsync(StoreDbContext db, string number, CancellationToken ct) =>
        db.Orders.AsNoTracking().AsSingleQuery().Where(o => o.Number == number).Select(o => new OrderFacts
        {
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
        }).SingleOrDefaultAsync(ct);

    /// <summary>The story of the order for the desk, oldest first; one more command.</summary>
    public async Task<IReadOnlyList<TimelineEntry>> StoryAsync(StoreDbContext db, CancellationToken ct)
    {
        var messages = await db.Outbox.AsNoTracking().Where(m => m.Topic == Number).ToListAsync(ct);
        var facts = new TimelineFacts(Number, Method, Gross, PlacedAt, History, Payments);
        return OrderTimeline.Build(facts, messages, TimelineReader.Staff);
    }
}

/// <summary>The page of an order at the desk.</summary>
/// <param name="Order">The facts.</param>
/// <param name="Story">The timeline.</param>
/// <param name="Notice">What was just done, in words; or null.</param>
internal sealed record OrderPage(OrderFacts Order, IReadOnlyList<TimelineEntry> Story, string? Notice);
