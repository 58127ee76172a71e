using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Mail;

namespace Aruba.Fatturazione.Web.Outbox.Handlers;

/// <summary>The buyer's bank disputes a payment: what it means for the order and the renewal. Sometimes the buyer does not know of it.</summary>
internal sealed class SendDispute(OrderPost post, StoreUrls urls) : IReaction<PaymentDisputed>
{
    public Task<string?> HandleAsync(PaymentDisputed e, Delivery delivery, CancellationToken ct) =>
        post.SendAsync(e.OrderNumber, Recipient.Account, delivery, Write, ct);

    private Letter Write(Order order) => Letter.Of(
        $"Pagamento contestato, ordine {order.Number}",
        OrderWords.Greeting(order),
        new LetterPart.Paragraph($"la tua banca, o PayPal, ci comunica che il pagamento dell'ordine {order.Number} è contestato. Il rinnovo automatico del servizio è spento: non ti addebitiamo altro."),
        new LetterPart.Paragraph("Se la contestazione non è tua, o è nata da un malinteso, dillo alla banca e scrivici: la chiudiamo insieme. Se l'hai chiesta tu, non devi fare niente."),
        new LetterPart.Action("Vedi l'ordine", urls.Order(order.Number)),
        new LetterPart.Note($"Assistenza: {urls.At("contatti")}"));
}
