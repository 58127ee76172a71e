using Aruba.Fatturazione.Catalog;

namespace Aruba.Fatturazione.Web.Data;

/// <summary>
/// The catalogue for showing pages, at most five seconds old. Confirming lines and placing orders read it afresh from the database.
/// </summary>
public sealed class CatalogueCache(IServiceScopeFactory scopes, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim oneReader = new(1, 1);
    private volatile Snapshot? last;

    /// <summary>The catalogue in force today in Rome.</summary>
    public async ValueTask<Catalogue> TodayAsync(CancellationToken ct)
    {
        var now = clock.UtcNow();
        if (Fresh(now) is { } fresh)
        {
            return fresh;
        }

        await oneReader.WaitAsync(ct);
        try
        {
            return Fresh(now) ?? await ReadAsync(now, ct);
        }
        finally
        {
            oneReader.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => oneReader.Dispose();

    private Catalogue? Fresh(DateTime now) =>
        last is { } s && now >= s.ReadAt && now - s.ReadAt < MaxAge && s.Catalogue.Day == RomeCalendar.DayOf(now) ? s.Catalogue : null;

    private async Task<Catalogue> ReadAsync(DateTime now, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StoreDbContext>();
        var catalogue = await db.CatalogueOnAsync(RomeCalendar.DayOf(now), ct);
        if (last?.Catalogue is { } previous && previous.Day == catalogue.Day && previous.Fingerprint == catalogue.Fingerprint)
        {
            // Same content, same object: what was made from it (cached pages) stays valid.
            catalogue = previous;
        }

        last = new Snapshot(catalogue, now);
        return catalogue;
    }

    private sealed record Snapshot(Catalogue Catalogue, DateTime ReadAt);
}
