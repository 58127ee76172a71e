using Aruba.Fatturazione.Web.Data;

namespace Aruba.Fatturazione.Web.Accounts;

/// <summary>Takes an invited agent in: password, second factor, first session.</summary>
public sealed class StaffEnrolment(StoreDbContext db, OneTimeLinks links, Passwords passwords, Sessions sessions)
{
    /// <summary>Uses the link and signs in. False when the link died meanwhile.</summary>
    /// <param name="http">The browser that gets the session.</param>
    /// <param name="agent">Owner of the link, tracked.</param>
    /// <param name="token">The link's token.</param>
    /// <param name="password">Checked against the rules.</param>
    /// <param name="totpSecret">Stored form of the secret that the agent's app holds.</param>
    /// <param name="step">Step of the code that proved it: used up by this.</param>
    public async Task<bool> CompleteAsync(HttpContext http, Account agent, string token, string password, string totpSecret, long step)
    {
        var ct = http.RequestAborted;
        var hash = await passwords.HashAsync(password, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!await links.SpendAsync(token, LinkPurpose.StaffEnrolment, ct))
        {
            return false;
        }

        agent.PasswordHash = hash;
        agent.TotpSecret = totpSecret;
        agent.LastTotpStep = step;
        await db.SaveChangesAsync(ct);
        await sessions.EndAllOfAsync(agent.Id, except: null, ct);
        await sessions.SignInAsync(http, agent);
        await transaction.CommitAsync(ct);
        return true;
    }
}
