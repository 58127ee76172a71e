using Aruba.Fatturazione.Fiscal;

namespace Aruba.Fatturazione.Intestatari;

/// <summary>Reads the codes of a public tender as people copy them; blanks, dashes and case do not matter.</summary>
public static class TenderCode
{
    /// <summary>Characters of a codice identificativo gara (ANAC).</summary>
    public const int CigLength = 10;

    /// <summary>Characters of a codice unico di progetto (CIPE).</summary>
    public const int CupLength = 15;

    /// <summary>The code in upper case without separators; null when nothing was typed.</summary>
    public static string? Read(string? text) => TypedCode.Compact(text) is { Length: > 0 } code ? code : null;

    /// <summary>What is wrong and how to cure it, in Italian; null when nothing is, or nothing was typed.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="name">CIG or CUP, as on screen.</param>
    /// <param name="length">How many characters it has.</param>
    public static string? Problem(string? text, string name, int length) => Read(text) switch
    {
        null => null,
        { } code when TypedCode.FirstOther(code, char.IsAsciiLetterOrDigit) is { } other =>
            $"Il {name} ha solo lettere senza accenti e cifre: togli o correggi «{other}»",
        { } code when code.Length != length => $"Il {name} ha {length} caratteri: {TypedCode.CharactersTyped(code.Length)}",
        _ => null,
    };
}
