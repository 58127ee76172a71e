using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Sweeps;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Renewals;

/// <summary>
/// Moves every service along its plan when its time has come: notices, charges, expiry, end. Any number of instances may do it at once,
/// and after a long sleep each service is looked at once, as the day it is.
/// </summary>
internal sealed partial class ServiceSweep(IServiceScopeFactory scopes, SweepBook book, TimeProvider clock, ILogger<ServiceSweep> logger)
    : Sweep(book, clock, logger)
{
    private const int BatchSize = 100;

    // A provider may take half a second: 20,000 renewals of one day are done within the hour.
    private const int AtOnce = 4;

    /// <inheritdoc />
    public override string Name => "services";

    /// <inheritdoc />
    public override TimeSpan Pause => TimeSpan.FromSeconds(30);

    /// <inheritdoc />
    protected override async Task<int> DoDueAsync(CancellationToken ct)
    {
        var looked = 0;
        while (true)
        {
            List<Guid> due;
            await using (var scope = scopes.CreateAsyncScope())
            {
                due = await scope.ServiceProvider.GetRequiredService<StoreDbContext>().Subscriptions.AsNoTracking()
                    .ToLookAt(Clock.UtcNow()).Select(s => s.Id).Take(BatchSize).ToListAsync(ct);
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
            LogFailed(Logger, e, id); // one service must not keep the others waiting; it stays due
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Service {ServiceId} could not be looked at")]
    private static partial void LogFailed(ILogger logger, Exception e, Guid serviceId);
}
