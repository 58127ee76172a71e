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
            return new RenewalLine(address, false, (service.RenewalOff ?? RenewalOffReason.NoMethod).InWords(), null);
        }

        var charged = plan.NextChargeOn(service.ExpiresOn, today);
        return new RenewalLine(address, true, $"Il {ChargeDay(service, charged)}, con {method.Name}.", WarningOf(method, today, charged));
    }

    /// <summary>Of the service that an order paid, or null.</summary>
    public static async Task<RenewalLine?> OfOrderAsync(StoreDbContext db, string orderNumber, DateOnly today, RenewalPlan plan, CancellationToken ct)
    {
        var found = await db.Subscriptions.AsNoTracking().Where(s => s.Periods.Any(p => p.OrderNumber == orderNumber))
            .GroupJoin(db.SavedMethods, s => s.RenewalMethodId, m => (Guid?)m.Id, (s, methods) => new { Service = s, Methods = methods })
            .SelectMany(x => x.Methods.DefaultIfEmpty(), (x, method) => new { x.Service, Method = method }).FirstOrDefaultAsync(ct);
        return found is null ? null : Of(found.Service, found.Method, today, plan);
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
        method.IsExpiredOn(today) ? "La carta è scaduta: così il rinnovo non riesce. Scegli un altro metodo."
        : method.IsExpiredOn(charged) ? "La carta scade prima dell'addebito. Se la banca non ci comunica i nuovi dati il rinnovo non riesce: puoi già scegliere un altro metodo."
        : null;
}
