using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Wallet;
using PaymentMethod = Aruba.Fatturazione.Orders.PaymentMethod;

namespace Aruba.Fatturazione.Web.Tests.Payments;

/// <summary>Somebody tries cards.</summary>
public sealed class RefusalLimitTests(StrictHost store) : IClassFixture<StrictHost>
{
    [Fact]
    public async Task Failure_24_after_too_many_refusals_no_page_calls_the_provider_until_an_hour_has_passed()
    {
        var shopper = await Shopper.ReadyAsync(store);
        await shopper.BuysByCardAsync("fails later");
        var order = await store.OrderAsync(shopper);
        await store.OwesAgainAsync(order);
        for (var refusals = 0; refusals < 3; refusals++)
        {
            var refused = await PayWithSavedAsync(shopper, order.Number);
            Assert.True(refused.Says("La banca ha rifiutato il pagamento") && refused.Says("Non ti è stato addebitato nulla"), refused.Text);
        }

        var calls = store.Sandbox.Ledger.State.Calls.Count;
        var paying = await PayWithSavedAsync(shopper, order.Number);
        var adding = await (await shopper.Browser.OpenAsync($"{WalletHost.List}/aggiungi")).SendAsync("Continua dal fornitore", (WalletHost.TitleOf(PaymentMethod.CartaDiCredito), "true"), ("Autorizzo", "true"));
        using var stranger = store.NewBrowser(await store.StartInstanceAsync());
        var byNumber = await (await stranger.OpenAsync($"/paga/{order.Number}")).SendAsync("Paga", ("Carta di credito", "true"));

        Assert.True(paying.Says("troppi pagamenti rifiutati") && paying.Says("bonifico"), paying.Text);
        Assert.True(adding.Says("troppi"), adding.Text);
        Assert.True(byNumber.Says("troppi pagamenti rifiutati"), byNumber.Text);
        Assert.Equal(calls, store.Sandbox.Ledger.State.Calls.Count);
        store.Clock.Advance(TimeSpan.FromMinutes(61));
        var page = (await stranger.OpenAsync($"/paga/{order.Number}")).Form("Paga").Set("Carta di credito", "true");
        using var answer = await page.SendOnceAsync();
        Assert.NotNull(await Payer.PayByCardAsync(answer.Headers.Location!));
    }

    private static async Task<Page> PayWithSavedAsync(Shopper shopper, string number) =>
        await (await shopper.Browser.OpenAsync($"/area-clienti/ordini/{number}/paga")).SendAsync("Paga", ("Visa che termina", "true"), ("Autorizzo", "true"));
}
