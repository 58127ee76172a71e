using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Outbox.Handlers;

/// <summary>The money came, but the provider did not keep the method: the purchase holds, and what it means for the renewal is said.</summary>
internal sealed class SendMethodNotKept(OrderPost post, StoreDbContext db, StoreUrls urls) : IReaction<MethodNotKept>
{
    public async Task<string?> HandleAsync(MethodNotKept e, Delivery delivery, CancellationToken ct)
    {
        // An order that renews may have been paid with another method than the one that renews the service.
        var renews = await db.Orders.Where(o => o.Number == e.OrderNumber)
            .AnyAsync(o => db.Subscriptions.Any(s => s.Id == o.SubscriptionId && s.RenewalMethodId != null), ct);
        return await post.SendAsync(e.OrderNumber, Recipient.Account, delivery, order => Write(order, renews), ct);
    }

    private Letter Write(Order order, bool renews) => Letter.Of(
        $"Metodo di pagamento non registrato, ordine {order.Number}",
        OrderWords.Greeting(order),
        new LetterPart.Paragraph($"il pagamento dell'ordine {order.Number} è riuscito, ma il fornitore non ha potuto registrare il metodo per le prossime volte. L'acquisto è valido e non devi pagare di nuovo."),
        new LetterPart.Paragraph(renews
            ? "Il rinnovo automatico del servizio resta attivo con il metodo che usa già."
            : "Il rinnovo automatico del servizio però è spento. Per attivarlo registra un metodo di pagamento, poi accendilo dall'area clienti; se preferisci, rinnovi tu prima della scadenza."),
        new LetterPart.Action("Registra un metodo di pagamento", urls.At("area-clienti/metodi/aggiungi")),
        new LetterPart.Note($"Se hai dubbi scrivi all'assistenza: {urls.At("contatti")}"));
}
