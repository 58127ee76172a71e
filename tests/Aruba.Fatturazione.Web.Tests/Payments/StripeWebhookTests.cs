using System.Net;
using System.Security.Cryptography;
using System.Text;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Sandbox.Mischief;
using Aruba.Fatturazione.Web.Tests.Account;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Payments;

/// <summary>What Stripe tells: bars A-Y4, B-P11, B-P14, failures 3 and 4.</summary>
public sealed class StripeWebhookTests(AccountHost store) : IClassFixture<AccountHost>
{
    private const string Event = """{"id":"evt_prova","object":"event","type":"payment_intent.succeeded","livemode":false,"created":1,"api_version":"2026-10-28.endive","data":{"object":{"id":"pi_nessuno","object":"payment_intent","metadata":{}}}}""";

    public static TheoryData<string, string?> Unproven => new()
    {
        { "no signature", null },
        { "nothing in it", "" },
        { "not a signature", "v1=zz" },
        { "another secret", "other" },
        { "too old", "old" },
        { "from the future", "future" },
        { "no time", "untimed" },
        { "another body", "changed" },
    };

    [Theory]
    [MemberData(nameof(Unproven))]
    public async Task A_body_without_valid_proof_is_refused_and_not_stored(string why, string? kind)
    {
        using var answer = await SendAsync(kind == "changed" ? Event.Replace("evt_prova", "evt_altra", StringComparison.Ordinal) : Event, HeaderOf(kind));

        Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, why);
        Assert.Equal(0, await store.InDatabaseAsync(db => db.ProviderEvents.CountAsync(e => e.EventId == "evt_altra")));
    }

    [Fact]
    [Trait("row", "B-P11")]
    [Trait("row", "failure 4")]
    public async Task An_event_sent_ten_times_at_once_is_stored_once_and_always_acknowledged()
    {
        var body = Event.Replace("evt_prova", "evt_dieci", StringComparison.Ordinal);
        var header = Sign(body, "whsec_sandbox", store.Clock.GetUtcNow());

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => SendAsync(body, header)));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        var stored = Assert.Single(await store.InDatabaseAsync(db => db.ProviderEvents.Where(e => e.EventId == "evt_dieci").ToListAsync()));
        var topic = stored.Id.ToString();
        Assert.Equal(1, await store.InDatabaseAsync(db => db.Outbox.CountAsync(m => m.Topic == topic)));
    }

    [Fact]
    [Trait("row", "B-P11")]
    [Trait("row", "failure 2")]
    [Trait("row", "failure 4")]
    public async Task The_webhook_alone_makes_the_order_paid_once_although_everything_comes_twice()
    {
        await store.HearWebhooksAsync();
        store.Sandbox.WebhookMischief.Add(new WebhookMischiefRule("stripe", WebhookFault.Double));
        var shopper = await Shopper.ReadyAsync(store);
        var page = await shopper.OrdersOnlineAsync(PaymentMethod.CartaDiCredito);
        Assert.NotNull(await Payer.PayByCardAsync(page));

        await WaitAsync(async () =>
        {
            await store.RunOutboxAsync();
            return (await store.OrderAsync(shopper)).Status == OrderStatus.Concluded;
        });

        var order = await store.OrderAsync(shopper);
        Assert.Single(order.Payments);
        Assert.Single(store.TakenFor(order));
        store.Sandbox.WebhookMischief.Reset();
    }

    private static async Task WaitAsync(Func<Task<bool>> until)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            if (await until())
            {
                return;
            }

            await Task.Delay(100);
        }

        Assert.Fail("It did not happen within ten seconds.");
    }

    private string? HeaderOf(string? kind) => kind switch
    {
        "other" => Sign(Event, "whsec_un_altro", store.Clock.GetUtcNow()),
        "old" => Sign(Event, "whsec_sandbox", store.Clock.GetUtcNow().AddSeconds(-301)),
        "future" => Sign(Event, "whsec_sandbox", store.Clock.GetUtcNow().AddSeconds(400)),
        "untimed" => Sign(Event, "whsec_sandbox", store.Clock.GetUtcNow()).Split(',')[1],
        "changed" => Sign(Event, "whsec_sandbox", store.Clock.GetUtcNow()),
        _ => kind,
    };

    private static string Sign(string body, string secret, DateTimeOffset at)
    {
        var time = at.ToUnixTimeSeconds();
        return $"t={time},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}")))}";
    }

    private async Task<HttpResponseMessage> SendAsync(string body, string? signature)
    {
        using var http = new HttpClient { BaseAddress = store.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/stripe") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation("Stripe-Signature", signature);
        }

        return await http.SendAsync(request);
    }
}
