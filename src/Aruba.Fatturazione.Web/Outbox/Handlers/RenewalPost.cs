using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Methods;
using Aruba.Fatturazione.Web.Features.Payments;
using Aruba.Fatturazione.Web.Features.Shared;
using Aruba.Fatturazione.Web.Mail;
using Aruba.Fatturazione.Web.Renewals;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Outbox.Handlers;

/// <summary>
/// Sends letters about the automatic renewal of a service to the mailbox of its holder, who pays it (the guide's help pages). What has
/// changed again meanwhile is not told: the later change has its own letter.
/// </summary>
internal sealed class RenewalPost(StoreDbContext db, Mailer mailer, StoreUrls urls, IOptions<RenewalOptions> options, TimeProvider clock)
{
    /// <summary>Sends what <paramref name="write"/> makes of the service and its method (null when renewal is off); nothing when it makes nothing.</summary>
    public async Task<string?> SendAsync(Guid serviceId, Delivery delivery, Func<Subscription, SavedMethod?, Letter?> write, CancellationToken ct)
    {
        var service = await db.Subscriptions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == serviceId, ct)
            ?? throw new PermanentFailure("Il servizio non esiste.");
        var method = await db.SavedMethods.AsNoTracking().SingleOrDefaultAsync(m => m.Id == service.RenewalMethodId, ct);
        return write(service, method) is { } letter ? await mailer.SendAsync(letter, service.HolderEmail, delivery.MessageId, ct) : null;
    }

    /// <summary>First line.</summary>
    public static string Greeting(Subscription service) => $"Gentile {service.HolderName},";

    /// <summary>What is charged, when and with what.</summary>
    public LetterPart.Facts Facts(Subscription service, SavedMethod method) => new(
    [
        ("Servizio", "Fatturazione Elettronica"),
        ("Intestatario", service.HolderName),
        ("Scadenza", Italian.Day(service.ExpiresOn)),
        ("Prossimo addebito", RenewalLine.ChargeDay(service, options.Value.Plan.NextChargeOn(service.ExpiresOn, clock.Today()))),
        ("Metodo", method.Description),
    ]);

    /// <summary>Where it is switched on and off.</summary>
    public LetterPart.Action ToRenewal(Subscription service) => new("Gestisci il rinnovo automatico", urls.At($"area-clienti/servizi/{service.Id}/rinnovo"));
}

/// <summary>«Attivazione rinnovo automatico per il servizio…»</summary>
internal sealed class SendRenewalOn(RenewalPost post) : IReaction<RenewalSwitchedOn>
{
    public Task<string?> HandleAsync(RenewalSwitchedOn e, Delivery delivery, CancellationToken ct) =>
        post.SendAsync(e.SubscriptionId, delivery, (service, method) => method is null ? null : Letter.Of(
            "Attivazione rinnovo automatico per il servizio",
            RenewalPost.Greeting(service),
            new LetterPart.Paragraph("il rinnovo automatico del servizio Fatturazione Elettronica è attivo: prima della scadenza addebitiamo il prezzo del listino di quel giorno, che ti comunichiamo prima per email."),
            post.Facts(service, method),
            post.ToRenewal(service),
            new LetterPart.Note("Lo disattivi quando vuoi, da quella stessa pagina: vale subito e il periodo già pagato resta.")), ct);
}

/// <summary>Renewal goes on with another method.</summary>
internal sealed class SendRenewalMethodReplaced(RenewalPost post) : IReaction<RenewalMethodReplaced>
{
    public Task<string?> HandleAsync(RenewalMethodReplaced e, Delivery delivery, CancellationToken ct) =>
        post.SendAsync(e.SubscriptionId, delivery, (service, method) => method is null ? null : Letter.Of(
            "Rinnovo automatico con un altro metodo",
            RenewalPost.Greeting(service),
            new LetterPart.Paragraph("il rinnovo automatico del servizio Fatturazione Elettronica resta attivo e da ora usa un altro metodo di pagamento."),
            post.Facts(service, method),
            post.ToRenewal(service),
            new LetterPart.Note("Lo disattivi quando vuoi, da quella stessa pagina: vale subito e il periodo già pagato resta.")), ct);
}

/// <summary>Renewal was switched off, with the reason.</summary>
internal sealed class SendRenewalOff(RenewalPost post) : IReaction<RenewalSwitchedOff>
{
    public Task<string?> HandleAsync(RenewalSwitchedOff e, Delivery delivery, CancellationToken ct) =>
        post.SendAsync(e.SubscriptionId, delivery, (service, _) => service.RenewalOff is not { } reason ? null : Letter.Of(
            "Rinnovo automatico disattivato",
            RenewalPost.Greeting(service),
            new LetterPart.Paragraph($"il rinnovo automatico del servizio Fatturazione Elettronica è disattivato. {Why(reason)}"),
            new LetterPart.Paragraph($"Il servizio resta attivo fino al {Italian.Day(service.ExpiresOn)}. Dopo si rinnova solo se lo paghi tu, con qualsiasi metodo: ti avvisiamo prima della scadenza."),
            post.ToRenewal(service),
            new LetterPart.Note("Per riattivarlo basta scegliere un metodo di pagamento da quella pagina.")), ct);

    private static string Why(RenewalOffReason reason) => reason switch
    {
        RenewalOffReason.SwitchedOff => "L'hai disattivato dall'area clienti.",
        RenewalOffReason.MethodRemoved => "Il metodo di pagamento che usava non c'è più.",
        _ => reason.InWords(),
    };
}
