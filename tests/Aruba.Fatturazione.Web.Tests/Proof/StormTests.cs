using System.Security.Cryptography;
using System.Text;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Tests.Audit;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Payments;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Proof;

/// <summary>
/// Everybody at once on one order: bar B-C1, failures 1, 3, 4 and 5. On PostgreSQL two instances share the database, so that no lock of a process
/// can be what keeps the promise (B-C2). STORM_ROUNDS says how often; 50 without it.
/// </summary>
public sealed class StormTests(AuditHost store) : IClassFixture<AuditHost>
{
    private static readonly int Rounds = int.TryParse(Environment.GetEnvironmentVariable("STORM_ROUNDS"), out var rounds) ? rounds : 50;

    private WebApplication other = null!;

    [Fact, Trait("row", "B-C2"), Trait("row", "failure 1"), Trait("row", "failure 5")]
    public async Task B_C1_ten_confirms_three_webhooks_and_two_returns_at_once_are_one_order_one_charge_and_one_service()
    {
        other = TestDatabase.Provider == DatabaseProvider.Sqlite ? store.App : await store.StartInstanceAsync();
        await store.HearWebhooksAsync(other);
        for (var round = 0; round < Rounds; round++)
        {
            await StormAsync(round, round % 3 == 2 ? PaymentMethod.PayPal : PaymentMethod.CartaDiCredito);
        }

        await store.AssertCleanAsync();
        Assert.Empty(store.Sandbox.Ledger.State.RefusedRequests);
    }

    private async Task StormAsync(int round, PaymentMethod method)
    {
        var shopper = await Shopper.ReadyAsync(store);
        using var elsewhere = Twin(shopper.Browser, store.NewBrowser(other));
        var older = (await shopper.FilledOrderFormAsync(method)).Fields.ToList();
        await shopper.ConfirmsCartAsync("woocommerce");
        var newer = (await shopper.FilledOrderFormAsync(method)).Fields.ToList();

        var page = await ConfirmAllAsync(shopper.Browser, elsewhere, older, newer);
        var order = (await shopper.PlacedAsync()).Single();
        var back = method == PaymentMethod.PayPal ? await Payer.PayByPayPalAsync(page, $"ok{round}@acquirenti.example") : await Payer.PayByCardAsync(page);
        var attempt = (await store.AttemptsAsync(order)).Single();

        List<Task> storm =
        [
            ConfirmAllAsync(shopper.Browser, elsewhere, older, newer, isPlaced: true),
            ReturnAsync(shopper.Browser, back!, order.Number), ReturnAsync(elsewhere, back!, order.Number),
            store.RunOutboxAsync(), store.RunOutboxAsync(other),
        ];
        if (method == PaymentMethod.CartaDiCredito)
        {
            var paid = store.TakenFor(order).Single().Id;
            storm.AddRange(
            [
                HearAsync(store.App, $"evt_tempesta_{round}", "payment_intent.succeeded", paid, attempt.Id),
                HearAsync(other, $"evt_tempesta_{round}", "payment_intent.succeeded", paid, attempt.Id),
                HearAsync(other, $"evt_altra_{round}", "payment_intent.processing", paid, attempt.Id),
            ]);
        }

        await Task.WhenAll(storm);
        await store.Sandbox.Webhooks.SettleAsync(TimeSpan.FromSeconds(30));
        while (await store.RunOutboxAsync() + await store.RunOutboxAsync(other) > 0)
        {
            // One round makes the work of the next.
        }

        await AssertOneOfEachAsync(shopper, order);
    }

    private async Task AssertOneOfEachAsync(Shopper shopper, Order order)
    {
        var stored = await store.OrderAsync(shopper);
        Assert.Equal((order.Number, OrderStatus.Concluded), (stored.Number, stored.Status));
        Assert.Single(stored.Payments);
        Assert.Single(store.TakenFor(order));
        Assert.Equal(1, await store.InDatabaseAsync(db => db.Subscriptions.CountAsync(s => s.AccountId == order.AccountId)));
        var mails = store.MailsTo(shopper.Person.Email).Where(m => m.Subject.Contains(order.Number, StringComparison.Ordinal)).Select(m => m.Subject).ToList();
        Assert.Equal(mails.Distinct(), mails);
        Assert.True(mails.Count >= 3, string.Join(", ", mails)); // at least confirmed, paid, active
    }

