using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Methods;
using Aruba.Fatturazione.Web.Features.Shared;
using Aruba.Fatturazione.Web.Mail;
using Aruba.Fatturazione.Web.Outbox;
using Aruba.Fatturazione.Web.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Renewals;

/// <summary>Tells what will happen at the expiry: what will be charged, when, with what and how to stop it, or how to renew.</summary>
internal sealed class SendExpiryNotice(ServicePost post, MethodCheck check, StoreDbContext db, StoreUrls urls, IOptions<RenewalOptions> options, TimeProvider clock)
    : IReaction<ExpiryComesNear>
{
    public async Task<string?> HandleAsync(ExpiryComesNear e, Delivery delivery, CancellationToken ct)
    {
        // A promise to charge is worth what the provider says of the method now; if it does not answer, what it said last counts.
        if (await db.Subscriptions.Where(s => s.Id == e.SubscriptionId).Select(s => s.RenewalMethodId).SingleAsync(ct) is { } method)
        {
            await check.AskAsync(method, ct);
        }

        return await post.SendAsync(e.SubscriptionId, delivery, facts => Write(facts, e.Days), ct);
    }

    private Letter? Write(ServiceFacts facts, int days)
    {
        var service = facts.Service;
        var told = service.Steps.SingleOrDefault(s => s.ExpiresOn == service.ExpiresOn && s.Kind == RenewalStepKind.Notice && s.Days == days);
        if (service.Status != SubscriptionStatus.Active || service.IsLeaving || told is null)
        {
            return null; // renewed, gone, or to end, since then
        }

        var ready = Readiness.Of(service, facts.Method, clock.Today(), options.Value.Plan);
        return facts.Method is not { } method ? WillExpire(service, told.Amount)
            : ready.WillFail ? WillFail(service, method.Description, told.Amount, ready)
            : WillRenew(service, method.Description, told);
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

    private Letter WillFail(Subscription service, string method, Importo amount, Readiness ready) => Letter.Of(
        $"Il rinnovo del tuo servizio così non riuscirà: scade il {Italian.Day(service.ExpiresOn)}",
        $"Gentile {service.HolderName},",
        new LetterPart.Paragraph($"il servizio Fatturazione Elettronica scade il {Italian.Day(service.ExpiresOn)}. Il rinnovo automatico è attivo, ma così com'è l'addebito non riuscirà. {ready.Why} {ready.ToDo}".TrimEnd()),
        new LetterPart.Facts([("Giorno dell'addebito", Italian.Day(options.Value.Plan.NextChargeOn(service.ExpiresOn, clock.Today()))), ("Importo, IVA inclusa", amount.ToString()), ("Metodo", method), ("Comprende", Contents(service))]),
        new LetterPart.Action("Scegli un altro metodo", urls.At(RenewalLine.AddressOf(service.Id).TrimStart('/'))),
        new LetterPart.Note("Dalla stessa pagina puoi disattivare il rinnovo automatico, senza costi: il servizio resta attivo fino alla scadenza."));

    private Letter WillExpire(Subscription service, Importo amount) => Letter.Of(
        $"Il tuo servizio scade il {Italian.Day(service.ExpiresOn)}",
        $"Gentile {service.HolderName},",
        new LetterPart.Paragraph($"il servizio Fatturazione Elettronica scade il {Italian.Day(service.ExpiresOn)} e non si rinnova da solo."),
        new LetterPart.Facts([("Rinnovo, IVA inclusa", amount.ToString()), ("Comprende", Contents(service))]),
        new LetterPart.Action("Rinnova", urls.At($"area-clienti/servizi/{service.Id}/rinnova")),
        new LetterPart.Paragraph("Il rinnovo parte dalla scadenza: se paghi prima non perdi nemmeno un giorno. Un bonifico o un bollettino arrivano dopo qualche giorno lavorativo: paga per tempo."),
        new LetterPart.Note($"Dopo la scadenza il servizio si consulta soltanto, per {options.Value.ReadOnlyDays} giorni, poi viene cancellato con i suoi dati."));

    private static string Contents(Subscription service) => string.Join(
        ", ", service.ToRenew.OrderBy(i => service.Items.FirstOrDefault(o => o.ProductCode == i.Key)?.Id ?? int.MaxValue)
            .Select(i => i.Value > 1 ? $"{service.NameOf(i.Key)} × {i.Value}" : service.NameOf(i.Key)));
}
