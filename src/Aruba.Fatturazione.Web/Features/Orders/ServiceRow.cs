using Aruba.Fatturazione.Catalog;
using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Methods;
using Aruba.Fatturazione.Web.Features.Services;
using Aruba.Fatturazione.Web.Features.Shared;
using Aruba.Fatturazione.Web.Renewals;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Orders;

/// <summary>What will be charged next for a service.</summary>
/// <param name="On">Rome day.</param>
/// <param name="Amount">By today's prices, IVA included.</param>
/// <param name="Years">Years of the next term.</param>
/// <param name="Method">What it is charged to, as its owner knows it.</param>
public sealed record NextCharge(DateOnly On, Importo Amount, int Years, string Method);

/// <summary>One service of the list.</summary>
public sealed record ServiceRow(Guid Id, SubscriptionStatus Status, string HolderName, DateOnly ExpiresOn, CodiceFiscale CodiceFiscale, PartitaIva? PartitaIva)
{
    /// <summary>Space that the service itself includes (domain: space).</summary>
    public const int IncludedGigabytes = 1;

    /// <summary>Names of the modules, or that there are none.</summary>
    public required string Modules { get; init; }

    /// <summary>How many people may work in the panel.</summary>
    public required string Users { get; init; }

    /// <summary>How much room there is.</summary>
    public required string Space { get; init; }

    /// <summary>What becomes more or less with the term that is already paid, or null when nothing does.</summary>
    public string? Coming { get; init; }

    /// <summary>True from the first notice until the service is deleted.</summary>
    public bool CanRenew { get; init; }

    /// <summary>True when modules, users or space can be added.</summary>
    public bool CanGrow { get; init; }

    /// <summary>Its automatic renewal; null when it has expired.</summary>
    public RenewalLine? Renewal { get; init; }

    /// <summary>UTC instant at which its owner asked to leave at the expiry, or null.</summary>
    public DateTime? DisdettaAt { get; init; }

    /// <summary>The order whose contract its owner, a consumer, can still withdraw from; else null.</summary>
    public string? WithdrawFrom { get; init; }

    /// <summary>UTC instant at which it was ended before its days were over, or null.</summary>
    public DateTime? EndedAt { get; init; }

    /// <summary>What will be charged next; null when it does not renew by itself.</summary>
    public NextCharge? NextCharge { get; init; }

    /// <summary>Username of its panel.</summary>
    public string PanelUsername => PanelAccess.UsernameFor(CodiceFiscale, PartitaIva);

    /// <summary>The services of an account, active first; read in two commands.</summary>
    public static async Task<IReadOnlyList<ServiceRow>> ReadAsync(
        StoreDbContext db, Guid owner, Catalogue catalogue, DateOnly today, RenewalPlan plan, Withdrawals withdrawals, CancellationToken ct)
    {
        var services = await db.Subscriptions.AsNoTracking().Where(s => s.AccountId == owner).OrderBy(s => s.Status).ThenByDescending(s => s.ExpiresOn)
            .Include(s => s.Items)
            .Select(s => new
            {
                Service = s,
                First = s.Periods.OrderBy(p => p.StartsOn).Select(p => p.OrderNumber).First(),
                Kind = db.Orders.Where(o => o.Number == s.Periods.OrderBy(p => p.StartsOn).Select(p => p.OrderNumber).First()).Select(o => o.Kind).First(),
                Holder = db.Orders.Where(o => o.Number == s.Periods.OrderBy(p => p.StartsOn).Select(p => p.OrderNumber).First()).Select(o => o.Intestatario.Type).First(),
                PlacedAt = db.Orders.Where(o => o.Number == s.Periods.OrderBy(p => p.StartsOn).Select(p => p.OrderNumber).First()).Select(o => o.PlacedAt).First(),
            })
            .AsSingleQuery().ToListAsync(ct);
        var methods = await db.SavedMethods.AsNoTracking().Of(owner).ToDictionaryAsync(m => m.Id, ct);
        return services.ConvertAll(s => Of(s.Service, methods.GetValueOrDefault(s.Service.RenewalMethodId ?? Guid.Empty), catalogue, today, plan)
            with
        {
            WithdrawFrom = s.Service.Status != SubscriptionStatus.Deleted
                && withdrawals.LastDay(s.Kind, s.Holder, s.PlacedAt, s.Service.AnchorOn) >= today ? s.First : null,
            EndedAt = s.Service.EndedAt,
        });
    }

    private static ServiceRow Of(Subscription service, SavedMethod? method, Catalogue catalogue, DateOnly today, RenewalPlan plan)
    {
        var renewal = RenewalLine.Of(service, method, today, plan);
        var years = catalogue.YearsLike(service.Years);
        return new ServiceRow(service.Id, service.Status, service.HolderName, service.ExpiresOn, service.CodiceFiscale, service.PartitaIva)
        {
            Modules = Named(service.Items.Where(i => i.ProductCode is not (DemoCatalogue.Service or DemoCatalogue.Utenti or DemoCatalogue.Spazio))),
            Users = 1 + Count(service, DemoCatalogue.Utenti) is > 1 and var people ? $"{people} (il titolare e {people - 1} in più)" : "1, il titolare",
            Space = $"{IncludedGigabytes + Count(service, DemoCatalogue.Spazio)} GB",
            Coming = service.Changes.Where(c => c.StartsOn is not null).ToList() is { Count: > 0 } coming
                ? $"Dal {Italian.Day(coming[0].StartsOn!.Value)}: {string.Join(", ", coming.OrderBy(c => c.Quantity < 0).ThenBy(c => c.Name).Select(c => c.InWords()))}."
                : null,
            DisdettaAt = service.DisdettaAt,
            CanRenew = service.Status != SubscriptionStatus.Deleted && !(service.IsLeaving && service.Status == SubscriptionStatus.Active) && today >= plan.RenewableFrom(service.ExpiresOn),
            CanGrow = service is { Status: SubscriptionStatus.Active, IsLeaving: false } && today <= service.ExpiresOn,
            Renewal = renewal,
            NextCharge = renewal is { IsOn: true } && method is not null
                ? new NextCharge(plan.NextChargeOn(service.ExpiresOn, today), RenewalOrders.Quote(service, catalogue, years).Gross, years, method.Name)
                : null,
        };
    }

    private static string Named(IEnumerable<SubscriptionItem> modules) =>
        string.Join(", ", modules.Select(m => m.Quantity > 1 ? $"{m.Name} × {m.Quantity}" : m.Name)) is { Length: > 0 } names ? names : "Nessun modulo aggiuntivo";

    private static int Count(Subscription service, string code) => service.Items.FirstOrDefault(i => i.ProductCode == code)?.Quantity ?? 0;
}
