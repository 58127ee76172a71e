using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Payments;
using Aruba.Fatturazione.Web.Features.Shared;
using Aruba.Fatturazione.Web.Mail;
using Aruba.Fatturazione.Web.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Renewals;

/// <summary>The service has a further term.</summary>
internal sealed class SendRenewed(ServicePost post, StoreUrls urls) : IReaction<ServiceRenewed>
{
    public Task<string?> HandleAsync(ServiceRenewed e, Delivery delivery, CancellationToken ct) => post.SendAsync(e.SubscriptionId, delivery, facts => Letter.Of(
        $"Servizio rinnovato, ordine {e.OrderNumber}",
        $"Gentile {facts.Service.HolderName},",
        new LetterPart.Paragraph($"il servizio Fatturazione Elettronica è rinnovato: la nuova scadenza è il {Italian.Day(facts.Service.ExpiresOn)}. Username e password del pannello restano quelli di prima.{(facts.Service.IsLeaving ? " La disdetta che hai chiesto resta valida: il servizio finisce a questa scadenza. Se il rinnovo non lo volevi, scrivi all'assistenza." : "")}"),
        new LetterPart.Action("Vedi l'ordine", urls.Order(e.OrderNumber))), ct);
}

/// <summary>What was added is in the service.</summary>
internal sealed class SendExtended(ServicePost post, StoreDbContext db, StoreUrls urls) : IReaction<ServiceExtended>
{
    public async Task<string?> HandleAsync(ServiceExtended e, Delivery delivery, CancellationToken ct)
    {
        var order = await db.Orders.AsNoTracking().Include(o => o.Lines).SingleAsync(o => o.Number == e.OrderNumber, ct);
        return await post.SendAsync(e.SubscriptionId, delivery, facts => Write(facts.Service.HolderName, order), ct);
    }

    private Letter Write(string holder, Order order) => Letter.Of(
        $"Servizio esteso, ordine {order.Number}",
        $"Gentile {holder},",
        new LetterPart.Paragraph("nel servizio Fatturazione Elettronica è attivo da subito quello che hai aggiunto. Username e password del pannello restano quelli di prima."),
        new LetterPart.Facts([.. order.Lines.Where(l => l.Days is null).OrderBy(l => l.Id).Select(l => ("Aggiunto", l.Quantity > 1 ? $"{l.Name} × {l.Quantity}" : l.Name))]),
        new LetterPart.Paragraph(order.ExtendsTo > order.ExtendsFrom
            ? $"Il servizio è prolungato: scadeva il {Italian.Day(order.ExtendsFrom!.Value)}, ora scade il {Italian.Day(order.ExtendsTo!.Value)}."
            : $"Tutto scade con il servizio, il {Italian.Day(order.ExtendsTo!.Value)}."),
        new LetterPart.Action("Vai al pannello", urls.At("pannello")));
}

/// <summary>The renewal could not be charged: why, until when the service lives, and one link to pay without signing in.</summary>
internal sealed class SendRenewalProblem(ServicePost post, StoreDbContext db, StoreUrls urls, IOptions<RenewalOptions> options, TimeProvider clock) : IReaction<RenewalNotPaid>
{
    public async Task<string?> HandleAsync(RenewalNotPaid e, Delivery delivery, CancellationToken ct)
    {
        var order = await db.Orders.AsNoTracking().Include(o => o.Payments).SingleAsync(o => o.Number == e.OrderNumber, ct);
        if (order.Status != OrderStatus.AwaitingPayment || await db.Subscriptions.AnyAsync(s => s.Id == e.SubscriptionId && s.DisdettaAt != null, ct))
        {
            return null; // paid, or not wanted any more, since then
        }

        var reason = await db.PaymentAttempts.Where(a => a.Id == e.AttemptId).Select(a => a.Reason).SingleOrDefaultAsync(ct) ?? RefusalReason.MethodGone;
        return await post.SendAsync(e.SubscriptionId, delivery, facts => Write(facts, e.OrderNumber, order.StillDue, reason), ct);
    }

    private Letter Write(ServiceFacts facts, string number, Importo due, RefusalReason reason)
    {
        var service = facts.Service;
        List<LetterPart> parts =
        [
            new LetterPart.Paragraph($"non siamo riusciti ad addebitare il rinnovo del servizio Fatturazione Elettronica. {reason.InWords()}"),
            new LetterPart.Facts([("Ordine", number), ("Importo, IVA inclusa", due.ToString()), ("Metodo", facts.Method?.Description ?? "nessuno"), ("Il servizio è attivo fino al", Italian.Day(service.ExpiresOn))]),
            new LetterPart.Action(reason == RefusalReason.NeedsCustomer ? "Conferma il pagamento" : "Paga adesso", urls.At($"paga/{number}")),
            new LetterPart.Paragraph(After(service)),
            new LetterPart.Note($"Il link serve solo a pagare questo ordine e non chiede di accedere. Per cambiare metodo o disattivare il rinnovo vai nell'area clienti: {urls.At("area-clienti")}"),
        ];
        return new Letter($"Rinnovo da completare, ordine {number}", $"Gentile {service.HolderName},") { Parts = parts };
    }

