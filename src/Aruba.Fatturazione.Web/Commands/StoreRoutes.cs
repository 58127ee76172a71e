using Aruba.Fatturazione.Web.Configuration;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Commands;

/// <summary>A door of the shop, as the running program knows it.</summary>
/// <param name="Method">GET, POST, … or ANY.</param>
/// <param name="Pattern">The route's template, with its slash.</param>
/// <param name="Policy"><c>public</c>, the names of its policies, or <c>signed in</c> where only the fallback speaks.</param>
/// <param name="Antiforgery"><c>token</c>, <c>none</c>, or <c>-</c> for methods that change nothing.</param>
/// <param name="RateLimit">The policies that count it.</param>
/// <param name="BodyLimit">Largest body in bytes, or null when it is not limited.</param>
/// <param name="IsAsset">True for a file of <c>wwwroot</c>.</param>
public sealed record StoreRoute(string Method, string Pattern, string Policy, string Antiforgery, string RateLimit, long? BodyLimit, bool IsAsset)
{
    /// <summary>True when strangers may come in.</summary>
    public bool IsPublic => Policy == StoreRoutes.Public;

    /// <summary>True when the method may change something.</summary>
    public bool IsUnsafe => Antiforgery != "-";
}

/// <summary>Lists every route from the endpoints themselves, so that a new page cannot be forgotten. The tests walk the same list.</summary>
public static class StoreRoutes
{
    /// <summary>The word for a route without a lock.</summary>
    public const string Public = "public";

    /// <summary>The routes of an application on which <c>UseStore</c> was called, by pattern and method.</summary>
    public static IReadOnlyList<StoreRoute> Of(WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var body = app.Services.GetRequiredService<IOptions<LimitsOptions>>().Value.BodyKilobytes * 1024L;
        return [.. ((IEndpointRouteBuilder)app).DataSources
            .SelectMany(s => s.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(e => !Errors.IsFileLookup(e))
            .SelectMany(e => MethodsOf(e).Select(method => Describe(e, method, body)))
            .Distinct()
            .OrderBy(r => r.IsAsset)
            .ThenBy(r => r.Pattern, StringComparer.Ordinal)
            .ThenBy(r => r.Method, StringComparer.Ordinal)];
    }

    private static IReadOnlyList<string> MethodsOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["ANY"];

    private static StoreRoute Describe(RouteEndpoint endpoint, string method, long defaultBody) => new(
        method,
        "/" + endpoint.RoutePattern.RawText?.TrimStart('/'),
        PolicyOf(endpoint.Metadata),
        Limits.IsUnsafe(method) ? AntiforgeryOf(endpoint.Metadata) : "-",
        RateLimitOf(endpoint),
        endpoint.Metadata.GetMetadata<IRequestSizeLimitMetadata>() is { } limit ? limit.MaxRequestBodySize : defaultBody,
        endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null);

    private static string PolicyOf(EndpointMetadataCollection metadata)
    {
        if (metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return Public;
        }

        var policies = metadata.GetOrderedMetadata<IAuthorizeData>().Select(a => a.Policy ?? "signed in").Distinct().ToList();
        return policies.Count == 0 ? "signed in" : string.Join('+', policies);
    }

    private static string AntiforgeryOf(EndpointMetadataCollection metadata)
    {
        var filters = metadata.GetMetadata<ActionDescriptor>()?.FilterDescriptors.Select(f => f.Filter).ToList() ?? [];
        var ignored = metadata.GetMetadata<IgnoreAntiforgeryTokenAttribute>() is not null || filters.OfType<IgnoreAntiforgeryTokenAttribute>().Any();
        return !ignored && filters.Any(IsAntiforgery) ? "token" : "none";
    }

    private static bool IsAntiforgery(IFilterMetadata filter) => filter
        is AutoValidateAntiforgeryTokenAttribute
        or ValidateAntiForgeryTokenAttribute
        || (filter is TypeFilterAttribute typed && typed.ImplementationType == typeof(AutoValidateAntiforgeryTokenAttribute));

    private static string RateLimitOf(RouteEndpoint endpoint)
    {
        var named = endpoint.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName;
        var counted = endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null
            && endpoint.RoutePattern.RawText?.TrimStart('/').StartsWith("health/", StringComparison.Ordinal) != true;
        return named is not null ? $"client+{named}" : counted ? "client" : "none";
    }
}
