using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Mail;
using Aruba.Fatturazione.Web.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Accounts;

/// <summary>Sends letters about an account to its own mailbox, and to no other.</summary>
internal sealed class AccountPost(StoreDbContext db, Attempts attempts, Mailer mailer)
{
    /// <summary>Sends what <paramref name="write"/> makes. Null, silently, when there is no such customer or the mailbox had enough of this kind.</summary>
    /// <param name="kind">What is limited, or null for notices that always go.</param>
    /// <param name="accountId">Whose mailbox.</param>
    /// <param name="delivery">The outbox row.</param>
    /// <param name="write">Makes the letter; called once it is sure to be sent.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<string?> SendAsync(string? kind, Guid accountId, Delivery delivery, Func<Account, Task<Letter>> write, CancellationToken ct)
    {
        var account = await db.Users.SingleOrDefaultAsync(a => a.Id == accountId && a.Kind == AccountKind.Customer && a.BlockedAt == null, ct);
        if (account?.Email is null)
        {
            return null;
        }

        // A repeated attempt was let through at the first one.
        if (kind is not null && delivery.Attempt == 1 && !await attempts.MayMailAsync(kind, accountId, ct))
        {
            return null;
        }

        return await mailer.SendAsync(await write(account), account.Email, delivery.MessageId, ct);
    }
}

/// <summary>Tells the owner that somebody registered again.</summary>
internal sealed class SendAlreadyRegistered(AccountPost post, StoreUrls urls) : IReaction<RegistrationRepeated>
{
    public Task<string?> HandleAsync(RegistrationRepeated e, Delivery delivery, CancellationToken ct) =>
        post.SendAsync("registration", e.AccountId, delivery, a => Task.FromResult(Letter.Of(
            "Hai già un account",
            "Ciao,",
            new LetterPart.Paragraph("qualcuno, forse tu, ha compilato la registrazione con un codice fiscale, una partita IVA o un'email che hanno già un account. Non abbiamo creato niente di nuovo."),
            new LetterPart.Code("Il tuo username", a.UserName ?? ""),
            new LetterPart.Action("Accedi", urls.At("accesso")),
            new LetterPart.Paragraph("Se non ricordi la password, nella pagina di accesso scegli «non ricordi la password»."),
            new LetterPart.Note("Se non sei stato tu, non devi fare niente: nessuno è entrato nel tuo account."))), ct);
}

/// <summary>Mails the username to its owner.</summary>
internal sealed class SendUsername(AccountPost post, StoreUrls urls) : IReaction<UsernameForgotten>
{
    public Task<string?> HandleAsync(UsernameForgotten e, Delivery delivery, CancellationToken ct) =>
        post.SendAsync("username", e.AccountId, delivery, a => Task.FromResult(Letter.Of(
            "Il tuo username",
            "Ciao,",
            new LetterPart.Paragraph("hai chiesto di ricordarti lo username del tuo account."),
            new LetterPart.Code("Username", a.UserName ?? ""),
            new LetterPart.Action("Accedi", urls.At("accesso")),
            new LetterPart.Note("Se non l'hai chiesto tu, non devi fare niente: lo username da solo non apre l'account."))), ct);
}

/// <summary>Makes the one-time link, at sending time, and mails it. A newer one kills this one.</summary>
internal sealed class SendPasswordLink(AccountPost post, OneTimeLinks links, StoreDbContext db, StoreUrls urls) : IReaction<PasswordForgotten>
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(60);

    public Task<string?> HandleAsync(PasswordForgotten e, Delivery delivery, CancellationToken ct) =>
        post.SendAsync("password", e.AccountId, delivery, a => WriteAsync(a, ct), ct);

    private async Task<Letter> WriteAsync(Account account, CancellationToken ct)
    {
        var token = await links.MakeAsync(account.Id, LinkPurpose.PasswordReset, Life, ct);
        await db.SaveChangesAsync(ct);
        return Letter.Of(
            "Scegli una nuova password",
            "Ciao,",
            new LetterPart.Paragraph("hai chiesto di cambiare la password del tuo account. Il link funziona una volta sola, per 60 minuti; se ne chiedi un altro vale solo l'ultimo."),
            new LetterPart.Action("Scegli la nuova password", urls.At($"recupero/password/nuova?t={token}")),
            new LetterPart.Note("Se non l'hai chiesto tu, non devi fare niente: la password resta quella di prima."));
    }
}

/// <summary>Tells the owner, without any link that opens the account.</summary>
internal sealed class SendPasswordChanged(AccountPost post, StoreUrls urls) : IReaction<PasswordChanged>
{
    public Task<string?> HandleAsync(PasswordChanged e, Delivery delivery, CancellationToken ct) =>
        post.SendAsync(kind: null, e.AccountId, delivery, _ => Task.FromResult(Letter.Of(
            "La password del tuo account è cambiata",
            "Ciao,",
            new LetterPart.Paragraph("la password del tuo account è stata cambiata poco fa e tutte le sessioni aperte sono state chiuse."),
            new LetterPart.Paragraph("Se sei stato tu, è tutto a posto."),
            new LetterPart.Note($"Se non sei stato tu, recupera subito la password dalla pagina di accesso e scrivi all'assistenza: {urls.At("contatti")}"))), ct);
}
