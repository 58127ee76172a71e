using Aruba.Fatturazione.PanelSetup;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Profile;
using Aruba.Fatturazione.Web.Features.Shared;

namespace Aruba.Fatturazione.Web.Features.Panel;

/// <summary>A step of the first configuration as people meet it.</summary>
/// <param name="Step">Which.</param>
/// <param name="Slug">Last part of its address.</param>
/// <param name="Name">Its heading.</param>
/// <param name="Guidance">What to have at hand, in one sentence.</param>
internal sealed record SetupTask(SetupStep Step, string Slug, string Name, string Guidance)
{
    /// <summary>Catalogue code of the module it belongs to, or null.</summary>
    public string? Module { get; init; }

    /// <summary>Address of its page.</summary>
    public string Path => $"{SetupWords.Home}/{Slug}";
}

/// <summary>Names and answers of the first configuration, in Italian.</summary>
internal static class SetupWords
{
    /// <summary>Where all answers are read again.</summary>
    public const string Home = "/pannello/configurazione";

    /// <summary>Every step, in the order in which they are asked.</summary>
    public static IReadOnlyList<SetupTask> All { get; } =
    [
        new(SetupStep.Cedente, "cedente", "Cedente prestatore", "I tuoi dati come compaiono su ogni documento: sede, contatti, numero REA."),
        new(SetupStep.Regime, "regime", "Regime fiscale", "Ordinario, forfettario o un altro: se non sei sicuro, chiedi al commercialista."),
        new(SetupStep.Esigibilita, "esigibilita", "Esigibilità IVA", "Immediata nella maggior parte dei casi; differita o scissione dei pagamenti soltanto dove la legge lo prevede."),
        new(SetupStep.Previdenza, "cassa-e-ritenute", "Cassa previdenziale e ritenute", "Servono soprattutto ai professionisti. Se non ne applichi, salva lasciando tutto vuoto."),
        new(SetupStep.Documento, "documento", "Tipo documento e prezzi", "Il documento che emetti più spesso e se scrivi i prezzi senza IVA o con l'IVA compresa."),
        new(SetupStep.Avvisi, "avvisi", "Avvisi e deleghe", "A quale PEC ricevere gli avvisi del Sistema di Interscambio e a chi dare accesso. Puoi lasciare vuoto."),
        new(SetupStep.Documenti, "modulo-documenti", "Modulo Documenti", "Una scelta sulla conservazione dei documenti di trasporto.") { Module = DemoCatalogue.Documenti },
        new(SetupStep.Incassi, "modulo-incassi", "Modulo Incassi e pagamenti", "Una scelta su come parte lo scadenzario.") { Module = DemoCatalogue.Incassi },
        new(SetupStep.Ordini, "modulo-ordini", "Modulo Ordini elettronici", "Una scelta sugli avvisi degli ordini che arrivano dagli enti pubblici.") { Module = DemoCatalogue.Ordini },
    ];

    /// <summary>The step's names.</summary>
    public static SetupTask Of(SetupStep step) => All.Single(t => t.Step == step);

    /// <summary>What a part says, label by label; what was left empty is said too.</summary>
    public static IEnumerable<(string Label, string Value)> Lines(SetupPart part) => part switch
    {
        Cedente cedente => OfCedente(cedente),
        Regime regime => [("Regime fiscale", RegimiFiscali.List.Named(regime.Codice))],
        Esigibilita esigibilita => [("Esigibilità IVA", EsigibilitaIvaCodes.List.Named(esigibilita.Codice))],
        Previdenza previdenza => OfPrevidenza(previdenza),
        Documento documento =>
        [
            ("Documento predefinito", TipiDocumento.List.Named(documento.Tipo)),
            ("Prezzi", documento.Prezzi == Prezzi.Netti ? "Senza IVA" : "Con l'IVA compresa"),
        ],
        Avvisi avvisi =>
        [
            ("PEC per gli avvisi", avvisi.Pec ?? "Nessuna"),
            ("Delega", avvisi.Delega is { } delega ? $"{(delega.Tipo == TipoDelega.Premium ? "Account premium" : "Commercialista")}, {delega.Codice}" : "Nessuna"),
        ],
        Documenti documenti => [("Conservazione dei DDT", documenti.ConservaDdt ? "Sì" : "No")],
        Incassi incassi => [("Abbina anagrafiche e fatture", incassi.AbbinaFatture ? "In automatico al primo accesso" : "A mano")],
        Ordini ordini => [("Avvisi degli ordini NSO", ordini.AvvisaOrdini ? "Sì" : "No")],
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };

    private static IEnumerable<(string, string)> OfPrevidenza(Previdenza previdenza)
    {
        yield return ("Cassa", previdenza.Cassa is { } cassa
            ? $"{PrevidenzaCodes.Casse.Named(cassa.Tipo)}, {Percentuale.Readable(cassa.Aliquota)}{(cassa.ConRitenuta ? ", soggetto a ritenuta" : "")}"
            : "Nessuna");
        yield return ("Ritenuta", previdenza.Ritenuta is { } ritenuta
            ? $"{PrevidenzaCodes.Ritenute.Named(ritenuta.Tipo)}, {Percentuale.Readable(ritenuta.Aliquota)}, causale {ritenuta.Causale}"
            : "Nessuna");
    }

    private static IEnumerable<(string, string)> OfCedente(Cedente cedente)
    {
        yield return ("Sede", ProfilePage.LineOf(cedente.Sede));
        yield return ("Telefono", cedente.Telefono is { } phone ? Telefono.Readable(phone) : "Non indicato");
        yield return ("Email", cedente.Email ?? "Non indicata");
        yield return ("Numero REA", cedente.Rea?.Readable ?? "Non indicato");
        if (cedente.Rea is { Capitale: { } capital })
        {
            yield return ("Capitale sociale", capital.ToString());
        }

        if (cedente.Rea is { Soci: { } holders })
        {
            yield return ("Soci", holders == Soci.SU ? "Socio unico" : "Più soci");
        }

        if (cedente.Rea is { InLiquidazione: true })
        {
            yield return ("Liquidazione", "La società è in liquidazione");
        }
    }
}
