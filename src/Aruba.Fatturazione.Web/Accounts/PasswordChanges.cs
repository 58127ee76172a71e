using Aruba.Fatturazione.Web.Data;

namespace Aruba.Fatturazione.Web.Accounts;

/// <summary>Replaces passwords of the shop. Each change ends every session, kills open links and is told to the owner by mail.</summary>
public sealed class PasswordChanges(StoreDbContext db, Passwords passwords, Sessions sessions, OneTimeLinks links)
{
    /// <summary>By one-time link; does not sign in. False when the link died meanwhile.</summary>
    public async Task<bool> ResetAsync(Account owner, string token, string password, CancellationToken ct)
    {
        var hash = await passwords.HashAsync(password, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!await links.SpendAsync(token, LinkPurpose.PasswordReset, ct))
        {
            return false;
        }

        await ReplaceAsync(owner, hash, ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>By the signed-in owner, whose present password was just verified; this browser goes on with a new session.</summary>
    public async Task ChangeAsync(HttpContext http, Account owner, string password)
    {
        var ct = http.RequestAborted;
        var hash = await passwords.HashAsync(password, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await ReplaceAsync(owner, hash, ct);
        await links.WithdrawAsync(owner.Id, LinkPurpose.PasswordReset, ct);
        await sessions.SignInAsync(http, owner);
        await transaction.CommitAsync(ct);
    }

    private async Task ReplaceAsync(Account owner, string hash, CancellationToken ct)
    {
        owner.PasswordHash = hash;
        db.Raise(new PasswordChanged(owner.Id));
        await db.SaveChangesAsync(ct);
        await sessions.EndAllOfAsync(owner.Id, except: null, ct);
    }
}
