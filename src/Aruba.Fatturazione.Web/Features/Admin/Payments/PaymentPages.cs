using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Features.Admin.Orders;
using Aruba.Fatturazione.Web.Mail;

namespace Aruba.Fatturazione.Web.Features.Admin.Payments;

/// <summary>What registering a payment will cause.</summary>
/// <param name="Tone">Tone of the notice.</param>
/// <param name="Text">The sentence the agent reads before confirming.</param>
internal sealed record Consequence(string Tone, string Text)
{
    /// <summary>Computed from the order as it is now.</summary>
    public static Consequence Of(OrderFacts order, Importo amount)
    {
        if (order.Status != OrderStatus.AwaitingPayment)
        {
            return new("warn", $"{State(order)}: il pagamento sarà registrato, ma nulla si attiva e decide una persona.");
        }

        var left = order.Due - amount;
        var full = $"L'ordine sarà pagato per intero: il servizio sarà attivato e le credenziali andranno a {Mailer.Mask(order.AccountEmail)}.";
        return left.Cents switch
        {
            > 0 => new("warn", $"Resteranno da pagare {left}: nulla si attiva."),
            < 0 => new("warn", $"Importo superiore di {new Importo(-left.Cents)} a quanto è da pagare. {full}"),
            _ => new("good", full),
        };
    }

    private static string State(OrderFacts order) => order.Status switch
    {
        OrderStatus.Cancelled => "L'ordine è annullato",
        OrderStatus.Lapsed => "L'ordine è decaduto",
        _ => "L'ordine è già pagato",
    };
}

/// <summary>The form of a payment, and the page that asks before registering it.</summary>
/// <param name="Order">The order as it is now.</param>
/// <param name="Form">What was typed.</param>
internal sealed record PaymentPage(OrderFacts Order, PaymentForm Form)
{
    /// <summary>What will happen.</summary>
    public Consequence Consequence => Consequence.Of(Order, Form.Amount);

    /// <summary>What happened to the order while the agent was looking at it, or null.</summary>
    public string? Meanwhile { get; init; }
}

/// <summary>A payment that is in the books already.</summary>
internal sealed record KnownPaymentPage(string OrderNumber, RegisteredPayment Payment);
