using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Mail;
using Aruba.Fatturazione.Web.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Accounts;

/// <summary>Makes the link for the present mailbox, at sending time, and mails it; it also leads to the way to say no.</summary>
internal sealed class SendEmailChangeToPresent(AccountPost post, OneTimeLinks links, StoreDbContext db, StoreUrls urls, TimeProvider clock) : IReaction<EmailChangeAsked>
{
    public async Task<string?> HandleAsync(EmailChangeAsked e, Delivery delivery, CancellationToken ct)
    {
        var now = clock.UtcNow();
        return await db.EmailChanges.AnyAsync(c => c.Id == e.ChangeId && c.ExpiresAt > now && c.PresentConfirmedAt == null, ct)
            ? await post.SendAsync(kind: null, e.AccountId, delivery, a => WriteAsync(a, ct), ct)
            : null;
    }

    private async Task<Letter> WriteAsync(Account account, CancellationToken ct)
    {
        var token = await links.MakeAsync(account.Id, LinkPurpose.EmailChangePresent, EmailChange.Life, ct);
        await db.SaveChangesAsync(ct);
        return Letter.Of(
            "Vuoi cambiare l'email del tuo account?",
            "Ciao,",
            new LetterPart.Paragraph("è stato chiesto di sostituire questa email con un'altra nel tuo account. Per farlo serve la conferma da tutte e due le caselle, entro 24 ore: questa e quella nuova."),
            new LetterPart.Action("Conferma o annulla il cambio", urls.At($"email/conferma?t={token}")),
            new LetterPart.Note($"Se non sei stato tu, apri il link e annulla il cambio, poi cambia la password. Senza la tua conferma non cambia niente. Assistenza: {urls.At("contatti")}"));
    }
}

/// <summary>
/// Mails the link for the new mailbox. When that one is another account's, its owner is told instead, without a link: who asked cannot tell
/// (docs/decisions/0011-registration-tells-nothing.md).
/// </summary>
internal sealed class SendEmailChangeToNew(AccountPost post, OneTimeLinks links, Mailer mailer, StoreDbContext db, StoreUrls urls, TimeProvider clock) : IReaction<EmailChangeAsked>
{
    public async Task<string?> HandleAsync(EmailChangeAsked e, Delivery delivery, CancellationToken ct)
    {
        var now = clock.UtcNow();
        if (await db.EmailChanges.AsNoTracking().SingleOrDefaultAsync(c => c.Id == e.ChangeId && c.ExpiresAt > now && c.NewConfirmedAt == null, ct) is not { } change)
        {
            return null;
        }

        var normalized = IndirizzoEmail.Parse(change.Email).Normalized;
        if (await db.Users.Where(a => a.NormalizedEmail == normalized).Select(a => (Guid?)a.Id).SingleOrDefaultAsync(ct) is { } other)
        {
            return await post.SendAsync("registration", other, delivery, _ => Task.FromResult(Letter.Of(
                "Questa email ha già un account",
                "Ciao,",
                new LetterPart.Paragraph("qualcuno, forse tu, ha chiesto di usare questa email in un altro account. Ogni email può avere un account solo: non è cambiato niente."),
                new LetterPart.Action("Accedi", urls.At("accesso")),
                new LetterPart.Note("Se non sei stato tu, non devi fare niente: nessuno è entrato nel tuo account."))), ct);
        }

        var token = await links.MakeAsync(e.AccountId, LinkPurpose.EmailChangeNew, EmailChange.Life, ct);
        await db.SaveChangesAsync(ct);
        return await mailer.SendAsync(Letter.Of(
            "Conferma la tua nuova email",
            "Ciao,",
            new LetterPart.Paragraph("è stato chiesto di usare questa email per un account di Fatturazione Elettronica. Per farlo serve la conferma da tutte e due le caselle, entro 24 ore: questa e quella di prima."),
            new LetterPart.Action("Conferma questa email", urls.At($"email/conferma?t={token}")),
            new LetterPart.Note("Se non l'hai chiesto tu, non devi fare niente: senza la tua conferma questa email non viene usata.")), change.Email, delivery.MessageId, ct);
    }
}

/// <summary>Tells the new mailbox that it is the account's now.</summary>
internal sealed class SendEmailChanged(AccountPost post, StoreUrls urls) : IReaction<EmailChanged>
{
    public Task<string?> HandleAsync(EmailChanged e, Delivery delivery, CancellationToken ct) =>
        post.SendAsync(kind: null, e.AccountId, delivery, _ => Task.FromResult(Letter.Of(
            "Questa è l'email del tuo account",
            "Ciao,",
            new LetterPart.Paragraph("da ora le comunicazioni del tuo account arrivano qui. Le altre sessioni aperte sono state chiuse."),
            new LetterPart.Action("Vai ai miei dati", urls.At("area-clienti/dati")),
            new LetterPart.Note("Gli intestatari dei servizi hanno la loro email: se serve cambiala nella stessa pagina."))), ct);
}

/// <summary>Tells the former mailbox that it is the account's no longer.</summary>
internal sealed class SendEmailLeft(Mailer mailer, StoreUrls urls) : IReaction<EmailChanged>
{
    public async Task<string?> HandleAsync(EmailChanged e, Delivery delivery, CancellationToken ct) => e.Former.Length == 0 ? null : await mailer.SendAsync(
        Letter.Of(
            "L'email del tuo account è cambiata",
            "Ciao,",
            new LetterPart.Paragraph("questa email non è più quella del tuo account: il cambio è stato confermato da qui e dalla casella nuova. Non ti scriveremo più a questo indirizzo."),
            new LetterPart.Note($"Se non sei stato tu, scrivi subito all'assistenza: {urls.At("contatti")}")),
        e.Former, delivery.MessageId, ct);
}
