using Aruba.Fatturazione.Catalog;
using Aruba.Fatturazione.Intestatari;
using Aruba.Fatturazione.Web.Payments;

namespace Aruba.Fatturazione.Web.Features.Checkout;

/// <summary>What the order form shows around its fields.</summary>
/// <param name="Cart">The cart.</param>
/// <param name="Holder">Who will hold the service.</param>
/// <param name="Quote">What is bought and what it costs.</param>
/// <param name="Required">The boxes.</param>
/// <param name="Mandate">The box of the renewal mandate, required with card and PayPal.</param>
/// <param name="Methods">The ways to pay.</param>
/// <param name="Today">The Rome day.</param>
public sealed record OrderFormPage(
    Guid Cart, Intestatario Holder, Quote Quote, IReadOnlyList<RequiredAcceptance> Required, RequiredAcceptance Mandate, MethodChoices Methods, DateOnly Today)
{
    /// <summary>The boxes that a choice makes necessary: with card and PayPal the mandate too.</summary>
    public IReadOnlyList<RequiredAcceptance> RequiredFor(PaymentChoice? choice) => choice is { IsOnline: true } ? [.. Required, Mandate] : Required;

    /// <summary>Every box on the page, in screen order.</summary>
    public IReadOnlyList<RequiredAcceptance> Shown => Methods.HasOnline ? [Mandate, .. Required] : Required;

    /// <summary>Notices on top, in Italian: what changed, or why nothing was ordered.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>Why the subject cannot buy, or null.</summary>
    internal SubjectTaken? Taken { get; init; }

    /// <summary>Where the invoice goes, in words.</summary>
    public string Recipient => Holder.Recapito.Stored.Split(':', 2) switch
    {
        ["SDI", var code] => $"Codice destinatario {code}",
        ["PEC", var box] => $"Casella PEC {box}",
        _ => "Nessun identificativo: la fattura è nel sito dell'Agenzia delle Entrate",
    };
}
