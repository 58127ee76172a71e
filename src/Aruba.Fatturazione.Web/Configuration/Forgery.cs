using Aruba.Fatturazione.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Configuration;

/// <summary>Refuses what another site makes a browser send: by what the browser says of itself, then by token.</summary>
internal static class Forgery
{
    /// <summary>An expired token (every unsafe method of every controller asks for one) gets a page, not a bare 400.</summary>
    public static void Apply(MvcOptions options) => options.Filters.Add<ExpiredPages>();

    /// <summary>
    /// Refuses unsafe requests that a browser declares as sent by another site (Fetch Metadata, or Origin in older browsers).
    /// An action marked <c>[IgnoreAntiforgeryToken]</c> is meant for others and brings its own proof.
    /// </summary>
    public static void UseStoreForgeryGuard(this WebApplication app)
    {
        var mine = new Uri(app.Services.GetRequiredService<IOptions<StoreOptions>>().Value.PublicUrl).GetLeftPart(UriPartial.Authority);
        app.Use((http, next) =>
        {
            var open = http.GetEndpoint()?.Metadata.GetMetadata<IgnoreAntiforgeryTokenAttribute>() is not null;
            if (!open && Limits.IsUnsafe(http.Request.Method) && IsForeign(http.Request, mine))
            {
                http.Response.StatusCode = StatusCodes.Status400BadRequest;
                return Task.CompletedTask;
            }

            return next(http);
        });
    }

    private static bool IsForeign(HttpRequest request, string mine)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
        {
            return site is not "same-origin" and not "none";
        }

        // "null" is what a page without referrer sends: it is ours or a stranger's, and the token tells.
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0
            && origin != "null"
            && !origin.Equals(mine, StringComparison.OrdinalIgnoreCase)
            && !origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Shows what was typed again, with a fresh token, when the old one is no longer good.</summary>
    private sealed class ExpiredPages(IModelMetadataProvider metadata) : IAsyncAlwaysRunResultFilter
    {
        public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
        {
            if (context.Result is IAntiforgeryValidationFailedResult && context.HttpContext.Request.HasFormContentType)
            {
                var request = context.HttpContext.Request;
                var page = ExpiredPage.Of(request.Path + request.QueryString, await request.ReadFormAsync(context.HttpContext.RequestAborted));
                context.Result = new ViewResult
                {
                    ViewName = "/Features/Shared/ExpiredPage.cshtml",
                    ViewData = new ViewDataDictionary<ExpiredPage>(metadata, new ModelStateDictionary()) { Model = page },
                    StatusCode = StatusCodes.Status400BadRequest,
                };
            }

            await next();
        }
    }
}
