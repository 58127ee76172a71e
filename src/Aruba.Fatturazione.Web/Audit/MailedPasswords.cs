using System.Text.RegularExpressions;

namespace Aruba.Fatturazione.Web.Audit;

/// <summary>Temporary passwords as letters show them: four groups of four.</summary>
internal static partial class MailedPasswords
{
    /// <summary>All of them.</summary>
    public static IEnumerable<string> In(string? text) => Groups().Matches(text ?? "").Select(m => m.Value);

    [GeneratedRegex(@"(?<![\w\-])[A-HJ-NP-Za-km-np-z2-9]{4}(?:-[A-HJ-NP-Za-km-np-z2-9]{4}){3}(?![\w\-])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Groups();
}
