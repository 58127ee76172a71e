using System.Runtime.CompilerServices;
using Aruba.Fatturazione.Catalog;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Renewals;

/// <summary>What will become of one service by itself.</summary>
/// <param name="ServiceId">The service.</param>
/// <param name="AccountId">Its owner.</param>
/// <param name="Holder">The holder's name.</param>
/// <param name="ExpiresOn">Its expiry.</param>
/// <param name="ChargeOn">The Rome day of its next charge; null when there is none.</param>
/// <param name="Amount">What the charge or the renewal costs, IVA included.</param>
/// <param name="Method">What will be charged, as its owner recognises it, or null.</param>
/// <param name="Obstacle">Why it will not be charged, in words, or null when it will.</param>
public sealed record RehearsalRow(
    Guid ServiceId, Guid AccountId, string Holder, DateOnly ExpiresOn, DateOnly? ChargeOn, Importo Amount, string? Method, string? Obstacle);

/// <summary>Computes which services will be charged in the next days, how much, with what, and why others will not. Changes nothing and asks no provider.</summary>
public sealed class Rehearsal(StoreDbContext db, IOptions<RenewalOptions> options, TimeProvider clock)
{
    private const int Batch = 500;

    /// <summary>Services whose charge, or last day for one, falls within <paramref name="days"/> days from today, by expiry.</summary>
    public async IAsyncEnumerable<RehearsalRow> RehearseAsync(int days, [EnumeratorCancellation] CancellationToken ct)
    {
        var (plan, today) = (options.Value.Plan, clock.Today());
        var catalogue = await db.CatalogueOnAsync(today, ct);
        var last = today.AddDays(days + plan.ChargeDays[0]);
        var (after, afterId) = (today.AddDays(-1), Guid.Empty);
        while (true)
        {
            var (from, fromId) = (after, afterId);
            var services = await db.Subscriptions.AsNoTracking()
                .Where(s => s.Status == SubscriptionStatus.Active && s.ExpiresOn <= last && (s.ExpiresOn > from || (s.ExpiresOn == from && s.Id > fromId)))
                .OrderBy(s => s.ExpiresOn).ThenBy(s => s.Id).Include(s => s.Items).AsSplitQuery().Take(Batch).ToListAsync(ct);
            var facts = await FactsAsync(services, ct);
            foreach (var service in services)
            {
                yield return Row(service, facts, catalogue, plan, today);
            }

            if (services.Count < Batch)
            {
                yield break;
            }

            (after, afterId) = (services[^1].ExpiresOn, services[^1].Id);
        }
    }

    private static RehearsalRow Row(Subscription service, Facts facts, Catalogue catalogue, RenewalPlan plan, DateOnly today)
    {
        var amount = RenewalOrders.Quote(service, catalogue, catalogue.YearsLike(service.Years)).Gross;
        var method = service.RenewalMethodId is { } id ? facts.Methods.GetValueOrDefault(id) : null;
        var due = plan.ChargeDays.Select(d => service.ExpiresOn.AddDays(-d)).Where(d => d >= today).Cast<DateOnly?>().Min();
        var obstacle = Obstacle(service, method, due, facts.Paid.Contains(service.Id));
        return new RehearsalRow(
            service.Id, service.AccountId, service.HolderName, service.ExpiresOn, obstacle is null ? due : null, amount, method?.Description, obstacle);
    }

    private static string? Obstacle(Subscription service, SavedMethod? method, DateOnly? due, bool isPaid) => (service, method, due) switch
    {
        _ when isPaid => "Il rinnovo è già pagato: il nuovo termine sta per cominciare.",
        ({ RenewsItself: false }, _, _) => (service.RenewalOff ?? RenewalOffReason.SwitchedOff).InWords(),
        (_, null or { RemovedAt: not null }, _) => "Il metodo non c'è più.",
        (_, { Mandate: null }, _) => "Manca il mandato all'addebito.",
        (_, _, null) => "I giorni dell'addebito sono passati: resta il pagamento a mano.",
        (_, { } kept, { } day) when kept.IsExpiredOn(day) => $"La carta scade prima dell'addebito ({kept.ExpiryMonth:00}/{kept.ExpiryYear}).",
        _ => null,
    };

    private async Task<Facts> FactsAsync(List<Subscription> services, CancellationToken ct)
    {
        var (methods, ids) = (services.ConvertAll(s => s.RenewalMethodId), services.ConvertAll(s => (Guid?)s.Id));
        var kept = await db.SavedMethods.AsNoTracking().Where(m => methods.Contains(m.Id)).ToDictionaryAsync(m => m.Id, ct);
        var paid = await db.Orders.AsNoTracking()
            .Where(o => ids.Contains(o.SubscriptionId) && o.Kind == OrderKind.Renewal && o.Status == OrderStatus.AwaitingActivation)
            .Select(o => o.SubscriptionId!.Value).ToHashSetAsync(ct);
        return new Facts(kept, paid);
    }

    private sealed record Facts(Dictionary<Guid, SavedMethod> Methods, HashSet<Guid> Paid);
}
