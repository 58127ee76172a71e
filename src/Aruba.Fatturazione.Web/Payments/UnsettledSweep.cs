using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Sweeps;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Payments;

/// <summary>
/// Asks providers about attempts without an answer, by the schedule of the attempt: the safety net under return page and webhook.
/// Two instances that look at the same attempt write the same thing once.
/// </summary>
internal sealed partial class UnsettledSweep(IServiceScopeFactory scopes, SweepBook book, TimeProvider clock, ILogger<UnsettledSweep> logger)
    : Sweep(book, clock, logger)
{
    private const int BatchSize = 50;

    /// <inheritdoc />
    public override string Name => "payments";

    /// <inheritdoc />
    public override TimeSpan Pause => TimeSpan.FromSeconds(10);

    /// <inheritdoc />
    protected override async Task<int> DoDueAsync(CancellationToken ct)
    {
        List<Guid> due;
        await using (var scope = scopes.CreateAsyncScope())
        {
            due = await scope.ServiceProvider.GetRequiredService<StoreDbContext>().PaymentAttempts.AsNoTracking()
                .ToLookAt(Clock.UtcNow()).Select(a => a.Id).Take(BatchSize).ToListAsync(ct);
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
                LogFailed(Logger, e, id); // one attempt must not keep the others waiting; it stays due
            }
        }

        return due.Count;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Payment {AttemptId} could not be looked at")]
    private static partial void LogFailed(ILogger logger, Exception e, Guid attemptId);
}
