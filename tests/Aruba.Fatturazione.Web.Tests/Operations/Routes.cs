using System.Text.RegularExpressions;

namespace Aruba.Fatturazione.Web.Tests.Operations;

/// <summary>Addresses for templates, and small help with answers.</summary>
internal static partial class Routes
{
    /// <summary>An address for a route's template: guids for guids, something harmless elsewhere.</summary>
    public static string Fill(string pattern) => Parameter().Replace(pattern, m => m.Value.Contains("guid", StringComparison.Ordinal) ? "0192f0aa-0000-7000-8000-000000000000" : "1");

    public static async Task<string> GetStringAsyncAnyStatus(this HttpClient client, string address)
    {
        using var answer = await client.GetAsync(address);
        return await answer.Content.ReadAsStringAsync();
    }

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.None, 1000)]
    private static partial Regex Parameter();
}
