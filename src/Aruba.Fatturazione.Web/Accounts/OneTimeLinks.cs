using System.Security.Cryptography;
using System.Text;
using Aruba.Fatturazione.Web.Data;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Accounts;

/// <summary>Links that open one thing once. Their tokens exist in the mail (or on the agent's console) alone.</summary>
public sealed class OneTimeLinks(StoreDbContext db, TimeProvider clock)
{
    private const int TokenBytes = 32;

    /// <summary>A new token; earlier ones of the same purpose are dead when the change is saved.</summary>
    public async Task<string> MakeAsync(Guid accountId, LinkPurpose purpose, TimeSpan life, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var token = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(TokenBytes));
        await WithdrawAsync(accountId, purpose, ct);
        db.OneTimeLinks.Add(new OneTimeLink
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            AccountId = accountId,
            Purpose = purpose,
            TokenHash = HashOf(token),
            ExpiresAt = now + life,
        });
        return token;
    }

    /// <summary>The account whose living link this is, tracked, or null. Looking does not use it: mail scanners look.</summary>
    public Task<Account?> OwnerAsync(string? token, LinkPurpose purpose, CancellationToken ct)
    {
        var hash = HashOf(token ?? "");
        var now = clock.UtcNow();
        return db.OneTimeLinks.Where(l => l.TokenHash == hash && l.Purpose == purpose && l.SpentAt == null && l.ExpiresAt > now)
            .Join(db.Users.Where(a => a.BlockedAt == null), l => l.AccountId, a => a.Id, (_, a) => a)
            .SingleOrDefaultAsync(ct);
    }

    /// <summary>Uses the link. False when somebody was faster or it died meanwhile.</summary>
    public async Task<bool> SpendAsync(string token, LinkPurpose purpose, CancellationToken ct)
    {
        var hash = HashOf(token);
        var now = clock.UtcNow();
        return await db.OneTimeLinks.Where(l => l.TokenHash == hash && l.Purpose == purpose && l.SpentAt == null && l.ExpiresAt > now)
            .ExecuteUpdateAsync(u => u.SetProperty(l => l.SpentAt, now), ct) == 1;
    }

    /// <summary>Kills what is left of that purpose: a newer link was made, or the password changed.</summary>
    public Task WithdrawAsync(Guid accountId, LinkPurpose purpose, CancellationToken ct)
    {
        var now = clock.UtcNow();
        return db.OneTimeLinks.Where(l => l.AccountId == accountId && l.Purpose == purpose && l.SpentAt == null)
            .ExecuteUpdateAsync(u => u.SetProperty(l => l.SpentAt, now), ct);
    }

    private static string HashOf(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
