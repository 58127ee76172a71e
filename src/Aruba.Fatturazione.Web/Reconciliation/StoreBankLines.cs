using System.Diagnostics;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Reconciliation;

/// <summary>
/// Stores the lines of a bank file, a stretch in each transaction together with how far it is. Whoever is interrupted, or is not done within
/// the lease, leaves the rest to the next. A line that another file brought is counted, not stored.
/// </summary>
internal sealed class StoreBankLines(StoreDbContext db, BankFiles files, TimeProvider clock) : IReaction<BankFileReady>
{
    private const int Stretch = 2_000;
    private const int MatchedAtOnce = 250;

    // Well within the lease of a message.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    public async Task<string?> HandleAsync(BankFileReady e, Delivery delivery, CancellationToken ct)
    {
        var file = await db.Set<BankFile>().SingleOrDefaultAsync(f => f.Id == e.FileId, ct);
        if (file is not { State: BankFileState.Reading } || await files.ContentAsync(e.FileId, ct) is not { } content)
        {
            return null; // done by an earlier delivery
        }

        var columns = file.ColumnsId is { } id ? await db.Set<CsvColumns>().AsNoTracking().SingleAsync(c => c.Id == id, ct) : null;
        var names = new Fingerprints();
        var since = Stopwatch.GetTimestamp();
        foreach (var stretch in files.Lines(file, content, columns).Select(l => (Line: l, Name: names.Of(l))).Skip(file.Read).Chunk(Stretch))
        {
            await StoreAsync(file, stretch, ct);
            if (file.State == BankFileState.Reading && Stopwatch.GetElapsedTime(since) > Longest)
            {
                file.GoOn();
                await db.SaveChangesAsync(ct);
                return null;
            }
        }

        return $"Lette {file.Read} righe";
    }

    private async Task StoreAsync(BankFile file, (StatementLine Line, string Name)[] stretch, CancellationToken ct)
    {
        var wanted = stretch.Where(s => s.Line.Counts).ToList();
        var names = wanted.ConvertAll(s => s.Name);
        var known = await db.Set<BankLine>().Where(l => l.Account == file.Account && names.Contains(l.Fingerprint)).Select(l => l.Fingerprint).ToHashSetAsync(ct);
        var now = clock.GetUtcNow();
        var rows = wanted.Where(s => !known.Contains(s.Name)).Select(s => BankLine.From(s.Line, file, s.Name, Guid.CreateVersion7(now))).ToList();
        file.Advance(stretch.Length, rows.Count, known.Count, stretch.Length - wanted.Count, MatchedAtOnce);
        if (file.State == BankFileState.Done)
        {
            db.Remove(await db.Set<BankFileContent>().SingleAsync(c => c.FileId == file.Id, ct));
        }

        db.AddRange(rows);
        Fault.Hit("bankfile.storing");
        await db.SaveChangesAsync(ct);
        Fault.Hit("bankfile.stored");
        foreach (var row in rows)
        {
            db.Entry(row).State = EntityState.Detached;
        }
    }
}
