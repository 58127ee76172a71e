using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Outbox;
using Aruba.Fatturazione.Web.Payments;

namespace Aruba.Fatturazione.Web.Features.Shared;

/// <summary>The sentences of an <see cref="OrderTimeline"/>.</summary>
internal static class TimelineWords
{
    /// <summary>A step in the life of the order.</summary>
    public static TimelineEntry Step(OrderHistoryEntry step, TimelineFacts order)
    {
        var (tone, text) = step.Trigger switch
        {
            nameof(OrderTrigger.PaidInFull) => ("good", order.Kind == OrderKind.Purchase || order.Kind == OrderKind.Repurchase ? "Pagamento completo: il servizio passa all'attivazione." : "Pagamento completo."),
            nameof(OrderTrigger.CancelledUnpaid) => ("neutral", "Ordine annullato prima del pagamento."),
            nameof(OrderTrigger.TermExpired) => ("neutral", "Ordine decaduto: il pagamento non è arrivato in tempo."),
            nameof(OrderTrigger.ServiceActivated) => ("good", order.Kind switch { OrderKind.Renewal => "Servizio rinnovato.", OrderKind.Extension => "Servizio esteso.", _ => "Servizio attivato." }),
            nameof(OrderTrigger.ActivationGaveUp) => ("bad", "L'attivazione richiede una verifica: se ne occupa l'assistenza."),
            nameof(OrderTrigger.ActivationRetried) => ("info", "Attivazione avviata di nuovo."),
            nameof(OrderTrigger.RefundedInFull) => ("neutral", "Tutto il pagamento è tornato: l'ordine è annullato e nessun servizio viene attivato."),
            nameof(OrderTrigger.Reopened) => ("info", "Ordine riaperto: si può pagare ciò che manca."),
            nameof(OrderTrigger.ReopenedWithPayment) => ("info", "Ordine riaperto: il pagamento è arrivato."),
            Order.WithdrawnTrigger => ("neutral", "Recesso dal contratto: quello che è stato pagato viene restituito."),
            Order.DecidedTrigger => ("good", "La verifica sul pagamento ricevuto è conclusa."),
            _ => ("info", $"Ordine confermato: {order.Gross} da pagare con {MethodName(order.Method)}."),
        };
        return new TimelineEntry(step.At, tone, text, step.Note is null ? $"Da {step.Actor}" : $"Da {step.Actor}: {step.Note}");
    }

    /// <summary>What the order waits for now, and until when; null when it waits for nothing.</summary>
    public static TimelineEntry? Awaited(TimelineFacts order) => order.Status switch
    {
        OrderStatus.AwaitingPayment when order.Method is PaymentMethod.Bonifico or PaymentMethod.Bollettino => new TimelineEntry(
            Since(order), "info",
            $"Attendiamo l'accredito: con {MethodName(order.Method)} pagato quel giorno è registrato di solito entro il {Italian.Day(PaymentMethods.ExpectedCredit(order.Method, RomeCalendar.DayOf(Since(order))))}."),
        OrderStatus.AwaitingPayment => new TimelineEntry(Since(order), "info", "Attendiamo il pagamento."),
        OrderStatus.AwaitingActivation when order.Kind is OrderKind.Purchase or OrderKind.Repurchase => new TimelineEntry(Since(order), "info", "Attivazione in corso: di solito bastano pochi minuti."),
        _ => null,
    };

    private static DateTime Since(TimelineFacts order) => order.History.Count == 0 ? order.PlacedAt : order.History.Max(h => h.At);

    /// <summary>Money that arrived.</summary>
    public static TimelineEntry Payment(RegisteredPayment payment, Importo due, bool onClosed)
    {
        var came = $"Ricevuti {payment.Amount}, valuta {Italian.Day(payment.ValueDate)}";
        var (tone, text) = (onClosed, due.Cents) switch
        {
            (true, _) => ("warn", $"{came}: l'ordine non attendeva pagamenti, se ne occupa l'assistenza."),
            (false, > 0) => ("info", $"{came}: restano da pagare {due}."),
            (false, < 0) => ("good", $"{came}: {new Importo(-due.Cents)} più del dovuto."),
            _ => ("good", $"{came}."),
        };
        var note = payment.Note is null ? "" : $". Nota: {payment.Note}";
        return new TimelineEntry(payment.RegisteredAt, tone, text, $"Registrato da {payment.RegisteredBy}, riferimento {payment.Reference}{note}");
    }

