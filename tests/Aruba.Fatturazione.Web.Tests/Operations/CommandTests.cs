using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Aruba.Fatturazione.Web.Commands;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Tests.Infrastructure;

namespace Aruba.Fatturazione.Web.Tests.Operations;

/// <summary>The program as an operator starts it: a process, its exit code, what it prints.</summary>
public sealed class CommandTests : IDisposable
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
    private static readonly string Program = typeof(StoreDbContext).Assembly.Location;
    private readonly string folder = Directory.CreateTempSubdirectory("shop-commands-").FullName;

    [Fact]
    public async Task Settings_that_cannot_work_are_a_line_each_and_exit_code_2()
    {
        var run = await RunAsync("Production", "migrate", "--Smtp:Hots", "posta.example");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.Equal("Smtp:Hots: there is no such setting; did you mean Smtp:Host?\n", run.Errors);
    }

    [Fact]
    public async Task A_misspelt_command_does_not_start_the_shop()
    {
        var run = await RunAsync("Development", "migrat");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("migrat: there is no such command", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operator_migrates_invites_an_agent_and_asks_the_doctor()
    {
        Assert.Contains("migrations  1 pending", (await RunAsync("Development", "doctor")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("Development", "migrate")).ExitCode);

        var invitation = await RunAsync("Development", "staff", "add", "agente@azienda.example");
        Assert.Equal("", invitation.Errors);
        Assert.StartsWith("http://localhost:5080/assistenza/", invitation.Output, StringComparison.Ordinal);
        Assert.Single(invitation.Output.Trim().Split('\n'));

        var watch = Stopwatch.StartNew();
        var doctor = await RunAsync("Development", "doctor", "--Smtp:Host", "127.0.0.1", "--Smtp:Port", "9", "--Smtp:Security", "None");
        Assert.Equal(1, doctor.ExitCode);
        Assert.Contains("BAD   smtp", doctor.Output, StringComparison.Ordinal);
        Assert.Contains("ok    database", doctor.Output, StringComparison.Ordinal);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), watch.Elapsed.ToString()); // ten, and a busy machine
        var healthy = await RunAsync("Development", "doctor");
        Assert.True(healthy.ExitCode == 0, healthy.Output);
    }

    [Fact]
    public async Task The_routes_are_printed_for_people_and_for_programs()
    {
        var table = await RunAsync("Development", "routes");
        var json = await RunAsync("Development", "routes", "--json");

        Assert.Matches("(?m)^GET +/health/live +public", table.Output);
        var routes = JsonSerializer.Deserialize<List<StoreRoute>>(json.Output, Web)!;
        Assert.Contains(routes, r => r is { Method: "GET", Pattern: "/health/ready", IsPublic: true });
    }

    [Fact]
    public async Task Outside_Development_the_shop_insists_on_https_and_closes_its_door_in_order()
    {
        await RunAsync("Staging", "migrate");
        using var shop = Start("Staging", "--urls", "http://127.0.0.1:0", "--Limits:DrainSeconds", "3");
        using var client = new HttpClient { BaseAddress = await AddressAsync(shop) };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/contatti");
        request.Headers.Host = "negozio.example";
        using var page = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal("max-age=31536000; includeSubDomains", page.Headers.GetValues("Strict-Transport-Security").Single());
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync("/contatti")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready")).StatusCode);

        using (Process.Start("kill", ["-TERM", $"{shop.Id}"]))
        {
            HttpStatusCode ready;
            do
            {
                ready = (await client.GetAsync("/health/ready")).StatusCode;
            }
            while (ready == HttpStatusCode.OK);

            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready);
            await shop.WaitForExitAsync();
        }

        Assert.Equal(0, shop.ExitCode);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(string environment, params string[] words)
    {
        using var process = Start(environment, words);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    private Process Start(string environment, params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. words]) { WorkingDirectory = StoreHost.ContentRoot, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (key, value) in Settings(environment))
        {
            start.Environment[key] = value;
        }

        return Process.Start(start)!;
    }

    private IEnumerable<(string Key, string Value)> Settings(string environment) =>
    [
        ("ASPNETCORE_ENVIRONMENT", environment),
        ("Database__ConnectionString", $"Data Source={Path.Combine(folder, "shop.db")}"),
        ("Logs__Folder", folder),
        .. environment == "Development" ? [] : new[]
        {
            ("Store__PublicUrl", "https://negozio.example"),
            ("Smtp__Host", "posta.example"),
            ("Smtp__From", "assistenza@negozio.example"),
            ("Bank__Holder", "Negozio S.p.A."),
            ("Bank__Iban", "IT69B0300203280000000654321"),
            ("Postal__Holder", "Negozio S.p.A."),
            ("Postal__Account", "000012345678"),
            ("Keys__Secret", "0123456789abcdef0123456789abcdef"),
        },
    ];

    private static async Task<Uri> AddressAsync(Process shop)
    {
        while (await shop.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("Now listening on", StringComparison.Ordinal) && line.StartsWith('{'))
            {
                return new Uri(JsonDocument.Parse(line).RootElement.GetProperty("address").GetString()!);
            }
        }

        throw new InvalidOperationException(await shop.StandardError.ReadToEndAsync());
    }
}
