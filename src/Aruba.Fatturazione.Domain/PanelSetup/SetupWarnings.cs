using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Intestatari;

namespace Aruba.Fatturazione.PanelSetup;

/// <summary>What looks odd for that holder in answers that are possible; in Italian, never a refusal.</summary>
public static class SetupWarnings
{
    private const string SplitWithRitenuta = "La scissione dei pagamenti non si applica ai compensi con ritenuta (art. 17-ter, c. 1-sexies, D.P.R. 633/1972)";
    private const string RitenutaOfForfettario = "Chi è in regime forfettario o dei minimi non subisce la ritenuta: controlla con il commercialista";

    /// <summary>True for subjects that are persons, who alone can be minimi or forfettari.</summary>
    public static bool IsPerson(SubjectType type) => type is SubjectType.LiberoProfessionista or SubjectType.DittaIndividuale or SubjectType.PersonaFisica;

    /// <summary>True for subjects that may stand in the business register.</summary>
    public static bool MayHaveRea(SubjectType type) => type is SubjectType.Societa or SubjectType.DittaIndividuale or SubjectType.Ente;

    /// <summary>About the CAP; null when it fits the provincia.</summary>
    public static string? OfCap(Cedente cedente)
    {
        ArgumentNullException.ThrowIfNull(cedente);
        return CapPlausibility.Warning(Cap.Parse(cedente.Sede.Cap), Provincia.Parse(cedente.Sede.Provincia));
    }

    /// <summary>About a missing entry in the business register; null when nothing is odd.</summary>
    public static string? OfRea(Cedente cedente, SubjectType type) => type == SubjectType.Societa && cedente?.Rea is null
        ? "Una società iscritta al Registro delle imprese indica il numero REA in fattura (art. 2250 c.c.)"
        : null;

    /// <summary>About a regime that this kind of subject cannot well have; null when nothing is odd.</summary>
    public static string? OfRegime(RegimeFiscale regime, SubjectType type, PanelConfiguration? kept) => regime switch
    {
        RegimeFiscale.RF19 when !IsPerson(type) => "Il regime forfettario è delle persone fisiche (art. 1, c. 54, L. 190/2014): l'intestatario non lo è",
        RegimeFiscale.RF02 when !IsPerson(type) => "Il regime dei minimi è delle persone fisiche (art. 1, c. 96, L. 244/2007): l'intestatario non lo è",
        RegimeFiscale.RF16 or RegimeFiscale.RF17 when type == SubjectType.PubblicaAmministrazione => "L'IVA per cassa è di imprese e professionisti: un ente pubblico di solito è in regime ordinario",
        RegimeFiscale.RF19 or RegimeFiscale.RF02 when kept?.Previdenza?.Ritenuta is not null => RitenutaOfForfettario,
        _ => null,
    };

    /// <summary>About when IVA falls due, given the other answers; null when nothing is odd.</summary>
    public static string? OfEsigibilita(EsigibilitaIva code, PanelConfiguration? kept) => (code, kept?.Regime?.Codice) switch
    {
        (EsigibilitaIva.S, RegimeFiscale.RF19 or RegimeFiscale.RF02) => "Nel regime forfettario e in quello dei minimi non c'è IVA in fattura: niente scissione dei pagamenti",
        (EsigibilitaIva.S, _) when kept?.Previdenza?.Ritenuta is not null => SplitWithRitenuta,
        (EsigibilitaIva.S, _) => "Vale per ogni nuova fattura: scegli la scissione solo se i tuoi clienti sono tutti enti o società a cui si applica",
        (EsigibilitaIva.I, RegimeFiscale.RF16 or RegimeFiscale.RF17) => "Con l'IVA per cassa l'esigibilità di solito è differita (D)",
        (EsigibilitaIva.D, not null and not (RegimeFiscale.RF16 or RegimeFiscale.RF17)) => "L'esigibilità differita è dell'IVA per cassa: con il regime che hai indicato di solito è immediata (I)",
        _ => null,
    };

    /// <summary>About a pension fund that this kind of subject cannot well have; null when nothing is odd.</summary>
    public static string? OfCassa(Previdenza typed, SubjectType type) => (typed?.Cassa?.Tipo, type) switch
    {
        (null, _) or (_, SubjectType.LiberoProfessionista or SubjectType.PersonaFisica or SubjectType.Ente) => null,
        (TipoCassa.TC07, SubjectType.DittaIndividuale or SubjectType.Societa) => null,
        _ => "Le casse previdenziali sono dei professionisti: un'impresa o un ente pubblico di solito non ne applica",
    };

    /// <summary>About a ritenuta that does not suit the subject or the other answers; null when nothing is odd.</summary>
    public static string? OfRitenuta(Previdenza typed, SubjectType type, PanelConfiguration? kept) => (typed?.Ritenuta?.Tipo, kept?.Regime?.Codice) switch
    {
        (null, _) => null,
        (_, RegimeFiscale.RF19 or RegimeFiscale.RF02) => RitenutaOfForfettario,
        (TipoRitenuta.RT01, _) when !IsPerson(type) => "RT01 è la ritenuta delle persone fisiche: l'intestatario non lo è, di solito è RT02",
        (TipoRitenuta.RT02, _) when IsPerson(type) => "RT02 è la ritenuta delle persone giuridiche: l'intestatario è una persona, di solito è RT01",
        _ => kept?.Esigibilita?.Codice == EsigibilitaIva.S ? SplitWithRitenuta : null,
    };

    /// <summary>About a rate below one percent, which is often a fraction; null when nothing is odd.</summary>
    public static string? OfAliquota(int? basisPoints) => basisPoints is { } rate and < 100
        ? $"Hai scritto {Percentuale.Readable(rate)}: controlla che non sia {Percentuale.Readable(rate * 100)}"
        : null;

    /// <summary>About a kind of document that is seldom the usual one of this subject; null when nothing is odd.</summary>
    public static string? OfDocumento(TipoDocumento kind, SubjectType type) => kind switch
    {
        TipoDocumento.TD02 or TipoDocumento.TD03 => "Un acconto di solito non è il documento di tutti i giorni: chi emette fatture sceglie TD01, chi emette parcelle TD06",
        TipoDocumento.TD06 when type is SubjectType.Societa or SubjectType.DittaIndividuale or SubjectType.PubblicaAmministrazione =>
            "La parcella è dei professionisti: un'impresa o un ente pubblico di solito emette fatture (TD01)",
        _ => null,
    };

    /// <summary>About a mailbox that may be no PEC; null when nothing is odd.</summary>
    public static string? OfPec(Avvisi avvisi) => avvisi?.Pec is { } pec && IndirizzoPec.TryParse(pec, out var box, out _) && !PecDomains.LooksLikePec(box)
        ? "Il dominio non è fra quelli di posta certificata che conosciamo: controlla che sia una PEC"
        : null;
}
