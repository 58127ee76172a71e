using Aruba.Fatturazione.Catalog;
using Aruba.Fatturazione.Intestatari;

namespace Aruba.Fatturazione.Web.Features.Checkout;

/// <summary>What the order form shows around its fields.</summary>
/// <param name="Cart">The cart.</param>
/// <param name="Holder">Who will hold the service.</param>
/// <param name="Quote">What is bought and what it costs.</param>
/// <param name="Required">The boxes.</param>
/// <param name="Today">The Rome day.</param>
public sealed record OrderFormPage(Guid Cart, Intestatario Holder, Quote Quote, IReadOnlyList<RequiredAcceptance> Required, DateOnly Today)
{
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
