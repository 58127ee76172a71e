using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Tests.Account;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Payments;

/// <summary>News come in any order, more than once, too early, too late, and at the same time as the customer.</summary>
public sealed class OrderOfNewsTests(AccountHost store) : IClassFixture<AccountHost>
{
    [Fact]
    [Trait("row", "failure 7")]
    [Trait("row", "failure 4")]
    public async Task B_P12_the_four_events_of_a_payment_end_the_same_in_each_of_their_24_orders()
    {
        foreach (var order in Permutations([0, 1, 2, 3]))
        {
            var label = string.Join(' ', order);
            var shopper = await Shopper.ReadyAsync(store);
            var page = await shopper.OrdersOnlineAsync(PaymentMethod.CartaDiCredito);
            Assert.Null(await Payer.PayByCardAsync(page, "refused"));
            Assert.NotNull(await Payer.PayByCardAsync(page));
            var events = await EventsAsync(shopper);

            foreach (var at in order.Append(order[0])) // and the first one once more
            {
                await store.TellsAsync(events[at]);
                await store.FinishAsync();
            }

            store.Clock.Advance(TimeSpan.FromSeconds(11)); // what came too early is tried again
            await store.FinishAsync();

            var after = await store.OrderAsync(shopper);
            Assert.True(after.Status == OrderStatus.Concluded, $"{label}: {after.Status}");
            Assert.Equal([-500L, after.Gross.Cents], after.Payments.Select(p => p.Amount.Cents).Order());
            Assert.Equal(AttemptStatus.Registered, Assert.Single(await store.AttemptsAsync(after)).Status);
            Assert.Equal(1, await store.InDatabaseAsync(db => db.Subscriptions.CountAsync(s => s.AccountId == after.AccountId)));
            Assert.Equal(1, store.MailsTo(shopper.Person.Email).Count(m => m.Subject.Contains("Conferma pagamento", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task Failure_3_an_event_that_is_faster_than_our_own_save_waits_and_is_applied_once()
    {
        var shopper = await Shopper.ReadyAsync(store);
        var number = await shopper.OrdersAsync(PaymentMethod.Bonifico);
        var form = (await shopper.Browser.OpenAsync($"/area-clienti/ordini/{number}/paga")).Form("Paga").Set("Carta di credito", "true").Tick("Autorizzo");
        var attempt = Guid.Parse(form.Fields.Single(f => f.Key == "Tentativo").Value);
        await store.TellsAsync(StripeEvents.About("payment_intent.succeeded", "payment_intent", "pi_prima", $$"""
            "metadata":{"attempt":"{{attempt:N}}"}
            """.Trim()));
        await store.FinishAsync();

        using var answer = await form.SendOnceAsync();
        Assert.NotNull(await Payer.PayByCardAsync(answer.Headers.Location!));
        Assert.Equal(OrderStatus.AwaitingPayment, (await store.OrderAsync(shopper)).Status);
        store.Clock.Advance(TimeSpan.FromSeconds(11));
        await store.FinishAsync();

        var order = await store.OrderAsync(shopper);
        Assert.Equal(OrderStatus.Concluded, order.Status);
        Assert.Single(order.Payments);
        Assert.Single(store.TakenFor(order));
    }

    [Theory]
    [InlineData(PaymentMethod.CartaDiCredito)]
    [InlineData(PaymentMethod.PayPal)]
    public async Task Failure_8_who_cancels_an_order_that_was_just_paid_at_the_provider_finds_it_paid_or_nothing_charged(PaymentMethod method)
    {
        var shopper = await Shopper.ReadyAsync(store);
        var page = await shopper.OrdersOnlineAsync(method);
        var order = await store.OrderAsync(shopper);
        Assert.NotNull(method == PaymentMethod.PayPal ? await Payer.PayByPayPalAsync(page, "ok@acquirenti.example") : await Payer.PayByCardAsync(page));

        var after = await (await shopper.Browser.OpenAsync($"/area-clienti/ordini/{order.Number}/annulla")).SendAsync("Annulla l'ordine");

        order = await store.OrderAsync(shopper);
        Assert.Equal(200, (int)after.Status);
        if (method == PaymentMethod.CartaDiCredito)
        {
            // The card was charged on Stripe's page: payment wins.
            Assert.Equal(OrderStatus.AwaitingActivation, order.Status);
            Assert.Single(store.TakenFor(order));
            return;
        }

        // PayPal's buyer has agreed, and the money is taken by the shop only: it is not, now or later.
        Assert.Equal(OrderStatus.Cancelled, order.Status);
        store.Clock.Advance(TimeSpan.FromMinutes(2));
        await store.RunSweepAsync();
        await shopper.Browser.OpenAsync($"/pagamento/{Assert.Single(await store.AttemptsAsync(order)).Id:N}");
        Assert.Empty(store.TakenFor(order));
    }

    [Fact]
    public async Task B_P14_an_event_about_something_unknown_is_acknowledged_kept_and_ends_on_the_desks_list()
    {
        var body = StripeEvents.About("payment_intent.succeeded", "payment_intent", "pi_di_nessuno", "\"metadata\":{}");
        await store.TellsAsync(body);
        for (var tries = 0; tries < 30; tries++)
        {
            await store.FinishAsync();
            store.Clock.Advance(TimeSpan.FromHours(12));
        }

        var kept = await store.InDatabaseAsync(db => db.ProviderEvents.AsNoTracking().SingleAsync(e => e.Body.Contains("pi_di_nessuno")));
        Assert.Null(kept.HandledAt);
        Assert.Equal(1, await store.InDatabaseAsync(db => db.DeskTasks.CountAsync(t => t.Kind == DeskTaskKind.StrangeEvent && t.Words.Contains(kept.EventId))));
    }

    [Theory]
    [InlineData("\"livemode\":false", "\"livemode\":true")]
    [InlineData("\"livemode\":false", "\"livemode\":false,\"account\":\"acct_altro\"")]
    public async Task B_P14_an_event_of_another_mode_or_account_is_acknowledged_has_no_effect_and_the_desk_is_told(string ours, string theirs)
    {
        var shopper = await Shopper.ReadyAsync(store);
        var page = await shopper.OrdersOnlineAsync(PaymentMethod.CartaDiCredito);
        var attempt = Assert.Single(await store.AttemptsAsync(await store.OrderAsync(shopper)));
        Assert.NotNull(await Payer.PayByCardAsync(page));

        await store.TellsAsync(StripeEvents.About("checkout.session.completed", "checkout.session", attempt.Reference!).Replace(ours, theirs, StringComparison.Ordinal));
        await store.FinishAsync();

        Assert.Equal(OrderStatus.AwaitingPayment, (await store.OrderAsync(shopper)).Status);
        var kept = await store.InDatabaseAsync(db => db.ProviderEvents.AsNoTracking().SingleAsync(e => e.Body.Contains(attempt.Reference!)));
        Assert.NotNull(kept.HandledAt);
        Assert.Equal(1, await store.InDatabaseAsync(db => db.DeskTasks.CountAsync(t => t.Kind == DeskTaskKind.StrangeEvent && t.Words.Contains(kept.EventId))));
    }

    /// <summary>What Stripe has to tell: the page completed, the money came, an earlier card was refused, a part went back.</summary>
    private async Task<IReadOnlyList<string>> EventsAsync(Shopper shopper)
    {
        var order = await store.OrderAsync(shopper);
        var attempt = Assert.Single(await store.AttemptsAsync(order));
        using var http = new HttpClient { BaseAddress = store.Sandbox.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sk_test_sandbox");
        var session = await http.GetFromJsonAsync<JsonElement>($"/stripe/v1/checkout/sessions/{attempt.Reference}");
        var paid = session.GetProperty("payment_intent").GetString()!;
        using var refunded = await http.PostAsJsonAsync("/stripe-console/refund", new { payment_intent = paid, amount = 500 });
        Assert.True(refunded.IsSuccessStatusCode, await refunded.Content.ReadAsStringAsync());
        var refund = store.Sandbox.Ledger.State.Refunds[^1].Id;
        var names = $$"""
            "metadata":{"attempt":"{{attempt.Id:N}}"}
            """.Trim();
        return
        [
            StripeEvents.About("checkout.session.completed", "checkout.session", attempt.Reference!, $"\"client_reference_id\":\"{attempt.Id:N}\""),
            StripeEvents.About("payment_intent.succeeded", "payment_intent", paid, names),
            StripeEvents.About("payment_intent.payment_failed", "payment_intent", paid, names),
            StripeEvents.About("refund.created", "refund", refund, $"\"payment_intent\":\"{paid}\",\"amount\":500,\"currency\":\"eur\",\"status\":\"succeeded\",\"created\":{store.Clock.GetUtcNow().ToUnixTimeSeconds()},\"metadata\":{{}}"),
        ];
    }

    private static IEnumerable<List<int>> Permutations(IReadOnlyList<int> of) => of.Count == 0
        ? [[]]
        : of.SelectMany(first => Permutations([.. of.Where(i => i != first)]).Select(rest => (List<int>)[first, .. rest]));
}
