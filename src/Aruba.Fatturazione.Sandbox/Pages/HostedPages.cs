namespace Aruba.Fatturazione.Sandbox.Pages;

/// <summary>What the providers' hosted pages share: they send the person back to the shop at the end of a form.</summary>
internal static class HostedPages
{
    /// <summary>
    /// Lets the forms of this page end at these addresses too: browsers apply form-action to the redirect after a post
    /// (CSP Level 3, section 6.4.1.1), so the usual policy would hold the buyer here.
    /// </summary>
    public static void MayLeadTo(this HttpResponse response, params string?[] addresses)
    {
        var origins = addresses
            .Where(a => Uri.TryCreate(a, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            .Select(a => new Uri(a ?? "").GetLeftPart(UriPartial.Authority))
            .Distinct();
        response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'self'; img-src data:; form-action 'self' {string.Join(' ', origins)}; base-uri 'none'; frame-ancestors 'none'";
    }
}
