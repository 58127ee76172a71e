using Aruba.Fatturazione.Orders;

namespace Aruba.Fatturazione.Web.Payments;

/// <summary>A way to pay as the order form shows it.</summary>
/// <param name="Method">The method.</param>
/// <param name="Name">Its name on screen.</param>
/// <param name="Icon">A drawing of the sprite.</param>
/// <param name="IsMain">Shown at once; the others stand under <i>Altre modalità</i>.</param>
/// <param name="Time">How long the money takes to be registered, in words.</param>
/// <param name="Notice">What the buyer must know before choosing it.</param>
public sealed record PaymentMethodOffer(PaymentMethod Method, string Name, string Icon, bool IsMain, string Time, string Notice);

/// <summary>
/// The methods on offer. A method enters the list when it can really be used: card and PayPal will come first in it, as main
/// ones, with their providers; until then no page shows them.
/// </summary>
public static class PaymentMethods
{
    // The seller's help pages: a bonifico is credited the working day after it is executed, a blank bollettino takes about
    // five to seven; the longer figure is promised, so that nobody waits in vain (docs/decisions/0013-arrival-estimates.md).
    private const int BonificoWorkingDays = 3;
    private const int BollettinoWorkingDays = 7;

    /// <summary>What can be chosen today, in screen order.</summary>
    public static IReadOnlyList<PaymentMethodOffer> OnOffer { get; } =
    [
        new(PaymentMethod.Bonifico, PaymentMethod.Bonifico.Label(), "bank", IsMain: false, "da 1 a 3 giorni lavorativi",
            "Il pagamento non è immediato: dopo la conferma ti mandiamo le coordinate bancarie e il numero d'ordine da usare come causale."),
        new(PaymentMethod.Bollettino, PaymentMethod.Bollettino.Label(), "post", IsMain: false, "da 5 a 7 giorni lavorativi",
            "Il pagamento non è immediato: dopo la conferma ti mandiamo i dati del conto corrente postale e il numero d'ordine da usare come causale."),
    ];

    /// <summary>The last working day by which money sent on <paramref name="from"/> is normally registered.</summary>
    public static DateOnly ExpectedCredit(PaymentMethod method, DateOnly from) => method switch
    {
        PaymentMethod.Bonifico => RomeCalendar.AddWorkingDays(from, BonificoWorkingDays),
        PaymentMethod.Bollettino => RomeCalendar.AddWorkingDays(from, BollettinoWorkingDays),
        _ => from,
    };
}
