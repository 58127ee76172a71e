using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Accounts;

/// <summary>Makes agents. There is no other way to become one.</summary>
public sealed class StaffAccounts(StoreDbContext db, OneTimeLinks links, StoreUrls urls, TimeProvider clock)
{
    private static readonly TimeSpan LinkLife = TimeSpan.FromHours(24);

    /// <summary>
    /// The one-time link, good for 24 hours, with which that person chooses a password and sets up the second factor. For an agent who exists it is
    /// the way back in; the present password and factor work until it is used. Throws <see cref="FormatException"/> when the text is no mailbox.
    /// </summary>
    public async Task<Uri> InviteAsync(string email, CancellationToken ct)
    {
        var username = IndirizzoEmail.Parse(email);
        var agent = await db.Users.SingleOrDefaultAsync(a => a.NormalizedUserName == username.Normalized, ct);
        if (agent is null)
        {
            agent = new Account
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                Kind = AccountKind.Staff,
                UserName = username.Value,
                NormalizedUserName = username.Normalized,
                CreatedAt = clock.UtcNow(),
            };
            db.Users.Add(agent);
        }

        var token = await links.MakeAsync(agent.Id, LinkPurpose.StaffEnrolment, LinkLife, ct);
        await db.SaveChangesAsync(ct);
        return urls.At($"assistenza/benvenuto?t={token}");
    }
}
