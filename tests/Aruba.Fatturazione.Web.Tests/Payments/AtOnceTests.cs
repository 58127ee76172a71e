using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Payments;
using Aruba.Fatturazione.Web.Tests.Account;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Aruba.Fatturazione.Web.Tests.Payments;

/// <summary>Everybody who settles a payment does so in the same instant. Webhooks are on in this shop.</summary>
public sealed class AtOnceTests(AccountHost store) : IClassFixture<AccountHost>
{
    [Theory]
    [InlineData(PaymentMethod.CartaDiCredito)]
    [InlineData(PaymentMethod.PayPal)]
    public async Task Failure_5_returns_webhooks_and_sweeps_at_once_have_one_effect_and_show_nobody_an_error(PaymentMethod method)
    {
        await store.HearWebhooksAsync();
        var shopper = await Shopper.ReadyAsync(store);
        var page = await shopper.OrdersOnlineAsync(method);
        var back = method == PaymentMethod.PayPal ? await Payer.PayByPayPalAsync(page, "ok@acquirenti.example") : await Payer.PayByCardAsync(page);
        var order = await store.OrderAsync(shopper);
        var attempt = Assert.Single(await store.AttemptsAsync(order)).Id;

        var pages = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => shopper.Browser.OpenAsync(back!)));
        var settled = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SettleAsync(attempt)));
        await Task.WhenAll(pages, settled, store.RunOutboxAsync());

        Assert.All(await pages, p => Assert.True((int)p.Status == 200 && !p.Says("Si è verificato un errore"), $"{p.Status} {p.Text}"));
        await store.UntilAsync(async () => (await store.OrderAsync(shopper)).Status == OrderStatus.Concluded);
        order = await store.OrderAsync(shopper);
        Assert.Single(order.Payments);
        Assert.Single(store.TakenFor(order));
        Assert.Equal(1, store.MailsTo(shopper.Person.Email).Count(m => m.Subject.Contains("Conferma pagamento", StringComparison.Ordinal)));
    }

    private async Task SettleAsync(Guid attempt)
    {
        await using var scope = store.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PaymentDesk>().SettleAsync(attempt, CancellationToken.None);
    }
}
