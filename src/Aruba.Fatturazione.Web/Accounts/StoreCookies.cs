namespace Aruba.Fatturazione.Web.Accounts;

/// <summary>
/// Names and protection of the shop's three cookies. Over HTTPS, and always outside Development, they carry the <c>__Host-</c> prefix and
/// <c>Secure</c>; over plain HTTP in Development neither, so that every browser and HTTP client can try the shop on localhost.
/// </summary>
internal static class StoreCookies
{
    /// <summary>Customers and staff, the panel, the antiforgery cookie: without prefix.</summary>
    public const string Account = "sessione", Panel = "pannello", Antiforgery = "modulo";

    public static string Name(HttpContext http, string plain) => IsBare(http) ? plain : "__Host-" + plain;

    public static CookieOptions Options(HttpContext http) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        Path = "/",
        SameSite = SameSiteMode.Lax,
        Secure = !IsBare(http),
    };

    public static bool IsBare(HttpContext http) =>
        !http.Request.IsHttps && http.RequestServices.GetRequiredService<IHostEnvironment>().IsDevelopment();
}

/// <summary>The antiforgery cookie, named for each request as <see cref="StoreCookies"/> says.</summary>
internal sealed class AntiforgeryCookie(IHttpContextAccessor accessor) : CookieBuilder
{
    public override string? Name
    {
        get => accessor.HttpContext is { } http ? StoreCookies.Name(http, StoreCookies.Antiforgery) : "__Host-" + StoreCookies.Antiforgery;
        set => throw new NotSupportedException("The name follows the request.");
    }

    public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom) => StoreCookies.Options(context);
}
