using System.Net.Http.Json;
using System.Text.Json;
using Aruba.Fatturazione.Sandbox.Mischief;
using Aruba.Fatturazione.Sandbox.Webhooks;
using Stripe;

namespace Aruba.Fatturazione.Web.Tests.Sandbox.Stripe;

public sealed class StripeWebhookTests(StripeSandbox sandbox) : IClassFixture<StripeSandbox>, IAsyncLifetime
{
    private WebhookCatcher? catcher;

    private WebhookCatcher Shop => catcher ?? throw new InvalidOperationException("Not started.");

    public async Task InitializeAsync()
    {
        await sandbox.BeginAsync();
        catcher = await WebhookCatcher.StartAsync();
        (await sandbox.Host.Http.PutAsJsonAsync("/mischief", new { webhooks = new { address = catcher.Address } })).EnsureSuccessStatusCode();
    }

    public async Task DisposeAsync()
    {
        (await sandbox.Host.Http.PutAsJsonAsync("/mischief", new { webhooks = new { address = "" } })).EnsureSuccessStatusCode();
        await Shop.DisposeAsync();
    }

    [Fact]
    public async Task A_purchase_is_told_in_order_and_signed_over_the_raw_body()
    {
        var session = await sandbox.Stripe.V1.Checkout.Sessions.CreateAsync(StripeSandbox.Purchase(await sandbox.CustomerAsync(), keep: true));
        await sandbox.PayAsync(session.Url);
        await SettleAsync();

        var told = Shop.Caught.Select(Verified).ToList();
        Assert.Equal(
            ["customer.created", "payment_intent.created", "payment_method.attached", "charge.succeeded", "payment_intent.succeeded", "checkout.session.completed"],
            told.Select(e => e.Type));
        Assert.All(Shop.Caught, c => Assert.Equal("/webhooks/stripe", c.Path));
        Assert.All(told, e => Assert.Equal((false, null, "2026-10-28.endive"), (e.Livemode, e.Account, e.ApiVersion)));
        Assert.Equal(("complete", "tentativo-1"), Assert.IsType<global::Stripe.Checkout.Session>(told[^1].Data.Object) is var s ? (s.Status, s.ClientReferenceId) : default);
        Assert.Equal(told[^1].Id, (await sandbox.Stripe.V1.Events.GetAsync(told[^1].Id)).Id);
    }

