using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Aruba.Fatturazione.Fiscal;

/// <summary>
/// FatturaPA text may hold only Latin-1 characters (the XSD's <c>IsBasicLatin</c> and <c>IsLatin-1Supplement</c>): a curly apostrophe
/// or a euro sign makes the whole invoice wrong. Names are stored as people write them and folded when the XML is written.
/// </summary>
public static class LatinText
{
    // What keyboards and word processors write for plain marks, and letters that Unicode does not decompose.
    private static readonly FrozenDictionary<char, string> Replacements = Table("""
        ‘' ’' ‚' ‛' ′' ʼ'
        “" ”" „" ‟" ″"
        ‹' ›'
        ‐- ‑- ‒- –- —- ―- −-
        …... •- €EUR ™TM №N. ⁄/
        ĐD đd ŁL łl ŒOE œoe ıi ĦH ħh
        ẞSS ŦT ŧt ŊN ŋn ĸk
        """);

    // Latin-1 letters and marks that basic Latin spells with others.
    private static readonly FrozenDictionary<char, string> BasicReplacements = Table("""
        ßss ÆAE æae ØO øo ÐD ðd ÞTH þth
        °. «" »" ´' ·. ×x
        """);

    /// <summary>What stops the text from being printed on an electronic invoice, in Italian; null when nothing does, or when it is empty.</summary>
    /// <param name="value">The typed text.</param>
    /// <param name="max">Largest number of characters, see <see cref="XsdLimits"/>.</param>
    /// <param name="fieldName">The field's name as shown on screen, such as "Denominazione".</param>
    public static string? Problem(string? value, int max, string fieldName)
    {
        var folded = Fold(value);
        foreach (var rune in folded.EnumerateRunes())
        {
            if (!IsLatin1(rune.Value))
            {
                return $"{fieldName}: il carattere «{rune}» non può stare in fattura, scrivi con lettere latine";
            }
        }

        return folded.Length > max
            ? string.Create(CultureInfo.InvariantCulture, $"{fieldName}: usa al massimo {max} caratteri, {TypedCode.CharactersTyped(folded.Length)}")
            : null;
    }

    /// <summary>
    /// The nearest text an electronic invoice can carry: typographic marks become plain, letters lose the accents Latin-1 lacks
    /// (Nguyễn → Nguyên), blanks and line ends become single spaces. What has no near letter stays, and <see cref="Problem"/> names it.
    /// </summary>
    public static string Fold(string? value)
    {
        var folded = new StringBuilder((value ?? "").Length);
        foreach (var rune in Composed(TypedCode.Visible(value)).EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control)
            {
                Separate(folded);
            }
            else
            {
                folded.Append(Nearest(rune));
            }
        }

        return folded.ToString().TrimEnd();
    }

    /// <summary>
    /// The text in basic Latin (ASCII) where it has a near letter: no accents, <c>n°12</c> becomes <c>n.12</c>. For comparing names, deriving codes and
    /// the XSD elements that lack the Latin-1 supplement, such as NumeroCivico.
    /// </summary>
    public static string Plain(string? value)
    {
        var plain = new StringBuilder((value ?? "").Length);
        foreach (var c in Fold(value))
        {
            if (c <= '~')
            {
                plain.Append(c);
            }
            else if (BasicReplacements.TryGetValue(c, out var replacement) || Replacements.TryGetValue(c, out replacement))
            {
                plain.Append(replacement);
            }
            else
            {
                AppendUnaccented(plain, c);
            }
        }

        return plain.ToString();
    }

    // Each word is a character followed by its replacement.
    private static FrozenDictionary<char, string> Table(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenDictionary(word => word[0], word => word[1..]);

    private static void AppendUnaccented(StringBuilder plain, char c)
    {
        if (char.IsSurrogate(c))
        {
            plain.Append(c);
            return;
        }

        foreach (var part in c.ToString().Normalize(NormalizationForm.FormKD))
        {
            if (!IsMark(part) && part != ' ')
            {
                plain.Append(part == '\u2044' ? '/' : part);
            }
        }
    }

    // Half a surrogate pair and U+FFFE, U+FFFF cannot be normalised: they become the replacement character, which Problem refuses.
    private static string Composed(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            whole.Append(rune.Value is 0xFFFE or 0xFFFF ? Rune.ReplacementChar : rune);
        }

        return whole.ToString().Normalize(NormalizationForm.FormC);
    }

    private static void Separate(StringBuilder folded)
    {
        if (folded.Length > 0 && folded[^1] != ' ')
        {
            folded.Append(' ');
        }
    }

    private static string Nearest(Rune rune)
    {
        if (IsLatin1(rune.Value))
        {
            return rune.ToString();
        }

        if (rune.IsBmp && Replacements.TryGetValue((char)rune.Value, out var replacement))
        {
            return replacement;
        }

        // Removes one mark at a time, innermost last, so that ễ keeps the circumflex that Latin-1 has.
        var marks = rune.ToString().Normalize(NormalizationForm.FormKD);
        for (var kept = marks.Length - 1; kept >= 1 && IsMark(marks[kept]); kept--)
        {
            var candidate = marks[..kept].Normalize(NormalizationForm.FormC);
            if (candidate.All(c => IsLatin1(c)))
            {
                return candidate;
            }
        }

        return marks.All(c => IsLatin1(c)) ? marks : rune.ToString();
    }

    private static bool IsMark(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark;

    private static bool IsLatin1(int code) => code is (>= 0x20 and <= 0x7E) or (>= 0xA0 and <= 0xFF);
}
