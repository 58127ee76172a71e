using System.Globalization;
using System.Text;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Shared;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Admin.Orders;

/// <summary>
/// Writes orders for a spreadsheet as Italian ones open it: semicolons, decimal commas, a byte order mark. A bite at a time by key, so that a
/// million orders take no more memory than a thousand and nobody waits for a reader that does not end.
/// </summary>
internal static class OrderExport
{
    private const int Bite = 1_000;

    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture)
    {
        Delimiter = ";",

        // What a customer typed must never become a formula in the spreadsheet of an agent.
        InjectionOptions = InjectionOptions.Escape,
        InjectionEscapeCharacter = '\'',
    };

    private static readonly string[] Heading =
        ["Numero", "Data", "Tipo", "Stato", "Pagamento", "Intestatario", "Codice fiscale", "Partita IVA", "Username", "Imponibile", "IVA", "Totale", "Incassato"];

    /// <summary>Writes the orders that the filter lets through, newest first.</summary>
    public static async Task WriteAsync(StoreDbContext db, OrderFilter filter, Stream target, CancellationToken ct)
    {
        await using var text = new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await using var csv = new CsvWriter(text, Format);
        await WriteRowAsync(csv, Heading);
        OrderPlace? last = null;
        int rows;
        do
        {
            var bite = await OrderList.NewestAfter(OrderList.Wanted(db, filter), last).Take(Bite).Select(o => new
            {
                o.Number,
                o.PlacedAt,
                o.Kind,
                o.Status,
                o.Method,
                o.Intestatario.Denominazione,
                o.Intestatario.Nome,
                o.Intestatario.Cognome,
                o.CodiceFiscale,
                o.PartitaIva,
                o.AccountUsername,
                o.Net,
                o.Iva,
                o.Gross,
                Payments = o.Payments.Where(p => p.Counts).Select(p => p.Amount).ToList(),
            }).ToListAsync(ct);
            foreach (var o in bite)
            {
                await WriteRowAsync(csv,
                    o.Number, RomeCalendar.DayOf(o.PlacedAt).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), o.Kind.Label(), o.Status.Label(), o.Method.Label(),
                    o.Denominazione ?? $"{o.Nome} {o.Cognome}", o.CodiceFiscale.Value, o.PartitaIva?.Value ?? "", o.AccountUsername,
                    Euro(o.Net), Euro(o.Iva), Euro(o.Gross), Euro(new Importo(o.Payments.Sum(p => p.Cents))));
            }

            await csv.FlushAsync();
            rows = bite.Count;
            last = rows == 0 ? null : new OrderPlace(bite[^1].PlacedAt, bite[^1].Number);
        }
        while (rows == Bite);
    }

    private static string Euro(Importo amount) => amount.Dotted.Replace('.', ',');

    private static async Task WriteRowAsync(CsvWriter csv, params string[] fields)
    {
        foreach (var field in fields)
        {
            csv.WriteField(field);
        }

        await csv.NextRecordAsync();
    }
}