    private string After(Subscription service)
    {
        var today = clock.Today();
        var again = options.Value.Plan.ChargeDays.Select(d => service.ExpiresOn.AddDays(-d)).Where(d => d > today).Cast<DateOnly?>().Min();
        return again is { } day
            ? $"Riproviamo da soli il {Italian.Day(day)}. Nel frattempo il servizio funziona come sempre."
            : $"Non riproviamo più da soli. Il servizio funziona fino al {Italian.Day(service.ExpiresOn)}; dopo si consulta soltanto, per {options.Value.ReadOnlyDays} giorni.";
    }
}

/// <summary>The term is over.</summary>
internal sealed class SendExpired(ServicePost post, StoreUrls urls, IOptions<RenewalOptions> options) : IReaction<ServiceExpired>
{
    public Task<string?> HandleAsync(ServiceExpired e, Delivery delivery, CancellationToken ct) => post.SendAsync(e.SubscriptionId, delivery, Write, ct);

    private Letter? Write(ServiceFacts facts) => facts.Service.Status != SubscriptionStatus.Expired ? null : Letter.Of(
        "Il tuo servizio è scaduto",
        $"Gentile {facts.Service.HolderName},",
        new LetterPart.Paragraph($"il servizio Fatturazione Elettronica è {(facts.Service.IsLeaving ? "finito, come hai chiesto con la disdetta," : "scaduto")} il {Italian.Day(facts.Service.ExpiresOn)}. Ora si consulta soltanto: non puoi emettere documenti."),
        new LetterPart.Paragraph($"{(facts.Service.IsLeaving ? "Se cambi idea puoi" : "Puoi")} riattivarlo fino al {Italian.Day(options.Value.Plan.LastReadOnlyDay(facts.Service.ExpiresOn))}, con gli stessi dati e lo stesso pannello. Dopo viene cancellato con i suoi dati: scarica prima quello che ti serve."),
        new LetterPart.Action("Riattiva", urls.At($"area-clienti/servizi/{facts.Service.Id}/rinnova")));
}

/// <summary>The service is gone.</summary>
internal sealed class SendDeleted(ServicePost post, StoreUrls urls) : IReaction<ServiceDeleted>
{
    public Task<string?> HandleAsync(ServiceDeleted e, Delivery delivery, CancellationToken ct) => post.SendAsync(e.SubscriptionId, delivery, facts => Letter.Of(
        "Il tuo servizio è stato cancellato",
        $"Gentile {facts.Service.HolderName},",
        new LetterPart.Paragraph($"il servizio Fatturazione Elettronica, scaduto il {Italian.Day(facts.Service.ExpiresOn)}, è stato cancellato con i suoi dati. Il pannello è chiuso."),
        new LetterPart.Paragraph("Se ti serve di nuovo puoi acquistarlo in ogni momento, anche con lo stesso codice fiscale e la stessa partita IVA."),
        new LetterPart.Action("Acquista di nuovo", urls.At($"area-clienti/servizi/{e.SubscriptionId}/riacquista"))), ct);
}

/// <summary>The owner ended the service to buy it again for another subject.</summary>
internal sealed class SendEnded(ServicePost post, StoreUrls urls) : IReaction<ServiceEnded>
{
    public Task<string?> HandleAsync(ServiceEnded e, Delivery delivery, CancellationToken ct) => post.SendAsync(e.SubscriptionId, delivery, facts => Letter.Of(
        "Il tuo servizio è terminato",
        $"Gentile {facts.Service.HolderName},",
        new LetterPart.Paragraph($"come hai chiesto, il servizio Fatturazione Elettronica è terminato il {Italian.Instant(facts.Service.EndedAt ?? default)}, prima della scadenza del {Italian.Day(facts.Service.ExpiresOn)}. Il pannello è chiuso, non si rinnova più e non ti addebitiamo niente."),
        new LetterPart.Action("Acquista di nuovo", urls.At($"area-clienti/servizi/{e.SubscriptionId}/riacquista")),
        new LetterPart.Note($"Se non l'hai chiesto tu, cambia subito la password e scrivi all'assistenza: {urls.At("contatti")}")), ct);
}
