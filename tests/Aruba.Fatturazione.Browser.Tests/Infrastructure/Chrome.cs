using Microsoft.Playwright;

namespace Aruba.Fatturazione.Browser.Tests.Infrastructure;

/// <summary>
/// The one Chromium of a run; every test has a window (context) of its own. CHROMIUM names the program where it is in none of
/// the usual places.
/// </summary>
internal static class Chrome
{
    private static readonly Lazy<Task<IBrowser>> Running = new(StartAsync);

    public static Task<IBrowser> Browser => Running.Value;

    private static async Task<IBrowser> StartAsync()
    {
        string?[] places = [Environment.GetEnvironmentVariable("CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
        var program = places.FirstOrDefault(p => p is not null && File.Exists(p))
            ?? throw new InvalidOperationException("Chromium is missing: tests/run installs it, or name it in CHROMIUM.");
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = program,
            ChromiumSandbox = false,
            Args = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        AppDomain.CurrentDomain.ProcessExit += (_, _) => playwright.Dispose();
        return browser;
    }
}
