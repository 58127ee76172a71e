using Microsoft.AspNetCore.Components;

namespace Aruba.Fatturazione.Web.Features.Shared;

/// <summary>Addresses of our own files, and the scripts that the parts of this page asked for.</summary>
internal static class PageAssets
{
    private const string Key = "page-scripts";

    /// <summary>Asks for <c>wwwroot/js/{file}</c> on this page; asking twice loads it once.</summary>
    public static void NeedScript(HttpContext http, string file)
    {
        if (http.Items[Key] is not List<string> files)
        {
            http.Items[Key] = files = [];
        }

        if (!files.Contains(file))
        {
            files.Add(file);
        }
    }

    /// <summary>The scripts asked for so far; the layout runs after the page, so it sees them all.</summary>
    public static IReadOnlyList<string> Scripts(HttpContext http) => http.Items[Key] as List<string> ?? [];

    /// <summary>
    /// The address of a file under <c>wwwroot</c>, with its fingerprint when the endpoint was mapped with static assets
    /// (then it may be kept for a year), plain otherwise.
    /// </summary>
    public static string Url(HttpContext http, string path)
    {
        var known = http.GetEndpoint()?.Metadata.GetMetadata<ResourceAssetCollection>();
        return $"{http.Request.PathBase}/{(known is null ? path : known[path])}";
    }
}
