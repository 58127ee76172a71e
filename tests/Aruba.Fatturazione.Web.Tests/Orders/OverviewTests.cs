using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Payments;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Renewals;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Aruba.Fatturazione.Web.Tests.Orders;

/// <summary>The overview of services and the line that says whether the next renewal will succeed. One host for each test: they let years pass.</summary>
public sealed class OverviewTests : IAsyncLifetime
{
    private const string Question = "Il prossimo rinnovo riuscirà?";
    private readonly RenewalHost host = new();

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task The_overview_tells_what_is_included_and_what_will_be_charged_when_and_with_what()
    {
        var shopper = await host.WithCardAsync();

        var area = await shopper.Browser.OpenAsync("/area-clienti");

        Assert.Contains("Nessun modulo aggiuntivo", Row(area, "Moduli"), StringComparison.Ordinal);
        Assert.Equal("1, il titolare", Row(area, "Utenti"));
        Assert.Equal("1 GB", Row(area, "Spazio"));
        Assert.Contains("36,48 € il 17 novembre 2027, con Visa che termina con 4242", Row(area, "Prossimo addebito"), StringComparison.Ordinal);
        Assert.Contains("Sì Carta di credito (Stripe) conserva la carta ed è valida fino al mese 12/2040", Row(area, Question), StringComparison.Ordinal);
        Assert.Contains("Hai autorizzato l'addebito il 24 novembre 2026", Row(area, Question), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_automatic_renewal_the_line_says_from_when_it_can_be_renewed_by_hand()
    {
        var shopper = await host.WithBonificoAsync();

        var area = await shopper.Browser.OpenAsync("/area-clienti");

        Assert.Contains("Non da solo", Row(area, Question), StringComparison.Ordinal);
        Assert.Contains("rinnovare tu dal", Row(area, Question), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_that_the_provider_no_longer_keeps_is_found_by_the_sweep_told_on_the_page_and_in_the_notice_thirty_days_ahead()
    {
        var shopper = await host.WithCardAsync();
        await ForgetAtProviderAsync(shopper);
        await host.ComesToAsync(shopper, 60);
        Assert.Single(host.Mails(shopper, "Il rinnovo del tuo servizio così non riuscirà"));

        await host.ComesToAsync(shopper, 30);
        using var browser = await host.BackAsync(shopper);
        var area = await browser.OpenAsync("/area-clienti");

        Assert.StartsWith("No Carta di credito (Stripe) non conserva più il metodo", Row(area, Question), StringComparison.Ordinal);
        Assert.Contains("Scegli un altro metodo", Row(area, Question), StringComparison.Ordinal);
        Assert.Equal(2, host.Mails(shopper, "Il rinnovo del tuo servizio così non riuscirà").Count);
        Assert.Empty(host.Mails(shopper, "Il 1"));
        Assert.True((await host.ServiceAsync(shopper)).RenewsItself);
    }

    [Fact]
    public async Task The_sweep_asks_about_each_method_once_a_month_and_the_page_asks_nobody()
    {
        var shopper = await host.WithCardAsync();
        await ForgetAtProviderAsync(shopper);
        Assert.StartsWith("Sì", Row(await shopper.Browser.OpenAsync("/area-clienti"), Question), StringComparison.Ordinal);
        Assert.Equal(0, await SweepAsync());

        host.Clock.Advance(SavedMethod.TimeBetweenQuestions);
        Assert.Equal(1, await SweepAsync());
        Assert.Equal(0, await SweepAsync());

        using var browser = await host.BackAsync(shopper);
        Assert.StartsWith("No", Row(await browser.OpenAsync("/area-clienti"), Question), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_owner_asks_the_provider_now_and_an_answer_that_does_not_come_changes_nothing()
    {
        var shopper = await host.WithCardAsync();
        var page = $"/area-clienti/servizi/{(await host.ServiceAsync(shopper)).Id}/rinnovo";
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        await ForgetAtProviderAsync(shopper);

        var asked = await (await shopper.Browser.OpenAsync(page)).SendAsync("Controlla ora");

        Assert.True(asked.Says("Abbiamo chiesto al fornitore"), asked.Text);
        Assert.StartsWith("No Carta di credito (Stripe) non conserva più il metodo (risposta del 24 novembre 2026", Row(asked, Question), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_that_ends_before_the_charge_is_a_no_and_its_notices_say_so()
    {
        var shopper = await host.WithCardAsync();
        await host.InDatabaseAsync(db => db.SavedMethods.ExecuteUpdateAsync(u => u.SetProperty(m => m.ExpiryMonth, 10).SetProperty(m => m.ExpiryYear, 2027)));

        var area = await shopper.Browser.OpenAsync("/area-clienti");

        Assert.StartsWith("No, così com'è La carta scade prima dell'addebito del 17 novembre 2027", Row(area, Question), StringComparison.Ordinal);
    }

    private Task<int> SweepAsync() => host.Services.GetRequiredService<MethodSweep>().RunDueAsync(CancellationToken.None);

    // As an operator would in the provider's own pages, with no webhook to tell the shop.
    private async Task ForgetAtProviderAsync(Shopper shopper)
    {
        var token = await host.InDatabaseAsync(db => db.SavedMethods.Where(m => db.Users.Any(a => a.Id == m.AccountId && a.UserName == shopper.Username)).Select(m => m.Token).SingleAsync());
        using var http = new HttpClient { BaseAddress = host.Sandbox.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/stripe/v1/payment_methods/{token}/detach");
        request.Headers.Authorization = new("Bearer", "sk_test_sandbox");
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    private static string Row(Page page, string key) =>
        string.Join(' ', page.Document.QuerySelectorAll("dt").First(d => d.TextContent.Trim() == key).NextElementSibling!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
