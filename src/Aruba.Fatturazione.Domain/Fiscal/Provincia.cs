using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Aruba.Fatturazione.Fiscal;

/// <summary>One of the 107 Italian province, known by its two-letter sigla.</summary>
public sealed record Provincia
{
    private static readonly string[] Openings =
        ["LIBEROCONSORZIOCOMUNALEDI", "CITTAMETROPOLITANADI", "PROVINCIAAUTONOMADI", "PROVINCIADELLA", "PROVINCIADI"];

    private static readonly FrozenDictionary<string, Provincia> BySpelling = Spellings().ToFrozenDictionary(StringComparer.Ordinal);

    private Provincia(string value) => Value = value;

    /// <summary>The 107 province in order of name, for a choice list.</summary>
    public static IReadOnlyList<Provincia> All { get; } =
        [.. ProvinciaTable.Rows.Select(row => BySpelling[row.Sigla]).OrderBy(p => LatinText.Plain(p.Name), StringComparer.Ordinal)];

    /// <summary>The sigla, such as FI.</summary>
    public string Value { get; }

    /// <summary>The Italian name, such as Forlì-Cesena.</summary>
    public string Name => ProvinciaTable.NameOf(Value);

    /// <summary>Reads a sigla or a name, however spelt: <c>Fi</c>, <c>(FI)</c>, <c>firenze</c>, <c>Forli' Cesena</c>, <c>Provincia di Lucca</c>.</summary>
    /// <param name="text">The typed text.</param>
    /// <param name="result">The provincia, or null.</param>
    /// <param name="problem">What is wrong and how to cure it, in Italian, or null.</param>
    /// <returns>Whether the text names a provincia.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Provincia? result, [NotNullWhen(false)] out string? problem)
    {
        var spelling = Spelling(text);
        if (BySpelling.TryGetValue(spelling, out result) || BySpelling.TryGetValue(WithoutOpening(spelling), out result))
        {
            problem = null;
            return true;
        }

        problem = spelling.Length switch
        {
            0 => "Scegli la provincia, per esempio FI o Firenze",
            2 => $"{spelling} non è la sigla di una provincia italiana: scegli dall'elenco, per esempio FI",
            _ => "Non troviamo questa provincia: scrivi la sigla, per esempio FI, o il nome intero",
        };
        return false;
    }

    /// <summary>As the longer overload, for callers who need no explanation.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Provincia? result) => TryParse(text, out result, out _);

    /// <summary>Reads trusted text, such as a stored column.</summary>
    /// <exception cref="FormatException">The text names no provincia.</exception>
    public static Provincia Parse(string text) =>
        TryParse(text, out var result) ? result : throw new FormatException("The text names no provincia.");

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static Dictionary<string, Provincia> Spellings()
    {
        var spellings = new Dictionary<string, Provincia>(StringComparer.Ordinal);
        foreach (var row in ProvinciaTable.Rows)
        {
            var provincia = new Provincia(row.Sigla);
            foreach (var spelling in (string[])[row.Sigla, row.Name, .. row.OtherNames])
            {
                spellings.Add(Spelling(spelling), provincia);
            }
        }

        return spellings;
    }

    // Only the letters count: accents, apostrophes, hyphens, brackets and case are all spelt in more than one way.
    private static string Spelling(string? text) =>
        string.Concat(LatinText.Plain(text).Where(char.IsAsciiLetter)).ToUpperInvariant();

    private static string WithoutOpening(string spelling)
    {
        var opening = Array.Find(Openings, o => spelling.StartsWith(o, StringComparison.Ordinal)) ?? "";
        return spelling[opening.Length..];
    }
}
