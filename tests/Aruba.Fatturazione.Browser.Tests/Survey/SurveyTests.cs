using Aruba.Fatturazione.Browser.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Commands;
using Microsoft.Playwright;

namespace Aruba.Fatturazione.Browser.Tests.Survey;

/// <summary>What holds on every page in every state. Two classes, so that two cores have something to do.</summary>
public abstract class SurveyTests(BrowserHost host)
{
    private protected async Task LookAsync(SurveyEntry entry)
    {
        await using var window = await entry.Visit(new Tour(host));
        List<string> found = [];
        void Note(string who, IEnumerable<string> what) => found.AddRange(what.Select(w => $"{who}: {w}"));

        Note("behind the scenes", window.Witness.Take());
        if (entry.ShowsErrors || await window.Page.Locator(".error-summary").CountAsync() > 0)
        {
            Note("errors", await window.Page.EvaluateAsync<string[]>(ErrorPattern.Find));
        }

        Note("page", await window.Page.EvaluateAsync<string[]>(entry.Route.StartsWith("sandbox:", StringComparison.Ordinal) ? PagePattern.FindAnywhere : PagePattern.Find));
        Note("axe", await Axe.FindAsync(window.Page));
        Note("html", await NuChecker.FindAsync(await window.SourceAsync()));
        await window.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await window.Page.SetViewportSizeAsync(320, 640);
        Note("at 320 px, too wide", await window.Page.EvaluateAsync<string[]>(SoundPage.TooWide));
        Note("axe at 320 px, dark", await Axe.FindAsync(window.Page, coloursOnly: true));

        await DrawAsync(window.Page, entry.Name);
        Assert.True(found.Count == 0, $"{entry.Name}, {window.Path}:\n{string.Join('\n', found.Distinct())}");
    }

    // SURVEY_PICTURES names a folder: every page is drawn there at two widths, light and dark, for people to look at.
    private static async Task DrawAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("SURVEY_PICTURES") is not { Length: > 0 } folder)
        {
            return;
        }

        var file = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-');
        foreach (var (width, scheme) in new[] { (390, ColorScheme.Light), (390, ColorScheme.Dark), (1280, ColorScheme.Light), (1280, ColorScheme.Dark) })
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            await page.SetViewportSizeAsync(width, 800);
            await page.ScreenshotAsync(new PageScreenshotOptions { FullPage = true, Path = Path.Combine(folder, $"{file}-{width}-{scheme}.png") });
        }
    }
}

/// <summary>The shop and the customer's area.</summary>
public sealed class ShopSurveyTests(BrowserHost host) : SurveyTests(host), IClassFixture<BrowserHost>
{
    private readonly BrowserHost store = host;

    public static TheoryData<string> Pages => [.. PageRegistry.Shop.Select(e => e.Name)];

    [Theory]
    [MemberData(nameof(Pages))]
    public Task Nothing_is_wrong_with(string page) => LookAsync(PageRegistry.Shop.Single(e => e.Name == page));

    [Fact]
    public void Every_page_of_the_shop_is_surveyed()
    {
        var routes = StoreRoutes.Of(store.App).Where(r => r is { Method: "GET", IsAsset: false }).Select(r => r.Pattern).ToHashSet();
        var surveyed = PageRegistry.All.Select(e => e.Route).Where(r => r.StartsWith('/')).ToHashSet();

        Assert.Empty(routes.Except(surveyed).Except(PageRegistry.NoPages.Keys));
        Assert.Empty(surveyed.Concat(PageRegistry.NoPages.Keys).Except(routes));
    }
}

/// <summary>Desk, panel, errors, and the pages of the outside world.</summary>
public sealed class DeskSurveyTests(BrowserHost host) : SurveyTests(host), IClassFixture<BrowserHost>
{
    public static TheoryData<string> Pages => [.. PageRegistry.Rest.Select(e => e.Name)];

    [Theory]
    [MemberData(nameof(Pages))]
    public Task Nothing_is_wrong_with(string page) => LookAsync(PageRegistry.Rest.Single(e => e.Name == page));
}
