using System.Text;

namespace Aruba.Fatturazione.Web.Tests.Architecture;

/// <summary>Every row about orders and money is held by a test that names it, and the page for testers shows which.</summary>
public sealed class RowTests
{
    private const string Page = "docs/9-testing.md";
    private const string Renew = "RENEW_DOCS";
    private const string Begin = "<!-- generated from Rows.All -->";
    private const string End = "<!-- end of the generated part -->";

    [Fact]
    public void Every_row_has_a_test_that_names_it_or_says_what_is_missing() =>
        Assert.Empty(Rows.All.Where(r => r.Missing is null && Rows.TestsOf(r).Count == 0).Select(r => r.Id));

    [Fact]
    public void No_test_names_a_row_that_is_not_there() => Assert.Empty(Rows.Named.Except(Rows.All.Select(r => r.Id)));

    [Fact]
    public void The_page_for_testers_shows_the_rows_as_they_are()
    {
        var wanted = $"{Begin}\n{Draw()}{End}";
        var page = Documentation.Read(Page);
        var start = page.IndexOf(Begin, StringComparison.Ordinal);
        var end = start < 0 ? -1 : page.IndexOf(End, start, StringComparison.Ordinal);
        Assert.True(end > start, $"{Page} has no place for the rows: {Begin} … {End}");
        var shown = page[start..(end + End.Length)];
        if (Environment.GetEnvironmentVariable(Renew) == "1")
        {
            File.WriteAllText(Path.Combine(Documentation.Root, Page), page.Replace(shown, wanted, StringComparison.Ordinal));
            shown = wanted;
        }

        Assert.True(shown == wanted, $"{Page} does not show the rows as they are. Renew it: {Renew}=1 FILTER=RowTests tests/run Web");
    }

    private static string Draw()
    {
        var text = new StringBuilder("| Row | What must hold | Tests |\n|---|---|---|\n");
        foreach (var row in Rows.All)
        {
            var classes = Rows.TestsOf(row).GroupBy(t => t.Split('.')[0]).Select(g => g.Count() == 1 ? $"`{g.Key}`" : $"`{g.Key}` ({g.Count()})");
            var missing = row.Missing is null ? "" : $"Missing: {row.Missing}";
            text.Append($"| {row.Id} | {row.Holds} | {string.Join(", ", classes.Append(missing).Where(t => t.Length > 0))} |\n");
        }

        return text.ToString();
    }
}
