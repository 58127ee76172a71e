using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Data;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Accounts;

/// <summary>How long a session lives.</summary>
/// <param name="Idle">Without use.</param>
/// <param name="Absolute">From the sign-in, whatever happens.</param>
internal sealed record SessionLife(TimeSpan Idle, TimeSpan Absolute)
{
    public static readonly SessionLife Customer = new(TimeSpan.FromMinutes(30), TimeSpan.FromHours(24));
    public static readonly SessionLife Staff = new(TimeSpan.FromMinutes(15), TimeSpan.FromHours(8));
    public static readonly SessionLife Panel = Customer;

    /// <summary>How often the use of a session is noted at most.</summary>
    public static readonly TimeSpan NoteUseEvery = TimeSpan.FromMinutes(1);

    /// <summary>Whole minutes without use that are safe: the last use may have been noted up to a minute early.</summary>
    public int ShownMinutes => (int)(Idle - NoteUseEvery).TotalMinutes;

    /// <summary>The life of the session of who is signed in.</summary>
    public static SessionLife Of(ClaimsPrincipal user) =>
        user.Identity?.AuthenticationType == Schemes.Panel ? Panel
        : user.HasClaim(Principals.KindClaim, nameof(AccountKind.Staff)) ? Staff
        : Customer;
}

/// <summary>
/// Signed-in browsers. The cookie holds a random key of which only the hash is stored; every request reads the row and its owner in one
/// query, so that sign-out, a new password and a block end sessions everywhere on the next request.
/// </summary>
public sealed class Sessions(StoreDbContext db, TimeProvider clock)
{
    private const int KeyBytes = 32;

    /// <summary>Signs in a customer or, after the second factor, an agent. The key is new, whatever the browser brought along.</summary>
    public Task SignInAsync(HttpContext http, Account account)
    {
        if (account.Kind == AccountKind.Staff)
        {
            db.Audit.Add(AuditOf(account.Id, account.UserName ?? "", "staff.signed-in")); // stored with the session
        }

        return StartAsync(http, Schemes.Account, StoreCookies.Account, account.Id, account.Kind == AccountKind.Staff ? SessionLife.Staff : SessionLife.Customer);
    }

    /// <summary>Signs in to the panel.</summary>
    public Task SignInPanelAsync(HttpContext http, PanelAccess access) =>
        StartAsync(http, Schemes.Panel, StoreCookies.Panel, access.Id, SessionLife.Panel);

    /// <summary>Ends the session of this browser in the scheme and empties the browser's cache; the other scheme's session stays.</summary>
    public async Task SignOutAsync(HttpContext http, string scheme)
    {
        var name = StoreCookies.Name(http, CookieOf(scheme));
        await EndAsync(http.Request.Cookies[name], scheme, http.RequestAborted);
        http.Response.Cookies.Delete(name, StoreCookies.Options(http));
        http.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
    }

    /// <summary>Notes that the owner has just typed the password in this browser.</summary>
    public async Task ProveAsync(HttpContext http, CancellationToken ct)
    {
        var now = clock.UtcNow();
        if (http.Request.Cookies[StoreCookies.Name(http, StoreCookies.Account)] is { Length: > 0 } key)
        {
            var hash = HashOf(key);
            await db.Sessions.Where(s => s.KeyHash == hash && s.Scheme == Schemes.Account).ExecuteUpdateAsync(u => u.SetProperty(s => s.ProvenAt, now), ct);
        }
    }

    /// <summary>Ends the session of an agent, who leaves the desk, and notes it. Without a session there is nothing to note.</summary>
    public async Task SignOutStaffAsync(HttpContext http)
    {
        if (http.User.HasClaim(Principals.KindClaim, nameof(AccountKind.Staff)) && http.User.TryAccountId() is { } agent)
        {
            db.Audit.Add(AuditOf(agent, http.User.Username(), "staff.signed-out"));
            await db.SaveChangesAsync(http.RequestAborted);
        }

        await SignOutAsync(http, Schemes.Account);
    }

    /// <summary>Ends every session of an account or panel access; with <paramref name="except"/> given, all but that browser's.</summary>
    public async Task EndAllOfAsync(Guid ownerId, HttpContext? except, CancellationToken ct)
    {
        var kept = except is null ? [] : HashesOf(except);
        await db.Sessions.Where(s => s.OwnerId == ownerId && !kept.Contains(s.KeyHash)).ExecuteDeleteAsync(ct);
    }

    /// <summary>Ends every session of an account and of its panels: it was blocked, or the desk was asked to close them.</summary>
    public Task EndEverythingOfAsync(Guid accountId, CancellationToken ct) =>
        db.Sessions.Where(s => s.OwnerId == accountId || db.PanelAccesses.Any(p => p.AccountId == accountId && p.Id == s.OwnerId)).ExecuteDeleteAsync(ct);

    /// <summary>The living sessions of an account and of its panels, last used first, and which of them are this browser's.</summary>
    public async Task<IReadOnlyList<OwnSession>> OfAsync(Guid accountId, HttpContext http, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var rows = await db.Sessions.AsNoTracking()
            .Where(s => s.EndsAt > now && (s.OwnerId == accountId || db.PanelAccesses.Any(p => p.AccountId == accountId && p.Id == s.OwnerId)))
            .OrderByDescending(s => s.LastUsedAt).ToListAsync(ct);
        var here = HashesOf(http);
        return [.. rows.Where(s => now < s.LastUsedAt + (s.Scheme == Schemes.Panel ? SessionLife.Panel : SessionLife.Customer).Idle)
            .Select(s => new OwnSession(s.KeyHash[..OwnSession.HandleLength], s, here.Contains(s.KeyHash)))];
    }

