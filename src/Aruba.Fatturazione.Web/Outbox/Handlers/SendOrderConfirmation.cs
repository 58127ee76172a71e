using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Features.Shared;
using Aruba.Fatturazione.Web.Mail;

namespace Aruba.Fatturazione.Web.Outbox.Handlers;

/// <summary>
/// Confirms the contract on a durable medium (art. 51 Codice del consumo, art. 13 D.Lgs. 70/2003): what was bought, for how much, by whom,
/// under which documents, and what happens next. The digests let the buyer prove that a document was not changed afterwards.
/// </summary>
internal sealed class SendOrderConfirmation(OrderPost post, StoreUrls urls) : IReaction<OrderConfirmed>
{
    public Task<string?> HandleAsync(OrderConfirmed e, Delivery delivery, CancellationToken ct) =>
        post.SendAsync(e.OrderNumber, Recipient.Account, delivery, Write, ct);

    private Letter Write(Order order) => Letter.Of(
        $"Conferma ordine {order.Number}",
        OrderWords.Greeting(order),
        [
            new LetterPart.Paragraph($"abbiamo ricevuto il tuo ordine {order.Number}, confermato il {Italian.Instant(order.PlacedAt)}. Conserva questa mail: riassume il contratto."),
            OrderWords.Amounts(order),
            new LetterPart.Heading("Che cosa succede adesso"),
            new LetterPart.Steps(NextSteps(order)),
            new LetterPart.Action("Vedi il tuo ordine", urls.Order(order.Number)),
            new LetterPart.Heading("I dati dell'ordine"),
            new LetterPart.Facts(
            [
                ("Numero d'ordine", order.Number), ("Tipo", order.Kind.Label()), ("Durata", $"{OrderWords.Years(order.Years)} dall'attivazione"),
                ("Modalità di pagamento", order.Method.Label()), ("Username dell'account", order.AccountUsername),
            ]),
            OrderWords.Holder(order.Intestatario),
            .. Documents(order),
            new LetterPart.Note($"Il servizio è riservato a chi ha una partita IVA e alle Pubbliche Amministrazioni: per recedere valgono le condizioni generali accettate. Se un dato è sbagliato, scrivi subito all'assistenza: {urls.At("contatti")}"),
        ])
        with { Preview = $"{order.Gross} da pagare con {TimelineWords.MethodName(order.Method)}" };

    private static IReadOnlyList<string> NextSteps(Order order) => TransferWords.Applies(order)
        ?
        [
            $"Paga {order.Gross} con {TimelineWords.MethodName(order.Method)}: abbiamo mandato le istruzioni all'email indicata nei dati intestatario.",
            "Appena registriamo il pagamento ti mandiamo la conferma e attiviamo il servizio.",
            "Ricevi username e password temporanea del pannello, da cambiare al primo accesso.",
        ]
        :
        [
            "Appena registriamo il pagamento ti mandiamo la conferma e attiviamo il servizio.",
            "Ricevi username e password temporanea del pannello, da cambiare al primo accesso.",
        ];

    private IEnumerable<LetterPart> Documents(Order order)
    {
        if (order.Acceptances.Count == 0)
        {
            yield break;
        }

        yield return new LetterPart.Heading("I documenti che hai accettato");
        yield return new LetterPart.Facts([.. order.Acceptances.Select(a => (a.Statement, $"{a.DocumentCode}, versione {a.DocumentVersion}, impronta SHA-256 {a.Digest}"))]);
        yield return new LetterPart.Paragraph($"Li rileggi e li stampi, nella versione che hai accettato, da {urls.At("documenti")} e dalla pagina dell'ordine.");
    }
}
