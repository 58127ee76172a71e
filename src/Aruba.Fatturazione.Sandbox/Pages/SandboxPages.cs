using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Aruba.Fatturazione.Sandbox.Pages;

/// <summary>What the endpoints of every party share: the style sheet and the choice between page and JSON.</summary>
internal static class SandboxPages
{
    /// <summary>The style sheet travels inside the assembly, so that a copied sandbox needs no other file.</summary>
    public static void MapStyle(this WebApplication app) => app.MapGet("/sandbox.css", () =>
        Results.Stream(typeof(SandboxPages).Assembly.GetManifestResourceStream("sandbox.css") ?? Stream.Null, "text/css; charset=utf-8"));

    /// <summary>True when the caller asks for JSON rather than for a page; a browser never does.</summary>
    public static bool WantsJson(this HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(a => a.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase));

    /// <summary>True when a browser asks: where JSON is the rule, only a browser gets the page.</summary>
    public static bool WantsPage(this HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(a => a.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    /// <summary>Renders a page with these parameters.</summary>
    public static RazorComponentResult Page<TPage>(object parameters)
        where TPage : IComponent => new(typeof(TPage), parameters);
}
