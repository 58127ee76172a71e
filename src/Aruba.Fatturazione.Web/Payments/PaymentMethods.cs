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

/// <summary>The methods on offer: those whose provider is configured, and those that need none.</summary>
public sealed class PaymentMethods(Gateways gateways)
{
    // The seller's help pages: a bonifico is credited the working day after it is executed, a blank bollettino takes about
    // five to seven; the longer figure is promised, so that nobody waits in vain (docs/decisions/0013-arrival-estimates.md).
    private const int BonificoWorkingDays = 3;
    private const int BollettinoWorkingDays = 7;

    // What the guide says at the choice: card and PayPal switch on the automatic renewal, executed 7 days before expiry.
    private const string Renews = "Si attiva il rinnovo automatico, 7 giorni prima della scadenza; lo disattivi quando vuoi dall'area clienti.";

    private static readonly PaymentMethodOffer[] All =
    [
        new(PaymentMethod.CartaDiCredito, PaymentMethod.CartaDiCredito.Label(), "wallet", IsMain: true, "subito",
            $"La carta si digita sulla pagina sicura del fornitore di pagamento, mai qui. {Renews}"),
        new(PaymentMethod.PayPal, PaymentMethod.PayPal.Label(), "external", IsMain: true, "subito",
            $"Confermi il pagamento sul sito di PayPal. {Renews}"),
        new(PaymentMethod.Bonifico, PaymentMethod.Bonifico.Label(), "bank", IsMain: false, "da 1 a 3 giorni lavorativi",
            "Il pagamento non è immediato: dopo la conferma ti mandiamo le coordinate bancarie e il numero d'ordine da usare come causale."),
        new(PaymentMethod.Bollettino, PaymentMethod.Bollettino.Label(), "post", IsMain: false, "da 5 a 7 giorni lavorativi",
            "Il pagamento non è immediato: dopo la conferma ti mandiamo i dati del conto corrente postale e il numero d'ordine da usare come causale."),
    ];

    /// <summary>What can be chosen, in screen order.</summary>
    public IReadOnlyList<PaymentMethodOffer> OnOffer { get; } =
        [.. All.Where(o => o.Method is PaymentMethod.Bonifico or PaymentMethod.Bollettino || gateways.Find(o.Method) is not null)];

    /// <summary>True when the method can be chosen at all.</summary>
    public bool Offers(PaymentMethod method) => OnOffer.Any(o => o.Method == method);

    /// <summary>False while the method's provider does not answer; the others stay.</summary>
    public bool IsAvailable(PaymentMethod method) => gateways.Find(method)?.IsAvailable ?? true;

    /// <summary>The last working day by which money sent on <paramref name="from"/> is normally registered.</summary>
    public static DateOnly ExpectedCredit(PaymentMethod method, DateOnly from) => method switch
    {
        PaymentMethod.Bonifico => RomeCalendar.AddWorkingDays(from, BonificoWorkingDays),
        PaymentMethod.Bollettino => RomeCalendar.AddWorkingDays(from, BollettinoWorkingDays),
        _ => from,
    };
}
