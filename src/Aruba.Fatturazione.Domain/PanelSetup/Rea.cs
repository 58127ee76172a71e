using System.Diagnostics.CodeAnalysis;
using Aruba.Fatturazione.Fiscal;

namespace Aruba.Fatturazione.PanelSetup;

/// <summary>Who holds the shares of a società (FatturaPA <c>SocioUnico</c>).</summary>
public enum Soci
{
    /// <summary>One holder.</summary>
    SU,

    /// <summary>More than one.</summary>
    SM,
}

/// <summary>Entry in the business register (FatturaPA <c>IscrizioneREA</c>), which a registered firm prints on its invoices.</summary>
/// <param name="Ufficio">Sigla of the provincia of the register.</param>
/// <param name="Numero">One to seven digits.</param>
public sealed record Rea(string Ufficio, string Numero)
{
    private const int MostDigits = 7;

    /// <summary>Share capital, of a società only.</summary>
    public Importo? Capitale { get; init; }

    /// <summary>One holder or several, of a società only.</summary>
    public Soci? Soci { get; init; }

    /// <summary>True for LS (in liquidazione), false for LN.</summary>
    public bool InLiquidazione { get; init; }

    /// <summary>As people write it, <c>MI-1234567</c>.</summary>
    public string Readable => $"{Ufficio}-{Numero}";

    /// <summary>Reads provincia and number as they stand on a visura: <c>MI-1234567</c>, <c>rea mi 1234567</c>, <c>Milano 1234567</c>.</summary>
    /// <param name="text">The typed text.</param>
    /// <param name="result">The entry without capital and holders, or null.</param>
    /// <param name="problem">What is wrong and how to cure it, in Italian, or null.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Rea? result, [NotNullWhen(false)] out string? problem)
    {
        result = null;
        var code = TypedCode.Compact(text);
        code = code.StartsWith("REA", StringComparison.Ordinal) && code.Length > 3 && char.IsAsciiLetter(code[3]) ? code[3..] : code;
        var digits = string.Concat(code.SkipWhile(c => !char.IsAsciiDigit(c)));
        var place = code[..^digits.Length];
        if (digits.Length == 0 || place.Length == 0)
        {
            problem = "Scrivi provincia e numero REA come sulla visura, per esempio MI-1234567";
            return false;
        }

        if (!Provincia.TryParse(place, out var provincia, out _))
        {
            problem = $"«{place}» non è una provincia: scrivi la sigla e il numero, per esempio MI-1234567";
            return false;
        }

        if (TypedCode.FirstOther(digits, char.IsAsciiDigit) is { } other)
        {
            problem = $"Dopo la provincia il numero REA ha solo cifre: togli o correggi «{other}»";
            return false;
        }

        if (digits.Length > MostDigits)
        {
            problem = $"Il numero REA ha al massimo {MostDigits} cifre: {TypedCode.DigitsTyped(digits.Length)}";
            return false;
        }

        (result, problem) = (new Rea(provincia.Value, digits), null);
        return true;
    }
}
