using System.Diagnostics.CodeAnalysis;

namespace Aruba.Fatturazione.Fiscal;

/// <summary>
/// The code SdI delivers an invoice to: 7 characters for private subjects, 6 (codice univoco ufficio of IPA) for public bodies.
/// XSD pattern <c>[A-Z0-9]{6,7}</c>; <c>XXXXXXX</c> belongs to recipients abroad (SdI check 00313) and is refused.
/// </summary>
public sealed record CodiceDestinatario
{
    /// <summary>Characters of a private subject's code.</summary>
    public const int PrivateLength = 7;

    /// <summary>Characters of a public office's code.</summary>
    public const int PublicLength = 6;

    private const string Abroad = "XXXXXXX";

    private CodiceDestinatario(string value) => Value = value;

    /// <summary>Seven zeros: the recipient has no channel of its own (PEC, or the reserved area of Fatture e Corrispettivi).</summary>
    public static CodiceDestinatario Default { get; } = new("0000000");

    /// <summary>The code of Aruba's own channel, the one every customer of the service receives on.</summary>
    public static CodiceDestinatario Aruba { get; } = new("KRRH6B9");

    /// <summary>The code in upper case.</summary>
    public string Value { get; }

    /// <summary>Whether it is an office of a public body (6 characters, invoice format FPA12).</summary>
    public bool IsForPubblicaAmministrazione => Value.Length == PublicLength;

    /// <summary>Whether it is <c>0000000</c>, which names no channel.</summary>
    public bool IsDefault => Value == Default.Value;

    /// <summary>Reads what a person typed: blanks, dashes, dots and case do not matter.</summary>
    /// <param name="text">The typed text.</param>
    /// <param name="result">The code, or null.</param>
    /// <param name="problem">What is wrong and how to cure it, in Italian, or null.</param>
    /// <returns>Whether the text is a code, of either length.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CodiceDestinatario? result, [NotNullWhen(false)] out string? problem)
    {
        var code = TypedCode.Compact(text);
        problem = ProblemIn(code);
        if (problem is null)
        {
            result = new CodiceDestinatario(code);
            return true;
        }

        result = null;
        return false;
    }

    /// <summary>As the longer overload, for callers who need no explanation.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CodiceDestinatario? result) => TryParse(text, out result, out _);

    /// <summary>Reads trusted text, such as a stored column.</summary>
    /// <exception cref="FormatException">The text is not a codice destinatario.</exception>
    public static CodiceDestinatario Parse(string text) =>
        TryParse(text, out var result) ? result : throw new FormatException("The text is not a codice destinatario.");

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static string? ProblemIn(string code)
    {
        if (code.Length == 0)
        {
            return "Inserisci il codice destinatario: 7 caratteri, 6 per una pubblica amministrazione";
        }

        if (code.Contains('@', StringComparison.Ordinal))
        {
            return "Questo è un indirizzo, non un codice destinatario: se è una PEC scegli «Casella PEC»";
        }

        if (TypedCode.FirstOther(code, char.IsAsciiLetterOrDigit) is { } other)
        {
            return $"Il codice destinatario ha solo lettere senza accenti e cifre: togli o correggi «{other}»";
        }

        if (code.Length is not (PublicLength or PrivateLength))
        {
            return $"Il codice destinatario ha 7 caratteri (6 per le PA): {TypedCode.CharactersTyped(code.Length)}";
        }

        return code == Abroad
            ? "XXXXXXX è per chi sta all'estero: chiedi il tuo codice a chi ti gestisce le fatture o usa la PEC"
            : null;
    }
}
