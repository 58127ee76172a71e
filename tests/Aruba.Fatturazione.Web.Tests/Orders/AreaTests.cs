using System.Net;
using System.Text.RegularExpressions;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Tests.Account;
using Aruba.Fatturazione.Web.Tests.Infrastructure;

namespace Aruba.Fatturazione.Web.Tests.Orders;

public sealed class AreaTests(AccountHost store) : IClassFixture<AccountHost>
{
    [Fact]
    public async Task Somebody_elses_order_answers_like_a_number_that_does_not_exist()
    {
        var number = await (await Shopper.ReadyAsync(store)).OrdersAsync(PaymentMethod.Bonifico);
        var stranger = await Shopper.NewAsync(store);

        foreach (var path in new[] { "", "/annulla" })
        {
            var foreign = await stranger.Browser.OpenAsync($"/area-clienti/ordini/{number}{path}");
            var unknown = await stranger.Browser.OpenAsync($"/area-clienti/ordini/{OrderNumber.New()}{path}");

            Assert.Equal(HttpStatusCode.NotFound, foreign.Status);
            Assert.Equal(Plain(unknown), Plain(foreign));
        }

        var area = await stranger.Browser.OpenAsync("/area-clienti/password");
        var token = area.Form("Esci").Fields.Single(f => f.Key.Contains("Token", StringComparison.OrdinalIgnoreCase));
        using var post = await stranger.Browser.PostOnceAsync($"/area-clienti/ordini/{number}/annulla", [token]);
        Assert.Equal(HttpStatusCode.NotFound, post.StatusCode);
    }

    [Fact]
    public async Task An_unpaid_order_can_be_cancelled_once_and_the_subject_can_buy_again()
    {
        var shopper = await Shopper.ReadyAsync(store);
        var number = await shopper.OrdersAsync(PaymentMethod.Bonifico);

        var ask = await shopper.Browser.OpenAsync($"/area-clienti/ordini/{number}/annulla");
        var cancelled = await ask.SendAsync("Annulla l'ordine");
        var again = await ask.SendAsync("Annulla l'ordine");

        Assert.Contains("Annullato", cancelled.Heading);
        Assert.True(cancelled.Says("L'ordine è annullato"));
        Assert.True(again.Says("non si può più annullare"));
        Assert.Null(cancelled.Document.GetElementById("iban"));
        await shopper.DescribesHolderAsync();
        await shopper.ConfirmsCartAsync();
        Assert.NotEqual(number, await shopper.OrdersAsync(PaymentMethod.Bollettino));
    }

    [Fact]
    public async Task The_order_page_says_exactly_what_to_transfer()
    {
        var shopper = await Shopper.ReadyAsync(store);
        var number = await shopper.OrdersAsync(PaymentMethod.Bonifico);

        var page = await shopper.Browser.OpenAsync($"/area-clienti/ordini/{number}");

        Assert.Equal("IT60 X054 2811 1010 0000 0123 456", page.Document.GetElementById("iban")!.TextContent);
        Assert.Equal("Società Dimostrativa S.p.A.", page.Document.GetElementById("intestatario")!.TextContent);
        Assert.Equal(number, page.Document.GetElementById("causale")!.TextContent);
        Assert.Equal("36,48 €", page.Document.GetElementById("importo")!.TextContent);
        Assert.NotNull(page.Document.QuerySelector("svg.qr[aria-label*='36,48']"));
        Assert.True(page.Says("27 novembre 2026"), page.Text);
        Assert.True(page.Says("Dati dimostrativi"));
    }

    [Fact]
    public async Task A_newcomers_area_is_empty_and_says_how_to_go_on()
    {
        var shopper = await Shopper.NewAsync(store);
        var area = await shopper.Browser.OpenAsync("/area-clienti");

        Assert.True(area.Says("Non hai ancora un servizio attivo"));
        Assert.True(area.Says("Non ci sono ordini"));
        Assert.Equal("/acquista/intestatario", (await area.FollowAsync("Acquista")).Path);
    }

    // The error code and the tokens differ from answer to answer by design.
    private static string Plain(Page page) => Regex.Replace(
        Regex.Replace(page.Text, "[0-9a-f]{8,}", "", RegexOptions.None, TimeSpan.FromSeconds(1)), @"\s+", " ", RegexOptions.None, TimeSpan.FromSeconds(1));
}
