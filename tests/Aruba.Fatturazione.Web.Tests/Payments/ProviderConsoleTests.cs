using System.Net.Http.Json;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Tests.Account;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Payments;

/// <summary>What happens at the provider without the shop: refunds, disputes, renewed cards (bar B-P18).</summary>
public sealed class ProviderConsoleTests(AccountHost store) : IClassFixture<AccountHost>
{
    [Fact]
    [Trait("row", "B-P18")]
    public async Task A_refund_made_in_the_providers_pages_is_recorded_once_and_a_person_is_told()
    {
        var (shopper, order) = await BoughtAsync();

        await AtConsoleAsync("refund", new { payment_intent = order.Payments[0].Reference, amount = 500 });

        var after = await WaitAsync(shopper, o => o.Payments.Count == 2);
        Assert.Equal((-500L, order.Payments[0].Id), (after.Payments.Single(p => p.Reverses is not null).Amount.Cents, after.Payments.Single(p => p.Reverses is not null).Reverses));
        Assert.Equal(OrderStatus.Concluded, after.Status);
        Assert.Equal(RenewalOffReason.Disputed, (await ServiceAsync(order)).RenewalOff);
        Assert.Equal(1, await TasksAsync(order, DeskTaskKind.ForeignRefund));
    }

    [Fact]
    [Trait("row", "B-P18")]
    public async Task A_dispute_takes_the_money_back_switches_renewal_off_and_opens_a_task()
    {
        var (shopper, order) = await BoughtAsync();

        await AtConsoleAsync("dispute", new { payment_intent = order.Payments[0].Reference });

        await WaitAsync(shopper, o => o.Payments.Count == 2);
        Assert.False((await ServiceAsync(order)).RenewsItself);
        Assert.Equal(1, await TasksAsync(order, DeskTaskKind.Dispute));
    }

    private async Task<(Shopper Shopper, Order Order)> BoughtAsync()
    {
        await store.HearWebhooksAsync();
        var shopper = await Shopper.ReadyAsync(store);
        await shopper.BuysByCardAsync();
        await store.FinishAsync();
        var order = await store.OrderAsync(shopper);
        Assert.True((await ServiceAsync(order)).RenewsItself);
        return (shopper, order);
    }

    private async Task AtConsoleAsync(string action, object what)
    {
        using var http = new HttpClient { BaseAddress = store.Sandbox.BaseAddress };
        using var answer = await http.PostAsJsonAsync($"/stripe-console/{action}", what);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<Order> WaitAsync(Shopper shopper, Func<Order, bool> until)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            await store.FinishAsync();
            if (await store.OrderAsync(shopper) is var order && until(order))
            {
                return order;
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException("It did not happen within ten seconds.");
    }

    private Task<Subscription> ServiceAsync(Order order) =>
        store.InDatabaseAsync(db => db.Subscriptions.AsNoTracking().SingleAsync(s => s.AccountId == order.AccountId));

    private Task<int> TasksAsync(Order order, DeskTaskKind kind) =>
        store.InDatabaseAsync(db => db.DeskTasks.CountAsync(t => t.OrderNumber == order.Number && t.Kind == kind));
}
