using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Features.Shared;
using Aruba.Fatturazione.Web.Mail;
using Aruba.Fatturazione.Web.Outbox;
using Aruba.Fatturazione.Web.Outbox.Handlers;
using Aruba.Fatturazione.Web.Payments;

namespace Aruba.Fatturazione.Web.Renewals;

/// <summary>The receipt of a withdrawal: content, date and time, on a durable medium (art. 54-bis Codice del consumo).</summary>
internal sealed class SendWithdrawal(OrderPost post, StoreUrls urls) : IReaction<ContractWithdrawn>
{
    public Task<string?> HandleAsync(ContractWithdrawn e, Delivery delivery, CancellationToken ct) => post.SendAsync(e.OrderNumber, Recipient.Account, delivery, Write, ct);

    private Letter? Write(Order order) => order.WithdrawnAt is not { } at ? null : Letter.Of(
        $"Ricevuta del recesso, ordine {order.Number}",
        OrderWords.Greeting(order),
        new LetterPart.Paragraph("abbiamo ricevuto il tuo recesso dal contratto. Conserva questa mail: è la ricevuta."),
        new LetterPart.Facts(
        [
            ("Dichiarazione", WithdrawalWords.Statement(order.Number)),
            ("Di", order.Intestatario.DisplayName),
            ("Ricevuta il", Italian.Instant(at)),
            ("Contratto", $"Fatturazione Elettronica, ordine {order.Number} del {Italian.Day(RomeCalendar.DayOf(order.PlacedAt))}"),
            ("Da restituire", $"{WithdrawalWords.ToGiveBack(order)} più quello che hai pagato dopo per lo stesso servizio"),
        ]),
        new LetterPart.Paragraph("Il servizio è finito in quel momento e il pannello è chiuso. Non devi pagare niente."),
        new LetterPart.Paragraph(WithdrawalWords.How(order)),
        new LetterPart.Action("Vedi l'ordine", urls.Order(order.Number)),
        new LetterPart.Note($"Se non l'hai chiesto tu, scrivici subito: {urls.At("contatti")}"));
}

/// <summary>The words of a withdrawal, the same on the page and in the receipt.</summary>
internal static class WithdrawalWords
{
    /// <summary>What the buyer declares.</summary>
    public static string Statement(string number) => $"Con la presente notifico il recesso dal contratto di vendita del servizio Fatturazione Elettronica, ordine {number}.";

    /// <summary>What was paid for the order, given back or not: the words stay the same whenever they are written.</summary>
    public static Importo ToGiveBack(Order order) => new(order.Payments.Where(p => p.Reverses is null && p.Currency == RegisteredPayment.Euro).Sum(p => p.Amount.Cents));

    /// <summary>How it goes back.</summary>
    public static string How(Order order) => order.Payments.Any(p => p.Reverses is null && !PaymentSources.IsProvider(p.Source))
        ? "Ti restituiamo tutto entro 14 giorni con un bonifico: l'assistenza ti scrive per l'IBAN."
        : "Ti restituiamo tutto con lo stesso mezzo con cui hai pagato: la richiesta parte adesso, una mail ti dice quando è fatta.";
}
