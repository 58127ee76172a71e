using System.Globalization;
using System.Security.Claims;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Accounts;

/// <summary>
/// Asks for the password again before something that a stranger at an open session must not do (OWASP ASVS 5.0, 7.5.3). A form asks for it
/// only when it was not typed lately, and nothing else that was typed is lost.
/// </summary>
public sealed class OwnerProof(StoreDbContext db, Passwords passwords, Attempts attempts, Sessions sessions, TimeProvider clock)
{
    /// <summary>How long a typed password is proof enough.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    /// <summary>Why the field is there.</summary>
    public const string Hint = "Per sicurezza la chiediamo di nuovo: l'hai scritta più di 5 minuti fa";

    private const string Action = "owner-proof";

    /// <summary>True when the password was typed in this browser within <see cref="Life"/>.</summary>
    public bool IsFresh(ClaimsPrincipal user) =>
        long.TryParse(user.FindFirstValue(Principals.ProvenClaim), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
        && clock.UtcNow() - new DateTime(ticks, DateTimeKind.Utc) <= Life;

    /// <summary>What is wrong, for beside the field; null when it is the owner who sits here. Attempts are limited as at the sign-in.</summary>
    public async Task<string?> ProblemAsync(HttpContext http, string? typed, CancellationToken ct)
    {
        if (IsFresh(http.User))
        {
            return null;
        }

        if (string.IsNullOrEmpty(typed))
        {
            return "Scrivi di nuovo la password del tuo account: la chiediamo dopo 5 minuti";
        }

        var owner = http.User.AccountId();
        if (await attempts.CountAsync(Action, owner.ToString(), http, ct) is { } wait)
        {
            http.Response.RetryAfter(wait);
            return TooManyTries.Words(wait);
        }

        var hash = await db.Users.Where(a => a.Id == owner).Select(a => a.PasswordHash).SingleAsync(ct);
        if (await passwords.VerifyAsync(hash ?? Passwords.Unknown, typed, ct) == PasswordVerdict.Wrong)
        {
            return "La password non è questa: ricontrollala";
        }

        await attempts.ForgetAsync(Action, owner.ToString(), http, ct);
        await sessions.ProveAsync(http, ct);
        return null;
    }
}
