using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Sandbox.Mischief;
using Aruba.Fatturazione.Web.Tests.Account;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Payments;

/// <summary>Cards, from the order form to the active service.</summary>
public sealed class CardTests(AccountHost store) : IClassFixture<AccountHost>, IAsyncLifetime
{
    public Task InitializeAsync()
    {
        store.Sandbox.HttpMischief.Reset();
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_first_card_is_typed_at_the_provider_charged_once_kept_and_renews_the_service()
    {
        var shopper = await Shopper.ReadyAsync(store);
        var landed = await shopper.BuysByCardAsync();
        await store.FinishAsync();

        var order = await store.OrderAsync(shopper);
        Assert.StartsWith($"/area-clienti/ordini/{order.Number}", landed.Path, StringComparison.Ordinal);
        Assert.Equal(OrderStatus.Concluded, order.Status);
        var taken = Assert.Single(store.TakenFor(order));
        Assert.Equal((order.Gross.Cents, "eur"), (taken.AmountCents, taken.Currency));
        Assert.Contains(order.Acceptances, a => a.DocumentCode == "mandato-rinnovo");
        var service = await store.InDatabaseAsync(db => db.Subscriptions.AsNoTracking().SingleAsync(s => s.AccountId == order.AccountId));
        var method = await store.InDatabaseAsync(db => db.SavedMethods.AsNoTracking().SingleAsync(m => m.AccountId == order.AccountId));
        Assert.Equal(method.Id, service.RenewalMethodId);
        Assert.Equal(("Visa", "4242"), (method.Brand, method.Last4));
        Assert.NotNull(method.Mandate);
        Assert.Empty(store.Sandbox.Ledger.State.RefusedRequests);
    }

    [Fact]
    public async Task A_registered_card_pays_without_typing_it_again()
    {
        var shopper = await Shopper.ReadyAsync(store);
        await shopper.BuysByCardAsync();
        var order = await store.OrderAsync(shopper);
        await store.InDatabaseAsync(async db =>
        {
            // A further order of the same account, as a renewal or an extension will make.
            await db.Orders.Where(o => o.Id == order.Id).ExecuteUpdateAsync(s => s.SetProperty(o => o.Status, OrderStatus.AwaitingPayment));
            await db.Set<RegisteredPayment>().Where(p => EF.Property<Guid>(p, "OrderId") == order.Id).ExecuteDeleteAsync();
            return await db.Outbox.ExecuteDeleteAsync();
        });

        var page = await shopper.Browser.OpenAsync($"/area-clienti/ordini/{order.Number}/paga");
        Assert.True(page.Says("Visa che termina con 4242") && page.Says("Registra una nuova carta"), page.Text);
        var after = await page.SendAsync("Paga", ("Visa che termina con 4242", "true"), ("Autorizzo", "true"));

        Assert.StartsWith($"/area-clienti/ordini/{order.Number}", after.Path, StringComparison.Ordinal);
        Assert.Equal(2, store.TakenFor(order).Count);
        Assert.Equal(OrderStatus.AwaitingActivation, (await store.OrderAsync(shopper)).Status);
    }

    [Theory]
    [InlineData("refused")]
    [InlineData("poor")]
    [Trait("row", "B-P16")]
    public async Task A_refused_card_leaves_the_buyer_at_the_provider_and_another_card_pays_the_same_order(string card)
    {
        var shopper = await Shopper.ReadyAsync(store);
        var page = await shopper.OrdersOnlineAsync(PaymentMethod.CartaDiCredito);

        Assert.Null(await Payer.PayByCardAsync(page, card));
        Assert.Empty(store.TakenFor(await store.OrderAsync(shopper)));
        var back = await Payer.PayByCardAsync(page);

        await shopper.Browser.OpenAsync(back!);
        Assert.Equal(OrderStatus.AwaitingActivation, (await store.OrderAsync(shopper)).Status);
        Assert.Single(store.TakenFor(await store.OrderAsync(shopper)));
    }

    [Fact]
    [Trait("row", "B-P16")]
    public async Task Giving_up_leads_back_to_the_methods_with_the_same_order_and_nothing_charged()
    {
        var shopper = await Shopper.ReadyAsync(store);
        var page = await shopper.OrdersOnlineAsync(PaymentMethod.CartaDiCredito);

        var again = await shopper.Browser.OpenAsync(await Payer.GiveUpAsync(page));

        var order = await store.OrderAsync(shopper);
        Assert.StartsWith($"/area-clienti/ordini/{order.Number}/paga", again.Path, StringComparison.Ordinal);
        Assert.True(again.Says("Non ti è stato addebitato nulla"), again.Text);
        Assert.Equal(AttemptStatus.Abandoned, Assert.Single(await store.AttemptsAsync(order)).Status);

        // The closed page can no longer be paid.
        using var late = new Browser(store.Sandbox.BaseAddress);
        Assert.DoesNotContain("Numero della carta", (await late.OpenAsync(page.PathAndQuery)).Html, StringComparison.Ordinal);
        var transfer = await again.SendAsync("Paga", ("Bonifico", "true"));
        Assert.True(transfer.Says("IBAN"), transfer.Text);
    }

    [Fact]
    public async Task A_bank_that_asks_is_answered_on_its_page()
    {
        var shopper = await Shopper.ReadyAsync(store);
        await shopper.BuysByCardAsync("asks");

        Assert.Equal(OrderStatus.AwaitingActivation, (await store.OrderAsync(shopper)).Status);
    }

    [Fact]
    [Trait("row", "failure 11")]
    public async Task A_second_way_to_pay_closes_the_first_one_at_the_provider()
    {
        var shopper = await Shopper.ReadyAsync(store);
        var first = await shopper.OrdersOnlineAsync(PaymentMethod.CartaDiCredito);
        var order = await store.OrderAsync(shopper);
        var choose = await shopper.Browser.OpenAsync($"/area-clienti/ordini/{order.Number}/paga");
        using var answer = await choose.Form("Paga").Set("Carta di credito", "true").Tick("Autorizzo").SendOnceAsync();
        var second = answer.Headers.Location!;

        Assert.NotEqual(first, second);
        using var late = new Browser(store.Sandbox.BaseAddress);
        Assert.DoesNotContain("Numero della carta", (await late.OpenAsync(first.PathAndQuery)).Html, StringComparison.Ordinal);
        await shopper.Browser.OpenAsync((await Payer.PayByCardAsync(second))!);
        Assert.Single(store.TakenFor(order));
        Assert.Equal([AttemptStatus.Abandoned, AttemptStatus.Registered], (await store.AttemptsAsync(order)).Select(a => a.Status));
    }

    [Fact]
    [Trait("row", "failure 1")]
    [Trait("row", "B-C0")]
    public async Task The_same_form_sent_many_times_at_once_is_one_attempt_at_the_provider()
    {
        var shopper = await Shopper.ReadyAsync(store);
        var form = await shopper.FilledOrderFormAsync(PaymentMethod.CartaDiCredito);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => form.SendOnceAsync()));

