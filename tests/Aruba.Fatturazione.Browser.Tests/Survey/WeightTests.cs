using Aruba.Fatturazione.Browser.Tests.Infrastructure;
using Microsoft.Playwright;

namespace Aruba.Fatturazione.Browser.Tests.Survey;

/// <summary>What a first visit costs, and how it looks.</summary>
public sealed class WeightTests(BrowserHost host) : IClassFixture<BrowserHost>
{
    private const int MostBytes = 60 * 1024;
    private const int MostRequests = 8;

    private static readonly string Picture = Path.GetFullPath(Path.Combine(BrowserHost.ContentRoot, "..", "..", "docs", "images", "negozio.png"));

    [Theory]
    [InlineData("/")]
    [InlineData("/accesso")]
    [InlineData("/registrazione")]
    public async Task A_first_page_weighs_little_and_asks_for_little(string path)
    {
        await using var window = await host.NewWindowAsync();
        var network = await window.Page.Context.NewCDPSessionAsync(window.Page);
        await network.SendAsync("Network.enable");
        double bytes = 0;
        var requests = 0;
        network.Event("Network.loadingFinished").OnEvent += (_, e) => bytes += e?.GetProperty("encodedDataLength").GetDouble() ?? 0;
        network.Event("Network.requestWillBeSent").OnEvent += (_, _) => requests++;

        await window.OpenAsync(path);
        await window.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        Assert.InRange(requests, 1, MostRequests);
        Assert.InRange(bytes, 1, MostBytes);
    }

    /// <summary>RENEW_PICTURES=1 takes the picture of the README anew.</summary>
    [Fact]
    public async Task The_picture_of_the_README_is_there()
    {
        if (Environment.GetEnvironmentVariable("RENEW_PICTURES") == "1")
        {
            await using var window = await host.NewWindowAsync();
            await window.OpenAsync("/");
            await window.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Picture });
        }

        Assert.True(new FileInfo(Picture).Length > 10_000);
        Assert.Contains("](docs/images/negozio.png)", await File.ReadAllTextAsync(Path.Combine(Path.GetDirectoryName(Picture)!, "..", "..", "README.md")), StringComparison.Ordinal);
    }
}
