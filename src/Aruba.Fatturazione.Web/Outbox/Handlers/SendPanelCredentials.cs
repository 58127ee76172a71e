using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Mail;
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

/// <summary>
/// Mails a new temporary password of the panel. Nothing happens for an access that does not exist or is closed. Usernames are made of public numbers, so
/// whoever only types one cannot take away a password that the holder has chosen: the mail then says how the owner gets a new one.
/// </summary>
internal sealed class SendPanelCredentials(StoreDbContext db, PanelPost post, Attempts attempts, StoreUrls urls) : IReaction<PanelCredentialsRequested>
{
    public async Task<string?> HandleAsync(PanelCredentialsRequested e, Delivery delivery, CancellationToken ct)
    {
        var access = await db.OpenPanels().SingleOrDefaultAsync(p => p.Id == e.PanelAccessId, ct);
        if (access is null || (e.Reason == CredentialReasons.Recovery && delivery.Attempt == 1 && !await attempts.MayMailAsync(CredentialReasons.MailKind, access.AccountId, ct)))
        {
            return null;
        }

        if (e.Reason == CredentialReasons.Recovery && !access.MustChange)
        {
            return await post.SendNoticeAsync(access, delivery, greeting => HowTo(access, greeting), ct);
        }

        return await post.SendCredentialsAsync(
            access, delivery, $"Nuova password temporanea, {access.OrderNumber}",
            "ecco la nuova password temporanea del pannello. Quella di prima non vale più e le sessioni aperte sono state chiuse.", ct);
    }

    private Letter HowTo(PanelAccess access, string greeting) => Letter.Of(
        $"Password del pannello, {access.OrderNumber}",
        greeting,
        new LetterPart.Paragraph($"qualcuno, forse tu, ha chiesto una nuova password del pannello per {access.Username}. La password che hai scelto resta valida."),
        new LetterPart.Paragraph("Se non la ricordi, accedi all'area clienti e scegli «Richiedi una nuova password temporanea»."),
        new LetterPart.Action("Vai all'area clienti", urls.At("area-clienti")),
        new LetterPart.Note("Se non l'hai chiesto tu, non devi fare niente."));
}
