using Aruba.Fatturazione.Catalog;

namespace Aruba.Fatturazione.Web.Features.Checkout;

/// <summary>What an action on the cart did: a code in the address, because pages are reached by redirect, and its words.</summary>
internal static class CartNotices
{
    public const string Nothing = "", YearsChosen = "durata", YearsRefused = "durata-no", Withdrawn = "ritirati";

    public static string Added(string code, IReadOnlyList<string> alongside) => Code("aggiunto", [code, .. alongside]);

    public static string Removed(IReadOnlyList<string> codes) => codes.Count == 0 ? Nothing : Code("eliminato", codes);

    public static string QuantityChanged(string code) => Code("quantita", [code]);

    public static string Refused(string? code) => Code("no", code is null ? [] : [code]);

    /// <summary>The words for a code, or null for an unknown one. Names come from the catalogue, never from the address.</summary>
    public static string? InWords(string? code, string? articles, Catalogue catalogue)
    {
        var offers = (articles ?? "").Split(',').Select(catalogue.Find).OfType<Offer>().ToList();
        var names = offers.ConvertAll(o => o.Product.Name);
        var others = string.Join(" e ", names.Skip(1));
        return (code, names.Count) switch
        {
            ("aggiunto", 1) => $"{names[0]} è nel carrello.",
            ("aggiunto", > 1) => $"{names[0]} è nel carrello. Abbiamo aggiunto anche {others}, di cui ha bisogno.",
            ("eliminato", 1) => $"{names[0]} non è più nel carrello.",
            ("eliminato", > 1) => $"{names[0]} non è più nel carrello, e nemmeno {others}, che ne aveva bisogno.",
            ("quantita", 1) => $"Quantità di {names[0]} aggiornata.",
            ("no", 1) => $"Per {names[0]} puoi scegliere da 1 a {offers[0].Product.MaxQuantity}: il carrello non è cambiato.",
            ("no", _) => "L'articolo scelto non è in vendita: il carrello non è cambiato.",
            (YearsChosen, _) => "Durata aggiornata.",
            (YearsRefused, _) => $"Puoi scegliere una durata da {catalogue.Years[0]} a {catalogue.Years[^1]} anni: il carrello non è cambiato.",
            (Withdrawn, _) => "Alcuni articoli non sono più in vendita e sono usciti dal carrello: controlla il totale.",
            _ => null,
        };
    }

    private static string Code(string what, IReadOnlyList<string> codes) => $"{what}&voci={Uri.EscapeDataString(string.Join(',', codes))}";
}
