#if DEBUG
using System.Net.Http.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Aruba.Fatturazione.Web.Development;

/// <summary>When the shop listens: tells the sandbox and the console where everything is. When it has stopped: ends the sandbox.</summary>
internal sealed partial class DevelopmentAnnouncement(
    IServer server, SandboxBeside sandbox, DemoAccounts accounts, DemoClock clock, ILogger<DevelopmentAnnouncement> logger) : IHostedLifecycleService
{
    private const int Tries = 5;

    private Task forwarding = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        forwarding = ForwardComplaintsAsync();
        return Task.CompletedTask;
    }

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var listening = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? StoreApp.DefaultUrl;
        var store = DevelopmentAddress.Reachable(listening);
        if (sandbox.Doors is { } doors)
        {
            await AnnounceAsync(new Uri(doors.Url), store, cancellationToken);
            await clock.TellAsync(doors.Url, cancellationToken);
        }

        // Straight to the console: what is shown here does not belong in a log file.
        await Console.Out.WriteLineAsync(Banner.Text(store, sandbox.Doors, sandbox.Why, accounts.All));
    }

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        if (sandbox.Child is { } child)
        {
            await child.DisposeAsync();
            await forwarding;
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task AnnounceAsync(Uri address, string store, CancellationToken ct)
    {
        using var http = SandboxBeside.NewClient(address);
        for (var tries = 1; ; tries++)
        {
            try
            {
                using var answer = await http.PutAsJsonAsync("/shop", new { storeUrl = store, accounts = accounts.All }, ct);
                answer.EnsureSuccessStatusCode();
                return;
            }
            catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !ct.IsCancellationRequested))
            {
                // A sandbox that has just started on a busy machine may be slow to give its first answer.
                if (tries == Tries)
                {
                    LogUnheard(logger, e.Message);
                    return;
                }
            }
        }
    }

    private async Task ForwardComplaintsAsync()
    {
        if (sandbox.Child is { } child)
        {
            await foreach (var line in child.Complaints.ReadAllAsync())
            {
                LogComplaint(logger, line);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sandbox: {Line}")]
    private static partial void LogComplaint(ILogger logger, string line);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sandbox did not take the announcement: {Reason}")]
    private static partial void LogUnheard(ILogger logger, string reason);
}
#endif
