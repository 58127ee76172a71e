using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Accounts;

/// <summary>Switches the code of a customer's app on and off. Either way all other sessions end and the owner is told.</summary>
public sealed class SecondFactor(StoreDbContext db, Sessions sessions, OneTimeLinks links, RecoveryCodes recovery, TimeProvider clock)
{
    /// <summary>On, with new recovery codes to be shown once.</summary>
    /// <param name="http">The browser that stays signed in.</param>
    /// <param name="owner">Whose, tracked.</param>
    /// <param name="stored">Stored form of the secret that the app holds.</param>
    /// <param name="step">Step of the code that proved it: used up by this.</param>
    public async Task<IReadOnlyList<string>> TurnOnAsync(HttpContext http, Account owner, string stored, long step)
    {
        ArgumentNullException.ThrowIfNull(owner);
        (owner.TotpSecret, owner.LastTotpStep) = (stored, step);
        await SaveAsync(http, owner, AccountChange.TotpOn);
        return await recovery.MakeAsync(owner, http.RequestAborted);
    }

    /// <summary>Off; the recovery codes are dead.</summary>
    public async Task TurnOffAsync(HttpContext http, Account owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        owner.TotpSecret = null;
        db.RemoveRange(await db.RecoveryCodes.Where(c => c.AccountId == owner.Id).ToListAsync(http.RequestAborted));
        await SaveAsync(http, owner, AccountChange.TotpOff);
    }

    private async Task SaveAsync(HttpContext http, Account owner, AccountChange change)
    {
        ArgumentNullException.ThrowIfNull(http);
        var ct = http.RequestAborted;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.Tell(owner, change, clock.UtcNow());
        await db.SaveChangesAsync(ct);
        await links.WithdrawAsync(owner.Id, LinkPurpose.PasswordReset, ct);
        await sessions.EndAllOfAsync(owner.Id, except: http, ct);
        await transaction.CommitAsync(ct);
    }
}
