namespace Aruba.Fatturazione.Payments;

/// <summary>Finds IBANs of any country in a text, by their check digits (ISO 13616, ISO 7064 modulo 97).</summary>
internal static class Ibans
{
    private const int Shortest = 15; // Norway
    private const int Longest = 34;

    /// <summary>The text with letters in the place of every IBAN, so that nobody looks for digits there; its length stays.</summary>
    public static string Blank(string text)
    {
        var blanked = text.ToCharArray();
        for (var at = 0; at + Shortest <= text.Length; at++)
        {
            if (IsStart(text, at) && LengthAt(text, at) is { } length)
            {
                blanked.AsSpan(at, length).Fill('x');
                at += length - 1;
            }
        }

        return new string(blanked);
    }

    private static bool IsStart(string text, int at) =>
        (at == 0 || !char.IsLetterOrDigit(text[at - 1]))
        && char.IsAsciiLetter(text[at]) && char.IsAsciiLetter(text[at + 1]) && char.IsAsciiDigit(text[at + 2]) && char.IsAsciiDigit(text[at + 3]);

    /// <summary>How many characters of the text, blanks and dashes included, the longest IBAN that begins there takes; null when none does.</summary>
    private static int? LengthAt(string text, int at)
    {
        int? found = null;
        var code = "";
        for (var i = at; i < text.Length && code.Length < Longest; i++)
        {
            if (text[i] is ' ' or '-' or '\u00a0')
            {
                continue;
            }

            if (!char.IsAsciiLetterOrDigit(text[i]))
            {
                break;
            }

            code += char.ToUpperInvariant(text[i]);
            if (code.Length >= Shortest && Remainder(code) == 1)
            {
                found = i + 1 - at;
            }
        }

        return found;
    }

    private static int Remainder(string code)
    {
        var remainder = 0;
        foreach (var c in string.Concat(code.AsSpan(4), code.AsSpan(0, 4)))
        {
            remainder = char.IsAsciiDigit(c) ? ((remainder * 10) + (c - '0')) % 97 : ((remainder * 100) + (c - 'A' + 10)) % 97;
        }

        return remainder;
    }
}
