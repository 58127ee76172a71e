using System.Globalization;
using System.Security.Cryptography;

namespace Aruba.Fatturazione.Web.Accounts;

/// <summary>What a typed username turned out to be.</summary>
internal enum TypedUsername
{
    /// <summary>Has the form of ours.</summary>
    Ours,

    /// <summary>A mailbox of somebody, perhaps certified.</summary>
    Mailbox,

    /// <summary>Something else.</summary>
    Other,
}

/// <summary>Customers' usernames: four to ten digits and <c>@aruba.it</c>.</summary>
internal static class Usernames
{
    public const string Domain = "@aruba.it";
    private const int MinDigits = 4;
    private const int MaxDigits = 10;
    private const int FirstMade = 1_000_000;
    private const int AfterLastMade = 100_000_000;

    /// <summary>A random one of seven or eight digits: consecutive ones would tell how many customers there are and who comes next.</summary>
    public static string New() => RandomNumberGenerator.GetInt32(FirstMade, AfterLastMade).ToString(CultureInfo.InvariantCulture) + Domain;

    /// <summary>Reads what a person typed; the domain may be left out.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="username">The username in lower case when it is <see cref="TypedUsername.Ours"/>, else the text without blanks.</param>
    public static TypedUsername Read(string? text, out string username)
    {
        username = new string([.. (text ?? "").Where(c => !char.IsWhiteSpace(c))]).ToLowerInvariant();
        var digits = username.EndsWith(Domain, StringComparison.Ordinal) ? username[..^Domain.Length] : username;
        if (digits.Length is >= MinDigits and <= MaxDigits && digits.All(char.IsAsciiDigit))
        {
            username = digits + Domain;
            return TypedUsername.Ours;
        }

        return username.Contains('@', StringComparison.Ordinal) ? TypedUsername.Mailbox : TypedUsername.Other;
    }

    /// <summary>As it is compared and indexed.</summary>
    public static string Normalized(string username) => username.ToUpperInvariant();
}
