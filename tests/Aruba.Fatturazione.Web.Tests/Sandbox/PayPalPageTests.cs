using System.Net;

namespace Aruba.Fatturazione.Web.Tests.Sandbox;

public sealed class PayPalPageTests(PayPalCaller paypal) : IClassFixture<PayPalCaller>, IAsyncLifetime
{
    public Task InitializeAsync() => paypal.ClearAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_page_says_what_is_paid_and_leads_back_either_way()
    {
        var order = (await paypal.PostAsync("/v2/checkout/orders", PayPalCaller.Order("a1", "1234.50", keep: true))).Id;

        var response = await paypal.Sandbox.Http.GetAsync($"/paypal/checkoutnow?token={order}");
        var page = await paypal.Sandbox.PageAsync($"/paypal/checkoutnow?token={order}");

        Assert.Equal("it", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Paga con PayPal", Assert.Single(page.QuerySelectorAll("h1")).TextContent);
        Assert.Contains("1.234,50 €", page.Body?.TextContent);
        Assert.Contains("pagamenti futuri", page.Body?.TextContent);
        Assert.Equal("Paga adesso", page.QuerySelector("button[type=submit]")?.TextContent);
        Assert.Equal($"http://127.0.0.1:5080/annulla?token={order}", page.QuerySelector("a.button")?.GetAttribute("href"));
        Assert.Empty(page.QuerySelectorAll("script, style, [style], [onclick]"));
        Assert.NotNull(page.QuerySelector("label[for=email]"));
        Assert.Contains("form-action 'self' http://127.0.0.1:5080;", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_no_test_account_is_told_beside_its_field_and_kept()
    {
        var order = (await paypal.PostAsync("/v2/checkout/orders", PayPalCaller.Order("b1"))).Id;

        using var answer = await paypal.Sandbox.Http.PostAsync($"/paypal/checkoutnow?token={order}", new FormUrlEncodedContent([new("email", "mario@rossi.example")]));
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("un conto di prova: scegline uno", html, StringComparison.Ordinal);
        Assert.Contains("value=\"mario@rossi.example\"", html, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ok2@acquirenti.example")]
    [InlineData("ok+prova@altrove.example")]
    [InlineData("OK@Acquirenti.example")]
    public async Task A_test_may_invent_accounts(string email)
    {
        var bought = await paypal.BuyAsync("c-" + email, email);

        Assert.Equal("COMPLETED", bought.State);
    }

    [Fact]
    public async Task A_payment_already_made_cannot_be_approved_again()
    {
        var bought = await paypal.BuyAsync("d1");

        Assert.Null(await paypal.ApproveAsync(bought.Id, "no@acquirenti.example"));
        var page = await paypal.Sandbox.PageAsync($"/paypal/checkoutnow?token={bought.Id}");

        Assert.Equal("Pagamento già concluso", page.QuerySelector("h1")?.TextContent);
        Assert.Equal($"http://127.0.0.1:5080/ritorno?token={bought.Id}", page.QuerySelector("a.button")?.GetAttribute("href"));
    }

    [Theory]
    [InlineData("/paypal/checkoutnow?token=NESSUNO")]
    [InlineData("/paypal/checkoutnow")]
    [InlineData("/paypal/agreements/approve?approval_session_id=NESSUNO")]
    [InlineData("/paypal-console")]
    public async Task Every_page_is_italian_with_one_heading(string address)
    {
        var page = await paypal.Sandbox.PageAsync(address);

        Assert.Equal("it", page.DocumentElement.GetAttribute("lang"));
        Assert.Single(page.QuerySelectorAll("h1"));
    }
}
