using Aruba.Fatturazione.Web.Data;

namespace Aruba.Fatturazione.Web.Sweeps;

/// <summary>
/// Work that the clock drives: a round does everything that is due, and another comes after a pause. Any number of instances may go round
/// at once; what is safe about that is each sweep's own affair. Every round is written down (<see cref="SweepRun"/>).
/// </summary>
public abstract partial class Sweep(SweepBook book, TimeProvider clock, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan LeastPatience = TimeSpan.FromMinutes(10);

    /// <summary>Its name, one English word.</summary>
    public abstract string Name { get; }

    /// <summary>Time between two rounds.</summary>
    public abstract TimeSpan Pause { get; }

    /// <summary>Time without a round after which something is wrong.</summary>
    public TimeSpan Patience => (3 * Pause) + LeastPatience;

    /// <summary>The shop's clock.</summary>
    protected TimeProvider Clock { get; } = clock;

    /// <summary>Where it says what went wrong.</summary>
    protected ILogger Logger { get; } = logger;

    /// <summary>True when a round that did something is written down at once; else, as for quiet ones, once a minute.</summary>
    protected virtual bool IsRare => true;

    /// <summary>Time between the start of the shop and the first round.</summary>
    protected virtual TimeSpan AfterStart => TimeSpan.Zero;

    /// <summary>One round: does everything that is due; returns how much. Also what tests call.</summary>
    public async Task<int> RunDueAsync(CancellationToken ct)
    {
        var started = Clock.UtcNow();
        try
        {
            var done = await DoDueAsync(ct);
            await book.NoteAsync(new SweepRun { Name = Name, StartedAt = started, EndedAt = Clock.UtcNow(), Done = done }, IsRare, ct);
            return done;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            await book.NoteAsync(
                new SweepRun { Name = Name, StartedAt = started, EndedAt = Clock.UtcNow(), Done = 0, Failure = Fit(e.GetBaseException().GetType().Name) }, IsRare, ct);
            throw;
        }
    }

    /// <summary>Does everything that is due; returns how much.</summary>
    protected abstract Task<int> DoDueAsync(CancellationToken ct);

    /// <summary>Waits for the next round.</summary>
    protected virtual Task WaitAsync(CancellationToken ct) => Task.Delay(Pause, Clock, ct);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(AfterStart, Clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunDueAsync(stoppingToken);
                await WaitAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // The database may be away for a while; what is due stays due.
                LogFailed(Logger, e, Name);
                await Task.Delay(Pause, Clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private static string Fit(string text) => text.Length > SweepBook.FailureLength ? text[..SweepBook.FailureLength] : text;

    [LoggerMessage(Level = LogLevel.Error, Message = "The sweep {Sweep} failed; it goes round again")]
    private static partial void LogFailed(ILogger logger, Exception e, string sweep);
}
