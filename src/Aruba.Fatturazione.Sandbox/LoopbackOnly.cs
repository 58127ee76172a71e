using System.Net;

namespace Aruba.Fatturazione.Sandbox;

/// <summary>
/// The sandbox shows passwords and one-time codes, so it talks to this machine only: the caller's address and the Host header must be
/// loopback (a rebound DNS name is not), and another site's page cannot make the browser change anything here.
/// </summary>
internal static class LoopbackOnly
{
    private const string PagePolicy =
        "default-src 'none'; style-src 'self'; img-src data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void UseLoopbackOnly(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (!IsWelcome(context))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context.Response.WriteAsync("The sandbox answers this machine only.");
            return;
        }

        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = PagePolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        await next(context);
    });

    private static bool IsWelcome(HttpContext context)
    {
        var request = context.Request;
        var host = request.Host.Host.Trim('[', ']');
        var hostIsLoopback = host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));
        var callerIsLoopback = context.Connection.RemoteIpAddress is { } caller && IPAddress.IsLoopback(caller);
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var fromElsewhere = site is not ("" or "none" or "same-origin");
        var reads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        return hostIsLoopback && callerIsLoopback && (reads || !fromElsewhere);
    }
}
