using System.Security.Cryptography;
using System.Text;
using Aruba.Fatturazione.Web.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Accounts;

/// <summary>
/// Keyed hashes of what must be compared and never read: a stolen table of attempts names neither addresses nor usernames. All instances
/// share the key, which is made at first use and stored encrypted.
/// </summary>
public sealed class Pepper(IServiceScopeFactory scopes, IDataProtectionProvider protection) : IDisposable
{
    private const string Name = "attempts";
    private const int KeyBytes = 32;
    private const int HashLength = 40;
    private readonly IDataProtector protector = protection.CreateProtector("Aruba.Fatturazione.Pepper");
    private readonly SemaphoreSlim oneReader = new(1, 1);
    private byte[]? key;

    /// <summary>The hash, 40 hexadecimal characters.</summary>
    public async ValueTask<string> HashAsync(string text, CancellationToken ct)
    {
        key ??= await KeyAsync(ct);
        return Convert.ToHexString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)))[..HashLength];
    }

    /// <inheritdoc />
    public void Dispose() => oneReader.Dispose();

    private async Task<byte[]> KeyAsync(CancellationToken ct)
    {
        await oneReader.WaitAsync(ct);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<StoreDbContext>();
            var stored = await db.Secrets.SingleOrDefaultAsync(s => s.Name == Name, ct) ?? await AddAsync(db, ct);
            try
            {
                return Convert.FromBase64String(protector.Unprotect(stored.Protected));
            }
            catch (CryptographicException)
            {
                // The key ring was replaced: counters start again, nothing else depends on this secret.
                stored.Protected = Fresh();
                await db.SaveChangesAsync(ct);
                return Convert.FromBase64String(protector.Unprotect(stored.Protected));
            }
        }
        finally
        {
            oneReader.Release();
        }
    }

    private async Task<StoreSecret> AddAsync(StoreDbContext db, CancellationToken ct)
    {
        var mine = new StoreSecret { Name = Name, Protected = Fresh() };
        db.Secrets.Add(mine);
        try
        {
            await db.SaveChangesAsync(ct);
            return mine;
        }
        catch (DbUpdateException)
        {
            // Another instance was first.
            db.ChangeTracker.Clear();
            return await db.Secrets.SingleAsync(s => s.Name == Name, ct);
        }
    }

    private string Fresh() => protector.Protect(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)));
}
