using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Features.Services;
using Aruba.Fatturazione.Web.Features.Shared;
using Aruba.Fatturazione.Web.Mail;
using Aruba.Fatturazione.Web.Outbox;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Renewals;

/// <summary>The notice of leaving was received: when, what it means, how to take it back.</summary>
internal sealed class SendDisdetta(ServicePost post, StoreUrls urls, IOptions<RenewalOptions> options) : IReaction<DisdettaGiven>
{
    public Task<string?> HandleAsync(DisdettaGiven e, Delivery delivery, CancellationToken ct) => post.SendAsync(e.SubscriptionId, delivery, facts =>
        facts.Service.DisdettaAt != e.At ? null // taken back since then: that has its own letter
            : Letter.Of(
                $"Disdetta ricevuta: il servizio finisce il {Italian.Day(facts.Service.ExpiresOn)}",
                $"Gentile {facts.Service.HolderName},",
                new LetterPart.Paragraph("abbiamo ricevuto la disdetta del servizio Fatturazione Elettronica. Non devi fare altro."),
                new LetterPart.Facts(
                [
                    ("Ricevuta il", Italian.Instant(e.At)),
                    ("Attivo fino al", Italian.Day(facts.Service.ExpiresOn)),
                    ("Consultabile fino al", Italian.Day(options.Value.Plan.LastReadOnlyDay(facts.Service.ExpiresOn))),
                ]),
                new LetterPart.Paragraph("Il periodo già pagato resta tuo fino all'ultimo giorno. Non ti addebitiamo più niente e non ti mandiamo avvisi di rinnovo. Dopo la scadenza i dati si consultano soltanto, poi vengono cancellati: scarica prima i documenti che ti servono."),
                new LetterPart.Action("Vedi o revoca la disdetta", urls.At(DisdettaPage.AddressOf(facts.Service.Id).TrimStart('/'))),
                new LetterPart.Note("Fino alla scadenza puoi revocarla da quella pagina. Se non l'hai chiesta tu, cambia subito la password dell'account.")), ct);
}

/// <summary>The notice of leaving was taken back.</summary>
internal sealed class SendDisdettaRevoked(ServicePost post, StoreUrls urls) : IReaction<DisdettaRevoked>
{
    public Task<string?> HandleAsync(DisdettaRevoked e, Delivery delivery, CancellationToken ct) => post.SendAsync(e.SubscriptionId, delivery, facts =>
        facts.Service.IsLeaving ? null // given again since then: that has its own letter
            : Letter.Of(
                "Disdetta revocata: il tuo servizio continua",
                $"Gentile {facts.Service.HolderName},",
                new LetterPart.Paragraph($"la disdetta del servizio Fatturazione Elettronica è revocata ({Italian.Instant(e.At)}). Il servizio scade il {Italian.Day(facts.Service.ExpiresOn)} e puoi rinnovarlo come prima."),
                new LetterPart.Paragraph("Il rinnovo automatico resta disattivato finché non scegli tu un metodo di pagamento: non addebitiamo niente che tu non abbia autorizzato di nuovo."),
                new LetterPart.Action("Gestisci il rinnovo automatico", urls.At($"area-clienti/servizi/{facts.Service.Id}/rinnovo"))), ct);
}
