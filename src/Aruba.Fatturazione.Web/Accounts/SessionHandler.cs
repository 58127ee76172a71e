using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Accounts;

/// <summary>
/// Turns the cookie into a principal and strangers into visitors of the right sign-in page. The framework's cookie handler keeps the key of
/// an earlier session at a new sign-in and an expiry of its own in the cookie (docs/decisions/0012-sessions-are-rows.md).
/// </summary>
internal sealed class SessionHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Sessions sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var key = Request.Cookies[StoreCookies.Name(Context, Sessions.CookieOf(Scheme.Name))];
        if (string.IsNullOrEmpty(key) || Context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
        {
            return AuthenticateResult.NoResult();
        }

        if (await sessions.FindAsync(key, Scheme.Name, Context.RequestAborted) is not { } user)
        {
            return AuthenticateResult.NoResult();
        }

        Response.OnStarting(static state =>
        {
            ((HttpResponse)state).Headers.CacheControl = "no-store";
            return Task.CompletedTask;
        }, Response);
        return AuthenticateResult.Success(new AuthenticationTicket(user, Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Redirect(SignInPage());
        return Task.CompletedTask;
    }

    // Signed in, but not for this: an agent among customers' pages, a customer at the desk, a panel whose password is still to be changed.
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.Redirect(Scheme.Name == Schemes.Panel ? "/pannello/password" : SignInPage());
        return Task.CompletedTask;
    }

    private string SignInPage()
    {
        if (Scheme.Name == Schemes.Panel)
        {
            return "/pannello/accesso";
        }

        var page = Request.Path.StartsWithSegments("/assistenza", StringComparison.OrdinalIgnoreCase) ? "/assistenza/accesso" : "/accesso";
        return ReturnUrls.Local(Wanted()) is { } wanted ? $"{page}?returnUrl={Uri.EscapeDataString(wanted)}" : page;
    }

    // An address that only answers posts is no place to come back to: the page that held the form is.
    private string? Wanted()
    {
        if (HttpMethods.IsGet(Request.Method) || HttpMethods.IsHead(Request.Method))
        {
            return Request.PathBase + Request.Path + Request.QueryString;
        }

        return Uri.TryCreate(Request.Headers.Referer, UriKind.Absolute, out var from) && from.Authority == Request.Host.Value ? from.PathAndQuery : null;
    }
}
