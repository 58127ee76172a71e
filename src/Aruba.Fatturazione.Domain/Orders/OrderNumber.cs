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