    /// <summary>Money that went back, or came back again.</summary>
    public static TimelineEntry Reversal(RegisteredPayment row) => new(
        row.RegisteredAt,
        row.Amount.Cents < 0 ? "warn" : "info",
        row.Amount.Cents < 0 ? $"Restituiti {new Importo(-row.Amount.Cents).In(row.Currency)}." : $"Tornati {row.Worth}, che erano stati restituiti.",
        $"Registrato da {row.RegisteredBy}, riferimento {row.Reference}{(row.Note is null ? "" : $". Nota: {row.Note}")}");

    /// <summary>Money that does not count until a person decides.</summary>
    public static TimelineEntry ToVerify(RegisteredPayment payment) => new(
        payment.RegisteredAt, "warn", $"Ricevuti {payment.Worth}: non corrispondono a quanto chiesto, se ne occupa l'assistenza.",
        $"Registrato da {payment.RegisteredBy}, riferimento {payment.Reference}{(payment.Note is null ? "" : $". Nota: {payment.Note}")}");

    /// <summary>A refund that was decided, and where it stands.</summary>
    public static TimelineEntry Refund(Refund refund) => new(
        refund.DecidedAt,
        refund.Status == RefundStatus.Failed ? "bad" : "info",
        refund.Status switch
        {
            RefundStatus.Decided => $"Rimborso di {refund.Amount} in corso.",
            RefundStatus.Failed => $"Rimborso di {refund.Amount} non riuscito, se ne occupa l'assistenza.",
            _ => $"Rimborso di {refund.Amount} deciso.",
        },
        $"Da {refund.DecidedBy}: {refund.Note}{(refund.Failure is null ? "" : $". {refund.Failure}")}");

    /// <summary>What the outbox did, does or failed to do; nothing when there is nothing to tell this reader.</summary>
    public static IEnumerable<TimelineEntry> Message(OutboxMessage m, TimelineReader reader)
    {
        var label = ReactionLabels.Of(m.Reaction);
        if (reader == TimelineReader.Customer && (!label.ForCustomer || m is { DoneAt: not null, Outcome: null }))
        {
            return [];
        }

        var what = label.IsMail ? $"Mail «{label.Name}»" : label.Name;
        return m switch
        {
            { DoneAt: { } at, LastError: not null } => [new TimelineEntry(at, "neutral", $"{what}: scartata.", m.LastError)],
            { DoneAt: { } at, Outcome: not null } => [new TimelineEntry(at, label.IsMail ? "neutral" : "good", $"{what}: {Lower(m.Outcome)}")],
            { DoneAt: not null } => [],
            { ParkedAt: { } at } => [new TimelineEntry(at, "bad", $"{what}: non riuscita, se ne occupa l'assistenza.", m.LastError)],
            { LastError: not null } => [new TimelineEntry(m.CreatedAt, "warn", $"{what}: tentativo {Failed(m)} non riuscito, si riprova da soli.", Retry(m))],
            _ => [new TimelineEntry(m.CreatedAt, "neutral", label.IsMail ? $"{what}: in partenza." : $"{what}: in corso.")],
        };
    }

    /// <summary>The method in the middle of a sentence.</summary>
    public static string MethodName(PaymentMethod method) => method switch
    {
        PaymentMethod.Bonifico => "bonifico",
        PaymentMethod.Bollettino => "bollettino postale",
        PaymentMethod.CartaDiCredito => "carta di credito",
        _ => method.ToString(),
    };

    private static string Retry(OutboxMessage m) => $"Prossimo tentativo: {Italian.Instant(m.DueAt)}. Motivo: {m.LastError}";

    // A claimed message is being tried right now: that attempt is counted already and has not failed.
    private static int Failed(OutboxMessage m) => m.ClaimedBy is null ? m.Attempts : m.Attempts - 1;

    private static string Lower(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..];
}
