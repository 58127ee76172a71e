using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Aruba.Fatturazione.Fiscal;

/// <summary>An Italian IBAN: 27 characters, ISO 7064 mod 97 over the whole and the national check letter (CIN) over the bank coordinates.</summary>
public sealed record Iban
{
    /// <summary>How many characters it has.</summary>
    public const int Length = 27;

    private Iban(string value) => Value = value;

    /// <summary>The 27 characters without blanks.</summary>
    public string Value { get; }

    /// <summary>The IBAN in blocks of four, as it is read aloud and printed.</summary>
    public string Grouped => string.Join(' ', Value.Chunk(4).Select(block => new string(block)));

    /// <summary>The five digits of the bank.</summary>
    public string Abi => Value[5..10];

    /// <summary>The five digits of the branch.</summary>
    public string Cab => Value[10..15];

    /// <summary>Reads what a person typed: blanks, dashes, dots, case and a leading "IBAN" do not matter.</summary>
    /// <param name="text">The typed text.</param>
    /// <param name="result">The IBAN, or null.</param>
    /// <param name="problem">What is wrong and how to cure it, in Italian, or null.</param>
    /// <returns>Whether the text is an Italian IBAN.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Iban? result, [NotNullWhen(false)] out string? problem)
    {
        var code = TypedCode.WithoutLabel(TypedCode.Compact(text), "IBAN");
        problem = ProblemIn(code);
        if (problem is null)
        {
            result = new Iban(code);
            return true;
        }

        result = null;
        return false;
    }

    /// <summary>As the longer overload, for callers who need no explanation.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Iban? result) => TryParse(text, out result, out _);

    /// <summary>Reads trusted text, such as a stored column.</summary>
    /// <exception cref="FormatException">The text is not an Italian IBAN.</exception>
    public static Iban Parse(string text) =>
        TryParse(text, out var result) ? result : throw new FormatException("The text is not an Italian IBAN.");

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static string? ProblemIn(string code)
    {
        if (code.Length == 0)
        {
            return "Inserisci l'IBAN: comincia con IT e ha 27 caratteri";
        }

        if (TypedCode.FirstOther(code, char.IsAsciiLetterOrDigit) is { } other)
        {
            return $"L'IBAN ha solo lettere e cifre: togli o correggi «{other}»";
        }

        if (!code.StartsWith("IT", StringComparison.Ordinal))
        {
            return "L'IBAN italiano comincia con IT: inserisci quello di un conto in Italia";
        }

        if (code.Length != Length)
        {
            return $"L'IBAN italiano ha 27 caratteri: {TypedCode.CharactersTyped(code.Length)}";
        }

        if (!HasShape(code))
        {
            return "Nell'IBAN dopo IT vanno 2 cifre, una lettera, 10 cifre e il numero di conto: ricontrollalo";
        }

        return Remainder(code) == 1 && CheckDigits.LetterOf(code.AsSpan(5)) == code[4]
            ? null
            : "L'IBAN contiene un errore di battitura: i caratteri di controllo non tornano, ricopialo";
    }

    private static bool HasShape(string code) =>
        char.IsAsciiDigit(code[2]) && char.IsAsciiDigit(code[3]) && char.IsAsciiLetter(code[4])
        && code.Skip(5).Take(10).All(char.IsAsciiDigit);

    // ISO 7064: the first four characters go last, A..Z count 10..35, the number divided by 97 leaves 1.
    private static int Remainder(string code)
    {
        var remainder = 0;
        foreach (var c in string.Concat(code.AsSpan(4), code.AsSpan(0, 4)))
        {
            remainder = char.IsAsciiDigit(c)
                ? ((remainder * 10) + (c - '0')) % 97
                : ((remainder * 100) + (c - 'A' + 10)) % 97;
        }

        return remainder;
    }
}
