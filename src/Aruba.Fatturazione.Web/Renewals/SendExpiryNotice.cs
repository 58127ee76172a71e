using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Features.Methods;
using Aruba.Fatturazione.Web.Features.Shared;
using Aruba.Fatturazione.Web.Mail;
using Aruba.Fatturazione.Web.Outbox;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Renewals;

/// <summary>Tells what will happen at the expiry: what will be charged, when, with what and how to stop it, or how to renew.</summary>
internal sealed class SendExpiryNotice(ServicePost post, StoreUrls urls, IOptions<RenewalOptions> options) : IReaction<ExpiryComesNear>
{
    public Task<string?> HandleAsync(ExpiryComesNear e, Delivery delivery, CancellationToken ct) =>
        post.SendAsync(e.SubscriptionId, delivery, facts => Write(facts, e.Days), ct);

    private Letter? Write(ServiceFacts facts, int days)
    {
        var service = facts.Service;
        var told = service.Steps.SingleOrDefault(s => s.ExpiresOn == service.ExpiresOn && s.Kind == RenewalStepKind.Notice && s.Days == days);
        if (service.Status != SubscriptionStatus.Active || told is null)
        {
            return null; // renewed, or gone, since then
        }

        return facts.Method is { } method ? WillRenew(service, method.Description, told) : WillExpire(service, told.Amount);
    }

    private Letter WillRenew(Subscription service, string method, RenewalStep told)
    {
        var (first, soonest) = (options.Value.Plan.FirstChargeOn(service.ExpiresOn), RomeCalendar.DayOf(told.At.AddHours(options.Value.HoursFromNoticeToCharge)));
        var on = first > soonest ? first : soonest;
        return Letter.Of(
            $"Il {Italian.Day(on)} rinnoviamo il tuo servizio",
            $"Gentile {service.HolderName},",
            new LetterPart.Paragraph($"il servizio Fatturazione Elettronica scade il {Italian.Day(service.ExpiresOn)} e si rinnova da solo: non devi fare niente."),
            new LetterPart.Facts([("Giorno dell'addebito", Italian.Day(on)), ("Importo, IVA inclusa", told.Amount.ToString()), ("Metodo", method), ("Comprende", Contents(service))]),
            new LetterPart.Action("Vedi o disattiva il rinnovo automatico", urls.At(RenewalLine.AddressOf(service.Id).TrimStart('/'))),
            new LetterPart.Note("Puoi disattivarlo fino al momento dell'addebito, senza costi: il servizio resta attivo fino alla scadenza."));
    }

    private Letter WillExpire(Subscription service, Importo amount) => Letter.Of(
        $"Il tuo servizio scade il {Italian.Day(service.ExpiresOn)}",
        $"Gentile {service.HolderName},",
        new LetterPart.Paragraph($"il servizio Fatturazione Elettronica scade il {Italian.Day(service.ExpiresOn)} e non si rinnova da solo."),
        new LetterPart.Facts([("Rinnovo, IVA inclusa", amount.ToString()), ("Comprende", Contents(service))]),
        new LetterPart.Action("Rinnova", urls.At($"area-clienti/servizi/{service.Id}/rinnova")),
        new LetterPart.Paragraph("Il rinnovo parte dalla scadenza: se paghi prima non perdi nemmeno un giorno. Un bonifico o un bollettino arrivano dopo qualche giorno lavorativo: paga per tempo."),
        new LetterPart.Note($"Dopo la scadenza il servizio si consulta soltanto, per {options.Value.ReadOnlyDays} giorni, poi viene cancellato con i suoi dati."));

    private static string Contents(Subscription service) => string.Join(", ", service.Items.OrderBy(i => i.Id).Select(i => i.Quantity > 1 ? $"{i.Name} × {i.Quantity}" : i.Name));
}
