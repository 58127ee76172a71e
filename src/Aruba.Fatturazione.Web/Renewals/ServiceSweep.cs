using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Renewals;

/// <summary>
/// Moves every service along its plan when its time has come: notices, charges, expiry, end. Any number of instances may do it at once,
/// and after a long sleep each service is looked at once, as the day it is.
/// </summary>
internal sealed partial class ServiceSweep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ServiceSweep> logger) : BackgroundService
{
    private const int BatchSize = 100;

    // A provider may take half a second: 20,000 renewals of one day are done within the hour.
    private const int AtOnce = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    /// <summary>Looks at everything that is due; returns how many. Also what tests call.</summary>
    public async Task<int> RunDueAsync(CancellationToken ct)
    {
        var looked = 0;
        while (true)
        {
            List<Guid> due;
            await using (var scope = scopes.CreateAsyncScope())
            {
                due = await scope.ServiceProvider.GetRequiredService<StoreDbContext>().Subscriptions.AsNoTracking()
                    .ToLookAt(clock.UtcNow()).Select(s => s.Id).Take(BatchSize).ToListAsync(ct);
            }

            var failed = 0;
            await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (id, token) =>
            {
                if (!await LookAsync(id, token))
                {
                    Interlocked.Increment(ref failed);
                }
            });
            looked += due.Count;
            if (due.Count < BatchSize || failed > 0)
            {
                return looked; // what failed is still due: the next round tries it again
            }
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunDueAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogSweepFailed(logger, e); // the database may be away for a while
            }

            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> LookAsync(Guid id, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            await scope.ServiceProvider.GetRequiredService<ServiceLook>().LookAsync(id, ct);
            return true;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            LogFailed(logger, e, id); // one service must not keep the others waiting; it stays due
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Service {ServiceId} could not be looked at")]
    private static partial void LogFailed(ILogger logger, Exception e, Guid serviceId);

    [LoggerMessage(Level = LogLevel.Error, Message = "The sweep of services failed")]
    private static partial void LogSweepFailed(ILogger logger, Exception e);
}
