using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Mail;
using Aruba.Fatturazione.Web.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Accounts;

/// <summary>Sends notices about an agent's own access to the agent's mailbox, which is the username.</summary>
internal sealed class StaffPost(StoreDbContext db, Mailer mailer)
{
    /// <summary>Sends it, whatever became of the agent meanwhile; null when there is none.</summary>
    public async Task<string?> SendAsync(Guid agentId, Delivery delivery, Letter letter, CancellationToken ct) =>
        await db.Users.Where(a => a.Id == agentId && a.Kind == AccountKind.Staff).Select(a => a.UserName).SingleOrDefaultAsync(ct) is { } mailbox
            ? await mailer.SendAsync(letter, mailbox, delivery.MessageId, ct)
            : null;
}

/// <summary>Tells the agent that new recovery codes exist.</summary>
internal sealed class SendRecoveryCodesMade(StaffPost post) : IReaction<RecoveryCodesMade>
{
    public Task<string?> HandleAsync(RecoveryCodesMade e, Delivery delivery, CancellationToken ct) =>
        post.SendAsync(e.AccountId, delivery, Letter.Of(
            "Nuovi codici di recupero dell'assistenza",
            "Ciao,",
            new LetterPart.Paragraph("con il tuo accesso all'assistenza sono stati creati nuovi codici di recupero. Quelli di prima non funzionano più."),
            new LetterPart.Note("Se non sei stato tu, avvisa subito chi gestisce il sistema: qualcuno conosce la tua password.")), ct);
}

/// <summary>Tells the agent that somebody came in with a recovery code.</summary>
internal sealed class SendRecoveryCodeUsed(StaffPost post, RecoveryCodes codes) : IReaction<RecoveryCodeUsed>
{
    public async Task<string?> HandleAsync(RecoveryCodeUsed e, Delivery delivery, CancellationToken ct) =>
        await post.SendAsync(e.AccountId, delivery, Letter.Of(
            "Accesso con un codice di recupero",
            "Ciao,",
            new LetterPart.Paragraph($"qualcuno, forse tu, è entrato nell'assistenza con un tuo codice di recupero. Codici che restano: {await codes.LeftAsync(e.AccountId, ct)}."),
            new LetterPart.Note("Se non sei stato tu, avvisa subito chi gestisce il sistema: qualcuno ha la tua password e i tuoi codici.")), ct);
}
