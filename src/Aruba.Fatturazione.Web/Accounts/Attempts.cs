using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Accounts;

/// <summary>
/// Slows down who guesses and who floods mailboxes, on all instances together. Nobody is ever locked out by a stranger: what is slowed
/// down is an account as seen from one network.
/// </summary>
public sealed class Attempts(StoreDbContext db, Pepper pepper, TimeProvider clock)
{
    private const int FreeAttempts = 5;
    private const int MailsInADay = 5;
    private const int MaxCollisions = 25;
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan BetweenMails = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Counts an attempt before it is made, so that parallel ones count too. Null lets it pass; otherwise the time to wait, 30 seconds after the
    /// fifth failure, then twice as long each time, at most an hour.
    /// </summary>
    public async Task<TimeSpan?> CountAsync(string action, string who, HttpContext http, CancellationToken ct) =>
        await ClaimAsync(await KeyAsync(action, who, http, ct), WaitAfter, ct);

    /// <summary>The attempt was the right one: the count starts again.</summary>
    public async Task ForgetAsync(string action, string who, HttpContext http, CancellationToken ct)
    {
        var key = await KeyAsync(action, who, http, ct);
        await db.Throttles.Where(t => t.Key == key).ExecuteDeleteAsync(ct);
    }

    /// <summary>True when a mail of this kind may go to the account now: one in five minutes, five in a day.</summary>
    public async Task<bool> MayMailAsync(string kind, Guid accountId, CancellationToken ct) =>
        await ClaimAsync($"mail:{kind}:{accountId:N}", sent => sent < MailsInADay ? BetweenMails : Window, ct) is null;

    private static TimeSpan? WaitAfter(int attempts)
    {
        if (attempts < FreeAttempts)
        {
            return null;
        }

        var doubled = FirstWait * Math.Pow(2, Math.Min(attempts - FreeAttempts, 10));
        return doubled < LongestWait ? doubled : LongestWait;
    }

    private async Task<string> KeyAsync(string action, string who, HttpContext http, CancellationToken ct) =>
        $"{action}:{await pepper.HashAsync($"{who.ToUpperInvariant()}|{Limits.ClientOf(http.Connection.RemoteIpAddress)}", ct)}";

    private async Task<TimeSpan?> ClaimAsync(string key, Func<int, TimeSpan?> waitAfter, CancellationToken ct)
    {
        var now = clock.UtcNow();
        for (var collisions = 0; collisions < MaxCollisions; collisions++)
        {
            var row = await db.Throttles.AsNoTracking().SingleOrDefaultAsync(t => t.Key == key, ct);
            if (row?.BlockedUntil is { } until && until > now)
            {
                return until - now;
            }

            if (row is null ? await AddAsync(key, now + waitAfter(1), now, ct) : await RaiseAsync(row, waitAfter, now, ct))
            {
                return null;
            }
        }

        return FirstWait;
    }

    private async Task<bool> AddAsync(string key, DateTime? blockedUntil, DateTime now, CancellationToken ct)
    {
        var row = new Throttle { Key = key, Count = 1, WindowStart = now, BlockedUntil = blockedUntil };
        db.Throttles.Add(row);
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException)
        {
            // Somebody counted the first attempt at the same moment.
            return false;
        }
        finally
        {
            db.Entry(row).State = EntityState.Detached;
        }
    }

    private async Task<bool> RaiseAsync(Throttle row, Func<int, TimeSpan?> waitAfter, DateTime now, CancellationToken ct)
    {
        var isOver = now >= row.WindowStart + Window;
        var count = isOver ? 1 : row.Count + 1;
        var start = isOver ? now : row.WindowStart;
        var until = now + waitAfter(count);
        return await db.Throttles.Where(t => t.Key == row.Key && t.Count == row.Count && t.WindowStart == row.WindowStart).ExecuteUpdateAsync(
            u => u.SetProperty(t => t.Count, count).SetProperty(t => t.WindowStart, start).SetProperty(t => t.BlockedUntil, until), ct) == 1;
    }
}
