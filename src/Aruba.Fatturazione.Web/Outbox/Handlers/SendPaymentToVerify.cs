using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Features.Shared;
using Aruba.Fatturazione.Web.Mail;

namespace Aruba.Fatturazione.Web.Outbox.Handlers;

/// <summary>Tells the buyer the truth about money that is not what was asked for: it is safe, nothing is activated, and a person decides.</summary>
internal sealed class SendPaymentToVerify(OrderPost post, StoreUrls urls) : IReaction<PaymentToVerify>
{
    public Task<string?> HandleAsync(PaymentToVerify e, Delivery delivery, CancellationToken ct) =>
        post.SendAsync(e.OrderNumber, Recipient.Account, delivery, order => Write(order, e.PaymentId), ct);

    // Decided before the letter left: there is nothing to say any more.
    private Letter? Write(Order order, Guid paymentId) => order.Payments.FirstOrDefault(p => p.Id == paymentId) is not { Counts: false } payment
        ? null
        : Letter.Of(
            $"Pagamento da verificare, ordine {order.Number}",
            OrderWords.Greeting(order),
            new LetterPart.Paragraph($"abbiamo ricevuto {payment.Worth}, valuta {Italian.Day(payment.ValueDate)}, per l'ordine {order.Number}. L'importo è registrato e non va perso, ma non corrisponde a quello che avevamo chiesto: per ora il servizio non si attiva."),
            new LetterPart.Paragraph("Lo controlla una persona, che accetta il pagamento oppure te lo restituisce, e te lo scrive. Non pagare un'altra volta."),
            new LetterPart.Facts([("Ordine", order.Number), ("Totale dell'ordine", order.Gross.ToString()), ("Ricevuto", payment.Worth)]),
            new LetterPart.Action("Vedi l'ordine", urls.Order(order.Number)),
            new LetterPart.Note($"Se non vuoi aspettare, scrivi tu all'assistenza: {urls.At("contatti")}"));
}
