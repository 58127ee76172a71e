using System.Net;

namespace Aruba.Fatturazione.Web.Tests.Sandbox.Stripe;

public sealed class StripePagesTests(StripeSandbox sandbox) : IClassFixture<StripeSandbox>, IAsyncLifetime
{
    public Task InitializeAsync() => sandbox.BeginAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_page_says_what_is_paid_and_leads_back_without_paying()
    {
        var page = await sandbox.Host.PageAsync(await UrlAsync());

        Assert.Equal("it", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Paga 30,50 €", page.QuerySelector("form button")?.TextContent);
        Assert.Contains("Fatturazione Elettronica, un anno", page.QuerySelector("dl")?.TextContent, StringComparison.Ordinal);
        Assert.Equal("http://localhost:5080/paga", page.QuerySelectorAll("a").Single(a => a.TextContent == "Annulla e torna al negozio").GetAttribute("href"));
        Assert.Equal(["cc-number", "cc-exp", "cc-csc", "cc-name"], page.QuerySelectorAll("input").Select(i => i.GetAttribute("autocomplete")));
        Assert.Empty(page.QuerySelectorAll("script, style, [style]"));
        Assert.All(page.QuerySelectorAll("input"), i => Assert.NotNull(page.QuerySelector($"label[for={i.Id}]")));
    }

    [Fact]
    public async Task The_pages_policy_lets_the_form_end_at_the_shop()
    {
        var answer = await sandbox.Host.Http.GetAsync(await UrlAsync());

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("form-action 'self' http://localhost:5080;", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "12/30", "123", "Maria Rossi", "numero", "Inserisci il numero")]
    [InlineData("4242424242424243", "12/30", "123", "Maria Rossi", "numero", "Controlla il numero")]
    [InlineData("4111111111111111", "12/30", "123", "Maria Rossi", "numero", "solo le carte di prova")]
    [InlineData("4242424242424242", "", "123", "Maria Rossi", "scadenza", "Inserisci la scadenza")]
    [InlineData("4242424242424242", "13/30", "123", "Maria Rossi", "scadenza", "Inserisci la scadenza")]
    [InlineData("4242424242424242", "02/26", "123", "Maria Rossi", "scadenza", "scaduta")]
    [InlineData("4242424242424242", "12/30", "12", "Maria Rossi", "cvc", "CVC")]
    [InlineData("4242424242424242", "12/30", "123", "", "titolare", "nome")]
    public async Task Wrong_input_is_told_beside_its_field_and_the_number_is_not_shown_again(
        string number, string expiry, string cvc, string name, string field, string words)
    {
        var answer = await sandbox.PayAsync(await UrlAsync(), number, expiry, cvc, name);

        var html = await answer.Content.ReadAsStringAsync();
        var page = await StripeSandbox.ReadAsync(answer);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(words, page.GetElementById($"errore-{field}")?.TextContent, StringComparison.Ordinal);
        Assert.Equal($"errore-{field}", page.GetElementById(field)?.GetAttribute("aria-describedby"));
        Assert.NotNull(page.QuerySelector($"[role=alert] a[href='#{field}']"));
        Assert.Equal((expiry, name), (page.GetElementById("scadenza")?.GetAttribute("value"), page.GetElementById("titolare")?.GetAttribute("value")));
        Assert.Null(page.GetElementById("numero")?.GetAttribute("value"));
        Assert.True(number is "" or "4242424242424242" || !html.Contains(number, StringComparison.Ordinal));
        Assert.Empty(sandbox.Ledger.Captures);
    }

    [Theory]
    [InlineData("12/30")]
    [InlineData("12 / 2030")]
    [InlineData("1230")]
    [InlineData("12-30")]
    public async Task The_expiry_is_understood_as_people_write_it(string expiry) =>
        Assert.Equal(HttpStatusCode.SeeOther, (await sandbox.PayAsync(await UrlAsync(), expiry: expiry)).StatusCode);

    [Fact]
    public async Task A_finished_page_and_an_unknown_one_say_so()
    {
        var url = await UrlAsync();
        await sandbox.PayAsync(url);

        var finished = await sandbox.Host.PageAsync(url);
        var unknown = await sandbox.Host.Http.GetAsync("/stripe/checkout/cs_test_nessuna");
        var nothing = await sandbox.Host.Http.GetAsync("/stripe/3ds/pi_nessuno");

        Assert.Equal("Già fatto", finished.QuerySelector("h1")?.TextContent);
        Assert.StartsWith("http://localhost:5080/esito?sessione=cs_test_", finished.QuerySelector("a.button")?.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (unknown.StatusCode, nothing.StatusCode));
    }

    [Fact]
    public async Task The_bank_s_page_serves_once()
    {
        var toBank = (await sandbox.PayAsync(await UrlAsync(), "4000002500003155")).Headers.Location?.ToString() ?? "";
        await sandbox.AuthenticateAsync(toBank);

        var again = await sandbox.Host.Http.PostAsync(toBank, new FormUrlEncodedContent(new Dictionary<string, string> { ["esito"] = "rifiuta" }));

        Assert.Equal("Niente da confermare", (await StripeSandbox.ReadAsync(again)).QuerySelector("h1")?.TextContent);
        Assert.Single(sandbox.Ledger.Captures);
    }

    [Fact]
    public async Task The_cards_to_try_stand_on_the_first_page_and_on_the_hosted_one()
    {
        foreach (var address in new[] { "/", await UrlAsync() })
        {
            var text = (await sandbox.Host.PageAsync(address)).Body?.TextContent ?? "";
            Assert.Contains("4242 4242 4242 4242", text, StringComparison.Ordinal);
            Assert.Contains("si salva bene, poi è rifiutata al rinnovo", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task No_card_number_is_left_anywhere_after_a_purchase()
    {
        var session = await sandbox.Stripe.V1.Checkout.Sessions.CreateAsync(StripeSandbox.Purchase(await sandbox.CustomerAsync(), keep: true));
        await sandbox.PayAsync(session.Url);

        var everything = string.Concat(
            await sandbox.Host.JsonAsync("/ledger"), await sandbox.Host.JsonAsync("/webhooks"), (await sandbox.RawAsync(HttpMethod.Get, "/v1/events?limit=100")).Text,
            (await sandbox.RawAsync(HttpMethod.Get, "/v1/payment_methods")).Text, (await sandbox.RawAsync(HttpMethod.Get, "/v1/charges")).Text,
            await sandbox.Host.Http.GetStringAsync("/stripe-console"));

        Assert.Contains("4242", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("42424242", everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_ledger_page_shows_what_happened()
    {
        await sandbox.PayAsync(await UrlAsync());

        var text = (await sandbox.Host.PageAsync("/ledger")).Body?.TextContent ?? "";

        Assert.Contains("30,50 €", text, StringComparison.Ordinal);
        Assert.Contains("POST /v1/checkout/sessions", text, StringComparison.Ordinal);
    }

    private async Task<string> UrlAsync() =>
        (await sandbox.Stripe.V1.Checkout.Sessions.CreateAsync(StripeSandbox.Purchase(await sandbox.CustomerAsync()))).Url;
}
