using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Features.Admin.Shared;

namespace Aruba.Fatturazione.Web.Features.Admin.Orders;

/// <summary>A deed on an order that is asked about first.</summary>
/// <param name="Action">Its name in the audit.</param>
/// <param name="Outcome">Its code in the address of the page shown afterwards.</param>
/// <param name="IsOpen">True while the order allows it.</param>
/// <param name="Ask">The page that asks.</param>
internal sealed record OrderQuestion(string Action, string Outcome, Func<OrderFacts, bool> IsOpen, Func<OrderFacts, ConfirmPage> Ask)
{
    /// <summary>The label of the reason, or null when none is asked.</summary>
    public string? ReasonLabel { get; init; }

    /// <summary>The reason that stands there already, or null: usual deeds are one click.</summary>
    public string? Suggestion { get; init; }

    /// <summary>The page, with what was typed when it comes back.</summary>
    public ConfirmPage Page(OrderFacts order, string? typed) => Ask(order) with { ReasonLabel = ReasonLabel, Motivo = typed ?? Suggestion };
}

/// <summary>The questions asked before a deed on an order.</summary>
internal static class OrderQuestions
{
    /// <summary>Cancel an unpaid order.</summary>
    public static OrderQuestion Cancel { get; } = new(
        "order.cancelled",
        "annullato",
        order => order.CanBeCancelled,
        order => new ConfirmPage(
            $"Annullare l'ordine {order.Number}?",
            $"L'ordine di {order.Gross} non sarà più pagabile e il cliente potrà farne un altro. Un pagamento che arrivasse lo stesso sarà registrato, ma non attiverà nulla da solo.",
            "Annulla l'ordine",
            $"/assistenza/ordini/{order.Number}")
        { Danger = true })
    {
        ReasonLabel = "Motivo dell'annullamento",
    };

    /// <summary>Try a failed activation again.</summary>
    public static OrderQuestion Retry { get; } = new(
        "activation.retried",
        "attivazione-avviata",
        order => order.Status == OrderStatus.ActivationFailed,
        order => new ConfirmPage(
            $"Riprovare l'attivazione dell'ordine {order.Number}?",
            "Il servizio sarà attivato e il cliente riceverà le credenziali. Se l'ostacolo c'è ancora, l'ordine torna fra quelli da fare.",
            "Riprova l'attivazione",
            $"/assistenza/ordini/{order.Number}"));

    /// <summary>Take the money that waits for a decision.</summary>
    public static OrderQuestion Accept { get; } = new(
        "payment.accepted",
        "accettato",
        order => order.CanAcceptMoney,
        order => new ConfirmPage(
            order.Status == OrderStatus.AwaitingPayment ? $"Accettare il pagamento dell'ordine {order.Number}?" : $"Riaprire l'ordine {order.Number}?",
            AcceptWords(order),
            order.Status == OrderStatus.AwaitingPayment ? "Accetta il pagamento" : "Riapri l'ordine",
            $"/assistenza/ordini/{order.Number}"))
    {
        ReasonLabel = "Perché lo accetti",
        Suggestion = "Verificato con il cliente",
    };

    /// <summary>Close the question of late money.</summary>
    public static OrderQuestion Decided { get; } = new(
        "payment.decided",
        "deciso",
        order => order.NeedsDecisionSince is not null,
        order => new ConfirmPage(
            $"Chiudere la verifica sull'ordine {order.Number}?",
            "Il pagamento resta registrato e l'ordine non cambia stato: si toglie soltanto dall'elenco delle cose da fare. Scrivi che cosa è stato deciso, per esempio un rimborso con la sua data.",
            "Chiudi la verifica",
            $"/assistenza/ordini/{order.Number}"))
    {
        ReasonLabel = "Che cosa è stato deciso",
    };

    private static string AcceptWords(OrderFacts order)
    {
        var (held, left) = (order.EuroHeld, order.Gross - order.EuroHeld);
        return left.Cents switch
        {
            > 0 => $"I {held} ricevuti contano per l'ordine, che attende gli altri {left}: il cliente riceve una mail con il resto da pagare e nulla si attiva finché non arriva.",
            < 0 => $"I {held} ricevuti pagano l'ordine per intero, con {new Importo(-left.Cents)} in più: il servizio sarà attivato e il cliente riceve le credenziali.",
            _ => $"I {held} ricevuti pagano l'ordine per intero: il servizio sarà attivato e il cliente riceve le credenziali.",
        };
    }
}

/// <summary>What was just done, in words.</summary>
internal static class OrderNotices
{
    /// <summary>The sentence for a code, or null for an unknown one.</summary>
    public static string? Words(string? code) => code switch
    {
        "annullato" => "L'ordine è annullato.",
        "attivazione-avviata" => "L'attivazione è ripartita: il risultato compare nella storia qui accanto.",
        "deciso" => "La verifica è chiusa.",
        "accettato" => "Il pagamento è accettato: se basta, l'attivazione parte da sola.",
        "altro-ordine" => "Non si può riaprire: per lo stesso codice fiscale o la stessa partita IVA c'è già un altro ordine in attesa di pagamento. Annulla quello, oppure rimborsa questo pagamento.",
        "rimborso-avviato" => "Il rimborso è deciso: lo stiamo chiedendo al fornitore. L'esito compare nella storia qui accanto.",
        "rimborso-registrato" => "Il rimborso è registrato.",
        "niente-da-restituire" => "Di quel pagamento non resta niente da restituire.",
        "in-verifica" => "Non ora: un pagamento è in verifica presso il fornitore. Riprova quando si sa com'è andato.",
        "chiesto" => "Lo abbiamo chiesto di nuovo al fornitore: lo stato del tentativo è qui sotto.",
        "pagamento-completo" => "Il pagamento è registrato e l'ordine è pagato: l'attivazione parte da sola.",
        "pagamento-parziale" => "Il pagamento parziale è registrato: nulla si attiva finché il totale non è pagato.",
        "pagamento-da-decidere" => "Il pagamento è registrato, ma l'ordine non ne attendeva: ora decide una persona.",
        "mail-rimandata" => "La mail è in partenza.",
        "troppo-tardi" => "Non è più possibile: l'ordine è cambiato nel frattempo. Guarda la storia qui accanto.",
        _ => null,
    };
}
