using System.Net;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Aruba.Fatturazione.Web.Configuration;

/// <summary>
/// The headers of every answer, whatever made it: page, file, redirect or error (OWASP ASVS 5.0, 3.4 and 3.5).
/// Scripts run by nonce; a page that is kept for everybody has none, because a kept nonce is not one.
/// </summary>
internal static class Headers
{
    // Nothing here needs a device. Only names that browsers know: each other one is a warning in the console of every visitor.
    private const string NoDevices = "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), "
        + "magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), sync-xhr=(), usb=(), xr-spatial-tracking=()";

    private const int YearInSeconds = 365 * 24 * 60 * 60;

    public static IServiceCollection AddStoreHeaders(this IServiceCollection services, bool production, IReadOnlyList<string> paymentPages)
    {
        var forOnePerson = Policy(production, sharedPage: false, paymentPages);
        var forEverybody = Policy(production, sharedPage: true, paymentPages);
        services.AddSecurityHeaderPolicies()
            .SetDefaultPolicy(forOnePerson)
            .SetPolicySelector(context => IsShared(context.HttpContext) ? forEverybody : forOnePerson);
        return services;
    }

    public static void UseStoreHeaders(this WebApplication app)
    {
        app.Use((http, next) =>
        {
            http.Response.OnStarting(Finish, http);
            return next(http);
        });
        app.UseSecurityHeaders();
    }

    /// <summary>Answers only to the shop's own names, so that nobody can put another into links, caches or cookies.</summary>
    public static void UseStoreHosts(this WebApplication app)
    {
        var mine = new Uri(app.Services.GetRequiredService<IOptions<StoreOptions>>().Value.PublicUrl).Host;
        var development = app.Environment.IsDevelopment();
        app.Use((http, next) =>
        {
            if (HttpMethods.IsTrace(http.Request.Method) || HttpMethods.IsConnect(http.Request.Method))
            {
                http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
                http.Response.Headers.Allow = "GET, HEAD, POST";
                return Task.CompletedTask;
            }

            // Load balancers ask an instance for its health by number.
            var known = IsKnown(http.Request.Host.Host, mine, development) || http.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal);
            http.Response.StatusCode = known ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
            return known ? next(http) : Task.CompletedTask;
        });
    }

    private static bool IsKnown(string host, string mine, bool development) =>
        host.Equals(mine, StringComparison.OrdinalIgnoreCase)
        || (development && (host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip))));

    private static bool IsShared(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<OutputCacheAttribute>() is { NoStore: false };

    private static HeaderPolicyCollection Policy(bool production, bool sharedPage, IReadOnlyList<string> paymentPages)
    {
        var policy = new HeaderPolicyCollection()
            .AddContentTypeOptionsNoSniff()
            .AddReferrerPolicySameOrigin()
            .AddCrossOriginOpenerPolicy(b => b.SameOrigin())
            .AddCrossOriginResourcePolicy(b => b.SameOrigin())
            .AddCustomHeader("Permissions-Policy", NoDevices)
            .AddContentSecurityPolicy(csp => Csp(csp, sharedPage, paymentPages));

        // Written by hand because behind a proxy that ends TLS the request looks plain; browsers ignore it over plain HTTP.
        return production ? policy.AddCustomHeader(HeaderNames.StrictTransportSecurity, $"max-age={YearInSeconds}; includeSubDomains") : policy;
    }

    private static void Csp(CspBuilder csp, bool sharedPage, IReadOnlyList<string> paymentPages)
    {
        csp.AddDefaultSrc().None();
        if (sharedPage)
        {
            csp.AddScriptSrc().None();
        }
        else
        {
            csp.AddScriptSrc().WithNonce();
        }

        csp.AddStyleSrc().Self();
        csp.AddImgSrc().Self();
        csp.AddFontSrc().Self();
        csp.AddConnectSrc().Self();

        // A form that ends on a provider's page is followed there only when its address is named (Chromium checks the redirect).
        var forms = csp.AddFormAction().Self();
        foreach (var page in paymentPages)
        {
            forms.From(page);
        }

        csp.AddBaseUri().None();
        csp.AddObjectSrc().None();
        csp.AddFrameAncestors().None();
    }

    // The callback that registers first runs last: everybody else has had a say by now.
    private static Task Finish(object state)
    {
        var http = (HttpContext)state;
        var headers = http.Response.Headers;
        if (StringValues.IsNullOrEmpty(headers.CacheControl))
        {
            headers.CacheControl = IsShared(http) && http.Response.StatusCode == StatusCodes.Status200OK ? "no-cache" : "no-store";
        }

        if (http.Response.ContentType is { } type && IsText(type) && !type.Contains("charset", StringComparison.OrdinalIgnoreCase))
        {
            http.Response.ContentType = $"{type}; charset=utf-8";
        }

        return Task.CompletedTask;
    }

    private static bool IsText(string type) =>
        type.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
        || type.Contains("json", StringComparison.OrdinalIgnoreCase)
        || type.Contains("xml", StringComparison.OrdinalIgnoreCase)
        || type.Contains("javascript", StringComparison.OrdinalIgnoreCase);
}
