using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Shared;
using Aruba.Fatturazione.Web.Mail;
using Aruba.Fatturazione.Web.Payments;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Outbox.Handlers;

/// <summary><i>Rimborso</i>: money went back to the buyer, whoever caused it. What the bank took in a dispute is told by another letter.</summary>
internal sealed class SendRefund(StoreDbContext db, OrderPost post, StoreUrls urls) : IReaction<RefundMade>
{
    public async Task<string?> HandleAsync(RefundMade e, Delivery delivery, CancellationToken ct)
    {
        var row = await db.Set<RegisteredPayment>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == e.PaymentId, ct);
        if (row is null || row.Amount.Cents >= 0 || await IsOfDisputeAsync(row, e.OrderNumber, ct))
        {
            return null;
        }

        return await post.SendAsync(e.OrderNumber, Recipient.Account, delivery, order => Write(order, row), ct);
    }

    private Letter Write(Order order, RegisteredPayment row)
    {
        var back = new Importo(-row.Amount.Cents).In(row.Currency);
        return Letter.Of(
            $"Rimborso, ordine {order.Number}",
            OrderWords.Greeting(order),
            new LetterPart.Paragraph($"abbiamo restituito {back} per l'ordine {order.Number}. {Where(row)}"),
            new LetterPart.Facts(
            [
                ("Ordine", order.Number), ("Restituiti", back), ("Riferimento", row.Reference),
                ("Restano all'ordine", order.Paid.ToString()), ("Stato dell'ordine", order.Status.Label()),
            ]),
            new LetterPart.Paragraph(After(order)),
            new LetterPart.Action("Vedi l'ordine", urls.Order(order.Number)),
            new LetterPart.Note($"Se qualcosa non torna, scrivi all'assistenza: {urls.At("contatti")}"));
    }

    private static string Where(RegisteredPayment row) => row.Source switch
    {
        PaymentSources.Stripe => "L'importo torna sulla carta con cui hai pagato: di solito lo vedi sull'estratto conto entro 10 giorni.",
        PaymentSources.PayPal => "L'importo torna sul conto PayPal con cui hai pagato; se avevi pagato con una carta, può servire qualche giorno.",
        _ => $"Il rimborso è stato disposto il {Italian.Day(row.ValueDate)}: arriva in uno o due giorni lavorativi.",
    };

    private static string After(Order order) => (order.Status, order.Paid.Cents) switch
    {
        _ when order.WithdrawnAt is not null => "Hai receduto dal contratto: il servizio è finito.",
        (OrderStatus.Concluded, <= 0) => "Il servizio resta attivo fino alla sua scadenza e non si rinnova da solo.",
        (OrderStatus.Concluded, _) => "Il servizio resta attivo fino alla sua scadenza.",
        (OrderStatus.Cancelled or OrderStatus.Lapsed, _) => "L'ordine è chiuso: non devi pagare niente e nessun servizio viene attivato.",
        (OrderStatus.AwaitingPayment, _) => $"L'ordine attende ancora {order.StillDue}: se non ti serve più, puoi annullarlo.",
        _ => "L'ordine prosegue.",
    };

    private Task<bool> IsOfDisputeAsync(RegisteredPayment row, string order, CancellationToken ct)
    {
        var key = $"dispute:{row.Source}:{row.Reference}";
        return db.DeskTasks.AnyAsync(t => t.Key == key && t.OrderNumber == order, ct);
    }
}
