using System.Net;
using Aruba.Fatturazione.Web.Tests.Infrastructure;

namespace Aruba.Fatturazione.Web.Tests.Account;

public sealed class SessionWarningTests(AccountHost host) : IClassFixture<AccountHost>
{
    [Fact]
    public async Task A_signed_in_customer_has_a_minute_less_than_half_an_hour_on_the_page_and_an_agent_less_than_a_quarter()
    {
        var (customer, _, _) = await host.CustomerAsync();
        using var agent = await host.AgentAsync("avviso@assistenza.example");

        Assert.Equal("29", Minutes(await customer.OpenAsync(AccountHost.Inside)));
        Assert.Equal("14", Minutes(await agent.OpenAsync("/assistenza")));
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_not_warned()
    {
        using var browser = host.NewBrowser();

        Assert.Null(Minutes(await browser.OpenAsync("/")));
        Assert.Null(Minutes(await browser.OpenAsync("/accesso")));
    }

    [Fact]
    public async Task Asking_for_more_time_gives_the_whole_time_again()
    {
        var (browser, _, _) = await host.CustomerAsync();
        var address = (await browser.OpenAsync(AccountHost.Inside)).Document.QuerySelector("[data-session-extend]")!.GetAttribute("data-session-extend")!;

        host.Clock.Advance(TimeSpan.FromMinutes(28));
        using var answer = await browser.Client.GetAsync(address);
        host.Clock.Advance(TimeSpan.FromMinutes(28));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.True(await AccountHost.IsInsideAsync(browser));
    }

    [Fact]
    public async Task Asking_too_late_leads_to_the_door()
    {
        var (browser, _, _) = await host.CustomerAsync();

        host.Clock.Advance(TimeSpan.FromMinutes(30));
        using var answer = await browser.Client.GetAsync("/sessione");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    private static string? Minutes(Page page) => page.Document.QuerySelector("[data-session-minutes]")?.GetAttribute("data-session-minutes");
}
