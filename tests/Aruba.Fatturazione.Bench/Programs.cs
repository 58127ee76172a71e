using System.Diagnostics;
using System.Text.Json;

namespace Aruba.Fatturazione.Bench;

/// <summary>Where a started sandbox listens.</summary>
internal sealed record Sandbox(Process Process, Uri Address, int SmtpPort) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        Process.Kill();
        await Process.WaitForExitAsync();
        Process.Dispose();
    }
}

/// <summary>The Release programs, built once into a folder of the bench's own.</summary>
internal sealed class Programs(string folder)
{
    private string Shop => Path.Combine(folder, "shop", "Aruba.Fatturazione.Web.dll");

    public static async Task<Programs> PublishAsync(string folder)
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Aruba.Fatturazione.sln")))
        {
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("The solution was not found.");
        }

        await MakeAsync("publish", Path.Combine(root, "src", "Aruba.Fatturazione.Web"), Path.Combine(folder, "shop"));
        await MakeAsync("build", Path.Combine(root, "src", "Aruba.Fatturazione.Sandbox"), Path.Combine(folder, "sandbox")); // never published
        return new Programs(folder);
    }

    public async Task<Sandbox> StartSandboxAsync()
    {
        // As a child it ends when this process does, however that happens.
        var info = new ProcessStartInfo("dotnet", [Path.Combine(folder, "sandbox", "Aruba.Fatturazione.Sandbox.dll"), "--child", "--Sandbox:Url=http://127.0.0.1:0", "--Sandbox:SmtpPort=0"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        var process = Process.Start(info) ?? throw new InvalidOperationException("The sandbox was not started.");
        var doors = JsonDocument.Parse(await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The sandbox said nothing.")).RootElement;
        return new Sandbox(process, new Uri(doors.GetProperty("url").GetString()! + "/"), doors.GetProperty("smtpPort").GetInt32());
    }

    /// <summary>The Release server on a prepared database. It runs as Development because only there a sandbox may stand in for the providers.</summary>
    public Task<Served> StartShopAsync(Store store, Sandbox sandbox, int iterations)
    {
        var address = new Uri($"http://127.0.0.1:{Served.FreePort()}/");
        return Served.StartAsync(Shop, [], address, "/health/ready", new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = address.ToString().TrimEnd('/'),
            ["Store__PublicUrl"] = address.ToString().TrimEnd('/'),
            ["Database__Provider"] = store.Provider,
            ["Database__ConnectionString"] = store.ConnectionString,
            ["Accounts__PasswordIterations"] = $"{iterations}",
            ["Limits__Enabled"] = "false",
            ["Logs__Folder"] = "",
            ["Smtp__Host"] = "127.0.0.1",
            ["Smtp__Port"] = $"{sandbox.SmtpPort}",
            ["Smtp__Security"] = "None",
            ["Stripe__ApiBase"] = $"{sandbox.Address}stripe",
            ["Stripe__SecretKey"] = "sk_test_sandbox",
            ["Stripe__WebhookSecrets__0"] = "whsec_sandbox",
            ["PayPal__ApiBase"] = $"{sandbox.Address}paypal",
            ["PayPal__ClientId"] = "sandbox-client",
            ["PayPal__ClientSecret"] = "sandbox-secret",
            ["PayPal__WebhookId"] = "WH-SANDBOX",
        });
    }

    /// <summary>The yardstick, in this very program.</summary>
    public async Task<Served> StartBareAsync(string html)
    {
        var file = Path.Combine(folder, "bare.html");
        await File.WriteAllTextAsync(file, html);
        var address = new Uri($"http://127.0.0.1:{Served.FreePort()}/");
        return await Served.StartAsync(typeof(Programs).Assembly.Location, ["bare", address.ToString().TrimEnd('/'), file], address, "/", new Dictionary<string, string>());
    }

    private static async Task MakeAsync(string verb, string project, string output)
    {
        Console.WriteLine($"{Path.GetFileName(project)}: {verb} …");
        using var publish = Process.Start(new ProcessStartInfo("dotnet", [verb, project, "-c", "Release", "-o", output, "-v", "q", "--nologo", "-p:RunAnalyzers=false"]))
            ?? throw new InvalidOperationException("dotnet was not started.");
        await publish.WaitForExitAsync();
        if (publish.ExitCode != 0)
        {
            throw new InvalidOperationException($"{project} could not be built.");
        }
    }
}
