namespace Aruba.Fatturazione.PanelSetup;

/// <summary>Tax regime of who issues the invoice (FatturaPA 1.2.7, <c>RegimeFiscale</c>). There is no RF03.</summary>
public enum RegimeFiscale
{
    /// <summary>Ordinary.</summary>
    RF01,

    /// <summary>Minimi.</summary>
    RF02,

    /// <summary>Agriculture and fishing.</summary>
    RF04,

    /// <summary>Salt and tobacco.</summary>
    RF05,

    /// <summary>Matches.</summary>
    RF06,

    /// <summary>Publishing.</summary>
    RF07,

    /// <summary>Public telephony.</summary>
    RF08,

    /// <summary>Tickets of public transport and parking.</summary>
    RF09,

    /// <summary>Entertainment and games.</summary>
    RF10,

    /// <summary>Travel agencies.</summary>
    RF11,

    /// <summary>Agriturismo.</summary>
    RF12,

    /// <summary>Sales at the door.</summary>
    RF13,

    /// <summary>Used goods, art, antiques.</summary>
    RF14,

    /// <summary>Auctions of art and antiques.</summary>
    RF15,

    /// <summary>IVA when paid, towards the public administration.</summary>
    RF16,

    /// <summary>IVA when paid.</summary>
    RF17,

    /// <summary>Any other.</summary>
    RF18,

    /// <summary>Forfettario.</summary>
    RF19,
}

/// <summary>The regimes with the words of the schema.</summary>
public static class RegimiFiscali
{
    /// <summary>The most used first, then by code.</summary>
    public static CodeList<RegimeFiscale> List { get; } = new(
        "Scegli il regime fiscale; se non sei sicuro chiedi al commercialista",
        (RegimeFiscale.RF01, "Regime ordinario"),
        (RegimeFiscale.RF19, "Regime forfettario"),
        (RegimeFiscale.RF02, "Regime dei contribuenti minimi (art. 1, c. 96-117, L. 244/2007)"),
        (RegimeFiscale.RF04, "Agricoltura e attività connesse e pesca (artt. 34 e 34-bis, D.P.R. 633/1972)"),
        (RegimeFiscale.RF05, "Vendita sali e tabacchi (art. 74, c. 1, D.P.R. 633/1972)"),
        (RegimeFiscale.RF06, "Commercio dei fiammiferi (art. 74, c. 1, D.P.R. 633/1972)"),
        (RegimeFiscale.RF07, "Editoria (art. 74, c. 1, D.P.R. 633/1972)"),
        (RegimeFiscale.RF08, "Gestione di servizi di telefonia pubblica (art. 74, c. 1, D.P.R. 633/1972)"),
        (RegimeFiscale.RF09, "Rivendita di documenti di trasporto pubblico e di sosta (art. 74, c. 1, D.P.R. 633/1972)"),
        (RegimeFiscale.RF10, "Intrattenimenti, giochi e altre attività di cui alla tariffa allegata al D.P.R. 640/72 (art. 74, c. 6, D.P.R. 633/1972)"),
        (RegimeFiscale.RF11, "Agenzie di viaggi e turismo (art. 74-ter, D.P.R. 633/1972)"),
        (RegimeFiscale.RF12, "Agriturismo (art. 5, c. 2, L. 413/1991)"),
        (RegimeFiscale.RF13, "Vendite a domicilio (art. 25-bis, c. 6, D.P.R. 600/1973)"),
        (RegimeFiscale.RF14, "Rivendita di beni usati, di oggetti d'arte, d'antiquariato o da collezione (art. 36, D.L. 41/1995)"),
        (RegimeFiscale.RF15, "Agenzie di vendite all'asta di oggetti d'arte, antiquariato o da collezione (art. 40-bis, D.L. 41/1995)"),
        (RegimeFiscale.RF16, "IVA per cassa P.A. (art. 6, c. 5, D.P.R. 633/1972)"),
        (RegimeFiscale.RF17, "IVA per cassa (art. 32-bis, D.L. 83/2012)"),
        (RegimeFiscale.RF18, "Altro"));
}
