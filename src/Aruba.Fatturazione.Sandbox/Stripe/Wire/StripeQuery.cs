using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Aruba.Fatturazione.Sandbox.Stripe.Wire;

/// <summary>
/// A search query (https://docs.stripe.com/search#search-query-language), as far as shops need it: clauses <c>field:'value'</c> or
/// <c>metadata['key']:'value'</c>, joined by AND. Everything else is refused. Real searches lag by up to a minute; this one does not.
/// </summary>
internal sealed partial class StripeQuery
{
    private static readonly string[] Fields = ["status", "customer", "currency", "amount", "email", "name", "phone"];

    private readonly List<(string? Key, string Field, string Value)> clauses = [];

    /// <exception cref="StripeRefusal">The query cannot be read.</exception>
    public static StripeQuery Parse(string text)
    {
        var query = new StripeQuery();
        foreach (var part in AndWord().Split(text.Trim()))
        {
            var match = Clause().Match(part);
            if (!match.Success || (!match.Groups["key"].Success && !Fields.Contains(match.Groups["field"].Value)))
            {
                throw new StripeRefusal($"We were unable to parse your search query '{part}'. The sandbox knows field:'value' and metadata['key']:'value', joined by AND.", "query");
            }

            query.clauses.Add((
                match.Groups["key"].Success ? match.Groups["key"].Value : null, match.Groups["field"].Value, match.Groups["value"].Value));
        }

        return query;
    }

    public bool Fits(JsonObject item) => clauses.TrueForAll(c =>
        (c.Key is null ? item[c.Field] : item["metadata"]?[c.Key])?.ToString() == c.Value);

    /// <summary>How many results a page token skips.</summary>
    public static int SkipOf(string page) =>
        int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var skip) ? skip : throw new StripeRefusal("Invalid page token", "page");

    public static string PageAt(int skip) => skip.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\s+AND\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AndWord();

    [GeneratedRegex("""^(?:metadata\[(?<q>['"])(?<key>[^'"\]]+)\k<q>\]|(?<field>\w+)):(?:(?<v>['"])(?<value>[^'"]*)\k<v>|(?<value>\d+))$""",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Clause();
}
