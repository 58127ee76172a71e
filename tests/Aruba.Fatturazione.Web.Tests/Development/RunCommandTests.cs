#if DEBUG
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Aruba.Fatturazione.Web.Tests.Infrastructure;

namespace Aruba.Fatturazione.Web.Tests.Development;

/// <summary>The built shop as a newcomer starts it, on free ports and with a database of its own.</summary>
public sealed partial class RunCommandTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("shop-run-");
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly Process shop;

    public RunCommandTests()
    {
        // The same configuration and framework as this test: …/bin/<configuration>/<framework>/
        var output = Path.GetRelativePath(Path.Combine(AppContext.BaseDirectory, "..", ".."), AppContext.BaseDirectory);
        var program = Path.Combine(StoreHost.ContentRoot, "bin", output, "Aruba.Fatturazione.Web.dll");
        var start = new ProcessStartInfo("dotnet", [
            program, "--urls", "http://127.0.0.1:0", "--Sandbox:Url", "http://127.0.0.1:0", "--Sandbox:SmtpPort", "0", "--Logs:Folder", "",
            "--Database:ConnectionString", $"Data Source={Path.Combine(folder.FullName, "shop.db")}"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            WorkingDirectory = StoreHost.ContentRoot,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment.Remove("ASPNETCORE_URLS");
        shop = Process.Start(start) ?? throw new InvalidOperationException("The shop did not start.");
    }

    public void Dispose()
    {
        if (!shop.HasExited)
        {
            shop.Kill(entireProcessTree: true);
            shop.WaitForExit();
        }

        shop.Dispose();
        http.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_shop_brings_its_sandbox_announces_itself_and_a_killed_shop_leaves_nothing_behind()
    {
        var banner = await ReadBannerAsync().WaitAsync(Patience);
        var store = Address("Shop", banner);
        var sandbox = new Uri(Address("Try", banner));

        var announced = await http.GetFromJsonAsync<JsonElement>(new Uri(sandbox, "/shop"));
        Assert.Equal(store, announced.GetProperty("storeUrl").GetString());
        Assert.Contains($"SMTP 127.0.0.1:{announced.GetProperty("smtpPort").GetInt32()})", banner);

        shop.Kill();

        await GoneAsync(sandbox).WaitAsync(Patience);
    }

    private async Task<string> ReadBannerAsync()
    {
        var lines = new List<string>();
        while (await shop.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (line.Contains("Ctrl+C stops everything", StringComparison.Ordinal))
            {
                break;
            }
        }

        return string.Join('\n', lines);
    }

    private async Task GoneAsync(Uri sandbox)
    {
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(sandbox, "/shop"));
                await Task.Delay(50);
            }
            catch (HttpRequestException)
            {
                return;
            }
        }
    }

    private static string Address(string name, string banner) =>
        AddressLine().Matches(banner).Single(m => m.Groups["name"].Value == name).Groups["url"].Value.TrimEnd('/');

    [GeneratedRegex("^  (?<name>\\w+) +(?<url>http://\\S+)", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AddressLine();
}
#endif
