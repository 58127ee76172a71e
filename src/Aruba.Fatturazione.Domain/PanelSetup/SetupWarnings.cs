using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Intestatari;

namespace Aruba.Fatturazione.PanelSetup;

/// <summary>What looks odd for that holder in answers that are possible; in Italian, never a refusal.</summary>
public static class SetupWarnings
{
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
    public static string? OfRegime(RegimeFiscale regime, SubjectType type) => regime switch
    {
        RegimeFiscale.RF19 when !IsPerson(type) => "Il regime forfettario è delle persone fisiche (art. 1, c. 54, L. 190/2014): l'intestatario non lo è",
        RegimeFiscale.RF02 when !IsPerson(type) => "Il regime dei minimi è delle persone fisiche (art. 1, c. 96, L. 244/2007): l'intestatario non lo è",
        RegimeFiscale.RF16 or RegimeFiscale.RF17 when type == SubjectType.PubblicaAmministrazione => "L'IVA per cassa è di imprese e professionisti: un ente pubblico di solito è in regime ordinario",
        _ => null,
    };
}
