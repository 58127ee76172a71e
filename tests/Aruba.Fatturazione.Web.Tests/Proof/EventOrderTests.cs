using System.Net.Http.Json;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Tests.Audit;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Payments;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Proof;

/// <summary>
/// Providers promise neither order nor single delivery: whatever order and repetition the events of one payment come in, the shop ends in the
/// same state (bar B-P12, failures 3 to 5).
/// </summary>
public sealed class EventOrderTests(AuditHost store) : IClassFixture<AuditHost>
{
    private const int MoreThanAllOrders = 12;

    [Theory]
    [Trait("row", "failure 3")] // news of a refund before the payment is in the books
    [Trait("row", "failure 7")] // news of the refused card after the other one paid
    [InlineData(PaymentMethod.CartaDiCredito)]
    [InlineData(PaymentMethod.PayPal)]
    public async Task B_P12_every_order_and_repetition_of_the_events_of_one_payment_ends_in_the_same_state(PaymentMethod method)
    {
        var expected = await EndOfAsync(method, events => [events]);
        Assert.Contains("Concluded", expected, StringComparison.Ordinal);

        foreach (var order in Permutations([0, 1, 2, 3]))
        {
            var end = await EndOfAsync(method, events => [.. order.Select(i => events.Where((_, n) => n % 4 == i).ToList())]);
            Assert.True(expected == end, $"{string.Join(' ', order)}:\n{expected}\n{end}");
        }

        // All of them in one heap, some of them several times, handled together.
        for (var seed = 0; seed < MoreThanAllOrders; seed++)
        {
            var drawn = seed;
            var end = await EndOfAsync(method, events => [Shuffled(events, drawn)]);
            Assert.True(expected == end, $"heap {seed}:\n{expected}\n{end}");
        }

        await store.AssertCleanAsync();
    }

    /// <summary>One payment with all that can happen to it, its events given to the shop in those groups; what the shop then holds.</summary>
    private async Task<string> EndOfAsync(PaymentMethod method, Func<List<string>, List<List<string>>> arrange)
    {
        var shopper = await Shopper.ReadyAsync(store);
        var before = store.Sandbox.Webhooks.Deliveries.Count;
        var page = await shopper.OrdersOnlineAsync(method);
        var number = (await shopper.PlacedAsync()).Single();
        if (method == PaymentMethod.CartaDiCredito)
        {
            await Payer.PayByCardAsync(page, "refused");
            await Payer.PayByCardAsync(page, "asks");
            var taken = store.TakenFor(number).Single().Id;
            await AtConsoleAsync("/stripe-console/refund", JsonContent.Create(new { payment_intent = taken, amount = 500 }));
        }
        else
        {
            // Only the shop can collect what the buyer has agreed to.
            await shopper.Browser.OpenAsync((await Payer.PayByPayPalAsync(page, "ok@acquirenti.example"))!);
            var taken = store.TakenFor(number).Single().Id;
            await AtConsoleAsync($"/paypal-console/captures/{taken}/refund", new FormUrlEncodedContent([new("importo", "5,00")]));
        }

        var events = store.Sandbox.Webhooks.Deliveries.Skip(before).Select(d => d.Id).ToList();
        foreach (var group in arrange(events))
        {
            await TellAsync(group);
            await store.FinishAsync();
        }

        foreach (var wait in new[] { 11, 61, 301, 301 })
        {
            store.Clock.Advance(TimeSpan.FromSeconds(wait));
            await store.RunSweepAsync();
            await store.FinishAsync();
        }

        return await DescribeAsync(shopper);
    }

    private async Task<string> DescribeAsync(Shopper shopper)
    {
        var order = await store.OrderAsync(shopper);
        var attempts = await store.AttemptsAsync(order);
        var service = await store.InDatabaseAsync(db => db.Subscriptions.AsNoTracking().SingleOrDefaultAsync(s => s.AccountId == order.AccountId));
        var tasks = await store.InDatabaseAsync(db => db.DeskTasks.Where(t => t.OrderNumber == order.Number).Select(t => t.Kind).OrderBy(k => k).ToListAsync());

        // Whether renewal was on for a moment, and said so, depends on the order; where it ends does not.
        var mails = store.MailsTo(shopper.Person.Email).Where(m => !m.Subject.Contains("innovo", StringComparison.Ordinal)).Select(m => m.Subject.Replace(order.Number, "", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        return string.Join(" | ",
            order.Status,
            string.Join(' ', order.Payments.Select(p => p.Amount.Cents).Order()),
            string.Join(' ', attempts.Select(a => a.Status)),
            service?.RenewalOff,
            service?.RenewsItself,
            string.Join(' ', tasks),
            string.Join(", ", mails),
            order.NeedsDecisionSince is null);
    }

    private async Task TellAsync(List<string> events)
    {
        await store.HearWebhooksAsync();
        using var http = new HttpClient { BaseAddress = store.Sandbox.BaseAddress };
        foreach (var id in events)
        {
            using var answer = await http.PostAsync($"/webhooks/{id}/resend", null);
            answer.EnsureSuccessStatusCode();
        }

        await store.Sandbox.Webhooks.SettleAsync(TimeSpan.FromSeconds(30));
        using var deaf = await http.PutAsJsonAsync("/mischief", new { webhooks = new { address = "" } });
        deaf.EnsureSuccessStatusCode();
    }

    private async Task AtConsoleAsync(string address, HttpContent what)
    {
        using var http = new HttpClient { BaseAddress = store.Sandbox.BaseAddress };
        using var answer = await http.PostAsync(address, what);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static List<string> Shuffled(List<string> events, int seed)
    {
        var drawn = new Random(seed);
        var heap = events.SelectMany(e => Enumerable.Repeat(e, drawn.Next(1, 4))).ToArray();
        drawn.Shuffle(heap);
        return [.. heap];
    }

    private static IEnumerable<int[]> Permutations(int[] items) => items.Length <= 1
        ? [items]
        : items.SelectMany(first => Permutations([.. items.Where(i => i != first)]).Select(rest => (int[])[first, .. rest]));
}
