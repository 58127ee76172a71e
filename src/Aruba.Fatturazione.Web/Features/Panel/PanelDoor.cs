using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Panel;

/// <summary>How a sign-in to the panel ended.</summary>
public abstract record PanelEntry
{
    private PanelEntry()
    {
    }

    /// <summary>The browser has its session.</summary>
    public sealed record Entered : PanelEntry;

    /// <summary>Unknown, blocked or wrong: nobody learns which.</summary>
    public sealed record Refused : PanelEntry;

    /// <summary>The temporary password was the right one, but its time is over. Only who has it learns that.</summary>
    public sealed record Expired : PanelEntry;

    /// <summary>Too many failures from this network: not even looked at.</summary>
    public sealed record Wait(TimeSpan Time) : PanelEntry;
}

/// <summary>Lets holders into the panel. Every refusal costs the same time: one look-up and one hash.</summary>
public sealed class PanelDoor(StoreDbContext db, Passwords passwords, Attempts attempts, Sessions sessions, TimeProvider clock)
{
    private const string Action = "panel";

    /// <summary>The username as it is stored: capitals, without blanks.</summary>
    public static string Username(string? typed) => new([.. (typed ?? "").Where(c => !char.IsWhiteSpace(c)).Select(char.ToUpperInvariant)]);

    /// <summary>Signs in. A temporary password is taken without the blanks that copying brings along; one that was chosen is taken as typed.</summary>
    public async Task<PanelEntry> EnterAsync(HttpContext http, string username, string password)
    {
        var ct = http.RequestAborted;
        if (await attempts.CountAsync(Action, username, http, ct) is { } time)
        {
            return new PanelEntry.Wait(time);
        }

        var access = await db.OpenPanels().AsNoTracking().SingleOrDefaultAsync(p => p.Username == username, ct);
        var typed = access is { MustChange: false } ? password : TemporaryPassword.Typed(password);
        var verdict = await passwords.VerifyAsync(access?.PasswordHash ?? Passwords.Unknown, typed, ct);
        if (access is null || verdict == PasswordVerdict.Wrong)
        {
            return new PanelEntry.Refused();
        }

        await attempts.ForgetAsync(Action, username, http, ct);
        if (access.HasExpiredAt(clock.UtcNow()))
        {
            return new PanelEntry.Expired();
        }

        if (verdict == PasswordVerdict.RightButWeak)
        {
            var hash = await passwords.HashAsync(typed, ct);
            await db.PanelAccesses.Where(p => p.Id == access.Id && p.PasswordHash == access.PasswordHash)
                .ExecuteUpdateAsync(u => u.SetProperty(p => p.PasswordHash, hash), ct);
        }

        await sessions.SignInPanelAsync(http, access);
        return new PanelEntry.Entered();
    }
}
