using Aruba.Fatturazione.Sandbox.Mischief;
using Aruba.Fatturazione.Web.Payments;
using Aruba.Fatturazione.Web.Payments.PayPal;
using Aruba.Fatturazione.Web.Tests.Sandbox;
using Microsoft.AspNetCore.Http;

namespace Aruba.Fatturazione.Web.Tests.Payments.PayPal;

public sealed class PayPalNewsTests(PayPalClientHost shop) : IClassFixture<PayPalClientHost>, IAsyncLifetime
{
    public Task InitializeAsync() => shop.ClearAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_events_of_a_purchase_name_the_attempt_and_the_kept_account()
    {
        var (request, facts, order) = await BuyAsync(keep: true);

        Assert.Equal(new ProviderNews.OfAttempt(request.AttemptId, order), await ReadAsync("CHECKOUT.ORDER.APPROVED"));
        Assert.Equal(new ProviderNews.OfAttempt(request.AttemptId, order), await ReadAsync("PAYMENT.CAPTURE.COMPLETED"));
        Assert.Equal(new ProviderNews.MethodKeptLater(facts.Method!, order), await ReadAsync("VAULT.PAYMENT-TOKEN.CREATED"));
    }

    [Fact]
    public async Task Our_refund_is_recognised_and_a_foreign_one_is_not()
    {
        var (_, facts, _) = await BuyAsync();
        var ours = new RefundRequest(Guid.CreateVersion7(shop.Sandbox.Sandbox.Clock.GetUtcNow()), facts.Reference, new Importo(1000), "FE-1");
        await shop.Gateway.RefundAsync(ours, default);
        var news = Assert.IsType<ProviderNews.Refunded>(await ReadAsync("PAYMENT.CAPTURE.REFUNDED"));
        await shop.Sandbox.Sandbox.Http.PostAsync($"/paypal-console/captures/{facts.Reference}/refund", content: null);
        var foreign = (await shop.Sandbox.HooksAsync()).Last(h => h.Type == "PAYMENT.CAPTURE.REFUNDED");

        Assert.Equal((facts.Reference, ours.RefundId, 1000L, "EUR"), (news.PaymentReference, news.RefundId, news.Amount.Cents, news.Currency));
        var other = Assert.IsType<ProviderNews.Refunded>(Read(foreign));
        Assert.Equal((facts.Reference, null, 2660L), (other.PaymentReference, other.RefundId, other.Amount.Cents));
    }

    [Fact]
    public async Task B_P18_disputes_reversals_and_withdrawn_permissions_are_told()
    {
        var (_, facts, _) = await BuyAsync(keep: true);
        await shop.Sandbox.Sandbox.Http.PostAsync($"/paypal-console/captures/{facts.Reference}/dispute", content: null);
        await shop.Sandbox.Sandbox.Http.PostAsync($"/paypal-console/captures/{facts.Reference}/reverse", content: null);
        await shop.Sandbox.Sandbox.Http.PostAsync($"/paypal-console/vault/{facts.Method!.Token}/revoke", content: null);

        var dispute = Assert.IsType<ProviderNews.Disputed>(await ReadAsync("CUSTOMER.DISPUTE.CREATED"));
        var reversal = Assert.IsType<ProviderNews.Disputed>(await ReadAsync("PAYMENT.CAPTURE.REVERSED"));
        Assert.Equal((facts.Reference, 3660L, false), (dispute.PaymentReference, dispute.Amount.Cents, dispute.Taken));
        Assert.Equal((facts.Reference, 3660L, true), (reversal.PaymentReference, reversal.Amount.Cents, reversal.Taken));
        Assert.Equal(new ProviderNews.MethodGone(facts.Method.Token), await ReadAsync("VAULT.PAYMENT-TOKEN.DELETED"));
    }

    [Fact]
    public async Task B_P14_an_event_of_the_other_mode_is_strange()
    {
        shop.Sandbox.Sandbox.App.WebhookMischief.Add(new WebhookMischiefRule("paypal", WebhookFault.OtherMode, "PAYMENT.CAPTURE.COMPLETED"));
        await BuyAsync();

        Assert.IsType<ProviderNews.Strange>(await ReadAsync("PAYMENT.CAPTURE.COMPLETED"));
        Assert.IsType<ProviderNews.OfAttempt>(Read(await HookAsync("PAYMENT.CAPTURE.COMPLETED"), live: true));
    }

