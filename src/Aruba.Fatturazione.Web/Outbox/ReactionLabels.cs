namespace Aruba.Fatturazione.Web.Outbox;

/// <summary>How people call a reaction.</summary>
/// <param name="Name">Italian name, as after "La mail".</param>
/// <param name="IsMail">True when its success is a mail accepted by the server.</param>
/// <param name="ForCustomer">True when the customer's timeline tells of it.</param>
public sealed record ReactionLabel(string Name, bool IsMail, bool ForCustomer);

/// <summary>Italian names of the reactions, for timelines and for the desk's outbox.</summary>
public static class ReactionLabels
{
    private static readonly Dictionary<string, ReactionLabel> Known = new(StringComparer.Ordinal)
    {
        ["SendOrderConfirmation"] = Mail("Conferma dell'ordine"),
        ["SendTransferInstructions"] = Mail("Istruzioni per il pagamento"),
        ["SendEnrolment"] = Mail("Conferma iscrizione"),
        ["SendPartialPayment"] = Mail("Pagamento parziale"),
        ["SendPaymentConfirmation"] = Mail("Conferma pagamento"),
        ["SendActivation"] = Mail("Attivazione del servizio"),
        ["SendPanelCredentials"] = Mail("Nuove credenziali del pannello"),
        ["SendPanelPasswordChanged"] = Mail("Password del pannello cambiata"),
        ["SendPaymentOnClosedOrder"] = Mail("Pagamento da verificare"),
        ["SendPaymentToVerify"] = Mail("Pagamento da verificare"),
        ["SendRefund"] = Mail("Rimborso"),
        ["SendRefundFailed"] = Mail("Rimborso non riuscito"),
        ["SendDispute"] = Mail("Pagamento contestato"),
        ["SendCancellation"] = Mail("Annullamento dell'ordine"),
        ["SendExpiryNotice"] = Mail("Avviso di scadenza"),
        ["SendRenewalProblem"] = Mail("Rinnovo da completare"),
        ["SendRenewed"] = Mail("Servizio rinnovato"),
        ["SendDisdetta"] = Mail("Disdetta ricevuta"),
        ["SendDisdettaRevoked"] = Mail("Disdetta revocata"),
        ["SendWithdrawal"] = Mail("Ricevuta del recesso"),
        ["SendExtended"] = Mail("Servizio esteso"),
        ["SendExpired"] = Mail("Servizio scaduto"),
        ["SendEnded"] = Mail("Servizio terminato"),
        ["SendDeleted"] = Mail("Servizio cancellato"),
        ["StoreBankLines"] = new("Lettura dell'estratto conto", IsMail: false, ForCustomer: false),
        ["MatchBankLines"] = new("Abbinamento dell'estratto conto", IsMail: false, ForCustomer: false),
        ["CloseRenewalOrders"] = new("Chiusura dell'ordine di rinnovo", IsMail: false, ForCustomer: false),
        ["SendAlreadyRegistered"] = Own("Registrazione già presente"),
        ["SendUsername"] = Own("Promemoria dello username"),
        ["SendPasswordLink"] = Own("Scelta di una nuova password"),
        ["SendPasswordChanged"] = Own("Password cambiata"),
        ["SendEmailChangeToPresent"] = Own("Conferma del cambio di email, alla casella di prima"),
        ["SendEmailChangeToNew"] = Own("Conferma del cambio di email, alla casella nuova"),
        ["SendEmailChanged"] = Own("Email dell'account cambiata"),
        ["SendEmailLeft"] = Own("Email dell'account cambiata, alla casella di prima"),
        ["SendAccountDeleted"] = Own("Account cancellato"),
        ["SendAccountChanged"] = Own("Modifica dei dati o della sicurezza dell'account"),
        ["SendRecoveryCodesMade"] = Own("Codici di recupero creati"),
        ["SendRecoveryCodeUsed"] = Own("Codice di recupero usato"),
        ["SendMethodKept"] = Own("Metodo di pagamento registrato"),
        ["SendMethodRemoved"] = Own("Metodo di pagamento rimosso"),
        ["SendMethodUpdated"] = Own("Dati della carta aggiornati"),
        ["SendMethodNotKept"] = Mail("Metodo di pagamento non registrato"),
        ["SendRenewalOn"] = Own("Rinnovo automatico attivato"),
        ["SendRenewalMethodReplaced"] = Own("Rinnovo automatico con un altro metodo"),
        ["SendRenewalOff"] = Own("Rinnovo automatico disattivato"),
        ["ForgetMethod"] = new("Cancellazione del metodo presso il fornitore", IsMail: false, ForCustomer: false),
        ["AwaitMethod"] = new("Attesa del metodo di pagamento", IsMail: false, ForCustomer: false),
        ["HandleProviderEvent"] = new("Notizia del fornitore di pagamento", IsMail: false, ForCustomer: false),
        ["MakeRefund"] = new("Rimborso presso il fornitore", IsMail: false, ForCustomer: false),
        ["TellDesk"] = new("Avviso all'assistenza", IsMail: false, ForCustomer: false),
        ["FulfilOrder"] = new("Attivazione del servizio", IsMail: false, ForCustomer: false),
    };

    /// <summary>Reactions whose success is a mail about an order.</summary>
    public static IReadOnlyList<string> ForOrders { get; } = [.. Known.Where(k => k.Value is { IsMail: true, ForCustomer: true }).Select(k => k.Key)];

    /// <summary>The label; a reaction without one shows its own name, to staff only.</summary>
    public static ReactionLabel Of(string reaction) => Known.GetValueOrDefault(reaction) ?? new ReactionLabel(reaction, IsMail: false, ForCustomer: false);

    /// <summary>True when somebody gave it a name.</summary>
    public static bool Knows(string reaction) => Known.ContainsKey(reaction);

    // Mails about the account itself: no order's story tells of them.
    private static ReactionLabel Own(string name) => new(name, IsMail: true, ForCustomer: false);

    private static ReactionLabel Mail(string name) => new(name, IsMail: true, ForCustomer: true);
}
