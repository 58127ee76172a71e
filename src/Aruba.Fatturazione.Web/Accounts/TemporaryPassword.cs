using System.Security.Cryptography;

namespace Aruba.Fatturazione.Web.Accounts;

/// <summary>
/// A password that the shop makes, mails and forgets: four groups of four characters, without those that look alike (0 O o, 1 l I i), at
/// least 92 bits. It has a capital, a small letter, a digit and a special character, as the panel's former rule asked.
/// </summary>
internal static class TemporaryPassword
{
    private const string Capitals = "ABCDEFGHJKLMNPQRSTUVWXYZ", Small = "abcdefghjkmnpqrstuvwxyz", Digits = "23456789";
    private const int Groups = 4;
    private const int GroupLength = 4;

    public static string New()
    {
        while (true)
        {
            // 55 characters, 5.78 bits each; starting again when a kind is missing takes away less than a fifth of a bit.
            var drawn = RandomNumberGenerator.GetString(Capitals + Small + Digits, Groups * GroupLength);
            if (drawn.Any(char.IsAsciiLetterUpper) && drawn.Any(char.IsAsciiLetterLower) && drawn.Any(char.IsAsciiDigit))
            {
                return string.Join('-', drawn.Chunk(GroupLength).Select(group => new string(group)));
            }
        }
    }

    /// <summary>What was typed, without what copying from a mail brings along before and after (blanks, non-breaking and zero-width ones).</summary>
    public static string Typed(string? text) => (text ?? "").Trim().Trim('\u200b', '\u200c', '\u200d', '\ufeff').Trim();
}
