using Aruba.Fatturazione.Catalog;
using Aruba.Fatturazione.Orders;

namespace Aruba.Fatturazione.Web.Features.Checkout;

/// <summary>What the cart page shows.</summary>
/// <param name="Cart">The cart.</param>
/// <param name="Catalogue">The catalogue it is priced with.</param>
/// <param name="Notice">What the last action did, in words, or null.</param>
public sealed record CartPage(Cart Cart, Catalogue Catalogue, string? Notice)
{
    /// <summary>The cart with its prices.</summary>
    public Quote Quote { get; } = Cart.Quote(Catalogue);

    /// <summary>Modules and extras that can still be added.</summary>
    public IEnumerable<Offer> Available => Catalogue.Offers.Where(o => o.Product.Kind != ProductKind.Service && !Cart.Has(o.Code));

    /// <summary>True when any price shown is a demonstration.</summary>
    public bool HasDemoPrices => Catalogue.Offers.Any(o => o.IsDemoPrice);

    /// <summary>What a product needs, by name, or null.</summary>
    public string? NeedOf(Offer offer) => offer.Product.Needs is { } code ? Catalogue.Find(code)?.Product.Name : null;
}