    [Theory]
    [InlineData("PAYMENT.CAPTURE.REFUNDED", """{ "resource": { "id": "R", "amount": { "currency_code": "EUR", "value": "1.00" } } }""")]
    [InlineData("PAYMENT.CAPTURE.REFUNDED", """{ "resource": { "id": "R", "amount": { "currency_code": "EUR", "value": "molto" }, "create_time": "2026-01-01T00:00:00Z", "links": [ { "rel": "up", "href": "https://x/C" } ] } }""")]
    [InlineData("CUSTOMER.DISPUTE.CREATED", """{ "resource": { "dispute_id": "D" } }""")]
    [InlineData("VAULT.PAYMENT-TOKEN.CREATED", """{ "resource": { "id": "T", "customer": { "id": "C" } } }""")]
    [InlineData("VAULT.PAYMENT-TOKEN.DELETED", """{ "resource": {} }""")]
    [InlineData("PAYMENT.CAPTURE.COMPLETED", """{ "resource": "testo" }""")]
    [InlineData("PAYMENT.CAPTURE.COMPLETED", "{}")]
    [InlineData("INVENTED.BY.NOBODY", """{ "resource": { "id": "X" } }""")]
    public void What_does_not_say_enough_does_nothing(string type, string body) => Assert.IsType<ProviderNews.Irrelevant>(PayPalNews.Read(type, body, live: false));

    [Fact]
    public async Task PayPal_is_asked_whether_it_sent_an_event()
    {
        await BuyAsync();
        var hook = await HookAsync("PAYMENT.CAPTURE.COMPLETED");
        var genuine = Transmission(hook);

        Assert.Equal("SUCCESS", await VerifyAsync(genuine));
        Assert.Equal("FAILURE", await VerifyAsync(genuine with { Body = hook.Text.Replace("36.60", "0.01", StringComparison.Ordinal) }));
        Assert.Equal("FAILURE", await VerifyAsync(genuine with { Body = hook.Text.Replace(":", ": ", StringComparison.Ordinal) }));
        Assert.Empty(shop.Sandbox.Ledger.RefusedRequests);
    }

    [Theory]
    [InlineData("https://api.paypal.com/v1/notifications/certs/C", 0, true)]
    [InlineData("https://API.sandbox.PAYPAL.com/v1/notifications/certs/C", -72, true)]
    [InlineData("http://api.paypal.com/v1/notifications/certs/C", 0, false)]
    [InlineData("https://paypal.com.attacker.example/C", 0, false)]
    [InlineData("https://attackerpaypal.com/C", 0, false)]
    [InlineData("http://169.254.169.254/C", 0, false)]
    [InlineData("http://127.0.0.1/C", 0, false)]
    [InlineData("nulla", 0, false)]
    [InlineData("https://api.paypal.com/C", -97, false)]
    [InlineData("https://api.paypal.com/C", 1, false)]
    public void What_cannot_be_PayPals_is_not_even_asked_about(string certificate, int hours, bool plausible)
    {
        var now = new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);
        var transmission = new PayPalTransmission("id", now.AddHours(hours).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"), "firma", "SHA256withRSA", certificate, "{}");

        Assert.Equal(plausible, transmission.IsPlausible(new PayPalOptions { ClientId = "vero" }, now));
    }

    [Fact]
    public void A_missing_header_is_no_transmission()
    {
        var headers = new HeaderDictionary { ["PAYPAL-TRANSMISSION-ID"] = "1", ["PAYPAL-TRANSMISSION-TIME"] = "t", ["PAYPAL-AUTH-ALGO"] = "a", ["PAYPAL-CERT-URL"] = "c" };
        Assert.Null(PayPalTransmission.Of(headers, "{}"));

        headers["PAYPAL-TRANSMISSION-SIG"] = "s";
        Assert.NotNull(PayPalTransmission.Of(headers, "{}"));
        headers["PAYPAL-TRANSMISSION-SIG"] = new string('s', 501);
        Assert.Null(PayPalTransmission.Of(headers, "{}"));
    }

    private static PayPalTransmission Transmission(PayPalCaller.Hook hook)
    {
        var headers = new HeaderDictionary();
        foreach (var (name, value) in hook.Headers)
        {
            headers[name] = value;
        }

        return PayPalTransmission.Of(headers, hook.Text)!;
    }

    private async Task<string?> VerifyAsync(PayPalTransmission transmission) => PayPalClientTests.Value(await shop.Client.VerifyAsync(transmission, default)).VerificationStatus;

    private async Task<PayPalCaller.Hook> HookAsync(string type) => (await shop.Sandbox.HooksAsync()).Single(h => h.Type == type);

    private async Task<ProviderNews> ReadAsync(string type) => Read(await HookAsync(type));

    private ProviderNews Read(PayPalCaller.Hook hook, bool live = false) => live ? PayPalNews.Read(hook.Type, hook.Text, live) : shop.Gateway.Read(hook.Type, hook.Text);

    private async Task<(PaymentRequest Request, PaymentFacts Facts, string Order)> BuyAsync(bool keep = false)
    {
        var request = shop.Purchase(keep: keep, customer: keep ? "conto-9" : null);
        var order = Assert.IsType<ProviderAnswer.Opened>(await shop.Gateway.OpenAsync(request, default)).Reference;
        await shop.Sandbox.ApproveAsync(order);
        return (request, Assert.IsType<ProviderAnswer.Paid>(await shop.Gateway.CollectAsync(request, order, default)).Facts, order);
    }
}
