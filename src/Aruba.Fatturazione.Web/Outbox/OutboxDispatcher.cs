using System.Diagnostics;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Sweeps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Aruba.Fatturazione.Web.Outbox;

/// <summary>
/// Does what the outbox holds. Several instances may run: a row belongs to whoever changes it first, for the length of a lease.
/// Rows are independent; none waits for another.
/// </summary>
internal sealed partial class OutboxDispatcher(
    IServiceScopeFactory scopes, Reactions reactions, OutboxBell bell, SweepBook book, TimeProvider clock, StoreTelemetry telemetry, ILogger<OutboxDispatcher> logger)
    : Sweep(book, clock, logger)
{
    private const int BatchSize = 20;
    private const int AtOnce = 4;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan TimeToHandle = TimeSpan.FromSeconds(45);

    // Less than the 30 seconds that the host waits for its services when it stops.
    private static readonly TimeSpan TimeToFinish = TimeSpan.FromSeconds(20);

    private static readonly Func<ILogger, string, IDisposable?> TopicScope = LoggerMessage.DefineScope<string>("{Topic}");

    private readonly Guid me = Guid.CreateVersion7(clock.GetUtcNow());

    /// <inheritdoc />
    public override string Name => "outbox";

    /// <inheritdoc />
    public override TimeSpan Pause => TimeSpan.FromSeconds(2);

    // It works all day: a note after every mail would be a write for nothing.
    /// <inheritdoc />
    protected override bool IsRare => false;

    /// <summary>Returns how many rows were tried.</summary>
    protected override async Task<int> DoDueAsync(CancellationToken ct)
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
    protected override Task WaitAsync(CancellationToken ct) => bell.WaitAsync(Pause, Clock, ct);

    private async Task<List<Guid>> DueAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StoreDbContext>();
        return await db.Outbox.DueAt(Clock.UtcNow()).OrderBy(m => m.DueAt).Select(m => m.Id).Take(BatchSize).ToListAsync(ct);
    }

    private async ValueTask HandleAsync(Guid id, CancellationToken stopping)
    {
        if (await ClaimAsync(id, stopping) is not { } message)
        {
            return;
        }

        Fault.Hit("outbox.claimed");
        using var activity = telemetry.StartReaction(message);
        using var logScope = TopicScope(Logger, message.Topic);
        string? outcome;
        try
        {
            await using var scope = scopes.CreateAsyncScope();

            // What is begun is finished when the instance stops: a mail that the server has accepted must not be sent again.
            using var time = new CancellationTokenSource(TimeToHandle);
            await using var hurry = stopping.Register(() => time.CancelAfter(TimeToFinish));
            outcome = await reactions.RunAsync(message, scope.ServiceProvider, time.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Another instance may have the row at once; the attempt does not count.
            await ReleaseAsync(message, s => s.SetProperty(m => m.Attempts, m => m.Attempts - 1), CancellationToken.None);
            LogGivenBack(Logger, message.Reaction, message.Topic);
            return;
        }
        catch (Exception e)
        {
            activity?.SetStatus(ActivityStatusCode.Error);
            await FailedAsync(message, e, CancellationToken.None);
            return;
        }

        Fault.Hit("outbox.handled");

        // Outside the try: if noting the success fails, the work is done all the same. The lease runs out and the row comes again, once.
        await DoneAsync(message, outcome, CancellationToken.None);
        Fault.Hit("outbox.done");
    }

    // Whoever changes the row first has it, until the lease ends; the others change nothing.
    private async Task<OutboxMessage?> ClaimAsync(Guid id, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StoreDbContext>();
        var now = Clock.UtcNow();
        var mine = await db.Outbox.Where(m => m.Id == id).DueAt(now).ExecuteUpdateAsync(
            s => s.SetProperty(m => m.ClaimedBy, me).SetProperty(m => m.ClaimedUntil, now + Lease).SetProperty(m => m.Attempts, m => m.Attempts + 1), ct);
        return mine == 0 ? null : await db.Outbox.AsNoTracking().SingleAsync(m => m.Id == id, ct);
    }

    private async Task DoneAsync(OutboxMessage message, string? outcome, CancellationToken ct)
    {
        var now = Clock.UtcNow();
        var told = Fit(outcome, OutboxMessage.OutcomeLength);
        await ReleaseAsync(message, s => s.SetProperty(m => m.DoneAt, now).SetProperty(m => m.Outcome, told).SetProperty(m => m.LastError, (string?)null), ct);
        telemetry.ReactionDone(message, now);
        LogDone(Logger, message.Reaction, message.Topic, message.Attempts);
    }

    private async Task FailedAsync(OutboxMessage message, Exception e, CancellationToken ct)
    {
        var now = Clock.UtcNow();
        var wait = e is PermanentFailure ? null : RetrySchedule.WaitAfter(message.Attempts);
        if (wait is null && !await GaveUpAsync(message, ct))
        {
            wait = RetrySchedule.Longest;
        }

        // Messages of other exceptions may hold what a server said about a person; their kind is enough, the log has the rest.
        var reason = Fit(e is PermanentFailure ? e.Message : e.GetType().Name, OutboxMessage.ErrorLength);
        var dueAt = now + (wait ?? TimeSpan.Zero);
        var parkedAt = wait is null ? now : (DateTime?)null;
        await ReleaseAsync(message, s => s.SetProperty(m => m.DueAt, dueAt).SetProperty(m => m.ParkedAt, parkedAt).SetProperty(m => m.LastError, reason), ct);
        telemetry.ReactionFailed(message, parked: wait is null);
        if (wait is null)
        {
            LogParked(Logger, message.Reaction, message.Topic, reason ?? "");
        }
        else
        {
            LogFailed(Logger, e, message.Reaction, message.Topic, message.Attempts);
        }
    }

    private async Task<bool> GaveUpAsync(OutboxMessage message, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await reactions.GiveUpAsync(message, scope.ServiceProvider, ct);
            return true;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            LogFailed(Logger, e, message.Reaction, message.Topic, message.Attempts);
            return false;
        }
    }

    private async Task ReleaseAsync(OutboxMessage message, Action<UpdateSettersBuilder<OutboxMessage>> change, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StoreDbContext>();
        await db.Outbox.Where(m => m.Id == message.Id && m.ClaimedBy == me).ExecuteUpdateAsync(
            s =>
            {
                change(s);
                s.SetProperty(m => m.ClaimedBy, (Guid?)null).SetProperty(m => m.ClaimedUntil, (DateTime?)null);
            },
            ct);
    }

    private static string? Fit(string? text, int length) => text?.Length > length ? text[..length] : text;

    [LoggerMessage(Level = LogLevel.Information, Message = "{Reaction} for {Topic} given back: the instance is stopping")]
    private static partial void LogGivenBack(ILogger logger, string reaction, string topic);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Reaction} for {Topic} done at attempt {Attempt}")]
    private static partial void LogDone(ILogger logger, string reaction, string topic, int attempt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Reaction} for {Topic} failed at attempt {Attempt}; it will be tried again")]
    private static partial void LogFailed(ILogger logger, Exception e, string reaction, string topic, int attempt);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Reaction} for {Topic} is parked: {Reason}")]
    private static partial void LogParked(ILogger logger, string reaction, string topic, string reason);
}
