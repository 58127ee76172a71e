using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Sandbox.Mischief;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Tests.Account;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Wallet;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Payments.PayPal;

/// <summary>PayPal, from the order form to the active service; what CardTests and UnknownTests are for cards.</summary>
public sealed class PayPalJourneyTests(AccountHost store) : IClassFixture<AccountHost>, IAsyncLifetime
{
    private const string Capture = "POST /v2/checkout/orders/*/capture";
    private const string Look = "GET /v2/checkout/orders/*";

    public Task InitializeAsync()
    {
        store.Sandbox.HttpMischief.Reset();
        store.Sandbox.WebhookMischief.Reset();
        return Task.CompletedTask;
    }

    public Task DisposeAsync()
    {
        Assert.Empty(store.Sandbox.Ledger.State.RefusedRequests);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_first_account_is_agreed_to_at_PayPal_charged_once_kept_and_renews_the_service()
    {
        var (shopper, landed) = await BuysAsync();
        await store.FinishAsync();

        var order = await store.OrderAsync(shopper);
        Assert.StartsWith($"/area-clienti/ordini/{order.Number}", landed.Path, StringComparison.Ordinal);
        Assert.Equal(OrderStatus.Concluded, order.Status);
        var taken = Assert.Single(store.TakenFor(order));
        Assert.Equal(("paypal", order.Gross.Cents, "eur"), (taken.Provider, taken.AmountCents, taken.Currency.ToLowerInvariant()));
        Assert.Contains(order.Acceptances, a => a.DocumentCode == "mandato-rinnovo");
        var service = await ServiceAsync(order);
        var method = await store.InDatabaseAsync(db => db.SavedMethods.AsNoTracking().SingleAsync(m => m.AccountId == order.AccountId));
        Assert.Equal((method.Id, PaymentMethod.PayPal), (service.RenewalMethodId, method.Method));
        Assert.NotNull(method.Mandate);
    }

    [Fact]
    [Trait("row", "failure 13")]
    public async Task An_account_that_cannot_be_kept_pays_all_the_same_and_renewal_shows_off_with_its_reason()
    {
        var (shopper, _) = await BuysAsync("vault-no@acquirenti.example");
        await store.FinishAsync();

        var order = await store.OrderAsync(shopper);
        Assert.Equal(OrderStatus.Concluded, order.Status);
        Assert.Single(store.TakenFor(order));
        Assert.Equal((false, (RenewalOffReason?)RenewalOffReason.NotKept), (await ServiceAsync(order)) is var s ? (s.RenewsItself, s.RenewalOff) : default);
    }

    [Fact]
    public async Task A_registered_account_pays_without_PayPals_page()
    {
        var (shopper, _) = await BuysAsync();
        var order = await store.OrderAsync(shopper);
        await store.OwesAgainAsync(order);

        var page = await shopper.Browser.OpenAsync($"/area-clienti/ordini/{order.Number}/paga");
        Assert.True(page.Says("Usa un altro account PayPal"), page.Text);
        var after = await page.SendAsync("Paga", ("acquirenti.example", "true"), ("Autorizzo", "true"));

        Assert.StartsWith($"/area-clienti/ordini/{order.Number}", after.Path, StringComparison.Ordinal);
        Assert.Equal(2, store.TakenFor(order).Count);
        Assert.Equal(OrderStatus.AwaitingActivation, (await store.OrderAsync(shopper)).Status);
    }

    [Fact]
    public async Task An_unpaid_order_is_paid_later_with_PayPal()
    {
        var shopper = await Shopper.ReadyAsync(store);
        var number = await shopper.OrdersAsync(PaymentMethod.Bonifico);
        var choose = await shopper.Browser.OpenAsync($"/area-clienti/ordini/{number}/paga");
        using var answer = await choose.Form("Paga").Set("PayPal", "true").Tick("Autorizzo").SendOnceAsync();

        await shopper.Browser.OpenAsync((await Payer.PayByPayPalAsync(answer.Headers.Location!, "ok@acquirenti.example"))!);

        var order = await store.OrderAsync(shopper);
        Assert.Equal(OrderStatus.AwaitingActivation, order.Status);
        Assert.Single(store.TakenFor(order));
    }

    [Fact]
    public async Task An_order_is_paid_with_PayPal_by_its_number_without_signing_in_and_without_renewal()
    {
        var shopper = await Shopper.ReadyAsync(store);
        var number = await shopper.OrdersAsync(PaymentMethod.Bonifico);
        using var somebody = store.NewBrowser();
        using var answer = await (await somebody.OpenAsync($"/paga/{number}")).Form("Paga").Set("PayPal", "true").SendOnceAsync();

        var landed = await somebody.OpenAsync((await Payer.PayByPayPalAsync(answer.Headers.Location!, "ok@acquirenti.example"))!);
        await store.FinishAsync();

        Assert.Equal("Pagamento ricevuto", landed.Heading);
        var order = await store.OrderAsync(shopper);
        Assert.Equal(OrderStatus.Concluded, order.Status);
        Assert.False((await ServiceAsync(order)).RenewsItself);
        Assert.Equal(0, await store.InDatabaseAsync(db => db.SavedMethods.CountAsync(m => m.AccountId == order.AccountId)));
    }

    [Fact]
    public async Task B_P16_giving_up_at_PayPal_leads_back_to_the_methods_and_what_was_left_there_is_never_collected()
    {
        var shopper = await Shopper.ReadyAsync(store);
        var page = await shopper.OrdersOnlineAsync(PaymentMethod.PayPal);

        var again = await shopper.Browser.OpenAsync(await Payer.GiveUpAsync(page));

        var order = await store.OrderAsync(shopper);
        Assert.StartsWith($"/area-clienti/ordini/{order.Number}/paga", again.Path, StringComparison.Ordinal);
        Assert.True(again.Says("Non ti è stato addebitato nulla"), again.Text);
        var attempt = Assert.Single(await store.AttemptsAsync(order));
        Assert.Equal(AttemptStatus.Abandoned, attempt.Status);
        await shopper.Browser.OpenAsync((await Payer.PayByPayPalAsync(page, "ok@acquirenti.example"))!); // agreed to after all, in a page left open
        Assert.Empty(store.TakenFor(order));
        Assert.Equal(OrderStatus.AwaitingPayment, (await store.OrderAsync(shopper)).Status);
    }

    [Fact]
    public async Task B_P16_an_account_that_refuses_leads_back_with_the_reason_and_a_card_pays_the_same_order()
    {
        var (shopper, refused) = await BuysAsync("no@acquirenti.example");
        var order = await store.OrderAsync(shopper);
        Assert.True(refused.Says("rifiutato") && refused.Says("Non ti è stato addebitato nulla"), refused.Text);
        Assert.Empty(store.TakenFor(order));

        using var answer = await refused.Form("Paga").Set("Carta di credito", "true").Tick("Autorizzo").SendOnceAsync();
        await shopper.Browser.OpenAsync((await Payer.PayByCardAsync(answer.Headers.Location!))!);

        Assert.Equal(OrderStatus.AwaitingActivation, (await store.OrderAsync(shopper)).Status);
        Assert.Equal("stripe", Assert.Single(store.TakenFor(order)).Provider);
    }

    [Theory]
    [InlineData(HttpFault.TimeoutAfter)]
    [InlineData(HttpFault.ResetAfter)]
    [InlineData(HttpFault.Malformed)]
    [InlineData(HttpFault.Endless)]
    [Trait("row", "B-P10")]
    public async Task B_P3_a_capture_whose_answer_is_lost_is_verified_and_never_repeated(HttpFault fault)
    {
        var shopper = await Shopper.ReadyAsync(store);
        var page = await shopper.OrdersOnlineAsync(PaymentMethod.PayPal);
        store.Sandbox.HttpMischief.Add(new HttpMischiefRule("paypal", Capture, fault, Times: 1));

        var landed = await shopper.Browser.OpenAsync((await Payer.PayByPayPalAsync(page, "ok@acquirenti.example"))!);

        Assert.Equal("Stiamo verificando il pagamento", landed.Heading);
        Assert.NotNull(landed.Document.QuerySelector("meta[http-equiv=refresh]"));
        store.Clock.Advance(TimeSpan.FromSeconds(61));
        await store.RunSweepAsync();
        var order = await store.OrderAsync(shopper);
        Assert.Equal(OrderStatus.AwaitingActivation, order.Status);
        Assert.Single(store.TakenFor(order));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(409)]
    [Trait("row", "B-P4")]
    public async Task B_P7_a_capture_that_PayPal_fails_or_is_busy_with_is_repeated_under_its_key_and_the_buyer_sees_nothing(int status)
    {
        var shopper = await Shopper.ReadyAsync(store);
        var page = await shopper.OrdersOnlineAsync(PaymentMethod.PayPal);
        store.Sandbox.HttpMischief.Add(new HttpMischiefRule("paypal", Capture, HttpFault.Status, Status: status, Times: 1));

        await shopper.Browser.OpenAsync((await Payer.PayByPayPalAsync(page, "ok@acquirenti.example"))!);

        var order = await store.OrderAsync(shopper);
        Assert.Equal(OrderStatus.AwaitingActivation, order.Status);
        Assert.Single(store.TakenFor(order));
        var reference = Assert.Single(await store.AttemptsAsync(order)).Reference!;
        var captures = store.Sandbox.Ledger.State.Calls.Where(c => c.Path.Contains(reference, StringComparison.Ordinal) && c.Method == "POST").ToList();
        Assert.Equal(2, captures.Count);
        Assert.Single(captures.Select(c => c.IdempotencyKey).Distinct());
    }

    [Fact]
    public async Task B_P6_an_answer_lost_for_longer_than_the_keys_life_is_asked_for_before_anything_is_charged()
    {
        var shopper = await Shopper.ReadyAsync(store);
        var page = await shopper.OrdersOnlineAsync(PaymentMethod.PayPal);
        store.Sandbox.HttpMischief.Add(new HttpMischiefRule("paypal", Capture, HttpFault.ResetAfter, Times: 1));
        await shopper.Browser.OpenAsync((await Payer.PayByPayPalAsync(page, "ok@acquirenti.example"))!);
        store.Sandbox.HttpMischief.Add(new HttpMischiefRule("paypal", Look, HttpFault.Status, Status: 503));
        store.Clock.Advance(TimeSpan.FromMinutes(2));
        await store.RunSweepAsync();
        Assert.Equal(AttemptStatus.Unknown, Assert.Single(await store.AttemptsAsync(await store.OrderAsync(shopper))).Status);

        store.Sandbox.HttpMischief.Reset();
        store.Clock.Advance(TimeSpan.FromHours(7));
        await store.RunSweepAsync();

        var order = await store.OrderAsync(shopper);
        Assert.Equal(OrderStatus.AwaitingActivation, order.Status);
        Assert.Single(store.TakenFor(order));
    }

    [Fact]
    [Trait("row", "failure 2")]
    [Trait("row", "failure 6")]
    public async Task B_P13_a_buyer_who_agreed_and_never_came_back_is_charged_once_by_the_sweep()
    {
        var shopper = await Shopper.ReadyAsync(store);
        var page = await shopper.OrdersOnlineAsync(PaymentMethod.PayPal);
        Assert.NotNull(await Payer.PayByPayPalAsync(page, "ok@acquirenti.example"));

        store.Clock.Advance(TimeSpan.FromMinutes(1));
        await store.RunSweepAsync();

        var order = await store.OrderAsync(shopper);
        Assert.Equal(OrderStatus.AwaitingActivation, order.Status);
        Assert.Single(store.TakenFor(order));
    }

    private async Task<(Shopper Shopper, Page Landed)> BuysAsync(string account = "ok@acquirenti.example")
    {
        var shopper = await Shopper.ReadyAsync(store);
        return (shopper, await WalletHost.PaysAsync(shopper, PaymentMethod.PayPal, account));
    }

    private Task<Subscription> ServiceAsync(Order order) =>
        store.InDatabaseAsync(db => db.Subscriptions.AsNoTracking().SingleAsync(s => s.AccountId == order.AccountId));
}
