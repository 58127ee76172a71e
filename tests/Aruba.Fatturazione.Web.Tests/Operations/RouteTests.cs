using System.Net;
using Aruba.Fatturazione.Web.Commands;
using Aruba.Fatturazione.Web.Tests.Infrastructure;

namespace Aruba.Fatturazione.Web.Tests.Operations;

public sealed class RouteTests(StoreHost store) : IClassFixture<StoreHost>
{
    /// <summary>Meant for others, without our token: signed by the provider, or (the return from its page) changing nothing.</summary>
    private static readonly string[] ForOthers = ["/webhooks/stripe", "/webhooks/paypal", "/pagamento/{id:guid}"];

    private IReadOnlyList<StoreRoute> All => StoreRoutes.Of(store.App);

    [Fact]
    public async Task A_stranger_is_sent_to_sign_in_wherever_a_route_is_not_public()
    {
        using var browser = store.NewBrowser();
        foreach (var route in All.Where(r => !r.IsPublic))
        {
            using var answer = await browser.Client.SendAsync(new HttpRequestMessage(new HttpMethod(route.Method), Routes.Fill(route.Pattern)));

            Assert.True(answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden, $"{route.Method} {route.Pattern}: {answer.StatusCode}");
            if (answer.Headers.Location is { } location)
            {
                Assert.Contains("/accesso", location.ToString(), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Every_route_that_may_change_something_asks_for_a_token()
    {
        var open = All.Where(r => r.IsUnsafe && r.Antiforgery != "token" && !ForOthers.Contains(r.Pattern)).Select(r => $"{r.Method} {r.Pattern}");

        Assert.Empty(open);
    }

    [Fact]
    public void Every_post_that_a_stranger_may_send_is_counted_apart()
    {
        var uncounted = All.Where(r => r is { IsUnsafe: true, IsPublic: true, RateLimit: not "client+sensitive" }).Select(r => r.Pattern).Except(ForOthers).Where(p => !p.EndsWith("/esci", StringComparison.Ordinal));

        Assert.Empty(uncounted);
    }

    [Fact]
    public void Confirming_an_order_is_counted_and_looks_at_the_disk() =>
        Assert.Equal("client+orders", All.Single(r => r is { Method: "POST", Pattern: "/acquista/modulo-ordine" }).RateLimit);

    [Fact]
    public void Every_route_says_which_methods_it_takes() => Assert.DoesNotContain(All, r => r.Method == "ANY");

    [Fact]
    public async Task A_post_without_a_token_is_refused_with_a_page_that_keeps_what_was_typed()
    {
        using var browser = store.NewBrowser();
        foreach (var route in All.Where(r => r is { IsUnsafe: true, IsPublic: true } && !ForOthers.Contains(r.Pattern)))
        {
            var page = await browser.PostAsync(Routes.Fill(route.Pattern), [new("Nome", "Màrio <b>"), new("Password", "segretissima")]);

            Assert.Equal(HttpStatusCode.BadRequest, page.Status);
            Assert.Equal("La pagina è scaduta", page.Heading);
            Assert.Contains(page.Form("Invia di nuovo").Fields, f => f is { Key: "Nome", Value: "Màrio <b>" });
            Assert.DoesNotContain("segretissima", page.Html, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    public async Task A_post_that_another_site_caused_is_refused_before_anything_else(string header, string value)
    {
        using var browser = store.NewBrowser();
        foreach (var route in All.Where(r => r.IsUnsafe && !ForOthers.Contains(r.Pattern)))
        {
            using var request = new HttpRequestMessage(new HttpMethod(route.Method), Routes.Fill(route.Pattern)) { Content = new FormUrlEncodedContent([]) };
            request.Headers.Add(header, value);
            using var answer = await browser.Client.SendAsync(request);

            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }
}
