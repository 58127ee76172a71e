using System.Globalization;
using System.Text;

namespace Aruba.Fatturazione.Web.Mail;

/// <summary>
/// Makes words fit for one line of a letter, whatever a customer typed into a name: no line ends that could forge further lines or headers, no
/// invisible characters that could turn the text around.
/// </summary>
internal static class LetterPlain
{
    /// <summary>The text with every control, format and line-separating character turned into a blank, and half characters into a mark.</summary>
    public static string Of(string text)
    {
        if (text.All(IsHarmless))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                plain.Append(' ');
            }
            else
            {
                plain.Append(rune);
            }
        }

        return plain.ToString();
    }

    private static bool IsHarmless(char c) => !char.IsSurrogate(c) && char.GetUnicodeCategory(c)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
