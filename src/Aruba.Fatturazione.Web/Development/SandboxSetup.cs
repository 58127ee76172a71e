#if DEBUG
using System.Net.Http.Json;
using System.Text.Json;
using Aruba.Fatturazione.Web.Configuration;

namespace Aruba.Fatturazione.Web.Development;

/// <summary>Puts the outside world beside the shop in Development.</summary>
internal static class SandboxSetup
{
    /// <summary>
    /// Starts the sandbox, or finds one that already runs, makes it the shop's mail server unless the operator configured one, and
    /// announces the shop to it and to the console. Call it before the options are bound. A sandbox that cannot start does not stop the
    /// shop: the banner says why.
    /// </summary>
    public static async Task AddSandboxAsync(this WebApplicationBuilder builder, CancellationToken ct)
    {
        if (!builder.Environment.IsDevelopment())
        {
            return;
        }

        var sandbox = await FindOrStartAsync(builder.Configuration.Section<SandboxOptions>("Sandbox"), ct);
        if (string.IsNullOrEmpty(builder.Configuration["Smtp:Host"]))
        {
            // Without a sandbox the default port stays: letters wait in the outbox and leave as soon as one answers there.
            var port = sandbox.Doors?.SmtpPort ?? new SandboxOptions().SmtpPort;
            builder.Configuration.AddInMemoryCollection(
                [new("Smtp:Host", "127.0.0.1"), new("Smtp:Port", $"{port}"), new("Smtp:Security", nameof(SmtpSecurity.None))]);
        }

        if (sandbox.Doors is { } doors)
        {
            builder.Configuration.AddInMemoryCollection(SandboxProviders.For(doors.Url, builder.Configuration));
        }

        builder.Services.AddSingleton<DemoAccounts>().AddSingleton(sandbox).AddHostedService<DevelopmentAnnouncement>();
    }

    private static async Task<SandboxBeside> FindOrStartAsync(SandboxOptions options, CancellationToken ct)
    {
        if (!options.Enabled)
        {
            return new SandboxBeside(null, null, "Sandbox:Enabled is false");
        }

        if (await FindAsync(options.Url, ct) is { } running)
        {
            return new SandboxBeside(running, null, null);
        }

        if (!File.Exists(SandboxProcess.Program))
        {
            return new SandboxBeside(null, null, "this build does not contain it");
        }

        var (child, doors, why) = await SandboxProcess.StartAsync(options, ct);
        return new SandboxBeside(doors, child, why);
    }

    /// <summary>The doors of a sandbox that already answers at this address; null when there is none.</summary>
    private static async Task<SandboxDoors?> FindAsync(string url, CancellationToken ct)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Port == 0 || !address.IsLoopback)
        {
            return null;
        }

        using var http = SandboxBeside.NewClient(address);
        try
        {
            var shop = await http.GetFromJsonAsync<JsonElement>("/shop", ct);
            return shop.TryGetProperty("smtpPort", out var port) ? new SandboxDoors(url.TrimEnd('/'), port.GetInt32()) : null;
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or InvalidOperationException or NotSupportedException
            || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return null; // nobody there, or somebody else: starting our own will say so
        }
    }
}

/// <summary>The sandbox beside this shop.</summary>
/// <param name="Doors">Where it listens; null when there is none.</param>
/// <param name="Child">The process, when this shop started it.</param>
/// <param name="Why">Why there is none; null when there is one.</param>
internal sealed record SandboxBeside(SandboxDoors? Doors, SandboxProcess? Child, string? Why)
{
    /// <summary>A client that goes straight to this machine and does not wait long.</summary>
    public static HttpClient NewClient(Uri address) =>
        new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(2) };
}
#endif
