using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Aruba.Fatturazione.Fiscal;

namespace Aruba.Fatturazione.PanelSetup;

#pragma warning disable CS1591 // what each code means stands in the table of PrevidenzaCodes, in the words of the schema

/// <summary>Pension fund of a profession (FatturaPA 2.1.1.7.1, <c>TipoCassa</c>).</summary>
public enum TipoCassa
{
    TC01, TC02, TC03, TC04, TC05, TC06, TC07, TC08, TC09, TC10, TC11, TC12, TC13, TC14, TC15, TC16, TC17, TC18, TC19, TC20, TC21, TC22,
}

/// <summary>What the customer withholds (FatturaPA 2.1.1.5.1, <c>TipoRitenuta</c>).</summary>
public enum TipoRitenuta
{
    RT01, RT02, RT03, RT04, RT05, RT06,
}

#pragma warning restore CS1591

/// <summary>Contribution to a pension fund that is added to the invoice.</summary>
/// <param name="Tipo">Which fund.</param>
/// <param name="Aliquota">Hundredths of a percent.</param>
public sealed record Cassa(TipoCassa Tipo, int Aliquota)
{
    /// <summary>True when the contribution is subject to the ritenuta too.</summary>
    public bool ConRitenuta { get; init; }
}

/// <summary>What the customer withholds and pays to the State or a fund.</summary>
/// <param name="Tipo">Kind.</param>
/// <param name="Aliquota">Hundredths of a percent.</param>
/// <param name="Causale">Letter of the modello CU.</param>
public sealed record Ritenuta(TipoRitenuta Tipo, int Aliquota, string Causale)
{
    // CausalePagamentoType of the schema.
    private static readonly FrozenSet<string> Causali = FrozenSet.ToFrozenSet(
        ["A", "B", "C", "D", "E", "G", "H", "I", "L", "L1", "M", "M1", "M2", "N", "O", "O1", "P", "Q", "R", "S", "T", "U", "V", "V1", "W", "X", "Y", "Z", "ZO"],
        StringComparer.Ordinal);

    /// <summary>Reads the causale of payment, in either case. False gives the problem in Italian.</summary>
    public static bool TryCausale(string? text, out string causale, [NotNullWhen(false)] out string? problem)
    {
        causale = TypedCode.Compact(text);
        problem = Causali.Contains(causale) ? null
            : causale.Length == 0 ? "Inserisci la causale del pagamento: per il lavoro autonomo è A"
            : $"«{causale}» non è una causale del modello CU: per il lavoro autonomo è A";
        return problem is null;
    }
}

/// <summary>Funds and ritenute with the words of the schema.</summary>
public static class PrevidenzaCodes
{
    /// <summary>The funds, by code.</summary>
    public static CodeList<TipoCassa> Casse { get; } = new(
        "Scegli la cassa previdenziale, o lascia vuoti anche gli altri campi della cassa",
        (TipoCassa.TC01, "Cassa nazionale previdenza e assistenza avvocati e procuratori legali"),
        (TipoCassa.TC02, "Cassa previdenza dottori commercialisti"),
        (TipoCassa.TC03, "Cassa previdenza e assistenza geometri"),
        (TipoCassa.TC04, "Cassa nazionale previdenza e assistenza ingegneri e architetti liberi professionisti"),
        (TipoCassa.TC05, "Cassa nazionale del notariato"),
        (TipoCassa.TC06, "Cassa nazionale previdenza e assistenza ragionieri e periti commerciali"),
        (TipoCassa.TC07, "Ente nazionale assistenza agenti e rappresentanti di commercio (ENASARCO)"),
        (TipoCassa.TC08, "Ente nazionale previdenza e assistenza consulenti del lavoro (ENPACL)"),
        (TipoCassa.TC09, "Ente nazionale previdenza e assistenza medici (ENPAM)"),
        (TipoCassa.TC10, "Ente nazionale previdenza e assistenza farmacisti (ENPAF)"),
        (TipoCassa.TC11, "Ente nazionale previdenza e assistenza veterinari (ENPAV)"),
        (TipoCassa.TC12, "Ente nazionale previdenza e assistenza impiegati dell'agricoltura (ENPAIA)"),
        (TipoCassa.TC13, "Fondo previdenza impiegati imprese di spedizione e agenzie marittime"),
        (TipoCassa.TC14, "Istituto nazionale previdenza giornalisti italiani (INPGI)"),
        (TipoCassa.TC15, "Opera nazionale assistenza orfani sanitari italiani (ONAOSI)"),
        (TipoCassa.TC16, "Cassa autonoma assistenza integrativa giornalisti italiani (CASAGIT)"),
        (TipoCassa.TC17, "Ente previdenza periti industriali e periti industriali laureati (EPPI)"),
        (TipoCassa.TC18, "Ente previdenza e assistenza pluricategoriale (EPAP)"),
        (TipoCassa.TC19, "Ente nazionale previdenza e assistenza biologi (ENPAB)"),
        (TipoCassa.TC20, "Ente nazionale previdenza e assistenza professione infermieristica (ENPAPI)"),
        (TipoCassa.TC21, "Ente nazionale previdenza e assistenza psicologi (ENPAP)"),
        (TipoCassa.TC22, "INPS"));

    /// <summary>The ritenute, by code.</summary>
    public static CodeList<TipoRitenuta> Ritenute { get; } = new(
        "Scegli il tipo di ritenuta, o lascia vuoti anche aliquota e causale",
        (TipoRitenuta.RT01, "Ritenuta di acconto persone fisiche"),
        (TipoRitenuta.RT02, "Ritenuta di acconto persone giuridiche"),
        (TipoRitenuta.RT03, "Contributo INPS"),
        (TipoRitenuta.RT04, "Contributo ENASARCO"),
        (TipoRitenuta.RT05, "Contributo ENPAM"),
        (TipoRitenuta.RT06, "Altro contributo previdenziale"));
}
