using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Sandbox.Mischief;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Tests.Account;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Payments;

/// <summary>Keys, repetitions and moves between instances, with cards.</summary>
public sealed class RepetitionTests(AccountHost store) : IClassFixture<AccountHost>, IAsyncLifetime
{
    private const string Sessions = "POST /v1/checkout/sessions";
    private const string Confirm = "POST /v1/payment_intents/*/confirm";

    public Task InitializeAsync()
    {
        store.Sandbox.HttpMischief.Reset();
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(Sessions, 500)]
    [InlineData(Sessions, 409)]
    [Trait("row", "B-P7")]
    public async Task B_P4_a_failure_that_passes_is_repeated_under_its_key_and_the_buyer_sees_nothing(string call, int status)
    {
        var shopper = await Shopper.ReadyAsync(store);
        store.Sandbox.HttpMischief.Add(new HttpMischiefRule("stripe", call, HttpFault.Status, Status: status, Times: 1));
        var before = store.Sandbox.Ledger.State.Calls.Count;

        await shopper.BuysByCardAsync();

        var order = await store.OrderAsync(shopper);
        Assert.Equal(OrderStatus.AwaitingActivation, order.Status);
        Assert.Single(store.TakenFor(order));
        var keys = store.Sandbox.Ledger.State.Calls.Skip(before).Where(c => c is { Method: "POST", Path: "/v1/checkout/sessions" }).Select(c => c.IdempotencyKey).ToList();
        Assert.Equal(2, keys.Count);
        Assert.Single(keys.Distinct());
    }

    [Fact]
    public async Task B_P6_an_answer_lost_for_longer_than_the_keys_life_is_asked_for_before_anything_is_charged()
    {
        var shopper = await Shopper.ReadyAsync(store);
        await shopper.BuysByCardAsync();
        var order = await store.OrderAsync(shopper);
        await store.OwesAgainAsync(order);
        store.Sandbox.HttpMischief.Add(new HttpMischiefRule("stripe", Confirm, HttpFault.ResetAfter, Times: 1));
        store.Sandbox.HttpMischief.Add(new HttpMischiefRule("stripe", "GET /v1/payment_intents/*", HttpFault.Status, Status: 503));
        await (await shopper.Browser.OpenAsync($"/area-clienti/ordini/{order.Number}/paga")).SendAsync("Paga", ("Visa che termina", "true"), ("Autorizzo", "true"));
        Assert.Equal(AttemptStatus.Unknown, (await store.AttemptsAsync(order))[^1].Status);

        store.Sandbox.HttpMischief.Reset();
        store.Clock.Advance(TimeSpan.FromHours(25));
        await store.RunSweepAsync();

        Assert.Equal(2, store.TakenFor(order).Count);
        Assert.Equal(OrderStatus.AwaitingActivation, (await store.OrderAsync(shopper)).Status);
    }

    [Fact]
    [Trait("row", "B-C0")]
    [Trait("row", "failure 11")]
    public async Task B_P8_when_a_part_was_paid_meanwhile_the_rest_is_asked_for_under_another_key()
    {
        var shopper = await Shopper.ReadyAsync(store);
        var number = await shopper.OrdersAsync(PaymentMethod.Bonifico);
        var before = store.Sandbox.Ledger.State.Calls.Count;
        var form = (await shopper.Browser.OpenAsync($"/area-clienti/ordini/{number}/paga")).Form("Paga").Set("Carta di credito", "true").Tick("Autorizzo");
        using var first = await form.SendOnceAsync();
        await PaysPartAsync(number, 1000);

        using var repeated = await form.SendOnceAsync();
        using var rest = await (await shopper.Browser.OpenAsync($"/area-clienti/ordini/{number}/paga")).Form("Paga").Set("Carta di credito", "true").Tick("Autorizzo").SendOnceAsync();

        Assert.Equal(first.Headers.Location, repeated.Headers.Location);
        Assert.NotEqual(first.Headers.Location, rest.Headers.Location);
        await shopper.Browser.OpenAsync((await Payer.PayByCardAsync(rest.Headers.Location!))!);
        var order = await store.OrderAsync(shopper);
        Assert.Equal(order.Gross.Cents - 1000, Assert.Single(store.TakenFor(order)).AmountCents);
        Assert.Equal(OrderStatus.AwaitingActivation, order.Status);
        var keys = store.Sandbox.Ledger.State.Calls.Skip(before).Where(c => c is { Method: "POST", Path: "/v1/checkout/sessions" }).Select(c => c.IdempotencyKey).ToList();
        Assert.Equal(keys.Count, keys.Distinct().Count());
        Assert.Empty(store.Sandbox.Ledger.State.RefusedRequests);
    }

    [Fact]
    public async Task Failure_23_a_return_by_a_form_of_another_site_to_another_instance_finds_the_order()
    {
        var shopper = await Shopper.ReadyAsync(store);
        var page = await shopper.OrdersOnlineAsync(PaymentMethod.CartaDiCredito);
        var back = (await Payer.PayByCardAsync(page))!;
        var other = await store.StartInstanceAsync();

        using var cookieless = store.NewBrowser(other);
        var seen = await cookieless.PostAsync(back, [new("esito", "ok")]);
        using var same = new Browser(StoreHost.AddressOf(other));
        foreach (System.Net.Cookie cookie in shopper.Browser.Cookies.GetAllCookies())
        {
            same.Cookies.Add(cookie);
        }

        var order = await store.OrderAsync(shopper);
        var own = await same.OpenAsync($"/area-clienti/ordini/{order.Number}");
        Assert.Equal("Pagamento ricevuto", seen.Heading);
        Assert.DoesNotContain("Bianchi", seen.Html, StringComparison.Ordinal);
        Assert.Equal($"/area-clienti/ordini/{order.Number}", own.Path);
        Assert.Equal(OrderStatus.AwaitingActivation, order.Status);
        Assert.Single(store.TakenFor(order));
    }

    private Task<int> PaysPartAsync(string number, long cents) => store.InDatabaseAsync(async db =>
    {
        var order = (await db.OrderForVerbsAsync(number, CancellationToken.None))!;
        order.Register(new RegisteredPayment
        {
            Id = Guid.CreateVersion7(),
            Source = "bonifico",
            Reference = $"prova-{number}",
            Amount = new Importo(cents),
            Currency = RegisteredPayment.Euro,
            Counts = true,
            ValueDate = RomeCalendar.DayOf(store.Clock.GetUtcNow().UtcDateTime),
            RegisteredBy = "prova",
            RegisteredAt = store.Clock.GetUtcNow().UtcDateTime,
        });
        return await db.SaveChangesAsync();
    });
}
