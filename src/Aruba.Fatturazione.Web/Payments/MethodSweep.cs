using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Sweeps;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Payments;

/// <summary>Asks providers once a month whether they still keep each method, so that a renewal that cannot succeed is known long before its day.</summary>
internal sealed partial class MethodSweep(IServiceScopeFactory scopes, SweepBook book, TimeProvider clock, ILogger<MethodSweep> logger)
    : Sweep(book, clock, logger)
{
    // A hundred every five minutes: a million methods in a month, and no provider notices.
    private const int BatchSize = 100;

    /// <inheritdoc />
    public override string Name => "methods";

    /// <inheritdoc />
    public override TimeSpan Pause => TimeSpan.FromMinutes(5);

    /// <inheritdoc />
    protected override async Task<int> DoDueAsync(CancellationToken ct)
    {
        List<Guid> due;
        await using (var scope = scopes.CreateAsyncScope())
        {
            due = await scope.ServiceProvider.GetRequiredService<StoreDbContext>().SavedMethods.AsNoTracking()
                .ToAsk(Clock.UtcNow()).Select(m => m.Id).Take(BatchSize).ToListAsync(ct);
        }

        foreach (var id in due)
        {
            await using var scope = scopes.CreateAsyncScope();
            try
            {
                await scope.ServiceProvider.GetRequiredService<MethodCheck>().AskAsync(id, ct);
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                LogFailed(Logger, e, id); // one method must not keep the others waiting; it stays due
            }
        }

        return due.Count;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Method {MethodId} could not be asked about")]
    private static partial void LogFailed(ILogger logger, Exception e, Guid methodId);
}