        var order = await store.OrderAsync(shopper);
        Assert.All(answers, a => Assert.True((int)a.StatusCode is 302 or 303, $"{a.StatusCode}"));
        Assert.Single(await store.AttemptsAsync(order));
        Assert.Single(answers.Select(a => a.Headers.Location!).Where(l => l.IsAbsoluteUri).Distinct());
    }

    [Fact]
    public async Task Without_the_mandate_no_card_is_asked_for_and_the_box_says_why()
    {
        var shopper = await Shopper.ReadyAsync(store);
        var form = (await shopper.FilledOrderFormAsync(PaymentMethod.CartaDiCredito)).SetByName("Accetto[mandato-rinnovo]", "false");

        var again = await form.SendAsync();

        Assert.Contains(again.Errors, e => e.Contains("mandato", StringComparison.Ordinal));
        Assert.Empty(await shopper.PlacedAsync());
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_leaves_the_order_unpaid_and_the_other_methods_open()
    {
        var shopper = await Shopper.ReadyAsync(store);
        store.Sandbox.HttpMischief.Add(new HttpMischiefRule("stripe", "POST /v1/checkout/sessions", HttpFault.TimeoutAfter, Times: 1));

        var page = await (await shopper.FilledOrderFormAsync(PaymentMethod.CartaDiCredito)).SendAsync();

        Assert.True(page.Says("Il pagamento non è partito") && page.Says("Bonifico"), page.Text);
        var order = await store.OrderAsync(shopper);
        Assert.Equal((AttemptStatus.Abandoned, (RefusalReason?)RefusalReason.NotStarted), Assert.Single(await store.AttemptsAsync(order)) is var a ? (a.Status, a.Reason) : default);
    }

    [Fact]
    public async Task An_order_can_be_paid_by_its_number_without_signing_in_and_without_renewal()
    {
        var shopper = await Shopper.ReadyAsync(store);
        var number = await shopper.OrdersAsync(PaymentMethod.Bonifico);
        using var somebody = store.NewBrowser();
        var choose = await (await somebody.OpenAsync("/paga")).SendAsync("Continua", ("Numero d'ordine", number.ToLowerInvariant()));
        Assert.DoesNotContain(shopper.Person.Email, choose.Html, StringComparison.OrdinalIgnoreCase);
        using var answer = await choose.Form("Paga").Set("Carta di credito", "true").SendOnceAsync();

        var landed = await somebody.OpenAsync((await Payer.PayByCardAsync(answer.Headers.Location!))!);
        await store.FinishAsync();

        Assert.Equal("Pagamento ricevuto", landed.Heading);
        Assert.DoesNotContain("Bianchi", landed.Html, StringComparison.Ordinal);
        var order = await store.OrderAsync(shopper);
        Assert.Equal(OrderStatus.Concluded, order.Status);
        var service = await store.InDatabaseAsync(db => db.Subscriptions.AsNoTracking().SingleAsync(s => s.AccountId == order.AccountId));
        Assert.False(service.RenewsItself);
    }
}
