using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Mail;
using Aruba.Fatturazione.Web.Outbox;

namespace Aruba.Fatturazione.Web.Accounts;

/// <summary>What owners change of their own accounts. Names are stored in events: never rename one.</summary>
public enum AccountChange
{
    /// <summary>Address or telephone.</summary>
    Contacts,

    /// <summary>The holder of a service.</summary>
    Holder,

    /// <summary>Consent to offers given.</summary>
    ConsentGiven,

    /// <summary>Consent to offers taken back.</summary>
    ConsentTaken,

    /// <summary>Sessions closed from the list.</summary>
    SessionsEnded,

    /// <summary>The personal data were downloaded.</summary>
    Exported,

    /// <summary>Sign-in asks for the app's code from now on.</summary>
    TotpOn,

    /// <summary>It does so no longer.</summary>
    TotpOff,

    /// <summary>New recovery codes.</summary>
    RecoveryCodesMade,

    /// <summary>Somebody came in with a recovery code.</summary>
    RecoveryCodeUsed,
}

/// <summary>An owner changed something of the account; the name of an <see cref="AccountChange"/>.</summary>
public sealed record AccountChanged(Guid AccountId, string Change) : AccountEvent(AccountId);

/// <summary>Notes a change for the owner, by mail, and for the audit, both with the change itself.</summary>
internal static class AccountTrail
{
    /// <summary>Stored by the next save.</summary>
    /// <param name="db">Where.</param>
    /// <param name="owner">Whose account, by whom.</param>
    /// <param name="change">What.</param>
    /// <param name="now">UTC instant.</param>
    /// <param name="details">What it was done to; no personal data, no secrets.</param>
    public static void Tell(this StoreDbContext db, Account owner, AccountChange change, DateTime now, string? details = null)
    {
        db.Audit.Add(Entry(owner, ActionOf(change), now, details));
        db.Raise(new AccountChanged(owner.Id, change.ToString()));
    }

    /// <summary>An entry of the audit about an account, by its owner.</summary>
    public static AuditEntry Entry(Account owner, string action, DateTime now, string? details = null) =>
        new() { At = now, ActorId = owner.Id, Actor = owner.UserName ?? "", Action = action, Topic = owner.UserName ?? "", Details = details };

    private static string ActionOf(AccountChange change) => change switch
    {
        AccountChange.Contacts => "account.contacts-changed",
        AccountChange.Holder => "account.holder-changed",
        AccountChange.ConsentGiven => "account.consent-given",
        AccountChange.ConsentTaken => "account.consent-taken",
        AccountChange.SessionsEnded => "account.sessions-ended",
        AccountChange.Exported => "account.exported",
        AccountChange.TotpOn => "account.totp-on",
        AccountChange.TotpOff => "account.totp-off",
        AccountChange.RecoveryCodesMade => "account.recovery-codes-made",
        AccountChange.RecoveryCodeUsed => "account.recovery-code-used",
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };
}

/// <summary>Tells the owner what was changed, without saying to what, and what to do when it was somebody else.</summary>
internal sealed class SendAccountChanged(AccountPost post, StoreUrls urls) : IReaction<AccountChanged>
{
    public Task<string?> HandleAsync(AccountChanged e, Delivery delivery, CancellationToken ct)
    {
        var (subject, sentence) = Words(Enum.Parse<AccountChange>(e.Change));
        return post.SendAsync(kind: null, e.AccountId, delivery, _ => Task.FromResult(Letter.Of(
            subject,
            "Ciao,",
            new LetterPart.Paragraph(sentence),
            new LetterPart.Action("Vai ai miei dati", urls.At("area-clienti/dati")),
            new LetterPart.Note($"Se non sei stato tu, cambia subito la password dell'account e scrivi all'assistenza: {urls.At("contatti")}"))), ct);
    }

    private static (string Subject, string Sentence) Words(AccountChange change) => change switch
    {
        AccountChange.Contacts => ("Indirizzo o telefono cambiati", "l'indirizzo o il telefono del tuo account sono stati cambiati poco fa."),
        AccountChange.Holder => ("Dati dell'intestatario cambiati", "i dati dell'intestatario di un tuo servizio sono stati cambiati poco fa: valgono dal prossimo ordine e per le comunicazioni del servizio."),
        AccountChange.ConsentGiven => ("Consenso a sconti e novità dato", "hai scelto di ricevere sconti e novità via email. Puoi cambiare idea quando vuoi."),
        AccountChange.ConsentTaken => ("Consenso a sconti e novità tolto", "hai scelto di non ricevere più sconti e novità via email."),
        AccountChange.SessionsEnded => ("Sessioni chiuse", "una o più sessioni aperte del tuo account sono state chiuse poco fa."),
        AccountChange.Exported => ("Copia dei tuoi dati scaricata", "poco fa è stata scaricata una copia di tutti i dati del tuo account."),
        AccountChange.TotpOn => ("Accesso con il codice dell'app attivato", "da ora, dopo la password, l'accesso chiede anche il codice dell'app di autenticazione."),
        AccountChange.TotpOff => ("Accesso con il codice dell'app disattivato", "da ora l'accesso non chiede più il codice dell'app di autenticazione: basta la password."),
        AccountChange.RecoveryCodesMade => ("Nuovi codici di recupero", "sono stati creati nuovi codici di recupero: quelli di prima non funzionano più."),
        AccountChange.RecoveryCodeUsed => ("Accesso con un codice di recupero", "qualcuno è entrato nel tuo account con un codice di recupero, che ora non funziona più."),
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };
}
