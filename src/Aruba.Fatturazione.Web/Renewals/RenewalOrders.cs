using Aruba.Fatturazione.Catalog;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Documents;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Renewals;

/// <summary>The order of a further term: one for each service and expiry, whoever asks for it (unique index).</summary>
public sealed class RenewalOrders(StoreDbContext db, TimeProvider clock)
{
    /// <summary>Who placed an order that nobody placed by hand.</summary>
    public const string Automatic = "Rinnovo automatico";

    private const int MaxTries = 5;

    /// <summary>What renewing costs today, IVA included, for as many years as last time.</summary>
    public async Task<Importo> CostAsync(Subscription service, CancellationToken ct) => (await QuoteAsync(service, ct)).Gross;

    /// <summary>The order that renews the service from its present expiry and is not closed unpaid, or null.</summary>
    public Task<Order?> OpenOrderAsync(Subscription service, CancellationToken ct) =>
        db.Orders.Include(o => o.Payments).SingleOrDefaultAsync(
            o => o.SubscriptionId == service.Id && o.RenewsFrom == service.ExpiresOn && o.Kind == OrderKind.Renewal
                && o.Status != OrderStatus.Cancelled && o.Status != OrderStatus.Lapsed, ct);

    /// <summary>Places it on the owner's mandate; stored by the next save.</summary>
    public async Task<Order> PlaceAsync(Subscription service, SavedMethod method, CancellationToken ct)
    {
        var former = await FormerAsync(service, ct);
        var ticket = await TicketAsync(service, former, method.Method, method.Mandate is { } mandate ? [Accepted(mandate)] : [], Automatic, ct);
        var order = Order.ForRenewal(service, former, await QuoteAsync(service, ct), ticket, await db.CorrectedHolderAsync(service.Id, ct));
        db.Orders.Add(order);
        return order;
    }

    /// <summary>What a further term costs: all that its owner wishes to renew and that is still on sale, with what it needs.</summary>
    public static Quote Quote(Subscription service, Catalogue catalogue, int years)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(catalogue);
        var wanted = service.ToRenew;
        return catalogue.Price(Selection.Settle(wanted, wanted.Keys.ToHashSet(), catalogue).Items.Select(i => (i.Key, i.Value)), years);
    }

    /// <summary>
    /// Places it at the owner's wish; returns the one that was faster when there is one. Null when the service is no longer the one that was
    /// priced, or its owner is leaving: a disdetta or an extension in the same instant makes one of the two judge again.
    /// </summary>
    public async Task<Order?> PlaceByHandAsync(
        Subscription service, Quote quote, PaymentMethod method, IReadOnlyList<ContractAcceptance> accepted, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(service);
        var former = await FormerAsync(service, ct);
        var holder = await db.CorrectedHolderAsync(service.Id, ct);
        for (var tries = 1; ; tries++)
        {
            var present = await db.Subscriptions.SingleAsync(s => s.Id == service.Id, ct);
            if (present is { IsLeaving: true, Status: SubscriptionStatus.Active } || present.ExpiresOn != service.ExpiresOn || present.ExtendedAt != service.ExtendedAt)
            {
                return null;
            }

            var ticket = await TicketAsync(service, former, method, accepted, placedBy: null, ct);
            present.Hold();
            var order = Order.ForRenewal(service, former, quote, ticket, holder);
            db.Orders.Add(order);
            try
            {
                await db.SaveChangesAsync(ct);
                return order;
            }
            catch (DbUpdateException lost) when (!DatabaseTrouble.IsCauseOf(lost) && tries < MaxTries)
            {
                // Another click, or the plan of the service, placed it; something changed the service; or the number was taken.
                db.ChangeTracker.Clear();
                if (await OpenOrderAsync(service, ct) is { } other)
                {
                    return other;
                }
            }
        }
    }

    private async Task<Quote> QuoteAsync(Subscription service, CancellationToken ct)
    {
        var catalogue = await db.CatalogueOnAsync(clock.Today(), ct);
        return Quote(service, catalogue, catalogue.YearsLike(service.Years));
    }

    private async Task<OrderTicket> TicketAsync(
        Subscription service, Order former, PaymentMethod method, IReadOnlyList<ContractAcceptance> accepted, string? placedBy, CancellationToken ct)
    {
        var owner = await db.Users.AsNoTracking().Where(a => a.Id == service.AccountId).Select(a => new { a.UserName, a.Email }).SingleAsync(ct);
        return new OrderTicket(
            Guid.CreateVersion7(clock.GetUtcNow()), OrderNumber.New(), method, owner.UserName ?? "", owner.Email ?? former.AccountEmail, accepted, clock.UtcNow())
        { PlacedBy = placedBy };
    }

    private Task<Order> FormerAsync(Subscription service, CancellationToken ct) =>
        db.Orders.AsNoTracking().SingleAsync(o => o.Number == service.TermOrder, ct);

    private static ContractAcceptance Accepted(Mandate mandate) => new()
    {
        DocumentCode = ContractLibrary.RenewalMandate,
        DocumentVersion = mandate.DocumentVersion,
        Digest = mandate.Digest,
        Statement = mandate.Statement,
        AcceptedAt = mandate.AcceptedAt,
        IpAddress = mandate.IpAddress,
        UserAgent = mandate.UserAgent,
    };
}
