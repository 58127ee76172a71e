using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Features.Shared;
using Aruba.Fatturazione.Web.Payments;

namespace Aruba.Fatturazione.Web.Features.Methods;

/// <summary>The answer to <i>Il prossimo rinnovo riuscirà?</i>: whether what will be charged exists at its provider, outlives the day and may be charged.</summary>
/// <param name="Answer">Sì, No, or what else is true, in a word or two.</param>
/// <param name="Tone">Tone of its badge.</param>
/// <param name="Why">Why, in a sentence.</param>
/// <param name="ToDo">What the owner should do, or null.</param>
public sealed record Readiness(string Answer, string Tone, string Why, string? ToDo)
{
    /// <summary>True when the charge will fail as things stand.</summary>
    public bool WillFail => Tone == "bad";

    /// <summary>Of an active service; <paramref name="method"/> is what renews it, or null when nothing does.</summary>
    public static Readiness Of(Subscription service, SavedMethod? method, DateOnly today, RenewalPlan plan)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(plan);
        if (service.IsLeaving)
        {
            return new Readiness("Nessun rinnovo", "neutral", $"Hai chiesto la disdetta: il servizio finisce il {Italian.Day(service.ExpiresOn)}.", "Puoi revocarla fino a quel giorno.");
        }

        if (method is null)
        {
            return new Readiness("Non da solo", "neutral", "Il rinnovo automatico non è attivo.", $"Puoi attivarlo, oppure rinnovare tu dal {Italian.Day(plan.RenewableFrom(service.ExpiresOn))}.");
        }

        var (charged, first) = (plan.NextChargeOn(service.ExpiresOn, today), plan.FirstChargeOn(service.ExpiresOn));
        return Obstacle(service, method, today, charged)
            ?? (today > first.AddDays(1)
                ? new Readiness("Non ancora riuscito", "warn", $"Il primo addebito era previsto il {Italian.Day(first)}. Riproviamo il {Italian.Day(charged)}.", "Se preferisci, paga adesso il rinnovo con un altro metodo.")
                : Good(service, method));
    }

    private static Readiness? Obstacle(Subscription service, SavedMethod method, DateOnly today, DateOnly charged)
    {
        const string Other = "Scegli un altro metodo per il rinnovo.";
        var provider = PaymentSources.Label(PaymentSources.Of(method.Method));
        return method switch
        {
            { RemovedAt: not null } => new("No", "bad", "Il metodo è stato rimosso.", Other),
            { IsMissing: true } => new("No", "bad", $"{provider} non conserva più il metodo{Seen(method)}.", Other),
            _ when method.IsExpiredOn(today) => new("No", "bad", "La carta è scaduta.", Other),
            _ when method.IsExpiredOn(charged) => new("No, così com'è", "bad", $"La carta scade prima dell'addebito del {Italian.Day(charged)}.", "Se la banca la sostituisce da sola non devi fare niente; altrimenti scegli un altro metodo."),
            { Mandate: null } => new("No", "bad", "Manca la tua autorizzazione all'addebito.", "Autorizzalo di nuovo nella pagina del rinnovo."),
            _ when service.RenewalMandate is null => new("No", "bad", "Manca la tua autorizzazione all'addebito.", "Autorizzalo di nuovo nella pagina del rinnovo."),
            _ => null,
        };
    }

    private static Readiness Good(Subscription service, SavedMethod method)
    {
        var until = method.ExpiryYear is { } year ? $" ed è valida fino al mese {method.ExpiryMonth:00}/{year}" : "";
        var kept = method.Method == Aruba.Fatturazione.Orders.PaymentMethod.PayPal ? "PayPal conserva il tuo account" : $"{PaymentSources.Label(PaymentSources.Of(method.Method))} conserva la carta";
        return new Readiness("Sì", "good", $"{kept}{until}{Seen(method)}. Hai autorizzato l'addebito il {Italian.Day(RomeCalendar.DayOf(service.RenewalMandate!.AcceptedAt))}.", null);
    }

    private static string Seen(SavedMethod method) => method.SeenAt is { } at ? $" (risposta del {Italian.Instant(at)})" : "";
}
