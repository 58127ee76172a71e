using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Features.Shared;
using Aruba.Fatturazione.Web.Mail;

namespace Aruba.Fatturazione.Web.Outbox.Handlers;

/// <summary><i>Conferma pagamento</i>: the money is registered in full.</summary>
internal sealed class SendPaymentConfirmation(OrderPost post, StoreUrls urls) : IReaction<OrderPaid>
{
    public Task<string?> HandleAsync(OrderPaid e, Delivery delivery, CancellationToken ct) =>
        post.SendAsync(e.OrderNumber, Recipient.Account, delivery, Write, ct);

    private static string Next(Order order) => order.Kind switch
    {
        OrderKind.Renewal => "Prolunghiamo il servizio adesso: la nuova scadenza arriva con una mail a parte.",
        OrderKind.Extension => "Attiviamo adesso quello che hai aggiunto: quando è pronto te lo diciamo con una mail a parte.",
        _ => "Attiviamo il servizio adesso: username e password temporanea del pannello arrivano con una mail a parte.",
    };

    private Letter Write(Order order)
    {
        List<(string, string)> rows = [("Ordine", order.Number), ("Totale dell'ordine", order.Gross.ToString())];
        rows.AddRange(order.Payments.Where(p => p.Counts).OrderBy(p => p.RegisteredAt).Select(p => ($"{(p.Amount.Cents < 0 ? "Restituito" : "Ricevuto")}, valuta {Italian.Day(p.ValueDate)}", p.Amount.ToString())));
        List<LetterPart> parts =
        [
            new LetterPart.Paragraph($"il pagamento dell'ordine {order.Number} è registrato. {Next(order)}"),
            new LetterPart.Facts(rows),
        ];
        if (order.StillDue.Cents < 0)
        {
            parts.Add(new LetterPart.Paragraph($"Hai versato {new Importo(-order.StillDue.Cents)} più del dovuto: scrivi all'assistenza per farteli restituire."));
        }

        parts.Add(new LetterPart.Action("Vedi l'ordine", urls.Order(order.Number)));
        parts.Add(new LetterPart.Note("La fattura elettronica arriva al recapito che hai indicato nell'ordine."));
        return new Letter($"Conferma pagamento, ordine {order.Number}", OrderWords.Greeting(order)) { Parts = parts, Preview = $"Registrati {order.Paid}" };
    }
}
