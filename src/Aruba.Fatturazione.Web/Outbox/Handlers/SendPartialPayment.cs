using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Features.Shared;
using Aruba.Fatturazione.Web.Mail;

namespace Aruba.Fatturazione.Web.Outbox.Handlers;

/// <summary>Says what has arrived and what is still due; to whoever got the instructions. Silent when the rest has arrived meanwhile.</summary>
internal sealed class SendPartialPayment(OrderPost post, TransferWords transfer, StoreUrls urls) : IReaction<PartialPaymentRegistered>
{
    public Task<string?> HandleAsync(PartialPaymentRegistered e, Delivery delivery, CancellationToken ct) =>
        post.SendAsync(e.OrderNumber, Recipient.Intestatario, delivery, order => Write(order, e.PaymentId), ct);

    private Letter? Write(Order order, Guid paymentId)
    {
        var payment = order.Payments.FirstOrDefault(p => p.Id == paymentId);
        return payment is null || order.Status != OrderStatus.AwaitingPayment ? null : Letter.Of(
            $"Pagamento parziale, ordine {order.Number}",
            OrderWords.Greeting(order),
            [
                new LetterPart.Paragraph($"abbiamo registrato {payment.Amount} per l'ordine {order.Number}. Il servizio si attiva quando il pagamento è completo."),
                new LetterPart.Facts(
                [
                    ("Ricevuto ora", $"{payment.Amount}, valuta {Italian.Day(payment.ValueDate)}"), ("Ricevuto finora", order.Paid.ToString()),
                    ("Totale dell'ordine", order.Gross.ToString()), ("Ancora da pagare", order.StillDue.ToString()),
                ]),
                new LetterPart.Heading($"Come pagare {order.StillDue}"),
                .. TransferWords.Applies(order) ? transfer.For(order, order.StillDue) : [],
                new LetterPart.Action("Vedi l'ordine", urls.Order(order.Number)),
            ]) with
        { Preview = $"Restano da pagare {order.StillDue}" };
    }
}
