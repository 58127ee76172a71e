using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Sandbox.Mischief;
using Aruba.Fatturazione.Web.Tests.Account;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Payments;

/// <summary>Lost answers, lost browsers, lost webhooks: bars B-P3 to B-P13, failures 2 to 7 and 11.</summary>
public sealed class UnknownTests(AccountHost store) : IClassFixture<AccountHost>, IAsyncLifetime
{
    private const string Confirm = "POST /v1/payment_intents/*/confirm";

    public Task InitializeAsync()
    {
        store.Sandbox.HttpMischief.Reset();
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(HttpFault.TimeoutAfter)]
    [InlineData(HttpFault.ResetAfter)]
    [InlineData(HttpFault.Malformed)]
    [InlineData(HttpFault.Endless)]
    [Trait("row", "failure 11")]
    [Trait("row", "B-P10")]
    public async Task B_P3_a_charge_whose_answer_is_lost_is_verified_and_never_repeated(HttpFault fault)
    {
        var (shopper, order) = await WithCardAndDebtAsync();
        store.Sandbox.HttpMischief.Add(new HttpMischiefRule("stripe", Confirm, fault, Times: 1));

        var page = await PayWithSavedCardAsync(shopper, order);

        // The return page asks the provider by itself: by now it knows, or says that it does not and asks again.
        Assert.True(page.Path.StartsWith("/pagamento/", StringComparison.Ordinal) || page.Says("Il pagamento è registrato"), page.Path);
        store.Clock.Advance(TimeSpan.FromMinutes(2));
        await store.RunSweepAsync();
        var last = (await store.AttemptsAsync(order))[^1].Id;
        Assert.Single(store.TakenFor(order), c => Guid.TryParse(c.Attempt, out var named) && named == last);
        Assert.Equal(OrderStatus.AwaitingActivation, (await store.OrderAsync(shopper)).Status);
    }

    [Fact]
    [Trait("row", "B-P3")]
    [Trait("row", "failure 11")]
    public async Task While_nobody_knows_the_page_says_so_refreshes_itself_and_offers_no_second_payment()
    {
        var (shopper, order) = await WithCardAndDebtAsync();
        store.Sandbox.HttpMischief.Add(new HttpMischiefRule("stripe", Confirm, HttpFault.TimeoutAfter, Times: 1));
        store.Sandbox.HttpMischief.Add(new HttpMischiefRule("stripe", "GET /v1/payment_intents/*", HttpFault.Status, Status: 503));

        var page = await PayWithSavedCardAsync(shopper, order);

        Assert.Equal("Stiamo verificando il pagamento", page.Heading);
        Assert.NotNull(page.Document.QuerySelector("meta[http-equiv=refresh]"));
        var own = await shopper.Browser.OpenAsync($"/area-clienti/ordini/{order.Number}");
        Assert.DoesNotContain("/paga\"", own.Html, StringComparison.Ordinal);
        Assert.NotNull(own.Document.QuerySelector("meta[http-equiv=refresh]"));
        var forced = await shopper.Browser.OpenAsync($"/area-clienti/ordini/{order.Number}/paga");
        var blocked = await forced.SendAsync("Paga", ("Visa che termina", "true"), ("Autorizzo", "true"));
        Assert.Equal("Stiamo verificando il pagamento", blocked.Heading);

        store.Sandbox.HttpMischief.Reset();
        store.Clock.Advance(TimeSpan.FromSeconds(61));
        await store.RunSweepAsync();
        Assert.Equal(OrderStatus.AwaitingActivation, (await store.OrderAsync(shopper)).Status);
        Assert.Equal(2, store.TakenFor(order).Count);
    }

    [Fact]
    public async Task B_P5_a_failure_kept_under_the_key_does_not_hold_the_payment_for_a_day()
    {
        var (shopper, order) = await WithCardAndDebtAsync();
        store.Sandbox.HttpMischief.Add(new HttpMischiefRule("stripe", Confirm, HttpFault.ReplayedError, Times: 1));

        await PayWithSavedCardAsync(shopper, order);
        store.Clock.Advance(TimeSpan.FromMinutes(2));
        await store.RunSweepAsync();
        store.Clock.Advance(TimeSpan.FromMinutes(6));
        await store.RunSweepAsync();

        Assert.Equal(2, store.TakenFor(order).Count);
        Assert.Equal(OrderStatus.AwaitingActivation, (await store.OrderAsync(shopper)).Status);
    }

    [Fact]
    [Trait("row", "failure 2")]
    [Trait("row", "failure 6")]
    public async Task B_P13_a_buyer_who_never_comes_back_and_a_webhook_that_never_comes_leave_a_paid_order()
    {
        var shopper = await Shopper.ReadyAsync(store);
        var page = await shopper.OrdersOnlineAsync(PaymentMethod.CartaDiCredito);
        Assert.NotNull(await Payer.PayByCardAsync(page));

        store.Clock.Advance(TimeSpan.FromMinutes(1));
        await store.RunSweepAsync();

        var order = await store.OrderAsync(shopper);
        Assert.Equal(OrderStatus.AwaitingActivation, order.Status);
        Assert.Single(store.TakenFor(order));
    }

    [Fact]
    [Trait("row", "B-P16")]
    public async Task A_page_that_nobody_pays_expires_and_the_order_can_be_paid_again()
    {
        var shopper = await Shopper.ReadyAsync(store);
        await shopper.OrdersOnlineAsync(PaymentMethod.CartaDiCredito);

        store.Clock.Advance(TimeSpan.FromHours(2));
        await store.RunSweepAsync();

        var order = await store.OrderAsync(shopper);
        Assert.Equal((AttemptStatus.Abandoned, (RefusalReason?)RefusalReason.Expired), Assert.Single(await store.AttemptsAsync(order)) is var a ? (a.Status, a.Reason) : default);
        var again = await AccountHost.SignInAsync(shopper.Browser, shopper.Username, returnUrl: $"/area-clienti/ordini/{order.Number}/paga");
        Assert.True(again.Says("Carta di credito"), again.Text);
    }

    /// <summary>A customer with a registered card whose order is made payable once more.</summary>
    private async Task<(Shopper Shopper, Order Order)> WithCardAndDebtAsync()
    {
        var shopper = await Shopper.ReadyAsync(store);
        await shopper.BuysByCardAsync();
        var order = await store.OrderAsync(shopper);
        await store.InDatabaseAsync(async db =>
        {
            await db.Orders.Where(o => o.Id == order.Id).ExecuteUpdateAsync(s => s.SetProperty(o => o.Status, OrderStatus.AwaitingPayment));
            await db.Set<RegisteredPayment>().Where(p => EF.Property<Guid>(p, "OrderId") == order.Id).ExecuteDeleteAsync();
            return await db.Outbox.ExecuteDeleteAsync();
        });
        return (shopper, order);
    }

    private static async Task<Page> PayWithSavedCardAsync(Shopper shopper, Order order) =>
        await (await shopper.Browser.OpenAsync($"/area-clienti/ordini/{order.Number}/paga"))
            .SendAsync("Paga", ("Visa che termina", "true"), ("Autorizzo", "true"));
}
