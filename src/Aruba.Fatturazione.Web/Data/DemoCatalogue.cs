using Aruba.Fatturazione.Catalog;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Data;

/// <summary>
/// The catalogue a new shop starts with. No real price is known, so every figure is marked as a demonstration and pages say so;
/// the operator replaces the rows.
/// </summary>
public static class DemoCatalogue
{
    /// <summary>Code of the service.</summary>
    public const string Service = "fatturazione-elettronica";

    /// <summary>Codes of the modules and extras.</summary>
    public const string Documenti = "documenti", Incassi = "incassi-e-pagamenti", Ordini = "ordini-elettronici", WooCommerce = "woocommerce", Utenti = "utenti-aggiuntivi", Spazio = "spazio-aggiuntivo";

    private static readonly DateOnly Since = new(2026, 1, 1);

    /// <summary>Adds it when there is no product at all.</summary>
    public static async Task AddWhereEmptyAsync(StoreDbContext db, CancellationToken ct)
    {
        if (await db.Products.AnyAsync(ct))
        {
            return;
        }

        db.Products.AddRange(Products());
        db.Prices.AddRange(Prices());
        db.Terms.AddRange(Enumerable.Range(Term.MinYears, Term.MaxYears).Select(y => new TermOffer { Years = y, ValidFrom = Since }));
        await db.SaveChangesAsync(ct);
    }

    private static IEnumerable<Product> Products() =>
    [
        Entry(Service, "Fatturazione Elettronica", ProductKind.Service, 10, "Crea, invia, ricevi e conserva le fatture elettroniche da un solo pannello, con 1 GB di spazio e conservazione a norma.", sheet: "scheda-conservazione"),
        Entry(Documenti, "Documenti", ProductKind.Module, 20, "Preventivi, ordini, documenti di trasporto e proforma, pronti a diventare fattura con un clic."),
        Entry(Incassi, "Incassi e pagamenti", ProductKind.Module, 30, "Scadenzario, prima nota e solleciti: sai chi ha pagato e chi no, e quanto resta da incassare."),
        Entry(Ordini, "Ordini elettronici", ProductKind.Module, 40, "Ricevi gli ordini della Pubblica Amministrazione dal Nodo Smistamento Ordini (NSO) e rispondi dal pannello.", sheet: "scheda-ordini-elettronici"),
        Entry(WooCommerce, "WooCommerce", ProductKind.Module, 50, "Le vendite del tuo negozio WooCommerce diventano documenti e fatture. Usa il modulo Documenti.", needs: Documenti),
        Entry(Utenti, "Utenti aggiuntivi", ProductKind.Extra, 60, "Altre persone del tuo studio o della tua azienda lavorano nello stesso pannello, ciascuna con la propria password.", max: 20),
        Entry(Spazio, "Spazio aggiuntivo (1 GB)", ProductKind.Extra, 70, "Altro spazio per fatture e allegati: in 1 GB stanno circa 100.000 fatture ordinarie.", max: 50),
    ];

    private static IEnumerable<Price> Prices() =>
    [
        Yearly(Service, 2_990), Yearly(Documenti, 1_200), Yearly(Incassi, 1_500), Yearly(Ordini, 1_800), Yearly(WooCommerce, 2_400), Yearly(Utenti, 900), Yearly(Spazio, 600),
    ];

    private static Product Entry(string code, string name, ProductKind kind, int position, string summary, string? needs = null, string? sheet = null, int max = 1) => new()
    {
        Code = code,
        Name = name,
        Kind = kind,
        Position = position,
        Summary = summary,
        Needs = needs,
        SheetCode = sheet,
        MaxQuantity = max,
        ValidFrom = Since,
    };

    private static Price Yearly(string code, long netCents) => new() { ProductCode = code, NetCents = netCents, IvaBasisPoints = 2_200, ValidFrom = Since, IsDemo = true };
}
