using System.Globalization;
using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Intestatari;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Features.Shared;
using Aruba.Fatturazione.Web.Mail;

namespace Aruba.Fatturazione.Web.Outbox.Handlers;

/// <summary>What several letters say of an order in the same words.</summary>
internal static class OrderWords
{
    private const decimal BasisPointsInPercent = 100m;

    public static string Greeting(Order order) => $"Gentile {order.Intestatario.DisplayName},";

    /// <summary>Lines with their net price for the whole term, then net, IVA and what is to be paid.</summary>
    public static LetterPart.Amounts Amounts(Order order) => new(
        [.. order.Lines.Select(l => ($"{l.Title()}, {l.Duration(order.Years)}", l.Net.ToString()))],
        [("Totale senza IVA", order.Net.ToString()), (IvaLabel(order), order.Iva.ToString()), ("Totale", order.Gross.ToString())]);

    /// <summary>The holder as given.</summary>
    public static LetterPart.Facts Holder(Intestatario i)
    {
        List<(string, string)> rows = [("Intestatario", i.DisplayName)];
        if (i.Rappresentante is { } legal)
        {
            rows.Add(("Rappresentante legale", $"{legal.Nome} {legal.Cognome}"));
        }

        rows.Add(("Codice fiscale", i.CodiceFiscale.Value));
        if (i.PartitaIva is { } partitaIva)
        {
            rows.Add(("Partita IVA", partitaIva.Value));
        }

        rows.Add(("Indirizzo", $"{i.Indirizzo.Via}, {i.Indirizzo.Cap} {i.Indirizzo.Comune} ({i.Indirizzo.Provincia})"));
        rows.Add(("Email", i.Email));
        rows.Add(("Fattura elettronica", Recapito(i.Recapito)));
        return new LetterPart.Facts(rows);
    }

    private static string Recapito(RecapitoFattura recapito) => recapito switch
    {
        RecapitoFattura.Sdi s => $"Codice destinatario {s.Codice.Value}",
        RecapitoFattura.Pec p => $"Casella PEC {p.Indirizzo.Value}",
        _ => "Nessun identificativo: la trovi nel portale Fatture e Corrispettivi",
    };

    private static string IvaLabel(Order order)
    {
        var rates = order.Lines.Select(l => l.IvaBasisPoints).Distinct().ToList();
        return rates.Count == 1 ? $"IVA {(rates[0] / BasisPointsInPercent).ToString("0.##", CultureInfo.GetCultureInfo("it-IT"))} %" : "IVA";
    }
}