    /// <summary>Ends one of those sessions. The row was just read as its owner's.</summary>
    public Task EndAsync(OwnSession session, CancellationToken ct) => db.Sessions.Where(s => s.KeyHash == session.Row.KeyHash).ExecuteDeleteAsync(ct);

    /// <summary>Ends all sessions of an account and of its panels but this browser's.</summary>
    public Task EndOthersOfAsync(Guid accountId, HttpContext http, CancellationToken ct)
    {
        var here = HashesOf(http);
        return db.Sessions.Where(s => !here.Contains(s.KeyHash) && (s.OwnerId == accountId || db.PanelAccesses.Any(p => p.AccountId == accountId && p.Id == s.OwnerId)))
            .ExecuteDeleteAsync(ct);
    }

    /// <summary>Who brings this cookie, or null. Notes the use at most once a minute.</summary>
    internal async Task<ClaimsPrincipal?> FindAsync(string key, string scheme, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var hash = HashOf(key);
        var found = scheme == Schemes.Panel ? await PanelOwnerAsync(hash, ct) : await AccountOwnerAsync(hash, ct);
        if (found is null || now >= found.EndsAt || now >= found.LastUsedAt + found.Life.Idle)
        {
            return null;
        }

        if (now - found.LastUsedAt >= SessionLife.NoteUseEvery)
        {
            await db.Sessions.Where(s => s.KeyHash == hash).ExecuteUpdateAsync(u => u.SetProperty(s => s.LastUsedAt, now), ct);
        }

        return new ClaimsPrincipal(new ClaimsIdentity(found.Claims, scheme));
    }

    internal static string CookieOf(string scheme) => scheme == Schemes.Panel ? StoreCookies.Panel : StoreCookies.Account;

    private AuditEntry AuditOf(Guid agent, string name, string action) => new() { At = clock.UtcNow(), ActorId = agent, Actor = name, Action = action, Topic = name };

    private static List<string> HashesOf(HttpContext http) => [.. new[] { Schemes.Account, Schemes.Panel }
        .Select(s => http.Request.Cookies[StoreCookies.Name(http, CookieOf(s))])
        .Where(k => !string.IsNullOrEmpty(k)).Select(k => HashOf(k!))];

    private static string HashOf(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private async Task StartAsync(HttpContext http, string scheme, string cookie, Guid ownerId, SessionLife life)
    {
        var now = clock.UtcNow();
        var name = StoreCookies.Name(http, cookie);
        await EndAsync(http.Request.Cookies[name], scheme, http.RequestAborted);
        var key = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(KeyBytes));
        await db.Sessions.Where(s => s.EndsAt < now).ExecuteDeleteAsync(http.RequestAborted);
        db.Sessions.Add(new AccountSession
        {
            KeyHash = HashOf(key),
            OwnerId = ownerId,
            Scheme = scheme,
            SignedInAt = now,
            ProvenAt = now,
            LastUsedAt = now,
            EndsAt = now + life.Absolute,
            Device = DeviceWords.Of(http.Request.Headers.UserAgent),
            Network = DeviceWords.NetworkOf(http.Connection.RemoteIpAddress),
        });
        await db.SaveChangesAsync(http.RequestAborted);
        http.Response.Cookies.Append(name, key, StoreCookies.Options(http));
    }

    private async Task EndAsync(string? key, string scheme, CancellationToken ct)
    {
        if (!string.IsNullOrEmpty(key))
        {
            var hash = HashOf(key);
            await db.Sessions.Where(s => s.KeyHash == hash && s.Scheme == scheme).ExecuteDeleteAsync(ct);
        }
    }

    private async Task<Found?> AccountOwnerAsync(string hash, CancellationToken ct)
    {
        var row = await db.Sessions.Where(s => s.KeyHash == hash && s.Scheme == Schemes.Account)
            .Join(db.Users.Where(a => a.BlockedAt == null), s => s.OwnerId, a => a.Id, (s, a) => new { s.LastUsedAt, s.ProvenAt, s.EndsAt, a.Id, a.UserName, a.Kind })
            .SingleOrDefaultAsync(ct);
        return row is null ? null : new Found(
            row.LastUsedAt, row.EndsAt, row.Kind == AccountKind.Staff ? SessionLife.Staff : SessionLife.Customer,
            [new(ClaimTypes.NameIdentifier, row.Id.ToString()), new(ClaimTypes.Name, row.UserName ?? ""), new(Principals.KindClaim, row.Kind.ToString()),
                new(Principals.ProvenClaim, row.ProvenAt.Ticks.ToString(CultureInfo.InvariantCulture))]);
    }

    private async Task<Found?> PanelOwnerAsync(string hash, CancellationToken ct)
    {
        var row = await db.Sessions.Where(s => s.KeyHash == hash && s.Scheme == Schemes.Panel)
            .Join(
                db.OpenPanels(), s => s.OwnerId, p => p.Id,
                (s, p) => new { s.LastUsedAt, s.EndsAt, p.Id, p.Username, p.MustChange })
            .SingleOrDefaultAsync(ct);
        return row is null ? null : new Found(
            row.LastUsedAt, row.EndsAt, SessionLife.Panel,
            [new(ClaimTypes.NameIdentifier, row.Id.ToString()), new(ClaimTypes.Name, row.Username), new(Principals.PanelReadyClaim, row.MustChange ? "no" : "yes")]);
    }

    private sealed record Found(DateTime LastUsedAt, DateTime EndsAt, SessionLife Life, IReadOnlyList<Claim> Claims);
}
