using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Payments;

/// <summary>
/// Asks providers about attempts without an answer, by the schedule of the attempt: the safety net under return page and webhook.
/// Two instances that look at the same attempt write the same thing once.
/// </summary>
internal sealed partial class UnsettledSweep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<UnsettledSweep> logger) : BackgroundService
{
    private const int BatchSize = 50;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    /// <summary>Looks at everything that is due; returns how many. Also what tests call.</summary>
    public async Task<int> RunDueAsync(CancellationToken ct)
    {
        List<Guid> due;
        await using (var scope = scopes.CreateAsyncScope())
        {
            due = await scope.ServiceProvider.GetRequiredService<StoreDbContext>().PaymentAttempts.AsNoTracking()
                .ToLookAt(clock.UtcNow()).Select(a => a.Id).Take(BatchSize).ToListAsync(ct);
        }

        foreach (var id in due)
        {
            await using var scope = scopes.CreateAsyncScope();
            try
            {
                await scope.ServiceProvider.GetRequiredService<PaymentDesk>().SettleAsync(id, ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                LogFailed(logger, e, id); // one attempt must not keep the others waiting; it stays due
            }
        }

        return due.Count;
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

    [LoggerMessage(Level = LogLevel.Error, Message = "Payment {AttemptId} could not be looked at")]
    private static partial void LogFailed(ILogger logger, Exception e, Guid attemptId);

    [LoggerMessage(Level = LogLevel.Error, Message = "The sweep of unsettled payments failed")]
    private static partial void LogSweepFailed(ILogger logger, Exception e);
}
