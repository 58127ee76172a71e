using Aruba.Fatturazione.Web.Configuration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Data;

/// <summary>
/// Removes once a day what nobody needs any more, in small bites that do not hold others up. Several instances may do it at once.
/// Orders, payments, acceptances and the audit are never touched.
/// </summary>
internal sealed partial class Housekeeping(IServiceScopeFactory scopes, IOptions<JobsOptions> options, TimeProvider clock, ILogger<Housekeeping> logger)
    : BackgroundService
{
    private const int Bite = 500;
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromHours(24);
    private static readonly TimeSpan LinksKept = TimeSpan.FromDays(1);

    /// <summary>One round; returns how many rows were removed or emptied. Also what tests call.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StoreDbContext>();
        var now = clock.UtcNow();
        var done = now - TimeSpan.FromDays(options.Value.KeepDoneDays);
        var read = now - TimeSpan.FromDays(options.Value.KeepEventBodyDays);
        var dead = now - LinksKept;
        var rows = await BiteByBiteAsync(() => db.Outbox.Where(m => m.DoneAt < done).OrderBy(m => m.Id).Take(Bite).ExecuteDeleteAsync(ct));
        rows += await BiteByBiteAsync(() => db.ProviderEvents.Where(e => e.HandledAt < read && e.Body != "").OrderBy(e => e.Id).Take(Bite)
            .ExecuteUpdateAsync(u => u.SetProperty(e => e.Body, ""), ct));
        rows += await db.OneTimeLinks.Where(l => l.ExpiresAt < dead).ExecuteDeleteAsync(ct);
        rows += await db.EmailChanges.Where(c => c.ExpiresAt < now).ExecuteDeleteAsync(ct);
        rows += await db.Sessions.Where(s => s.EndsAt < now).ExecuteDeleteAsync(ct);
        LogDone(logger, rows);
        return rows;
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(AfterStart, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(logger, e); // tomorrow is soon enough
            }

            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<int> BiteByBiteAsync(Func<Task<int>> bite)
    {
        int rows, all = 0;
        do
        {
            rows = await bite();
            all += rows;
        }
        while (rows == Bite);

        return all;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Housekeeping removed or emptied {Rows} rows")]
    private static partial void LogDone(ILogger logger, int rows);

    [LoggerMessage(Level = LogLevel.Error, Message = "Housekeeping failed; it is tried again tomorrow")]
    private static partial void LogFailed(ILogger logger, Exception e);
}
