using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Mail;

namespace Aruba.Fatturazione.Web.Outbox.Handlers;

/// <summary>How to pay by bonifico or bollettino; to the mailbox of <i>Dati Intestatario</i>, as the guide says.</summary>
internal sealed class SendTransferInstructions(OrderPost post, TransferWords transfer, StoreUrls urls) : IReaction<OrderEvent>
{
    public Task<string?> HandleAsync(OrderEvent e, Delivery delivery, CancellationToken ct) =>
        post.SendAsync(e.OrderNumber, Recipient.Intestatario, delivery, Write, ct);

    private Letter? Write(Order order) => !TransferWords.Applies(order) || order.Status != OrderStatus.AwaitingPayment ? null : Letter.Of(
        $"Come pagare l'ordine {order.Number}",
        OrderWords.Greeting(order),
        [
            new LetterPart.Paragraph($"{(order.Kind == OrderKind.Purchase ? "per attivare il servizio " : "")}paga {order.StillDue} con {order.Method.Label().ToLowerInvariant()}. Usa come causale soltanto il numero d'ordine: così riconosciamo subito il pagamento."),
            .. transfer.For(order, order.StillDue),
            new LetterPart.Action("Vedi l'ordine", urls.Order(order.Number)),
        ])
        with
    { Preview = $"{order.StillDue}, causale {order.Number}" };
}
