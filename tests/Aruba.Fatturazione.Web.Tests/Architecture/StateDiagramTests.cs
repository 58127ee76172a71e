namespace Aruba.Fatturazione.Web.Tests.Architecture;

/// <summary>The page of states is drawn from the tables of transitions; what is between its marks is never written by hand.</summary>
public sealed class StateDiagramTests
{
    private const string Page = "docs/3-orders-and-states.md";
    private const string Renew = "RENEW_DOCS";
    private const string End = "<!-- end of the generated part -->";

    public static TheoryData<string> Tables => [.. StateDiagrams.Tables];

    [Theory, MemberData(nameof(Tables))]
    public void The_page_of_states_shows_the_table_as_it_is(string table)
    {
        var wanted = $"{Begin(table)}\n{StateDiagrams.Draw(table)}\n{End}";
        var page = Documentation.Read(Page);
        if (Environment.GetEnvironmentVariable(Renew) == "1")
        {
            var renewed = Part(page, table) is { } old
                ? page.Replace(old, wanted, StringComparison.Ordinal)
                : $"{page.TrimEnd()}\n\n## {table}\n\n{wanted}\n";
            File.WriteAllText(Path.Combine(Documentation.Root, Page), renewed);
            page = renewed;
        }

        Assert.True(Part(page, table) == wanted, $"{Page} does not show {table} as it is. Renew it: {Renew}=1 FILTER=StateDiagramTests tests/run Web");
    }

    [Fact]
    public void The_page_of_states_shows_no_table_that_is_gone()
    {
        var shown = Documentation.Read(Page).Split('\n').Where(l => l.StartsWith("<!-- generated from ", StringComparison.Ordinal));

        Assert.Empty(shown.Except(StateDiagrams.Tables.Select(Begin)));
    }

    private static string Begin(string table) => $"<!-- generated from {table}.Table -->";

    private static string? Part(string page, string table)
    {
        var start = page.IndexOf(Begin(table), StringComparison.Ordinal);
        var end = start < 0 ? -1 : page.IndexOf(End, start, StringComparison.Ordinal);
        return end < 0 ? null : page[start..(end + End.Length)];
    }
}
