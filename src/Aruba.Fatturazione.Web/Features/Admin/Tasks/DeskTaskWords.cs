using Aruba.Fatturazione.Payments;

namespace Aruba.Fatturazione.Web.Features.Admin.Tasks;

/// <summary>Tasks in words: what it is, and what to do about it.</summary>
internal static class DeskTaskWords
{
    /// <summary>The kind on screen.</summary>
    public static string Label(this DeskTaskKind kind) => kind switch
    {
        DeskTaskKind.UnresolvedAttempt => "Pagamento senza risposta",
        DeskTaskKind.Dispute => "Pagamento contestato",
        DeskTaskKind.ForeignRefund => "Rimborso fatto dal fornitore",
        DeskTaskKind.RefundFailed => "Rimborso non riuscito",
        DeskTaskKind.MethodNotKept => "Metodo non conservato",
        DeskTaskKind.MethodWithdrawn => "Metodo revocato dal fornitore",
        DeskTaskKind.StrangeEvent => "Evento sconosciuto",
        DeskTaskKind.Mismatch => "Pagamento che non torna",
        DeskTaskKind.Withdrawal => "Recesso da rimborsare",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>What the agent should do.</summary>
    public static string Advice(this DeskTaskKind kind) => kind switch
    {
        DeskTaskKind.UnresolvedAttempt => "Cerca il riferimento nelle pagine del fornitore, poi «Chiedi ancora»: se ha preso il denaro, si registra da solo.",
        DeskTaskKind.Dispute => "Rispondi nelle pagine del fornitore entro il termine, poi chiudi scrivendo com'è andata.",
        DeskTaskKind.ForeignRefund => "Controlla chi lo ha fatto e se il servizio deve continuare, poi chiudi.",
        DeskTaskKind.RefundFailed => "Leggi il motivo, poi rimborsa di nuovo dall'ordine oppure restituisci con un bonifico.",
        DeskTaskKind.MethodNotKept => "Il cliente lo sa già: se chiama, spiega come registrare un metodo dall'area clienti. Poi chiudi.",
        DeskTaskKind.MethodWithdrawn => "Il cliente lo sa già e il rinnovo è spento: se chiama, spiega come scegliere un altro metodo. Poi chiudi.",
        DeskTaskKind.StrangeEvent => "Controlla nelle pagine del fornitore a chi è intestato il webhook, poi chiudi.",
        DeskTaskKind.Mismatch => "Confronta con le pagine del fornitore: se il denaro è del cliente, restituiscilo da lì. Poi chiudi.",
        DeskTaskKind.Withdrawal => "Chiedi al cliente l'IBAN, fai il bonifico entro il termine e registralo dall'ordine con «Rimborsa»: l'attività si chiude da sola.",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
