using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Mail;

namespace Aruba.Fatturazione.Web.Outbox.Handlers;

/// <summary>The order was cancelled unpaid, by the buyer or by staff.</summary>
internal sealed class SendCancellation(OrderPost post, StoreUrls urls) : IReaction<OrderCancelled>
{
    public Task<string?> HandleAsync(OrderCancelled e, Delivery delivery, CancellationToken ct) =>
        post.SendAsync(e.OrderNumber, Recipient.Account, delivery, Write, ct);

    private Letter? Write(Order order) => order.Status != OrderStatus.Cancelled ? null : Letter.Of(
        $"Ordine {order.Number} annullato",
        OrderWords.Greeting(order),
        new LetterPart.Paragraph($"l'ordine {order.Number} di {order.Gross} è annullato: non devi pagare niente e {(order.SubscriptionId is null ? "nessun servizio viene attivato" : "il servizio resta com'è")}."),
        new LetterPart.Paragraph("Se hai già fatto il pagamento, non va perso: scrivi all'assistenza con il numero d'ordine e decidiamo insieme se riaprire l'ordine o restituirti l'importo."),
        new LetterPart.Action("Vedi l'ordine", urls.Order(order.Number)),
        new LetterPart.Note($"Se non l'hai chiesto tu, scrivici: {urls.At("contatti")}"));
}
