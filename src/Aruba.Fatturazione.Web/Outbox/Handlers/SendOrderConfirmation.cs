using System.Text;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Features.Documents;
using Aruba.Fatturazione.Web.Features.Shared;
using Aruba.Fatturazione.Web.Mail;

namespace Aruba.Fatturazione.Web.Outbox.Handlers;

/// <summary>
/// Confirms the contract on a durable medium (art. 51 Codice del consumo, art. 13 D.Lgs. 70/2003): what was bought, for how much, by whom,
/// under which documents, and what happens next. The documents travel with it, byte for byte; their digests prove that none was changed.
/// </summary>
internal sealed class SendOrderConfirmation(OrderPost post, ContractLibrary library, StoreUrls urls) : IReaction<OrderConfirmed>
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
                ("Numero d'ordine", order.Number), ("Tipo", order.Kind.Label()), ("Durata", order.Duration()),
                ("Modalità di pagamento", order.Method.Label()), ("Username dell'account", order.AccountUsername),
            ]),
            OrderWords.Holder(order.Intestatario),
            .. Documents(order),
            new LetterPart.Note($"Il servizio è riservato a chi ha una partita IVA e alle Pubbliche Amministrazioni: per recedere valgono le condizioni generali accettate. Se un dato è sbagliato, scrivi subito all'assistenza: {urls.At("contatti")}"),
        ])
        with
    { Preview = $"{order.Gross} da pagare con {TimelineWords.MethodName(order.Method)}", Attachments = [.. Texts(order).Select(Attached)] };

    private static string[] NextSteps(Order order) => TransferWords.Applies(order)
        ?
        [
            $"Paga {order.Gross} con {TimelineWords.MethodName(order.Method)}: abbiamo mandato le istruzioni all'email indicata nei dati intestatario.",
            .. AfterPayment(order),
        ]
        : AfterPayment(order);

    private static string[] AfterPayment(Order order) => order.Kind switch
    {
        OrderKind.Renewal => ["Appena registriamo il pagamento ti mandiamo la conferma e prolunghiamo il servizio dalla sua scadenza."],
        OrderKind.Extension => ["Appena registriamo il pagamento ti mandiamo la conferma e attiviamo nel servizio quello che hai aggiunto."],
        _ =>
        [
            "Appena registriamo il pagamento ti mandiamo la conferma e attiviamo il servizio.",
            "Ricevi username e password temporanea del pannello, da cambiare al primo accesso.",
        ],
    };

    private IEnumerable<LetterPart> Documents(Order order)
    {
        if (order.Acceptances.Count == 0)
        {
            yield break;
        }

        yield return new LetterPart.Heading("I documenti che hai accettato");
        yield return new LetterPart.Facts([.. order.Acceptances.Select(a => (a.Statement, $"{a.DocumentCode}, versione {a.DocumentVersion}, impronta SHA-256 {a.Digest}"))]);
        yield return new LetterPart.Paragraph(Texts(order).Any()
            ? "Li trovi in allegato, come li hai accettati, e restano sul sito a questi indirizzi:"
            : $"Li rileggi e li stampi da {urls.At("documenti")}.");
        foreach (var text in Texts(order))
        {
            yield return new LetterPart.Paragraph($"{text.Title}: {urls.At(text.Path.TrimStart('/'))}");
        }
    }

    private IEnumerable<ContractDocument> Texts(Order order) => order.Acceptances
        .Select(a => library.Find(a.DocumentCode, a.DocumentVersion)).OfType<ContractDocument>().DistinctBy(d => d.Path);

    private static LetterAttachment Attached(ContractDocument text) => new($"{text.Code}-{text.Version}.html", "text/html; charset=utf-8", Encoding.UTF8.GetBytes(text.Html));
}
