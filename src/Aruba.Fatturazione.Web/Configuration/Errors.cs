using System.Diagnostics;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Shared;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Aruba.Fatturazione.Web.Configuration;

/// <summary>Turns every bare error into an Italian page that says what to do. Details go to the log, under the code on the page.</summary>
internal static class Errors
{
    private const int CodeLength = 8;
    private const string RetryAfterSeconds = "30";

    public static void UseStoreErrors(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = ShowFailureAsync });
        app.UseStatusCodePages(context => ShowAsync(context.HttpContext, context.HttpContext.Response.StatusCode));
    }

    /// <summary>
    /// Ends requests that match nothing before anybody is asked to sign in: an unknown address is a 404 and a wrong method a 405,
    /// for strangers too.
    /// </summary>
    public static void UseStoreNotFound(this WebApplication app) => app.Use((http, next) =>
    {
        var endpoint = http.GetEndpoint();
        if (endpoint is null)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        // Routing answers a wrong method or media type with an endpoint of its own that has no route and no policy.
        var isOurs = endpoint is RouteEndpoint route && !IsFileLookup(route);
        return isOurs ? next(http) : endpoint.RequestDelegate?.Invoke(http) ?? Task.CompletedTask;
    });

    /// <summary>True for the route that looks for files added since the build; static assets bring it along in Development only.</summary>
    public static bool IsFileLookup(RouteEndpoint route) => route.RoutePattern.RawText == "{**path:file}";

    /// <summary>
    /// The start of the trace id: what the customer reads out and the desk searches in the logs.
    /// </summary>
    public static string CodeOf(HttpContext http)
    {
        var id = Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;
        return id.Length > CodeLength ? id[..CodeLength] : id;
    }

    private static Task ShowFailureAsync(HttpContext http)
    {
        var error = http.Features.Get<IExceptionHandlerFeature>()?.Error;
        var status = error switch
        {
            BadHttpRequestException bad => bad.StatusCode,
            not null when DatabaseTrouble.IsCauseOf(error) => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status500InternalServerError,
        };
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            http.Response.Headers.RetryAfter = RetryAfterSeconds;
        }

        http.Response.StatusCode = status;
        return ShowAsync(http, status);
    }

    private static async Task ShowAsync(HttpContext http, int status)
    {
        var services = http.RequestServices;
        var page = ErrorWords.For(status, CodeOf(http));
        var data = new ViewDataDictionary<ErrorPage>(services.GetRequiredService<IModelMetadataProvider>(), new ModelStateDictionary())
        {
            Model = page,

            // The same page for everybody: whether something exists must not show, and the account may be what is out of order.
            ["Shared"] = true,
        };
        var view = new ViewResult { ViewName = "/Features/Shared/Error.cshtml", ViewData = data, StatusCode = status };
        await view.ExecuteResultAsync(new ActionContext(http, new RouteData(), new ActionDescriptor()));
    }
}
