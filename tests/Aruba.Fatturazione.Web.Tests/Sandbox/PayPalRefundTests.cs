using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Aruba.Fatturazione.Web.Tests.Sandbox;

public sealed class PayPalRefundTests(PayPalCaller paypal) : IClassFixture<PayPalCaller>, IAsyncLifetime
{
    public Task InitializeAsync() => paypal.ClearAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Money_goes_back_in_parts_and_never_more_than_came()
    {
        var capture = await CaptureAsync("a1");
        var part = await RefundAsync(capture, "10.00");
        var tooMuch = await RefundAsync(capture, "26.61");
        var rest = await RefundAsync(capture);
        var nothingLeft = await RefundAsync(capture, "0.01");
        var shown = await paypal.GetAsync($"/v2/payments/refunds/{part.Id}");

        Assert.Equal((HttpStatusCode.Created, "COMPLETED"), (part.Status, part.State));
        Assert.Equal("REFUND_AMOUNT_EXCEEDED", tooMuch.Issue);
        Assert.Equal("26.60", rest.Body.GetProperty("amount").GetProperty("value").GetString());
        Assert.Equal("CAPTURE_FULLY_REFUNDED", nothingLeft.Issue);
        Assert.EndsWith($"/v2/payments/captures/{capture}", shown.Link("up"), StringComparison.Ordinal);
        Assert.Equal("REFUNDED", (await paypal.GetAsync($"/v2/payments/captures/{capture}")).State);
        Assert.Equal([1000L, 2660L], paypal.Ledger.Refunds.Select(r => r.AmountCents));
        Assert.All(paypal.Ledger.Refunds, r => Assert.Equal(capture, r.Capture));
    }

    [Fact]
    public async Task The_same_request_refunds_once()
    {
        var capture = await CaptureAsync("b1");
        var first = await RefundAsync(capture, "5.00", "rimborso-b1");
        var again = await RefundAsync(capture, "5.00", "rimborso-b1");

        Assert.Equal((first.Id, HttpStatusCode.OK), (again.Id, again.Status));
        Assert.Single(paypal.Ledger.Refunds);
    }

    [Fact]
    public async Task Another_currency_is_refused()
    {
        var capture = await CaptureAsync("c1");

        var answer = await paypal.PostAsync($"/v2/payments/captures/{capture}/refund", """{ "amount": { "currency_code": "USD", "value": "1.00" } }""");

        Assert.Equal("REFUND_CAPTURE_CURRENCY_MISMATCH", answer.Issue);
        Assert.Empty(paypal.Ledger.Refunds);
    }

    [Theory]
    [InlineData("refund", "PAYMENT.CAPTURE.REFUNDED", 1)]
    [InlineData("reverse", "PAYMENT.CAPTURE.REVERSED", 1)]
    [InlineData("dispute", "CUSTOMER.DISPUTE.CREATED", 0)]
    public async Task What_happens_on_the_console_is_told_by_webhook(string deed, string told, int refunds)
    {
        var capture = await CaptureAsync("d-" + deed);

        var answer = await paypal.Sandbox.Http.PostAsync($"/paypal-console/captures/{capture}/{deed}", new FormUrlEncodedContent([]));
        var hook = (await paypal.HooksAsync()).Single(h => h.Type == told);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Contains(capture, hook.Text, StringComparison.Ordinal);
        Assert.Equal(refunds, paypal.Ledger.Refunds.Count);
        Assert.Equal(1 - refunds, paypal.Ledger.Disputes.Count);
    }

    [Fact]
    public async Task The_console_refunds_an_amount_and_a_payment_under_review_can_be_denied()
    {
        var capture = await CaptureAsync("e1");
        var part = await paypal.Sandbox.Http.PostAsync($"/paypal-console/captures/{capture}/refund", new FormUrlEncodedContent([new("importo", "1,50")]));
        var nonsense = await paypal.Sandbox.Http.PostAsync($"/paypal-console/captures/{capture}/refund", new FormUrlEncodedContent([new("importo", "molto")]));
        var review = (await paypal.BuyAsync("e2", "pending@acquirenti.example")).Capture.GetProperty("id").GetString();
        await paypal.Sandbox.Http.PostAsync($"/paypal-console/captures/{review}/deny", content: null);
        var again = await paypal.Sandbox.Http.PostAsync($"/paypal-console/captures/{review}/deny", content: null);

        Assert.Equal(HttpStatusCode.NoContent, part.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, nonsense.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Equal(150, Assert.Single(paypal.Ledger.Refunds).AmountCents);
        Assert.Equal("DECLINED", (await paypal.GetAsync($"/v2/payments/captures/{review}")).State);
        Assert.Contains(await paypal.HooksAsync(), h => h.Type == "PAYMENT.CAPTURE.DENIED");
        Assert.Single(paypal.Ledger.Captures);
    }

    [Fact]
    public async Task The_console_is_read_by_programs_and_by_people()
    {
        var capture = await CaptureAsync("f1");
        await paypal.KeepAsync("f2");

        var state = JsonDocument.Parse(await paypal.Sandbox.JsonAsync("/paypal-console")).RootElement;
        var page = await paypal.Sandbox.PageAsync("/paypal-console");

        Assert.Equal(capture, state.GetProperty("captures")[1].GetProperty("id").GetString());
        Assert.Equal("ok@acquirenti.example", state.GetProperty("tokens")[0].GetProperty("email").GetString());
        Assert.NotNull(page.QuerySelector($"form[action='/paypal-console/captures/{capture}/dispute'] button"));
        Assert.Contains("36,60 €", page.Body?.TextContent);
    }

    private async Task<string> CaptureAsync(string attempt) => (await paypal.BuyAsync(attempt)).Capture.GetProperty("id").GetString()!;

    private Task<PayPalCaller.Answer> RefundAsync(string capture, string? amount = null, string? id = null) => paypal.PostAsync(
        $"/v2/payments/captures/{capture}/refund",
        amount is null ? "{}" : JsonSerializer.Serialize(new { amount = new { currency_code = "EUR", value = amount } }),
        id);
}
