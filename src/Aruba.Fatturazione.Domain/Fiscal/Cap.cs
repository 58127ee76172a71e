using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Aruba.Fatturazione.Fiscal;

/// <summary>An Italian postal code, 5 digits from 00010 to 98168.</summary>
public sealed record Cap
{
    /// <summary>How many digits it has.</summary>
    public const int Length = 5;

    private const int Lowest = 10;
    private const int Highest = 98168;

    // Towns divided into zones: Poste replaced these codes with one code per zone, so a letter sent to them may wander.
    private static readonly FrozenSet<string> Generic = new[]
    {
        "00100", "06100", "09100", "10100", "15100", "16100", "19100", "20100", "24100", "25100", "28900", "29100", "30100", "34100", "35100",
        "37100", "38100", "40100", "41100", "42100", "43100", "44100", "47100", "47900", "48100", "50100", "56100", "57100", "60100",
        "61100", "65100", "70100", "71100", "74100", "80100", "84100", "89100", "90100", "95100", "98100",
    }.ToFrozenSet(StringComparer.Ordinal);

    private Cap(string value) => Value = value;

    /// <summary>The five digits.</summary>
    public string Value { get; }

    /// <summary>Whether it is the old single code of a town that now has one code per zone. For a warning only.</summary>
    public bool LooksGeneric => Generic.Contains(Value);

    /// <summary>Reads what a person typed: blanks, dashes and a leading I or IT do not matter.</summary>
    /// <param name="text">The typed text.</param>
    /// <param name="result">The CAP, or null.</param>
    /// <param name="problem">What is wrong and how to cure it, in Italian, or null.</param>
    /// <returns>Whether the text is an Italian CAP.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Cap? result, [NotNullWhen(false)] out string? problem)
    {
        // "I-00184" is the international way of writing it on envelopes.
        var digits = TypedCode.WithoutLabel(TypedCode.WithoutLabel(TypedCode.Compact(text), "CAP"), "IT", "I");
        problem = ProblemIn(digits);
        if (problem is null)
        {
            result = new Cap(digits);
            return true;
        }

        result = null;
        return false;
    }

    /// <summary>As the longer overload, for callers who need no explanation.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Cap? result) => TryParse(text, out result, out _);

    /// <summary>Reads trusted text, such as a stored column.</summary>
    /// <exception cref="FormatException">The text is not an Italian CAP.</exception>
    public static Cap Parse(string text) =>
        TryParse(text, out var result) ? result : throw new FormatException("The text is not an Italian CAP.");

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static string? ProblemIn(string digits)
    {
        if (digits.Length == 0)
        {
            return "Inserisci il CAP: sono 5 cifre";
        }

        if (TypedCode.FirstOther(digits, char.IsAsciiDigit) is { } other)
        {
            return $"Il CAP ha solo cifre: togli o correggi «{other}»";
        }

        if (digits.Length != Length)
        {
            return $"Il CAP ha 5 cifre: {TypedCode.DigitsTyped(digits.Length)}";
        }

        return int.Parse(digits, CultureInfo.InvariantCulture) is >= Lowest and <= Highest
            ? null
            : "Questo CAP non esiste in Italia: i CAP vanno da 00010 a 98168, ricontrollalo";
    }
}
