using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Aruba.Fatturazione.Fiscal;

/// <summary>An Italian partita IVA: 11 digits, the last one of control. Whether it exists is for SdI to say (checks 00305, 00306).</summary>
public sealed record PartitaIva
{
    /// <summary>How many digits it has.</summary>
    public const int Length = 11;

    private PartitaIva(string value) => Value = value;

    /// <summary>The 11 digits, without country prefix.</summary>
    public string Value { get; }

    /// <summary>An Italian sentence when the number is possible but unusual (unknown office, or the look of a body's codice fiscale); null otherwise.</summary>
    public string? Warning =>
        Value[0] is '8' or '9' ? "Questo numero somiglia al codice fiscale di un ente: controlla che sia anche la partita IVA"
        : !IsKnownOffice(int.Parse(Value.AsSpan(7, 3), CultureInfo.InvariantCulture)) ? "Questa partita IVA ha un codice ufficio insolito: ricontrollala"
        : null;

    /// <summary>Reads what a person typed: blanks, dashes, dots, a leading "P. IVA" or IT do not matter.</summary>
    /// <param name="text">The typed text.</param>
    /// <param name="result">The partita IVA, or null.</param>
    /// <param name="problem">What is wrong and how to cure it, in Italian, or null.</param>
    /// <returns>Whether the text is a partita IVA.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out PartitaIva? result, [NotNullWhen(false)] out string? problem)
    {
        var typed = TypedCode.WithoutLabel(TypedCode.Compact(text), "PARTITAIVA", "PIVA", "IVA");
        var digits = TypedCode.WithoutLabel(typed, "IT");
        problem = ProblemIn(digits);
        if (problem is null)
        {
            result = new PartitaIva(digits);
            return true;
        }

        result = null;
        return false;
    }

    /// <summary>As the longer overload, for callers who need no explanation.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out PartitaIva? result) => TryParse(text, out result, out _);

    /// <summary>Reads trusted text, such as a stored column.</summary>
    /// <exception cref="FormatException">The text is not a partita IVA.</exception>
    public static PartitaIva Parse(string text) =>
        TryParse(text, out var result) ? result : throw new FormatException("The text is not a partita IVA.");

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static string? ProblemIn(string digits)
    {
        if (digits.Length == 0)
        {
            return "Inserisci la partita IVA: sono 11 cifre";
        }

        if (TypedCode.FirstOther(digits, char.IsAsciiDigit) is { } other)
        {
            return ProblemWithLetters(digits, other);
        }

        if (digits.Length != Length)
        {
            return $"La partita IVA ha 11 cifre: {TypedCode.DigitsTyped(digits.Length)}";
        }

        // Eleven zeros satisfy the arithmetic and belong to nobody.
        if (digits.All(d => d == '0'))
        {
            return "Undici zeri non sono una partita IVA: copia quella del certificato di attribuzione";
        }

        return CheckDigits.OfTenDigits(digits) == digits[^1]
            ? null
            : "La cifra di controllo della partita IVA non torna: ricontrolla le 11 cifre una per una";
    }

    private static string ProblemWithLetters(string typed, string other)
    {
        if (typed.Length == CodiceFiscale.PersonalLength && CodiceFiscale.TryParse(typed, out _))
        {
            return "Questo è un codice fiscale: nella partita IVA scrivi le 11 cifre";
        }

        var isForeign = typed.Length > 4 && char.IsAsciiLetter(typed[0]) && char.IsAsciiLetter(typed[1]) && char.IsAsciiDigit(typed[^1])
            && typed.Skip(3).All(char.IsAsciiDigit);
        return isForeign
            ? $"Il prefisso {typed[..2]} è di un altro Paese: serve una partita IVA italiana, 11 cifre"
            : $"La partita IVA ha solo cifre: togli o correggi «{other}»";
    }

    // Provinces 001-100, then the offices for special subjects: 120, 121, 888 and 999.
    private static bool IsKnownOffice(int code) => code is (>= 1 and <= 100) or 120 or 121 or 888 or 999;
}
