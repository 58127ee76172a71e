using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Tests.Architecture;
using Aruba.Fatturazione.Web.Tests.Audit;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Aruba.Fatturazione.Web.Tests.Proof;

/// <summary>
/// The shop as a process of its own, built with its points of failure, over the database and the sandbox of this host. It runs its own jobs
/// in real time; this host only looks.
/// </summary>
public sealed class MortalShop : AuditHost
{
    private readonly string orders = Path.Combine(Directory.CreateTempSubdirectory("shop-faults-").FullName, "orders");
    private Process? process;

    protected override TimeProvider Time => TimeProvider.System;

    /// <summary>The process's address; the same after every restart.</summary>
    public Uri Door { get; } = new($"http://127.0.0.1:{FreePort()}");

    public bool IsDead => process is null or { HasExited: true };

    /// <summary>True once somebody was at the point that was named last.</summary>
    public bool WasMet => File.Exists(orders + ".met");

    private static string Program { get; } = Path.Combine(Documentation.Root, ".faults", "bin", "Aruba.Fatturazione.Web", "Debug", "net10.0", "Aruba.Fatturazione.Web.dll");

    /// <summary>Builds the program, unless that has been done.</summary>
    public static async Task<string> BuiltAsync()
    {
        using var build = Process.Start(new ProcessStartInfo(
            "dotnet", ["build", Path.Combine(StoreHost.ContentRoot, "Aruba.Fatturazione.Web.csproj"), "-v", "q", "--nologo", "-p:Faults=true", "-p:RunAnalyzers=false"])
        { RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();
        Assert.True(build.ExitCode == 0, said);
        return Program;
    }

    /// <summary>Starts it and waits until it is ready; returns how long that took.</summary>
    public async Task<TimeSpan> LiveAsync()
    {
        Begin();
        return await ReadyAsync();
    }

    /// <summary>Starts it and waits for nothing.</summary>
    public void Begin()
    {
        process?.Dispose();
        var start = new ProcessStartInfo("dotnet", [Program]) { WorkingDirectory = StoreHost.ContentRoot, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (key, value) in Environment())
        {
            start.Environment[key] = value;
        }

        process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Waits until it is ready; returns how long that took.</summary>
    public async Task<TimeSpan> ReadyAsync()
    {
        var watch = Stopwatch.StartNew();
        using var http = new HttpClient { BaseAddress = Door };
        while (!await IsReadyAsync(http))
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60) && !IsDead, "The shop did not come up.");
            await Task.Delay(50);
        }

        return watch.Elapsed;
    }

    /// <summary>Names the point and what is to happen there, once.</summary>
    public void Order(string point, string deed)
    {
        File.Delete(orders + ".met");
        File.WriteAllText(orders + ".new", $"{point} {deed}");
        File.Move(orders + ".new", orders, overwrite: true);
    }

    /// <summary>A new customer of the process, ready to confirm an order.</summary>
    public async Task<Shopper> CustomerThereAsync()
    {
        var browser = new Browser(Door);
        var person = NewPerson();
        var username = await RegisterAsync(browser, person);
        await SignInAsync(browser, username);
        var shopper = new Shopper(this, browser, username, person);
        await shopper.DescribesHolderAsync();
        await shopper.ConfirmsCartAsync();
        return shopper;
    }

    /// <summary>An agent's browser at the process.</summary>
    public async Task<Browser> AgentThereAsync(string name)
    {
        using var here = await SignedInAsync(AccountKind.Staff, name);
        var there = new Browser(Door);
        foreach (System.Net.Cookie cookie in here.Cookies.GetAllCookies())
        {
            there.Cookies.Add(new System.Net.Cookie(cookie.Name, cookie.Value, cookie.Path, Door.Host));
        }

        return there;
    }

    /// <summary>
    /// The minute of the lease and of the first look at the provider is not waited for: it is taken off what the killed process left behind.
    /// </summary>
    public Task TakeTheMinuteOffAsync() => InDatabaseAsync(async db =>
    {
        var now = Time.UtcNow();
        await db.Outbox.Where(m => m.DoneAt == null && m.ParkedAt == null).ExecuteUpdateAsync(s => s
            .SetProperty(m => m.ClaimedUntil, (DateTime?)null).SetProperty(m => m.ClaimedBy, (Guid?)null).SetProperty(m => m.DueAt, now.AddSeconds(-1)));
        return await db.PaymentAttempts.Where(a => a.LiveOrderId != null).ExecuteUpdateAsync(s => s
            .SetProperty(a => a.StartedAt, a => now.AddMinutes(-2)).SetProperty(a => a.NextLookAt, now.AddSeconds(-1)));
    });

    /// <summary>The providers tell the process.</summary>
    protected override async Task StartedAsync()
    {
        using var http = new HttpClient { BaseAddress = Sandbox.BaseAddress };
        using var answer = await http.PutAsJsonAsync("/mischief", new { webhooks = new { address = Door.ToString() } });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Kills the process, if it lives.</summary>
    public async Task DieAsync()
    {
        if (process is { HasExited: false })
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    /// <summary>Ends the process.</summary>
    public async Task EndAsync()
    {
        await DieAsync();

        process?.Dispose();
        Directory.Delete(Path.GetDirectoryName(orders)!, recursive: true);
    }

    private Dictionary<string, string?> Environment()
    {
        var configuration = Services.GetRequiredService<IConfiguration>();
        var known = new[]
        {
            "Database:Provider", "Database:ConnectionString", "Smtp:Host", "Smtp:Port", "Smtp:Security", "Accounts:PasswordIterations", "Sandbox:Enabled",
            "Payments:RetryMilliseconds", "Payments:AnswerSeconds", "Payments:FailuresBeforePause", "Stripe:ApiBase", "Stripe:SecretKey", "Stripe:WebhookSecrets:0",
            "PayPal:ApiBase", "PayPal:ClientId", "PayPal:ClientSecret", "PayPal:WebhookId", "Limits:Enabled",
        };
        var all = known.ToDictionary(k => k.Replace(":", "__", StringComparison.Ordinal), k => configuration[k]);
        all["ASPNETCORE_ENVIRONMENT"] = "Development";
        all["ASPNETCORE_URLS"] = Door.ToString();
        all["Store__PublicUrl"] = Door.ToString().TrimEnd('/');
        all["Jobs__Enabled"] = "true";
        all["Logs__Folder"] = "";
        all["FAULT_FILE"] = orders;
        return all;
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync("/health/ready");
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
