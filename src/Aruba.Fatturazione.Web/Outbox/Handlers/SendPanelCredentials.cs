using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Outbox.Handlers;

/// <summary>Why a new temporary password was asked for.</summary>
internal static class CredentialReasons
{
    /// <summary>By the signed-in owner, in the area clienti; limited there.</summary>
    public const string Owner = "owner";

    /// <summary>By an agent.</summary>
    public const string Staff = "staff";

    /// <summary>By anyone who typed the username in the panel; limited here, so that the page costs the same for names that do not exist.</summary>
    public const string Recovery = "recovery";

    /// <summary>What is limited.</summary>
    public const string MailKind = "panel";
}

/// <summary>Mails a new temporary password of the panel. Nothing happens for an access that does not exist.</summary>
internal sealed class SendPanelCredentials(StoreDbContext db, PanelPost post, Attempts attempts) : IReaction<PanelCredentialsRequested>
{
    public async Task<string?> HandleAsync(PanelCredentialsRequested e, Delivery delivery, CancellationToken ct)
    {
        var access = await db.PanelAccesses.SingleOrDefaultAsync(p => p.Id == e.PanelAccessId, ct);
        if (access is null || (e.Reason == CredentialReasons.Recovery && delivery.Attempt == 1 && !await attempts.MayMailAsync(CredentialReasons.MailKind, access.AccountId, ct)))
        {
            return null;
        }

        return await post.SendCredentialsAsync(
            access, delivery, $"Nuova password temporanea, {access.OrderNumber}",
            "ecco la nuova password temporanea del pannello. Quella di prima non vale più e le sessioni aperte sono state chiuse.", ct);
    }
}
