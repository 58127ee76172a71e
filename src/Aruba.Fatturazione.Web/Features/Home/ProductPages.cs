using Aruba.Fatturazione.Catalog;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Payments;
using Microsoft.AspNetCore.OutputCaching;

namespace Aruba.Fatturazione.Web.Features.Home;

/// <summary>Makes the product page from the catalogue, and keeps it for as long as the catalogue is the same.</summary>
internal static class ProductPages
{
    /// <summary>Name of the output-cache policy of the product page.</summary>
    public const string Policy = "catalogue";

    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(10);

    public static IServiceCollection AddStorePageCache(this IServiceCollection services) => services.AddOutputCache(o =>
        o.AddPolicy(Policy, p => p.AddPolicy<PerCatalogue>().Expire(Keep), excludeDefaultPolicy: true));

    public static ProductPage For(Catalogue catalogue, PaymentMethods methods) => new(
        Offer(catalogue.Service, catalogue),
        [.. Of(ProductKind.Module, catalogue)],
        [.. Of(ProductKind.Extra, catalogue)],
        [.. methods.OnOffer.Select(m => new PaymentMeans(m.Name, m.Icon, m.Time))]);

    private static IEnumerable<ProductOffer> Of(ProductKind kind, Catalogue catalogue) =>
        catalogue.Offers.Where(o => o.Product.Kind == kind).Select(o => Offer(o, catalogue));

    private static ProductOffer Offer(Offer offer, Catalogue catalogue) => new(
        offer.Code,
        offer.Product.Name,
        offer.Product.Summary,
        offer.UnitNet.Cents,
        offer.UnitGross.Cents,
        offer.Product.Needs is { } needed ? catalogue.Find(needed)?.Product.Name : null,
        offer.IsDemoPrice);

    /// <summary>
    /// The page is the same for everybody, signed in or not, so the cookies of a request do not matter; it changes with the
    /// catalogue alone. The framework's default policy would refuse signed-in visitors.
    /// </summary>
    private sealed class PerCatalogue(CatalogueCache catalogues) : IOutputCachePolicy
    {
        public async ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            var get = HttpMethods.IsGet(context.HttpContext.Request.Method) || HttpMethods.IsHead(context.HttpContext.Request.Method);
            context.EnableOutputCaching = get;
            context.AllowCacheLookup = get;
            context.AllowCacheStorage = get;
            context.AllowLocking = true;
            context.CacheVaryByRules.QueryKeys = default;
            var catalogue = await catalogues.TodayAsync(cancellation);
            context.CacheVaryByRules.VaryByValues["catalogue"] = catalogue.Key;
        }

        public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

        public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            context.AllowCacheStorage &= context.HttpContext.Response.StatusCode == StatusCodes.Status200OK;
            return ValueTask.CompletedTask;
        }
    }
}
