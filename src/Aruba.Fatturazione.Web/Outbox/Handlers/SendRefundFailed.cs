using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Mail;

namespace Aruba.Fatturazione.Web.Outbox.Handlers;

/// <summary>A refund of which the buyer was told did not arrive. What was refused at once was never announced, so nothing is said of it.</summary>
internal sealed class SendRefundFailed(OrderPost post, StoreUrls urls) : IReaction<RefundFailed>
{
    public Task<string?> HandleAsync(RefundFailed e, Delivery delivery, CancellationToken ct) =>
        post.SendAsync(e.OrderNumber, Recipient.Account, delivery, order => Write(order, e.RefundId), ct);

    private Letter? Write(Order order, Guid refundId) => order.Refunds.FirstOrDefault(r => r.Id == refundId) is not { Reference: not null, Status: RefundStatus.Failed } refund
        ? null
        : Letter.Of(
            $"Rimborso non riuscito, ordine {order.Number}",
            OrderWords.Greeting(order),
            new LetterPart.Paragraph($"il rimborso di {refund.Amount} per l'ordine {order.Number} non è arrivato: la tua banca non lo ha accettato e l'importo è tornato da noi. Non va perso."),
            new LetterPart.Paragraph("L'assistenza ti scrive per restituirtelo in un altro modo, per esempio con un bonifico."),
            new LetterPart.Action("Vedi l'ordine", urls.Order(order.Number)),
            new LetterPart.Note($"Se non vuoi aspettare, scrivi tu all'assistenza: {urls.At("contatti")}"));
}
