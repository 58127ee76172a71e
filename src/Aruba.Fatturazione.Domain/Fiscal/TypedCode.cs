using System.Globalization;
using System.Text;

namespace Aruba.Fatturazione.Fiscal;

/// <summary>
/// How a code typed or pasted by a person is cleaned before it is judged: people copy codes from PDFs, mails and
/// business cards, so blanks, dashes, dots, slashes, invisible marks, lower case and full-width digits say nothing.
/// </summary>
internal static class TypedCode
{
    private const char FullWidthFirst = '\uFF01';
    private const char FullWidthLast = '\uFF5E';
    private const int FullWidthOffset = 0xFEE0;

    /// <summary>The code without separators, in ASCII upper case; "" for nothing. Letters outside ASCII are kept, to be named in the problem.</summary>
    internal static string Compact(string? text)
    {
        var kept = new StringBuilder((text ?? "").Length);
        foreach (var typed in text ?? "")
        {
            var c = Narrow(typed);
            if (!IsSeparator(c))
            {
                kept.Append(char.IsAsciiLetterLower(c) ? (char)(c - 'a' + 'A') : c);
            }
        }

        return kept.ToString();
    }

    /// <summary>The compact code without the first label it begins with: people copy "P. IVA: 01234567897" whole.</summary>
    internal static string WithoutLabel(string compact, params ReadOnlySpan<string> labels)
    {
        foreach (var label in labels)
        {
            if (compact.StartsWith(label, StringComparison.Ordinal))
            {
                return compact[label.Length..];
            }
        }

        return compact;
    }

    /// <summary>The text without invisible marks and outer blanks; inner blanks stay.</summary>
    internal static string Visible(string? text)
    {
        var kept = new StringBuilder((text ?? "").Length);
        foreach (var typed in text ?? "")
        {
            if (!IsInvisible(typed))
            {
                kept.Append(typed);
            }
        }

        return kept.ToString().Trim();
    }

    /// <summary>The first character that does not satisfy <paramref name="allowed"/>, ready to be shown; null when all do.</summary>
    internal static string? FirstOther(string code, Func<char, bool> allowed)
    {
        foreach (var rune in code.EnumerateRunes())
        {
            if (!rune.IsBmp || !allowed((char)rune.Value))
            {
                return rune.ToString();
            }
        }

        return null;
    }

    /// <summary>"ne hai scritta 1", "ne hai scritte 10": how many digits were typed.</summary>
    internal static string DigitsTyped(int count) =>
        count == 1 ? "ne hai scritta 1" : string.Create(CultureInfo.InvariantCulture, $"ne hai scritte {count}");

    /// <summary>"ne hai scritto 1", "ne hai scritti 15": how many characters were typed.</summary>
    internal static string CharactersTyped(int count) =>
        count == 1 ? "ne hai scritto 1" : string.Create(CultureInfo.InvariantCulture, $"ne hai scritti {count}");

    private static char Narrow(char c) =>
        c is >= FullWidthFirst and <= FullWidthLast ? (char)(c - FullWidthOffset) : c;

    private static bool IsSeparator(char c) =>
        c is '.' or '/' or '\'' or '_' or ',' or ':' || char.IsWhiteSpace(c) || IsInvisible(c)
        || char.GetUnicodeCategory(c) is UnicodeCategory.DashPunctuation || c == '\u2212';

    private static bool IsInvisible(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.Control && !char.IsWhiteSpace(c);
}
