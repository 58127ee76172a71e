using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Shared;
using Aruba.Fatturazione.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Outbox.Handlers;

/// <summary>
/// Makes a temporary password at sending time: first its hash is stored, then the mail leaves. It exists in memory and in the mail, nowhere
/// else; whoever repeats this makes another one and kills the one before (docs/decisions/0015-temporary-passwords.md).
/// </summary>
internal sealed class PanelPost(StoreDbContext db, Passwords passwords, Sessions sessions, Mailer mailer, StoreUrls urls, TimeProvider clock)
{
    /// <summary>Issues and mails to the account's mailbox. Null when the holder has meanwhile used what an earlier attempt of this message brought.</summary>
    /// <param name="access">Tracked.</param>
    /// <param name="delivery">The outbox row.</param>
    /// <param name="subject">Of the letter.</param>
    /// <param name="opening">What happened, first paragraph.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<string?> SendCredentialsAsync(PanelAccess access, Delivery delivery, string subject, string opening, CancellationToken ct)
    {
        if (access.WasUsed(delivery.MessageId))
        {
            return null;
        }

        var (email, holder) = await ReaderAsync(access, ct);
        var password = TemporaryPassword.New();
        var hash = await passwords.HashAsync(password, ct);
        access.IssueTemporary(hash, delivery.MessageId, clock.UtcNow());
        await db.SaveChangesAsync(ct);
        Fault.Hit("credentials.saved");
        await sessions.EndAllOfAsync(access.Id, except: null, ct);
        return await mailer.SendAsync(Write(access, password, subject, $"Gentile {holder},", opening), email, delivery.MessageId, ct);
    }

    /// <summary>Mails a notice about the access to the account's mailbox.</summary>
    public async Task<string?> SendNoticeAsync(PanelAccess access, Delivery delivery, Func<string, Letter> write, CancellationToken ct)
    {
        var (email, holder) = await ReaderAsync(access, ct);
        return await mailer.SendAsync(write($"Gentile {holder},"), email, delivery.MessageId, ct);
    }

    private async Task<(string Email, string Holder)> ReaderAsync(PanelAccess access, CancellationToken ct)
    {
        var account = await db.Users.Where(a => a.Id == access.AccountId).Select(a => new { a.Email, a.BlockedAt }).SingleOrDefaultAsync(ct);
        if (account?.Email is null || account.BlockedAt is not null)
        {
            throw new PermanentFailure("L'account è bloccato o non ha un'email: sbloccarlo o correggerla, poi riprovare.");
        }

        var holder = await db.Subscriptions.Where(s => s.Id == access.SubscriptionId).Select(s => s.HolderName).SingleAsync(ct);
        return (account.Email, holder);
    }

    private Letter Write(PanelAccess access, string password, string subject, string greeting, string opening)
    {
        var until = Italian.Instant(access.TemporaryUntil ?? clock.UtcNow());
        return Letter.Of(
            subject,
            greeting,
            new LetterPart.Paragraph(opening),
            new LetterPart.Code("Username del pannello", access.Username),
            new LetterPart.Code("Password temporanea", password),
            new LetterPart.Action("Apri il pannello", urls.Panel),
            new LetterPart.Steps(
            [
                $"Accedi entro il {until} (ora italiana): dopo, la password temporanea non vale più.",
                "Al primo accesso scegli una password tua, di almeno 12 caratteri.",
                "Completa la prima configurazione: il pannello ti guida passo per passo.",
            ]),
            new LetterPart.Paragraph($"Se la password è scaduta o non funziona, fattene mandare una nuova da {urls.At("pannello/recupero")}: vale sempre e solo l'ultima."),
            new LetterPart.Note("Nessuno di noi conosce questa password e nessuno te la chiederà mai."));
    }
}
