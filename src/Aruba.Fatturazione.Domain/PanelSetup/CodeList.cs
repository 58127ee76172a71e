using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Aruba.Fatturazione.Fiscal;

namespace Aruba.Fatturazione.PanelSetup;

/// <summary>The codes of one FatturaPA element with their official descriptions (schema 1.2.3), in the order in which they are offered.</summary>
/// <typeparam name="T">The codes; their names are what the schema writes.</typeparam>
public sealed class CodeList<T>
    where T : struct, Enum
{
    private readonly FrozenDictionary<string, T> bySpelling;
    private readonly FrozenDictionary<T, string> words;
    private readonly string missing;

    internal CodeList(string missing, params (T Code, string Words)[] rows)
    {
        this.missing = missing;
        All = rows;
        bySpelling = rows.ToFrozenDictionary(r => r.Code.ToString(), r => r.Code, StringComparer.Ordinal);
        words = rows.ToFrozenDictionary(r => r.Code, r => r.Words);
    }

    /// <summary>Every code with its description.</summary>
    public IReadOnlyList<(T Code, string Words)> All { get; }

    /// <summary>"RF01 · Regime ordinario", as pages show it. A code that is not offered any more shows itself.</summary>
    public string Named(T code) => words.TryGetValue(code, out var description) ? $"{code} · {description}" : code.ToString();

    /// <summary>Reads a code however it is spelt: <c>rf 01</c>, <c>RF-01</c>.</summary>
    /// <param name="text">What was chosen or typed.</param>
    /// <param name="code">The code; meaningless when false is returned.</param>
    /// <param name="problem">What is wrong and how to cure it, in Italian, or null.</param>
    public bool TryParse(string? text, out T code, [NotNullWhen(false)] out string? problem)
    {
        var known = bySpelling.TryGetValue(TypedCode.Compact(text), out code);
        problem = known ? null : missing;
        return known;
    }

    /// <summary>As the longer overload, for callers who need no explanation.</summary>
    public T Parse(string? text) => TryParse(text, out var code, out _) ? code : throw new FormatException("The text is no code of the list.");
}
