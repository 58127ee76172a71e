using System.Net;
using System.Text;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Sandbox.Mischief;
using Aruba.Fatturazione.Web.Tests.Account;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Payments.PayPal;

/// <summary>What PayPal tells by itself; what StripeWebhookTests is for cards.</summary>
public sealed class PayPalWebhookTests(AccountHost store) : IClassFixture<AccountHost>, IAsyncLifetime
{
    public async Task InitializeAsync()
    {
        store.Sandbox.HttpMischief.Reset();
        store.Sandbox.WebhookMischief.Reset();
        await store.HearWebhooksAsync();
    }

    public async Task DisposeAsync()
    {
        using var sandbox = new HttpClient { BaseAddress = store.Sandbox.BaseAddress };
        using var emptied = await sandbox.DeleteAsync("/ledger"); // what is still on its way must not come to the next test
        Assert.True(emptied.IsSuccessStatusCode);
    }

    [Fact]
    [Trait("row", "failure 2")]
    [Trait("row", "failure 4")]
    public async Task B_P11_the_webhook_alone_makes_the_order_paid_once_although_everything_comes_twice()
    {
        store.Sandbox.WebhookMischief.Add(new WebhookMischiefRule("paypal", WebhookFault.Double));
        var (shopper, _) = await AgreesAndStaysAwayAsync();

        await store.UntilAsync(async () => (await store.OrderAsync(shopper)).Status == OrderStatus.Concluded);

        await store.Sandbox.Webhooks.SettleAsync(TimeSpan.FromSeconds(10));
        await store.FinishAsync();
        var order = await store.OrderAsync(shopper);
        Assert.Single(order.Payments);
        Assert.Single(store.TakenFor(order));
        Assert.Equal(1, await store.InDatabaseAsync(db => db.Subscriptions.CountAsync(s => s.AccountId == order.AccountId)));
    }

    [Fact]
    public async Task A_badly_signed_event_is_refused_and_the_sweep_settles_all_the_same()
    {
        store.Sandbox.WebhookMischief.Add(new WebhookMischiefRule("paypal", WebhookFault.BadSignature));
        var (shopper, reference) = await AgreesAndStaysAwayAsync();
        await FirstTryAsync();

        Assert.Equal(0, await store.InDatabaseAsync(db => db.ProviderEvents.CountAsync(e => e.Body.Contains(reference))));
        store.Clock.Advance(TimeSpan.FromMinutes(1));
        await store.RunSweepAsync();
        Assert.Equal(OrderStatus.AwaitingActivation, (await store.OrderAsync(shopper)).Status);
    }

    [Fact]
    public async Task B_P14_an_event_of_the_other_mode_proves_nothing_here_and_has_no_effect()
    {
        store.Sandbox.WebhookMischief.Add(new WebhookMischiefRule("paypal", WebhookFault.OtherMode));
        var (shopper, reference) = await AgreesAndStaysAwayAsync();
        await FirstTryAsync();
        await store.FinishAsync();

        Assert.Equal(400, store.Sandbox.Webhooks.Deliveries[^1].Tries[0].Status); // its certificate is not where this shop's PayPal keeps them
        Assert.Equal(0, await store.InDatabaseAsync(db => db.ProviderEvents.CountAsync(e => e.Body.Contains(reference))));
        Assert.Equal(OrderStatus.AwaitingPayment, (await store.OrderAsync(shopper)).Status);
        Assert.Empty(store.TakenFor(await store.OrderAsync(shopper)));
    }

    [Fact]
    public async Task While_PayPal_cannot_be_asked_who_sent_it_an_event_is_not_taken_and_comes_again()
    {
        store.Sandbox.HttpMischief.Add(new HttpMischiefRule("paypal", "POST /v1/notifications/verify-webhook-signature", HttpFault.Status, Status: 503, Times: 4));
        var (shopper, _) = await AgreesAndStaysAwayAsync();

        await store.UntilAsync(async () => (await store.OrderAsync(shopper)).Status == OrderStatus.Concluded);

        Assert.Contains(store.Sandbox.Webhooks.Deliveries, d => d.Tries.Any(t => t.Status == 503));
    }

    [Fact]
    public async Task A_body_without_PayPals_headers_is_refused()
    {
        using var http = new HttpClient { BaseAddress = store.Address };
        using var body = new StringContent("""{"id":"WH-1","event_type":"CHECKOUT.ORDER.APPROVED","resource":{}}""", Encoding.UTF8, "application/json");

        Assert.Equal(HttpStatusCode.BadRequest, (await http.PostAsync("/webhooks/paypal", body)).StatusCode);
        Assert.Equal(0, await store.InDatabaseAsync(db => db.ProviderEvents.CountAsync(e => e.EventId == "WH-1")));
    }

    private async Task<(Shopper Shopper, string Reference)> AgreesAndStaysAwayAsync()
    {
        var shopper = await Shopper.ReadyAsync(store);
        var page = await shopper.OrdersOnlineAsync(PaymentMethod.PayPal);
        var reference = Assert.Single(await store.AttemptsAsync(await store.OrderAsync(shopper))).Reference!;
        Assert.NotNull(await Payer.PayByPayPalAsync(page, "ok@acquirenti.example"));
        return (shopper, reference);
    }

    /// <summary>Waits until the newest webhook was tried.</summary>
    private async Task FirstTryAsync()
    {
        for (var tries = 0; tries < 200 && store.Sandbox.Webhooks.Deliveries[^1].Tries.Count == 0; tries++)
        {
            await Task.Delay(25);
        }
    }
}
