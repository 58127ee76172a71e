using System.Collections.Concurrent;
using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Sweeps;

/// <summary>Writes down the rounds of sweeps. Rounds that did nothing are noted once a minute: they come every few seconds.</summary>
public sealed class SweepBook(IServiceScopeFactory scopes)
{
    /// <summary>Longest text of a failure.</summary>
    public const int FailureLength = 120;

    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, DateTime> noted = new(StringComparer.Ordinal);

    /// <summary>Notes a round; one that did something at once when that <paramref name="isRare"/>. Of two instances the one that ended later stays.</summary>
    public async Task NoteAsync(SweepRun round, bool isRare, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(round);
        var isNews = (isRare && round.Done > 0) || round.Failure is not null;
        if (!isNews && noted.TryGetValue(round.Name, out var last) && round.EndedAt >= last && round.EndedAt - last < Quiet)
        {
            return;
        }

        // After a failure the next quiet round is news too.
        noted[round.Name] = round.Failure is null ? round.EndedAt : DateTime.MinValue;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StoreDbContext>();
        if (await UpdateAsync(db, round, ct) == 0 && !await db.SweepRuns.AnyAsync(r => r.Name == round.Name, ct))
        {
            await InsertAsync(db, round, ct);
        }
    }

    private static Task<int> UpdateAsync(StoreDbContext db, SweepRun round, CancellationToken ct)
    {
        var rows = db.SweepRuns.Where(r => r.Name == round.Name && r.EndedAt <= round.EndedAt);
        return round.Done > 0
            ? rows.ExecuteUpdateAsync(
                s => s.SetProperty(r => r.StartedAt, round.StartedAt).SetProperty(r => r.EndedAt, round.EndedAt).SetProperty(r => r.Done, round.Done)
                    .SetProperty(r => r.Failure, round.Failure).SetProperty(r => r.WorkedAt, round.EndedAt).SetProperty(r => r.Worked, round.Done), ct)
            : rows.ExecuteUpdateAsync(
                s => s.SetProperty(r => r.StartedAt, round.StartedAt).SetProperty(r => r.EndedAt, round.EndedAt).SetProperty(r => r.Done, round.Done)
                    .SetProperty(r => r.Failure, round.Failure), ct);
    }

    private static async Task InsertAsync(StoreDbContext db, SweepRun round, CancellationToken ct)
    {
        if (round.Done > 0)
        {
            (round.WorkedAt, round.Worked) = (round.EndedAt, round.Done);
        }

        db.SweepRuns.Add(round);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException lost) when (!DatabaseTrouble.IsCauseOf(lost))
        {
            // Another instance was first; the next round is soon.
        }
    }
}
