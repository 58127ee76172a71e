using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Admin.Orders;
using Aruba.Fatturazione.Web.Features.Shared;
using Aruba.Fatturazione.Web.Mail;
using Aruba.Fatturazione.Web.Payments;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Admin.Refunds;

/// <summary>What a refund does to the service of an order.</summary>
/// <param name="ExpiresOn">Last Rome day of its term.</param>
/// <param name="Renews">True while it renews by itself.</param>
internal sealed record RefundedService(DateOnly ExpiresOn, bool Renews)
{
    /// <summary>The service that the order paid, or null.</summary>
    public static Task<RefundedService?> OfAsync(StoreDbContext db, string number, CancellationToken ct) =>
        db.Subscriptions.AsNoTracking().Where(s => s.Periods.Any(p => p.OrderNumber == number))
            .Select(s => new RefundedService(s.ExpiresOn, s.RenewalMethodId != null)).FirstOrDefaultAsync(ct);
}

/// <summary>The form of a refund, and the page that asks before it begins.</summary>
/// <param name="Order">The order as it is now.</param>
/// <param name="Payment">The payment that goes back.</param>
/// <param name="Service">What the order pays, or null.</param>
/// <param name="Form">What was typed.</param>
internal sealed record RefundPage(OrderFacts Order, RegisteredPayment Payment, RefundedService? Service, RefundForm Form)
{
    /// <summary>What happened to the order while the agent was looking at it, or null.</summary>
    public string? Meanwhile { get; init; }

    /// <summary>True when no provider can be asked: the agent has paid it back and writes it down.</summary>
    public bool IsByHand => Payment.Source is not (PaymentSources.Stripe or PaymentSources.PayPal);

    /// <summary>What is left of the payment.</summary>
    public Importo Left => Order.Refundable(Payment.Id);

    /// <summary>The amount with its currency.</summary>
    public string Worth => Form.Amount.In(Payment.Currency);

    /// <summary>What it will cause, sentence by sentence.</summary>
    public IEnumerable<string> Consequences
    {
        get
        {
            yield return IsByHand
                ? $"Si registra che {Worth} sono già tornati al cliente: da qui non parte nessun bonifico."
                : $"{Worth} tornano al cliente con {PaymentSources.Label(Payment.Source)}. La richiesta parte subito e non si può ritirare.";
            yield return ForOrder();
            yield return $"Il cliente riceve una mail a {Mailer.Mask(Order.AccountEmail)}.";
        }
    }

    private Importo PaidAfter => Order.Paid - Order.GoingBack - (Payment.Counts ? Form.Amount : Importo.Zero);

    private string ForOrder()
    {
        var isAll = PaidAfter.Cents <= 0;
        return Order.Status switch
        {
            OrderStatus.AwaitingPayment => $"L'ordine continua ad attendere {Order.Gross - PaidAfter}.",
            OrderStatus.Cancelled or OrderStatus.Lapsed => "L'ordine resta chiuso: nulla si attiva.",
            OrderStatus.Concluded when Service is { } service => $"Il servizio resta attivo fino al {Italian.Day(service.ExpiresOn)}: il rimborso non lo chiude. {Renewal(service, isAll)}",
            OrderStatus.Concluded => "Il servizio non cambia.",
            _ when isAll => "L'ordine sarà annullato e il servizio non si attiva.",
            _ => $"L'attivazione prosegue: restano pagati {PaidAfter} su {Order.Gross}.",
        };
    }

    private static string Renewal(RefundedService service, bool isAll) => (service.Renews, isAll) switch
    {
        (false, _) => "Il rinnovo automatico è già spento.",
        (true, true) => "Il rinnovo automatico si spegne.",
        _ => "Il rinnovo automatico resta acceso.",
    };
}
