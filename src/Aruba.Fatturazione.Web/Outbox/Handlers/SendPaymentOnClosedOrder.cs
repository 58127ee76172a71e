using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Features.Shared;
using Aruba.Fatturazione.Web.Mail;

namespace Aruba.Fatturazione.Web.Outbox.Handlers;

/// <summary>Tells the buyer the truth about money that came to an order that did not wait for it: it is safe, and a person decides.</summary>
internal sealed class SendPaymentOnClosedOrder(OrderPost post, StoreUrls urls) : IReaction<PaymentOnClosedOrder>
{
    public Task<string?> HandleAsync(PaymentOnClosedOrder e, Delivery delivery, CancellationToken ct) =>
        post.SendAsync(e.OrderNumber, Recipient.Account, delivery, order => Write(order, e.PaymentId), ct);

    private Letter? Write(Order order, Guid paymentId)
    {
        var payment = order.Payments.FirstOrDefault(p => p.Id == paymentId);
        if (payment is null)
        {
            return null;
        }

        var isOver = order.Status is OrderStatus.Cancelled or OrderStatus.Lapsed;
        return Letter.Of(
            $"Pagamento da verificare, ordine {order.Number}",
            OrderWords.Greeting(order),
            new LetterPart.Paragraph($"abbiamo ricevuto {payment.Worth}, valuta {Italian.Day(payment.ValueDate)}, per l'ordine {order.Number}. L'importo è registrato e non va perso."),
            new LetterPart.Paragraph(isOver
                ? $"L'ordine però risulta «{order.Status.Label()}», quindi il servizio non si attiva da solo. L'assistenza ti scrive per riaprire l'ordine o restituirti l'importo."
                : "L'ordine però era già pagato. L'assistenza ti scrive per restituirti l'importo in più."),
            new LetterPart.Facts([("Ordine", order.Number), ("Totale dell'ordine", order.Gross.ToString()), ("Ricevuto in tutto", order.Paid.ToString())]),
            new LetterPart.Action("Vedi l'ordine", urls.Order(order.Number)),
            new LetterPart.Note($"Se non vuoi aspettare, scrivi tu all'assistenza: {urls.At("contatti")}"));
    }
}
