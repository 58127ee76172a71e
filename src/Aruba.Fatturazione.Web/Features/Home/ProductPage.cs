namespace Aruba.Fatturazione.Web.Features.Home;

/// <summary>What the product page shows; every figure comes from the price list in force (model of <c>Index.cshtml</c>).</summary>
/// <param name="Service">The yearly service itself.</param>
/// <param name="Modules">Modules that can be added to it.</param>
/// <param name="Extras">Extra users, space and the like, sold by quantity.</param>
/// <param name="PaymentMethods">The means accepted today, by name, in the order shown (art. 51 Codice del consumo).</param>
public sealed record ProductPage(
    ProductOffer Service,
    IReadOnlyList<ProductOffer> Modules,
    IReadOnlyList<ProductOffer> Extras,
    IReadOnlyList<PaymentMeans> PaymentMethods)
{
    /// <summary>True when any price shown is a demonstration.</summary>
    public bool HasDemoPrices => Modules.Concat(Extras).Append(Service).Any(offer => offer.IsDemoPrice);
}

/// <summary>One article of the catalogue with its price for a year.</summary>
/// <param name="Code">The catalogue code.</param>
/// <param name="Name">The name as sold.</param>
/// <param name="Summary">What it adds, in a sentence.</param>
/// <param name="NetCentsPerYear">Price of a year without IVA, in cents.</param>
/// <param name="GrossCentsPerYear">Price of a year with IVA, in cents.</param>
/// <param name="Needs">The name of the module it needs, or null.</param>
/// <param name="IsDemoPrice">True when no real price is known.</param>
public sealed record ProductOffer(
    string Code, string Name, string Summary, long NetCentsPerYear, long GrossCentsPerYear, string? Needs, bool IsDemoPrice);

/// <summary>A way to pay.</summary>
/// <param name="Name">Its name on screen.</param>
/// <param name="Icon">A drawing of the sprite (<c>bank</c>, <c>post</c>, <c>wallet</c>).</param>
/// <param name="Time">How long the money takes to be registered, in words.</param>
public sealed record PaymentMeans(string Name, string Icon, string Time);
