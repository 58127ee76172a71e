using Aruba.Fatturazione.Catalog;
using Aruba.Fatturazione.Web.Features.Shared;

namespace Aruba.Fatturazione.Web.Features.Checkout;

/// <summary>The order summary beside the steps of the purchase.</summary>
internal static class CheckoutSummary
{
    /// <summary>The summary of a priced cart; the term has no last day yet, because it starts when the payment is registered.</summary>
    public static OrderSummary Of(Quote quote) => new(
        "Il tuo ordine",
        [.. quote.Lines.Select(l => new SummaryLine(l.Offer.Product.Name, l.Quantity > 1 ? $"Quantità: {l.Quantity}" : null, l.Net.Cents))],
        quote.Net.Cents,
        quote.Iva.Cents,
        quote.Gross.Cents,
        quote.Years,
        Until: null);
}
