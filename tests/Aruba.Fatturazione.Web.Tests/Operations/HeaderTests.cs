using System.Net;
using System.Text.RegularExpressions;
using Aruba.Fatturazione.Web.Commands;
using Aruba.Fatturazione.Web.Tests.Infrastructure;

namespace Aruba.Fatturazione.Web.Tests.Operations;

public sealed partial class HeaderTests(StoreHost store) : IClassFixture<StoreHost>
{
    private static readonly string[] Unknown = ["/non-esiste", "/non-esiste.css", "/area-clienti/ordini/ZZZZ", "/.git/config", "/appsettings.json", "/css/site.css.map"];

    [Fact]
    public async Task Every_route_and_every_error_carries_the_security_headers()
    {
        using var browser = store.NewBrowser();
        foreach (var (method, address) in Requests())
        {
            using var answer = await browser.Client.SendAsync(new HttpRequestMessage(method, address));
            AssertHeaders(answer, $"{method} {address}");
        }
    }

    [Fact]
    public async Task What_is_not_ours_to_show_is_not_found()
    {
        using var browser = store.NewBrowser();
        foreach (var address in Unknown.Where(a => !a.StartsWith("/area-clienti", StringComparison.Ordinal)))
        {
            using var answer = await browser.Client.GetAsync(address);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task The_nonce_of_a_page_is_new_each_time_and_long()
    {
        using var browser = store.NewBrowser();
        var first = await NonceAsync(browser);
        var second = await NonceAsync(browser);

        Assert.NotEqual(first, second);
        Assert.True(Convert.FromBase64String(first).Length >= 16);
    }

    [Fact]
    public async Task Two_unknown_addresses_answer_the_same_bytes()
    {
        using var browser = store.NewBrowser();

        Assert.Equal(await browser.Client.GetStringAsyncAnyStatus("/una"), await browser.Client.GetStringAsyncAnyStatus("/altra"));
    }

    [Fact]
    public async Task Trace_is_not_allowed_anywhere()
    {
        using var browser = store.NewBrowser();
        using var answer = await browser.Client.SendAsync(new HttpRequestMessage(HttpMethod.Trace, "/"));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.True(answer.Content.Headers.Allow.Contains("GET"));
        AssertHeaders(answer, "TRACE /");
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    public async Task A_name_that_is_not_ours_is_refused(string host)
    {
        using var browser = store.NewBrowser();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/contatti");
        request.Headers.Host = host;
        using var answer = await browser.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        AssertHeaders(answer, host);
    }

    private IEnumerable<(HttpMethod Method, string Address)> Requests() =>
    [
        .. StoreRoutes.Of(store.App).Select(r => (new HttpMethod(r.Method == "ANY" ? "GET" : r.Method), Routes.Fill(r.Pattern))),
        .. Unknown.Select(a => (HttpMethod.Get, a)),
        (HttpMethod.Delete, "/contatti"),
    ];

    private static void AssertHeaders(HttpResponseMessage answer, string what)
    {
        var all = answer.Headers.Concat(answer.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        Assert.True(all.TryGetValue("X-Content-Type-Options", out var sniff) && sniff == "nosniff", what);
        Assert.Equal("same-origin", all["Referrer-Policy"]);
        Assert.Equal("same-origin", all["Cross-Origin-Opener-Policy"]);
        Assert.Equal("same-origin", all["Cross-Origin-Resource-Policy"]);
        Assert.True(all.ContainsKey("Permissions-Policy"), what);
        Assert.False(all.ContainsKey("Server") || all.ContainsKey("X-Powered-By"), what);
        Assert.True(all.ContainsKey("Cache-Control"), what);
        AssertPolicy(all["Content-Security-Policy"], what);
        if (all.TryGetValue("Content-Type", out var type) && (type.StartsWith("text/", StringComparison.Ordinal) || type.Contains("json", StringComparison.Ordinal)))
        {
            Assert.True(type.Contains("charset=utf-8", StringComparison.OrdinalIgnoreCase), $"{what}: {type}");
        }
    }

    private static void AssertPolicy(string policy, string what)
    {
        string[] wanted = ["default-src 'none'", "style-src 'self'", "img-src 'self'", "font-src 'self'", "connect-src 'self'", "base-uri 'none'", "object-src 'none'", "frame-ancestors 'none'"];
        var directives = policy.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Assert.All(wanted, w => Assert.Contains(w, directives));
        Assert.True(directives.Any(d => d.StartsWith("form-action 'self'", StringComparison.Ordinal)), what);
        Assert.True(directives.Any(d => Scripts().IsMatch(d)), $"{what}: {policy}");
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    private static async Task<string> NonceAsync(Browser browser)
    {
        using var answer = await browser.Client.GetAsync("/contatti");
        return Nonce().Match(answer.Headers.GetValues("Content-Security-Policy").Single()).Groups["nonce"].Value;
    }

    [GeneratedRegex("^script-src (?:'none'|'nonce-[A-Za-z0-9+/=]{22,}')$", RegexOptions.None, 1000)]
    private static partial Regex Scripts();

    [GeneratedRegex("'nonce-(?<nonce>[^']+)'", RegexOptions.None, 1000)]
    private static partial Regex Nonce();
}
