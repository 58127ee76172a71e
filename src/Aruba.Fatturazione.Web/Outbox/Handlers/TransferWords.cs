using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Intestatari;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Features.Shared;
using Aruba.Fatturazione.Web.Mail;
using Aruba.Fatturazione.Web.Payments;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Outbox.Handlers;

/// <summary>How to pay by bonifico or bollettino, in the words of a letter.</summary>
internal sealed class TransferWords(IOptions<BankOptions> bank, IOptions<PostalOptions> postal, TimeProvider clock)
{
    /// <summary>True for the methods in which the buyer carries the money to a bank or post office.</summary>
    public static bool Applies(Order order) => order.Method is PaymentMethod.Bonifico or PaymentMethod.Bollettino;

    /// <summary>Where, how much, with which causale, and by when it is registered.</summary>
    public IEnumerable<LetterPart> For(Order order, Importo due)
    {
        foreach (var part in order.Method == PaymentMethod.Bollettino ? Slip(due) : Bonifico(due))
        {
            yield return part;
        }

        yield return new LetterPart.Code("Causale: soltanto il numero d'ordine", order.Number);
        var day = Italian.Day(PaymentMethods.ExpectedCredit(order.Method, clock.Today()));
        yield return new LetterPart.Paragraph($"Se paghi oggi, il pagamento risulta registrato di norma entro il {day}. Non serve mandarci la ricevuta: appena lo registriamo ti scriviamo.");
        if (order.Intestatario.Type == SubjectType.PubblicaAmministrazione)
        {
            yield return new LetterPart.Paragraph(
                $"Sei una Pubblica Amministrazione e paghi dopo la fattura? Mandaci l'impegno di pagamento su carta intestata e firmato, con numero d'ordine {order.Number}, servizio, importo, codice univoco ufficio, eventuali CIG e CUP, e se si applica la scissione dei pagamenti.");
        }

        if (order.Method == PaymentMethod.Bonifico ? bank.Value.IsDemo : postal.Value.IsDemo)
        {
            yield return new LetterPart.Note("Queste coordinate sono dimostrative: non versare denaro.");
        }
    }

    private IEnumerable<LetterPart> Bonifico(Importo due)
    {
        var o = bank.Value;
        List<(string, string)> rows = [("Importo", due.ToString()), ("Intestatario del conto", o.Holder)];
        if (o.BankName.Length > 0)
        {
            rows.Add(("Banca", o.BankName));
        }

        if (o.Bic.Length > 0)
        {
            rows.Add(("BIC", o.Bic));
        }

        yield return new LetterPart.Facts(rows);
        yield return new LetterPart.Code("IBAN", Iban.Parse(o.Iban).Grouped);
    }

    private IEnumerable<LetterPart> Slip(Importo due)
    {
        var o = postal.Value;
        yield return new LetterPart.Facts([("Importo", due.ToString()), ("Intestato a", o.Holder), ("Indirizzo", o.Address)]);
        yield return new LetterPart.Code("Conto corrente postale n.", o.Account);
    }
}
