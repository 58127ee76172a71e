using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Payments;
using Aruba.Fatturazione.Web.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Methods;

/// <summary>What every page says of the automatic renewal of a service.</summary>
/// <param name="Address">Where it is switched on and off.</param>
/// <param name="IsOn">True when it renews by itself.</param>
/// <param name="Words">When and with what, or why not.</param>
/// <param name="Warning">Why the next charge will fail as things stand, or null.</param>
public sealed record RenewalLine(string Address, bool IsOn, string Words, string? Warning)
{
    /// <summary>What an order was paid with while another method renews the service: its owner is asked whether to go over to it. Else null.</summary>
    public RenewalOffer? Offer { get; init; }

    /// <summary>The service.</summary>
    public Guid ServiceId { get; init; }

    /// <summary>Rome day of the service's first activation.</summary>
    public DateOnly AnchorOn { get; init; }

    /// <summary>Whether the next renewal will succeed.</summary>
    public Readiness? Readiness { get; init; }

    /// <summary>The state in a word or two.</summary>
    public string State => IsOn ? "Attivo" : "Non attivo";

    /// <summary>Of an active service and the method that renews it; null for one that has expired, which no longer renews by itself.</summary>
    public static RenewalLine? Of(Subscription service, SavedMethod? method, DateOnly today, RenewalPlan plan)
    {
        if (service.Status != SubscriptionStatus.Active)
        {
            return null;
        }

        var address = AddressOf(service.Id);
        if (method is null)
        {
            return new RenewalLine(address, false, (service.RenewalOff ?? RenewalOffReason.NoMethod).InWords(), null) { ServiceId = service.Id, AnchorOn = service.AnchorOn, Readiness = Readiness.Of(service, method, today, plan) };
        }

        var charged = plan.NextChargeOn(service.ExpiresOn, today);
        return new RenewalLine(address, true, $"Il {ChargeDay(service, charged)}, con {method.Name}.", WarningOf(method, today, charged)) { ServiceId = service.Id, AnchorOn = service.AnchorOn, Readiness = Readiness.Of(service, method, today, plan) };
    }

    /// <summary>Of the service that an order paid, or null; read in one command.</summary>
    public static async Task<RenewalLine?> OfOrderAsync(StoreDbContext db, Order order, DateOnly today, RenewalPlan plan, CancellationToken ct)
    {
        var found = await db.Subscriptions.AsNoTracking().Where(s => s.Periods.Any(p => p.OrderNumber == order.Number))
            .Select(s => new
            {
                Service = s,
                LastOrder = s.Periods.OrderByDescending(p => p.StartsOn).Select(p => p.OrderNumber).First(),
                PaidWith = db.PaymentAttempts.Where(a => a.OrderId == order.Id && a.Status == AttemptStatus.Registered)
                    .OrderByDescending(a => a.EndedAt).Select(a => a.KeptMethodId).FirstOrDefault(),
                Methods = db.SavedMethods.Where(m => m.AccountId == s.AccountId && m.RemovedAt == null).ToList(),
            }).AsSingleQuery().FirstOrDefaultAsync(ct);
        if (found is null)
        {
            return null;
        }

        var renews = found.Methods.Find(m => m.Id == found.Service.RenewalMethodId);
        var paid = found.LastOrder == order.Number ? found.Methods.Find(m => m.Id == found.PaidWith && !m.IsExpiredOn(today)) : null;
        var line = Of(found.Service, renews, today, plan);
        return line is null || renews is null || paid is null || paid.Id == renews.Id
            ? line
            : line with { Offer = new RenewalOffer(paid.Name, renews.Name, $"{line.Address}?metodo={paid.Id:N}") };
    }

    /// <summary>Page of a service's renewal.</summary>
    public static string AddressOf(Guid serviceId) => $"/area-clienti/servizi/{serviceId}/rinnovo";

    /// <summary>A day of charge in words: <c>17 novembre 2027, 7 giorni prima della scadenza</c>.</summary>
    public static string ChargeDay(Subscription service, DateOnly charged) => (service.ExpiresOn.DayNumber - charged.DayNumber) switch
    {
        0 => $"{Italian.Day(charged)}, giorno della scadenza",
        1 => $"{Italian.Day(charged)}, il giorno prima della scadenza",
        var days => $"{Italian.Day(charged)}, {days} giorni prima della scadenza",
    };

    private static string? WarningOf(SavedMethod method, DateOnly today, DateOnly charged) =>
        method.IsMissing ? "Il fornitore non conserva più il metodo: così il rinnovo non riesce. Scegli un altro metodo."
        : method.IsExpiredOn(today) ? "La carta è scaduta: così il rinnovo non riesce. Scegli un altro metodo."
        : method.IsExpiredOn(charged) ? "La carta scade prima dell'addebito. Se la banca non ci comunica i nuovi dati il rinnovo non riesce: puoi già scegliere un altro metodo."
        : null;
}

/// <summary>The question whether a service is to be renewed with what was just paid with.</summary>
/// <param name="Paid">The method that paid.</param>
/// <param name="Renews">The method that renews now.</param>
/// <param name="Address">Where it is changed, the other one already chosen.</param>
public sealed record RenewalOffer(string Paid, string Renews, string Address);
