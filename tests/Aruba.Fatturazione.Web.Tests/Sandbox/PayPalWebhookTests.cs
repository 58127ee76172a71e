using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Aruba.Fatturazione.Sandbox.Mischief;

namespace Aruba.Fatturazione.Web.Tests.Sandbox;

public sealed class PayPalWebhookTests(PayPalCaller paypal) : IClassFixture<PayPalCaller>, IAsyncLifetime
{
    private const string Verify = "/v1/notifications/verify-webhook-signature";

    public Task InitializeAsync() => paypal.ClearAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_purchase_is_told_in_order()
    {
        await paypal.BuyAsync("a1", keep: true);

        Assert.Equal(
            ["CHECKOUT.ORDER.APPROVED", "PAYMENT.CAPTURE.COMPLETED", "VAULT.PAYMENT-TOKEN.CREATED"], (await paypal.HooksAsync()).Select(h => h.Type));
    }

    [Fact]
    public async Task The_verify_call_knows_what_PayPal_signed()
    {
        await paypal.BuyAsync("b1");
        var hook = (await paypal.HooksAsync())[^1];

        Assert.Equal("SUCCESS", await VerifiedAsync(hook.Question()));
        Assert.Equal("FAILURE", await VerifiedAsync(hook.Question(webhook: "WH-ALTRO")));
        Assert.Equal("FAILURE", await VerifiedAsync(hook.Question(text: hook.Text.Replace("36.60", "36.61", StringComparison.Ordinal))));
        Assert.Equal("FAILURE", await VerifiedAsync(hook.Question(text: hook.Text.Replace(":", ": ", StringComparison.Ordinal))));
        Assert.Empty(paypal.Ledger.RefusedRequests);
    }

    [Fact]
    public async Task Anybody_can_verify_with_the_certificate()
    {
        await paypal.BuyAsync("c1");
        var hook = (await paypal.HooksAsync())[^1];
        using var certificate = X509Certificate2.CreateFromPem(await paypal.Sandbox.Http.GetStringAsync(hook.Headers["PAYPAL-CERT-URL"]));
        using var key = certificate.GetRSAPublicKey();
        var message = $"{hook.Headers["PAYPAL-TRANSMISSION-ID"]}|{hook.Headers["PAYPAL-TRANSMISSION-TIME"]}|WH-SANDBOX|{Crc(Encoding.UTF8.GetBytes(hook.Text))}";

        Assert.True(key?.VerifyData(
            Encoding.UTF8.GetBytes(message), Convert.FromBase64String(hook.Headers["PAYPAL-TRANSMISSION-SIG"]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

        // The published polynomial, bit by bit, so that it is not the sandbox's own table that agrees with itself.
        static uint Crc(byte[] bytes) => ~bytes.Aggregate(uint.MaxValue, (crc, b) =>
            Enumerable.Range(0, 8).Aggregate(crc ^ b, (c, _) => (c & 1) == 0 ? c >> 1 : (c >> 1) ^ 0xEDB88320));
    }

    [Theory]
    [InlineData(WebhookFault.BadSignature, "FAILURE")]
    [InlineData(WebhookFault.OtherAccount, "SUCCESS")]
    [InlineData(WebhookFault.OtherMode, "SUCCESS")]
    public async Task Bent_webhooks_are_bent_as_asked(WebhookFault mode, string verified)
    {
        paypal.Sandbox.App.WebhookMischief.Add(new WebhookMischiefRule("paypal", mode, "PAYMENT.CAPTURE.COMPLETED"));
        var bought = await paypal.BuyAsync("d-" + mode);
        var hook = (await paypal.HooksAsync()).Single(h => h.Type == "PAYMENT.CAPTURE.COMPLETED");

        Assert.Equal(verified, await VerifiedAsync(hook.Question()));
        var capture = bought.Capture.GetProperty("id").GetString();
        Assert.Equal(mode != WebhookFault.OtherAccount, hook.Resource.GetProperty("id").GetString() == capture);
        Assert.Equal(mode == WebhookFault.OtherMode, hook.Text.Contains("https://api-m.paypal.com/v2/payments/captures", StringComparison.Ordinal));
    }

    private async Task<string> VerifiedAsync(string question) => (await paypal.PostAsync(Verify, question, id: "")).Text("verification_status");
}