    // Five clicks on the page of now and five on one of before the cart changed, half of them at each instance. Returns the provider's page.
    private static async Task<Uri> ConfirmAllAsync(
        Browser here, Browser there, List<KeyValuePair<string, string>> older, List<KeyValuePair<string, string>> newer, bool isPlaced = false)
    {
        var now = Enumerable.Range(0, 5).Select(i => (i % 2 == 0 ? here : there).PostOnceAsync(Shopper.OrderForm, newer)).ToList();
        var before = Enumerable.Range(0, 5).Select(i => (i % 2 == 0 ? there : here).PostOnceAsync(Shopper.OrderForm, older)).ToList();
        var answers = await Task.WhenAll(now);
        var late = await Task.WhenAll(before);
        Assert.All(answers, a => Assert.True(LeadsOn(a), $"{(int)a.StatusCode} {a.Headers.Location}"));

        // Whoever saw another total before there was an order is asked again; afterwards the same click leads to the order.
        foreach (var answer in late.Where(a => !LeadsOn(a)))
        {
            Assert.True(!isPlaced && (int)answer.StatusCode == 200, $"{(int)answer.StatusCode} {answer.Headers.Location}");
            Assert.Contains("Il totale è cambiato", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            using var again = await here.PostOnceAsync(Shopper.OrderForm, older);
            Assert.True(Shopper.NumberIn(again) is not null, $"{(int)again.StatusCode} {again.Headers.Location}");
        }

        return isPlaced ? here.Address : answers.Select(a => a.Headers.Location!).First(l => l.IsAbsoluteUri);
    }

    private static bool LeadsOn(HttpResponseMessage answer) =>
        answer.Headers.Location is { IsAbsoluteUri: true } || Shopper.NumberIn(answer) is not null
        || answer.Headers.Location?.ToString().StartsWith("/pagamento/", StringComparison.Ordinal) == true;

    private static async Task ReturnAsync(Browser browser, string back, string number)
    {
        var page = await browser.OpenAsync(back);
        Assert.True(page.Status == System.Net.HttpStatusCode.OK, $"{page.Status} {page.Path}");
        Assert.True(page.Path.StartsWith($"/area-clienti/ordini/{number}?", StringComparison.Ordinal) || page.Path == back.Split('?')[0], page.Path);
    }

    private static Browser Twin(Browser signedIn, Browser other)
    {
        foreach (System.Net.Cookie cookie in signedIn.Cookies.GetAllCookies())
        {
            other.Cookies.Add(new System.Net.Cookie(cookie.Name, cookie.Value, cookie.Path, other.Address.Host));
        }

        return other;
    }

    private async Task HearAsync(WebApplication instance, string id, string type, string intent, Guid attempt)
    {
        var body = $$$$$"""{"id":"{{{{{id}}}}}","object":"event","type":"{{{{{type}}}}}","livemode":false,"created":1,"api_version":"2026-10-28.endive","data":{"object":{"id":"{{{{{intent}}}}}","object":"payment_intent","metadata":{"attempt":"{{{{{attempt:N}}}}}"}}}}""";
        var time = store.Clock.GetUtcNow().ToUnixTimeSeconds();
        var proof = Convert.ToHexStringLower(HMACSHA256.HashData("whsec_sandbox"u8, Encoding.UTF8.GetBytes($"{time}.{body}")));
        using var http = new HttpClient { BaseAddress = StoreHost.AddressOf(instance) };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/stripe") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Stripe-Signature", $"t={time},v1={proof}");
        using var answer = await http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
    }
}
