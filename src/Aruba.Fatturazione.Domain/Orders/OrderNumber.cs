using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Aruba.Fatturazione.Orders;

/// <summary>
/// The number people type into a causale or read over the phone: <c>AF</c>, nine random characters and a check character.
/// Without 0, O, 1, I and L; at most 20 basic Latin characters, because it also goes into FatturaPA <c>IdDocumento</c>.
/// </summary>
public static class OrderNumber
{
    // 31 characters: with a prime modulus every single wrong character and every swap of two neighbours is caught.
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private const string Prefix = "AF";
    private const int RandomLength = 9;

    /// <summary>Length of every number.</summary>
    public const int Length = 12;

    /// <summary>A fresh number; the database's unique index is what makes it unique.</summary>
    public static string New()
    {
        var body = RandomNumberGenerator.GetString(Alphabet, RandomLength);
        return Prefix + body + CheckCharacter(body);
    }

    /// <summary>Reads a number as typed: blanks, dashes and lower case are fine. False when it cannot be one of ours.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out string? number)
    {
        var t = new string([.. (text ?? "").Where(char.IsAsciiLetterOrDigit)]).ToUpperInvariant();
        var body = t.Length == Length ? t[2..^1] : "";
        var right = t.StartsWith(Prefix, StringComparison.Ordinal) && body.Length == RandomLength
            && body.All(Alphabet.Contains) && t[^1] == CheckCharacter(body);
        number = right ? t : null;
        return right;
    }

    /// <summary>The numbers that stand in a text as payers write it: with blanks, dashes, lower case, words glued to them. Each once.</summary>
    public static IReadOnlyList<string> FindIn(string? text) =>
        [.. Windows(text).Where(w => TryParse(w, out _)).Distinct()];

    /// <summary>
    /// What may have been meant where a text holds something that looks like a number but is none: one wrong character, two swapped ones, or
    /// the check character alone wrong. Some ten for each, to be looked up.
    /// </summary>
    public static IReadOnlyList<string> NearIn(string? text) =>
        [.. Windows(text).Where(w => !TryParse(w, out _)).SelectMany(Near).Distinct()];

    private static IEnumerable<string> Windows(string? text)
    {
        var t = new string([.. (text ?? "").Where(char.IsAsciiLetterOrDigit)]).ToUpperInvariant();
        for (var i = t.IndexOf(Prefix, StringComparison.Ordinal); i >= 0 && i + Length <= t.Length; i = t.IndexOf(Prefix, i + 1, StringComparison.Ordinal))
        {
            yield return t.Substring(i, Length);
        }
    }

    private static IEnumerable<string> Near(string wrong)
    {
        var body = wrong[2..^1].ToCharArray();
        var check = wrong[^1];
        if (body.All(Alphabet.Contains))
        {
            yield return Prefix + new string(body) + CheckCharacter(new string(body));
        }

        for (var i = 0; i < RandomLength; i++)
        {
            foreach (var other in Alphabet.Where(c => c != body[i]))
            {
                if (Changed(body, i, other) is { } near && CheckCharacter(near) == check)
                {
                    yield return Prefix + near + check;
                }
            }

            if (i + 1 < RandomLength && Swapped(body, i) is { } swapped && CheckCharacter(swapped) == check)
            {
                yield return Prefix + swapped + check;
            }
        }
    }

    private static string? Changed(char[] body, int at, char to)
    {
        var copy = (char[])body.Clone();
        copy[at] = to;
        return Array.TrueForAll(copy, Alphabet.Contains) ? new string(copy) : null;
    }

    private static string? Swapped(char[] body, int at)
    {
        var copy = (char[])body.Clone();
        (copy[at], copy[at + 1]) = (copy[at + 1], copy[at]);
        return Array.TrueForAll(copy, Alphabet.Contains) ? new string(copy) : null;
    }

    private static char CheckCharacter(string body)
    {
        var sum = 0;
        for (var i = 0; i < body.Length; i++)
        {
            sum += (i + 1) * Alphabet.IndexOf(body[i], StringComparison.Ordinal);
        }

        return Alphabet[sum % Alphabet.Length];
    }
}
