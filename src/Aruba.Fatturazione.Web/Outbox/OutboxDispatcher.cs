using System.Diagnostics;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Outbox;

/// <summary>
/// Does what the outbox holds. Several instances may run: a row belongs to whoever changes it first, for the length of a lease.
/// Rows are independent; none waits for another.
/// </summary>
internal sealed partial class OutboxDispatcher(
    IServiceScopeFactory scopes, Reactions reactions, OutboxBell bell, TimeProvider clock, StoreTelemetry telemetry, ILogger<OutboxDispatcher> logger)
    : BackgroundService
{
    private const int BatchSize = 20;
    private const int AtOnce = 4;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan TimeToHandle = TimeSpan.FromSeconds(45);

    private static readonly Func<ILogger, string, IDisposable?> TopicScope = LoggerMessage.DefineScope<string>("{Topic}");

    private readonly Guid me = Guid.CreateVersion7(clock.GetUtcNow());

    /// <summary>Handles everything that is due now; returns how many rows were tried. Also what tests call.</summary>
    public async Task<int> RunDueAsync(CancellationToken ct)
    {
        var tried = 0;
        while (true)
        {
            var due = await DueAsync(ct);
            await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, HandleAsync);
            tried += due.Count;
            if (due.Count < BatchSize)
            {
                return tried;
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
                await bell.WaitAsync(Poll, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // The database may be away for a while; the rows are safe and the next poll finds them.
                LogPollFailed(logger, e);
                await Task.Delay(Poll, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<List<Guid>> DueAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StoreDbContext>();
        return await db.Outbox.DueAt(clock.UtcNow()).Select(m => m.Id).Take(BatchSize).ToListAsync(ct);
    }

    private async ValueTask HandleAsync(Guid id, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StoreDbContext>();
        var now = clock.UtcNow();
        var mine = await db.Outbox.Where(m => m.Id == id).DueAt(now).ExecuteUpdateAsync(
            s => s.SetProperty(m => m.ClaimedBy, me).SetProperty(m => m.ClaimedUntil, now + Lease).SetProperty(m => m.Attempts, m => m.Attempts + 1), ct);
        if (mine == 0)
        {
            return;
        }

        var message = await db.Outbox.AsNoTracking().SingleAsync(m => m.Id == id, ct);
        using var activity = telemetry.StartReaction(message);
        using var logScope = TopicScope(logger, message.Topic);
        try
        {
            using var time = CancellationTokenSource.CreateLinkedTokenSource(ct);
            time.CancelAfter(TimeToHandle);
            var outcome = await reactions.RunAsync(message, scope.ServiceProvider, time.Token);
            await DoneAsync(db, message, outcome, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            activity?.SetStatus(ActivityStatusCode.Error);
            await FailedAsync(message, e, ct);
        }
    }

    private async Task DoneAsync(StoreDbContext db, OutboxMessage message, string? outcome, CancellationToken ct)
    {
        var now = clock.UtcNow();
        await db.Outbox.Where(m => m.Id == message.Id && m.ClaimedBy == me).ExecuteUpdateAsync(
            s => s.SetProperty(m => m.DoneAt, now).SetProperty(m => m.Outcome, outcome).SetProperty(m => m.LastError, (string?)null)
                .SetProperty(m => m.ClaimedBy, (Guid?)null).SetProperty(m => m.ClaimedUntil, (DateTime?)null),
            ct);
        telemetry.ReactionDone(message, now);
        LogDone(logger, message.Reaction, message.Topic, message.Attempts);
    }

    private async Task FailedAsync(OutboxMessage message, Exception e, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var wait = e is PermanentFailure ? null : RetrySchedule.WaitAfter(message.Attempts);
        var reason = e is PermanentFailure ? e.Message : e.GetType().Name;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StoreDbContext>();
        await db.Outbox.Where(m => m.Id == message.Id && m.ClaimedBy == me).ExecuteUpdateAsync(
            s => s.SetProperty(m => m.DueAt, now + (wait ?? TimeSpan.Zero)).SetProperty(m => m.ParkedAt, wait == null ? now : null)
                .SetProperty(m => m.LastError, reason).SetProperty(m => m.ClaimedBy, (Guid?)null).SetProperty(m => m.ClaimedUntil, (DateTime?)null),
            ct);
        telemetry.ReactionFailed(message, parked: wait is null);
        if (wait is null)
        {
            LogParked(logger, message.Reaction, message.Topic, reason);
        }
        else
        {
            LogFailed(logger, e, message.Reaction, message.Topic, message.Attempts);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Reaction} for {Topic} done at attempt {Attempt}")]
    private static partial void LogDone(ILogger logger, string reaction, string topic, int attempt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Reaction} for {Topic} failed at attempt {Attempt}; it will be tried again")]
    private static partial void LogFailed(ILogger logger, Exception e, string reaction, string topic, int attempt);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Reaction} for {Topic} is parked: {Reason}")]
    private static partial void LogParked(ILogger logger, string reaction, string topic, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be read; trying again")]
    private static partial void LogPollFailed(ILogger logger, Exception e);
}
