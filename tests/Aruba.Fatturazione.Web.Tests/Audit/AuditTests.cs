using System.Net.Http.Json;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Sandbox.Smtp;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Payments;

namespace Aruba.Fatturazione.Web.Tests.Audit;

/// <summary>A shop in which nothing was done behind its back is clean, whatever happened to its customers.</summary>
public sealed class AuditTests(AuditHost store) : IClassFixture<AuditHost>
{
    [Fact]
    public async Task A_day_with_every_kind_of_purchase_is_clean()
    {
        var card = await store.BuyByCardAsync();
        var payPal = await store.BuyByPayPalAsync();
        var bonifico = await store.BuyByBonificoAsync();
        Assert.All([card, payPal, bonifico], o => Assert.Equal(OrderStatus.Concluded, o.Status));
        await store.BuyByPayPalAsync("no@acquirenti.example");
        var half = await store.BuyByBonificoAsync(pays: false);
        await store.RegisterAsync(half.Number, new Importo(half.Gross.Cents / 2));
        var open = await Shopper.ReadyAsync(store);
        await open.OrdersOnlineAsync(PaymentMethod.CartaDiCredito);
        var gone = await Shopper.ReadyAsync(store);
        await gone.Browser.OpenAsync(await Payer.GiveUpAsync(await gone.OrdersOnlineAsync(PaymentMethod.CartaDiCredito)));
        var cancelled = await store.BuyByBonificoAsync(pays: false);
        await store.OnOrderAsync(cancelled.Number, o => o.Cancel("prova", store.Clock.UtcNow()));
        await store.RegisterAsync(cancelled.Number, cancelled.Gross);
        await store.FinishAsync();

        await store.AssertCleanAsync();
        Assert.Empty(await store.FindAsync(withWitness: false));
    }

    [Fact]
    public async Task Money_given_back_in_the_providers_pages_is_clean_once_it_is_in_the_books()
    {
        var order = await store.BuyByCardAsync();
        await store.HearWebhooksAsync();
        using var http = new HttpClient { BaseAddress = store.Sandbox.BaseAddress };
        using var answer = await http.PostAsJsonAsync("/stripe-console/refund", new { payment_intent = order.Payments[0].Reference, amount = 500 });
        Assert.True(answer.IsSuccessStatusCode);
        await store.Sandbox.Webhooks.SettleAsync(TimeSpan.FromSeconds(20));
        await store.FinishAsync();

        await store.AssertCleanAsync();
    }

    [Fact]
    public async Task A_mail_that_a_broken_line_made_come_twice_is_clean_when_both_say_the_same()
    {
        var shopper = await Shopper.ReadyAsync(store);
        store.Sandbox.SmtpMischief.Set(SmtpBehaviour.CloseAfterData, shopper.Person.Email, once: true);
        await shopper.BuysByCardAsync();
        await store.FinishAsync();
        store.Clock.Advance(TimeSpan.FromMinutes(2));
        await store.FinishAsync();

        Assert.Contains(store.MailsTo(shopper.Person.Email).GroupBy(m => m.MessageId), copies => copies.Count() == 2);
        await store.AssertCleanAsync();
    }
}