    [Fact]
    public async Task An_event_carries_the_request_that_caused_it()
    {
        await sandbox.PostAsync("/v1/customers", "name=x", "chiave-1");
        await SettleAsync();

        var told = Verified(Assert.Single(Shop.Caught));
        Assert.Equal("chiave-1", told.Request.IdempotencyKey);
        Assert.StartsWith("req_", told.Request.Id, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_card_is_told_with_its_reason()
    {
        var session = await sandbox.Stripe.V1.Checkout.Sessions.CreateAsync(StripeSandbox.Purchase(await sandbox.CustomerAsync()));
        await sandbox.PayAsync(session.Url, "4000000000009995");
        await SettleAsync();

        var told = Shop.Caught.Select(Verified).ToList();
        var failed = Assert.IsType<PaymentIntent>(told[^1].Data.Object);
        Assert.Equal(["charge.failed", "payment_intent.payment_failed"], told.Select(e => e.Type).TakeLast(2));
        Assert.Equal("insufficient_funds", failed.LastPaymentError.DeclineCode);
    }

    [Fact]
    public async Task A_shop_that_does_not_answer_2xx_is_told_again_with_a_new_signature()
    {
        Shop.Answer(500, 400);
        await sandbox.CustomerAsync();
        await SettleAsync();

        var delivery = Assert.Single(sandbox.Host.App.Webhooks.Deliveries);
        Assert.Equal((WebhookOutcome.Delivered, 3), (delivery.Outcome, delivery.Tries.Count));
        Assert.Equal([500, 400, 200], delivery.Tries.Select(t => t.Status));
        Assert.Single(Shop.Caught.Select(c => Verified(c).Id).Distinct());
    }

    [Fact]
    public async Task A_shop_that_is_down_is_told_when_it_is_back()
    {
        var address = Shop.Address;
        await Shop.DisposeAsync();
        await sandbox.CustomerAsync();
        catcher = await WebhookCatcher.StartAsync();
        (await sandbox.Host.Http.PutAsJsonAsync("/mischief", new { webhooks = new { address = catcher.Address } })).EnsureSuccessStatusCode();

        await SettleAsync();

        Assert.NotEqual(address, catcher.Address);
        Assert.Single(Shop.Caught);
        Assert.NotNull(Assert.Single(sandbox.Host.App.Webhooks.Deliveries).Tries[0].Error);
    }

    [Fact]
    public async Task A_dropped_event_never_comes_but_can_be_asked_for_and_sent_again_by_hand()
    {
        On(WebhookFault.Drop, times: 1);
        await sandbox.CustomerAsync();
        await SettleAsync();
        Assert.Empty(Shop.Caught);

        var known = Assert.Single(await sandbox.Stripe.V1.Events.ListAsync());
        await sandbox.Host.Http.PostAsync($"/webhooks/{known.Id}/resend", content: null);
        await SettleAsync();

        Assert.Equal(known.Id, Verified(Assert.Single(Shop.Caught)).Id);
        Assert.Equal([WebhookOutcome.Dropped, WebhookOutcome.Delivered], sandbox.Host.App.Webhooks.Deliveries.Select(d => d.Outcome));
    }

    [Fact]
    public async Task A_doubled_event_comes_twice_under_one_id()
    {
        On(WebhookFault.Double, times: 1);
        await sandbox.CustomerAsync();
        await sandbox.CustomerAsync();
        await SettleAsync();

        Assert.Equal([2, 1], Shop.Caught.GroupBy(c => Verified(c).Id).Select(g => g.Count()));
    }

    [Fact]
    public async Task A_delayed_event_comes_after_the_others()
    {
        On(WebhookFault.Delay, seconds: 0.7, times: 1);
        await TwoAsync();

        Assert.Equal(["Seconda", "Prima"], Names());
    }

    [Fact]
    public async Task A_reordered_event_comes_after_the_next_one_or_alone_when_there_is_none()
    {
        On(WebhookFault.Reorder, seconds: 30, times: 1);
        await TwoAsync();
        Assert.Equal(["Seconda", "Prima"], Names());

        On(WebhookFault.Reorder, seconds: 0.2, times: 1);
        await sandbox.Stripe.V1.Customers.CreateAsync(new() { Name = "Sola" });
        await SettleAsync();
        Assert.Equal("Sola", Names()[^1]);
    }

    [Fact]
    public async Task A_bad_signature_does_not_verify()
    {
        On(WebhookFault.BadSignature, times: 1);
        Shop.Answer(400);
        await sandbox.CustomerAsync();
        while (Shop.Caught.IsEmpty)
        {
            await Task.Delay(5);
        }

        Assert.True(Shop.Caught.TryPeek(out var forged));
        Assert.Throws<StripeException>(() => Verified(forged));
    }

    [Theory]
    [InlineData(WebhookFault.OtherAccount, "acct_somebody_else", false)]
    [InlineData(WebhookFault.OtherMode, null, true)]
    public async Task An_event_of_another_account_or_mode_is_well_signed(WebhookFault fault, string? account, bool live)
    {
        On(fault, times: 1);
        await sandbox.CustomerAsync();
        await SettleAsync();

        var told = Verified(Assert.Single(Shop.Caught));
        Assert.Equal((account, live, live), (told.Account, told.Livemode, Assert.IsType<Customer>(told.Data.Object).Livemode));
    }

    [Fact]
    public async Task A_fault_can_be_kept_for_one_type_of_event()
    {
        sandbox.Host.App.WebhookMischief.Add(new("stripe", WebhookFault.Drop, Type: "payment_intent."));
        var session = await sandbox.Stripe.V1.Checkout.Sessions.CreateAsync(StripeSandbox.Purchase(await sandbox.CustomerAsync()));
        await sandbox.PayAsync(session.Url);
        await SettleAsync();

        Assert.Equal(["customer.created", "charge.succeeded", "checkout.session.completed"], Shop.Caught.Select(c => Verified(c).Type));
    }

    [Fact]
    public async Task The_shop_that_announced_itself_gets_the_webhooks()
    {
        await sandbox.Host.Http.PutAsJsonAsync("/mischief", new { webhooks = new { address = "" } });
        await sandbox.Host.Http.PutAsJsonAsync("/shop", new { storeUrl = Shop.Address + "/", accounts = Array.Empty<object>() });

        await sandbox.CustomerAsync();
        await SettleAsync();

        Assert.Single(Shop.Caught);
    }

    [Fact]
    public async Task The_deliveries_are_shown_as_json()
    {
        await sandbox.CustomerAsync();
        await SettleAsync();

        var line = Assert.Single(JsonDocument.Parse(await sandbox.Host.JsonAsync("/webhooks")).RootElement.EnumerateArray());

        Assert.Equal(("stripe", "customer.created", "Delivered"),
            (line.GetProperty("provider").GetString(), line.GetProperty("type").GetString(), line.GetProperty("outcome").GetString()));
    }

    private Event Verified(CaughtWebhook caught) => EventUtility.ConstructEvent(
        caught.Body, caught.Headers["Stripe-Signature"], "whsec_sandbox", 300, sandbox.Host.Clock.GetUtcNow().ToUnixTimeSeconds());

    private void On(WebhookFault fault, double? seconds = null, int? times = null) =>
        sandbox.Host.App.WebhookMischief.Add(new("stripe", fault, Seconds: seconds, Times: times));

    private async Task TwoAsync()
    {
        await sandbox.Stripe.V1.Customers.CreateAsync(new() { Name = "Prima" });
        await sandbox.Stripe.V1.Customers.CreateAsync(new() { Name = "Seconda" });
        await SettleAsync();
    }

    private List<string> Names() => [.. Shop.Caught.Select(c => Assert.IsType<Customer>(Verified(c).Data.Object).Name)];

    private Task SettleAsync() => sandbox.Host.App.Webhooks.SettleAsync(TimeSpan.FromSeconds(20));
}
