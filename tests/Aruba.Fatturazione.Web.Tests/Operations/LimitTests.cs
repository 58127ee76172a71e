using System.Net;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Tests.Infrastructure;

namespace Aruba.Fatturazione.Web.Tests.Operations;

public sealed class LimitTests(LimitTests.CountingHost store) : IClassFixture<LimitTests.CountingHost>
{
    private const int PerMinute = 20;

    [Fact]
    public async Task Who_asks_too_much_is_told_when_to_come_back_whatever_address_they_invent()
    {
        var app = await store.StartInstanceAsync();
        using var browser = store.NewBrowser(app);
        HttpResponseMessage last;
        var asked = 0;
        do
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/contatti");
            request.Headers.Add("X-Forwarded-For", $"10.0.{asked}.1");
            last = await browser.Client.SendAsync(request);
        }
        while (last.StatusCode == HttpStatusCode.OK && ++asked < 10 * PerMinute);

        Assert.Equal(HttpStatusCode.TooManyRequests, last.StatusCode);
        Assert.InRange(last.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("Troppe richieste", await last.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.Client.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.Client.GetAsync("/css/site.css")).StatusCode);
    }

    [Theory]
    [InlineData("192.0.2.7", "::ffff:192.0.2.7", true)]
    [InlineData("2001:db8:1:2:a::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("192.0.2.7", "192.0.2.8", false)]
    public void A_client_is_an_ipv4_address_or_an_ipv6_network(string one, string other, bool same) =>
        Assert.Equal(same, Limits.ClientOf(IPAddress.Parse(one)) == Limits.ClientOf(IPAddress.Parse(other)));

    [Fact]
    public async Task A_form_larger_than_the_limit_is_refused_in_words()
    {
        var app = await store.StartInstanceAsync();
        using var browser = store.NewBrowser(app);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/accesso") { Content = new StringContent(new string('a', 65 * 1024)) };
        request.Headers.ExpectContinue = true;
        using var answer = await browser.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("troppi", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    public sealed class CountingHost : StoreHost
    {
        protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
        [
            new("Limits:Enabled", "true"),
            new("Limits:PerMinute", PerMinute.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ];
    }
}

public sealed class ProxyTests(ProxyTests.BehindProxy store) : IClassFixture<ProxyTests.BehindProxy>
{
    [Fact]
    public async Task A_named_proxy_is_believed_so_its_clients_are_counted_apart()
    {
        using var browser = store.NewBrowser();
        for (var i = 0; i < 40; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/contatti");
            request.Headers.Add("X-Forwarded-For", $"192.0.2.{i}");
            using var answer = await browser.Client.SendAsync(request);

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    public sealed class BehindProxy : StoreHost
    {
        protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
            [new("Limits:Enabled", "true"), new("Limits:PerMinute", "20"), new("Store:TrustedProxies:0", "127.0.0.0/8")];
    }
}

public sealed class DiskTests(DiskTests.NearlyFull store) : IClassFixture<DiskTests.NearlyFull>
{
    [Fact]
    public async Task With_a_nearly_full_disk_pages_are_shown_and_orders_are_refused_in_words()
    {
        using var browser = store.NewBrowser();
        var page = await browser.PostAsync("/acquista/modulo-ordine", []);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
        Assert.Equal("Ora non possiamo ricevere ordini", page.Heading);
        Assert.NotNull(page.Answer.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync("/contatti")).Status);
    }

    public sealed class NearlyFull : StoreHost
    {
        protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Limits:MinimumFreeMegabytes", "1000000")];
    }
}
