using System.Globalization;
using System.Text.RegularExpressions;

namespace Aruba.Fatturazione.Sandbox.Pages;

/// <summary>What the mail pages show beside the mail itself.</summary>
internal static partial class MailReading
{
    private static readonly CultureInfo Italian = CultureInfo.GetCultureInfo("it-IT");

    /// <summary>An instant as an Italian clock shows it, to the second.</summary>
    public static string InRome(DateTime utc) =>
        TimeZoneInfo.ConvertTimeBySystemTimeZoneId(utc, "Europe/Rome").ToString("d MMM yyyy, HH:mm:ss", Italian);

    /// <summary>The web addresses written in a text, each once, in order.</summary>
    public static IReadOnlyList<string> LinksIn(string text) =>
        [.. WebAddress().Matches(text).Select(m => m.Value.TrimEnd('.', ',', ';', ')')).Distinct()];

    [GeneratedRegex("https?://[^\\s<>\"]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WebAddress();
}
