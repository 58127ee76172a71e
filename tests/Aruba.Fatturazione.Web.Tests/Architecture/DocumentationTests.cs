using System.Text.RegularExpressions;
using Aruba.Fatturazione.Web.Commands;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Tests.Infrastructure;

namespace Aruba.Fatturazione.Web.Tests.Architecture;

/// <summary>What a page says in links, settings, addresses and names is compared with the files, the options, the routes and the sources.</summary>
public sealed partial class DocumentationTests(StoreHost store) : IClassFixture<StoreHost>
{
    private const int MostReadmeLines = 80;

    // Where the sandbox answers; they are no routes of the shop.
    private static readonly string[] SandboxAddresses = ["/posta", "/clock", "/mischief", "/ledger", "/shop", "/webhooks", "/stripe", "/stripe-console", "/paypal", "/paypal-console"];

    // Names of the framework that a decision weighs and the code does not use.
    private static readonly string[] ForeignNames = ["ITicketStore", "SignInManager", "UserManager"];

    public static TheoryData<string> Pages => [.. Documentation.Pages];

    [Theory, MemberData(nameof(Pages))]
    public void Every_link_leads_to_a_file_and_an_anchor_that_exist(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Documentation.Root, page))!;
        foreach (var link in Documentation.Links(page).Where(l => !l.Contains("://", StringComparison.Ordinal)))
        {
            var parts = link.Split('#', 2);
            var target = parts[0].Length == 0 ? page : Path.GetRelativePath(Documentation.Root, Path.Combine(folder, parts[0])).Replace('\\', '/');
            var path = Path.Combine(Documentation.Root, target);

            Assert.True(File.Exists(path) || Directory.Exists(path), $"{page} links to {link}: there is no {target}.");
            if (parts.Length == 2)
            {
                Assert.True(Documentation.Anchors(target).Contains(parts[1]), $"{page} links to {link}: {target} has no heading {parts[1]}.");
            }
        }
    }

    [Fact]
    public void Every_page_is_reached_from_the_README()
    {
        HashSet<string> reached = ["README.md"];
        for (var open = new Queue<string>(reached); open.TryDequeue(out var page);)
        {
            foreach (var next in Documentation.Links(page).SelectMany(link => LedTo(page, link)).Where(reached.Add))
            {
                open.Enqueue(next);
            }
        }

        Assert.Empty(Documentation.Pages.Except(reached));
    }

    [Theory, MemberData(nameof(Pages))]
    public void Every_setting_that_a_page_names_exists(string page)
    {
        var named = SettingName().Matches(Documentation.Read(page)).Select(m => $"{m.Groups["section"].Value}:{m.Groups["key"].Value}");

        Assert.Empty(named.Where(n => !n.StartsWith("Logging:", StringComparison.Ordinal)).Except(OptionsSetup.Keys));
    }

    [Fact]
    public void Every_setting_has_a_row_in_the_page_for_operators()
    {
        var rows = Documentation.Read(Documentation.Settings).Split('\n').Where(l => l.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(l => SettingName().Matches(l.Split('|')[1]).Select(m => $"{m.Groups["section"].Value}:{m.Groups["key"].Value}"));

        Assert.Empty(OptionsSetup.Keys.Except(rows));
    }

    [Theory, MemberData(nameof(Pages))]
    public void Every_address_that_a_page_names_is_a_route(string page)
    {
        var patterns = StoreRoutes.Of(store.App).Where(r => !r.IsAsset).Select(r => r.Pattern.TrimEnd('/')).ToList();
        var named = Documentation.Code(page).Where(c => Address().IsMatch(c)).Select(c => c.Split('?', '#')[0].TrimEnd('/'));

        Assert.All(named, address => Assert.True(
            patterns.Exists(p => IsLike(p, address)) || SandboxAddresses.Contains("/" + address.Split('/')[1]), $"{page} names {address}, which is no route."));
    }

    [Theory, MemberData(nameof(Pages))]
    public void Every_name_that_a_page_sets_in_code_letters_is_found_in_the_sources(string page)
    {
        var named = Documentation.Code(page).Where(c => Name().IsMatch(c)).SelectMany(c => c.Split('.', '(', ')').Where(n => n.Length > 0)).Distinct();

        Assert.Empty(named.Except(Words.Value).Except(ForeignNames));
    }

    [Theory, MemberData(nameof(Pages))]
    public void Every_label_that_a_page_quotes_stands_on_a_screen(string page) =>
        Assert.All(Documentation.Quoted(page), label => Assert.True(Sources.Value.Contains(label, StringComparison.Ordinal), $"{page} quotes «{label}», which no page of the shop says."));

    [Theory, MemberData(nameof(Pages))]
    public void Every_file_that_a_page_names_exists(string page)
    {
        var named = Documentation.Code(page).Select(c => c.Split(' ')[0]).Where(c => FilePath().IsMatch(c)).Where(c => !c.StartsWith("App_Data", StringComparison.Ordinal));

        Assert.All(named, path => Assert.True(Files.Value.Any(f => f.EndsWith('/' + path.TrimEnd('/'), StringComparison.Ordinal)), $"{page} names {path}, which is not there."));
    }

    [Fact]
    public void The_README_is_one_screen_with_the_two_commands_and_the_map()
    {
        var readme = Documentation.Read("README.md");

        Assert.InRange(readme.TrimEnd().Split('\n').Length, 20, MostReadmeLines);
        Assert.Contains("\ndotnet run --project src/Aruba.Fatturazione.Web\n", readme, StringComparison.Ordinal);
        Assert.Contains("\ntests/run\n", readme, StringComparison.Ordinal);
        Assert.All(
            Directory.EnumerateDirectories(Path.Combine(Documentation.Root, "src")).Select(Path.GetFileName),
            project => Assert.Contains($"src/{project}", readme, StringComparison.Ordinal));
        Assert.All(
            Documentation.Pages.Where(p => NumberedPage().IsMatch(p)),
            page => Assert.Contains($"({page})", readme, StringComparison.Ordinal));
    }

    private static IEnumerable<string> LedTo(string page, string link)
    {
        var from = page.Contains('/', StringComparison.Ordinal) ? page[..(page.LastIndexOf('/') + 1)] : "";
        var target = Path.GetRelativePath(Documentation.Root, Path.Combine(Documentation.Root, from + link.Split('#')[0])).Replace('\\', '/');
        return Documentation.Pages.Where(p => p == target || p.StartsWith(target + '/', StringComparison.Ordinal));
    }

    // An address of the pages stands for a route when it has its words; what a route takes as parameter may be written in any way.
    private static bool IsLike(string pattern, string address)
    {
        string[] wanted = pattern.Split('/'), said = address.Split('/');
        return said.Length <= wanted.Length && said.Zip(wanted).All(pair => pair.First == pair.Second || pair.Second.StartsWith('{') || pair.First == "…");
    }

    private static readonly Lazy<IReadOnlyList<string>> Files = new(() =>
        [.. new[] { "src", "tests", "docs" }.SelectMany(folder => Directory.EnumerateFileSystemEntries(Path.Combine(Documentation.Root, folder), "*", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFileSystemEntries(Documentation.Root)).Concat(Directory.EnumerateFiles(Path.Combine(Documentation.Root, ".ci")))
            .Select(file => '/' + Path.GetRelativePath(Documentation.Root, file).Replace('\\', '/'))
            .Where(file => !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal))]);

    private static readonly Lazy<string> Sources = new(() => string.Join('\n', Files.Value
        .Where(f => SourceFile().IsMatch(f) && !f.Contains("/Migrations/", StringComparison.Ordinal) && !f.EndsWith("/DocumentationTests.cs", StringComparison.Ordinal))
        .Select(f => File.ReadAllText(Documentation.Root + f))));

    private static readonly Lazy<IReadOnlySet<string>> Words = new(() => Word().Matches(Sources.Value).Select(m => m.Value).ToHashSet(StringComparer.Ordinal));

    [GeneratedRegex(@"(?<![\w/.])(?<section>[A-Z][A-Za-z]+)(?::|__)(?<key>[A-Z][A-Za-z]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SettingName();

    [GeneratedRegex(@"^/[a-z…{]?[\w/{}…?=#&-]*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();

    // A type, a member or a value: letters that begin with a capital, perhaps with a point between.
    [GeneratedRegex(@"^[A-Z][A-Za-z0-9]+(\.[A-Z][A-Za-z0-9]+)*(\(\))?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"^[\w.-]+(/[\w.-]+)*(/|\.(cs|cshtml|md|txt|html|json|sln|props))$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FilePath();

    [GeneratedRegex(@"\.(cs|cshtml|razor|csproj|props|json)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SourceFile();

    [GeneratedRegex(@"\w+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"^docs/\d-[\w-]+\.md$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NumberedPage();
}
