using System.IO.Compression;
using System.Security.Cryptography;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Reconciliation;

/// <summary>What became of bringing a file.</summary>
/// <param name="Id">The file.</param>
/// <param name="IsNew">False when the same bytes were brought before.</param>
public sealed record Brought(Guid Id, bool IsNew);

/// <summary>
/// Takes bank files and knows how to read them. A file is read through once before anything of it is stored: a broken one leaves nothing
/// behind.
/// </summary>
public sealed class BankFiles(StoreDbContext db, IOptions<BankOptions> bank, TimeProvider clock)
{
    /// <summary>Largest file, in bytes: a hundred thousand movements with room to spare.</summary>
    public const int LargestFile = 128 * 1024 * 1024;

    /// <summary>Stores a file. Throws <see cref="BankFileException"/> when it cannot be read; then nothing is stored.</summary>
    public async Task<Brought> BringAsync(string account, string name, byte[] content, (Guid Id, string Name) by, CancellationToken ct)
    {
        var digest = Convert.ToHexString(SHA256.HashData(content));
        if (await KnownAsync(account, digest, ct) is { } known)
        {
            return new Brought(known, IsNew: false);
        }

        var format = LooksLikeXml(content) ? BankFileFormat.Camt053 : BankFileFormat.Csv;
        var file = BankFile.Bring(Guid.CreateVersion7(clock.GetUtcNow()), account, name, format, digest, by, clock.UtcNow());
        var columns = format == BankFileFormat.Csv ? await RememberedAsync(account, content, ct) : null;
        if (format == BankFileFormat.Camt053 || columns is not null)
        {
            file.Start(Count(Lines(file, content, columns)), columns?.Id);
        }

        db.Add(file);
        db.Add(new BankFileContent { FileId = file.Id, Compressed = Compress(content) });
        db.Audit.Add(new AuditEntry { At = file.BroughtAt, ActorId = by.Id, Actor = by.Name, Action = "bankfile.brought", Topic = file.Id.ToString(), Details = file.Name });
        try
        {
            await db.SaveChangesAsync(ct);
            return new Brought(file.Id, IsNew: true);
        }
        catch (DbUpdateException)
        {
            // The same file at the same moment: whoever was second finds the first.
            db.ChangeTracker.Clear();
            if (await KnownAsync(account, digest, ct) is { } first)
            {
                return new Brought(first, IsNew: false);
            }

            throw;
        }
    }

    /// <summary>The bytes of a file; null once they are dropped.</summary>
    public async Task<byte[]?> ContentAsync(Guid fileId, CancellationToken ct) =>
        await db.Set<BankFileContent>().AsNoTracking().SingleOrDefaultAsync(c => c.FileId == fileId, ct) is { } stored ? Decompress(stored.Compressed) : null;

    /// <summary>The movements of a file, in its order.</summary>
    public IEnumerable<StatementLine> Lines(BankFile file, byte[] content, CsvColumns? columns) => file.Format == BankFileFormat.Camt053
        ? Camt053.Read(new MemoryStream(content, writable: false), file.Account == "bank" ? OurIban() : null)
        : CsvStatement.Read(content, columns ?? throw new InvalidOperationException("A CSV is read by its columns."));

    /// <summary>How many movements there are. Throws <see cref="BankFileException"/> when there is none.</summary>
    public static int Count(IEnumerable<StatementLine> lines) =>
        lines.Count() is > 0 and var count ? count : throw new BankFileException("Nel file non c'è nessun movimento");

    private string? OurIban() => bank.Value.Iban.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant() is { Length: > 0 } iban ? iban : null;

    private Task<Guid?> KnownAsync(string account, string digest, CancellationToken ct) =>
        db.Set<BankFile>().Where(f => f.Account == account && f.Digest == digest).Select(f => (Guid?)f.Id).SingleOrDefaultAsync(ct);

    private async Task<CsvColumns?> RememberedAsync(string account, byte[] content, CancellationToken ct)
    {
        var keys = CsvStatement.Preview(content).Take(CsvStatement.MostHeadingLines).Select(CsvStatement.HeadingKey).ToList();
        return await db.Set<CsvColumns>().AsNoTracking().Where(c => c.Account == account && keys.Contains(c.Heading)).FirstOrDefaultAsync(ct);
    }

    private static bool LooksLikeXml(byte[] content) => content.AsSpan(0, Math.Min(content.Length, 64)).IndexOf((byte)'<') is >= 0 and < 8;

    private static byte[] Compress(byte[] content)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return target.ToArray();
    }

    private static byte[] Decompress(byte[] compressed)
    {
        using var target = new MemoryStream();
        using var gzip = new GZipStream(new MemoryStream(compressed, writable: false), CompressionMode.Decompress);
        gzip.CopyTo(target);
        return target.ToArray();
    }
}
