using System.Diagnostics;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Payments;
using Aruba.Fatturazione.Web.Tests.Infrastructure;

namespace Aruba.Fatturazione.Web.Tests.Payments;

/// <summary>Providers to which there is no connection.</summary>
public sealed class OutageTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData(PaymentMethod.CartaDiCredito)]
    [InlineData(PaymentMethod.PayPal)]
    public async Task B_P1_a_refused_connection_is_said_at_once_nothing_begins_and_a_bonifico_can_be_chosen(PaymentMethod method)
    {
        await using var store = await OpenAsync(new FarHost());
        await StartsNothingAsync(store.Host, method);
    }

    [Theory]
    [InlineData(PaymentMethod.CartaDiCredito)]
    [InlineData(PaymentMethod.PayPal)]
    public async Task B_P2_a_connection_that_hangs_is_given_up_in_time(PaymentMethod method)
    {
        await using var store = await OpenAsync(new FarHost());
        await store.Host.HangAsync();
        await StartsNothingAsync(store.Host, method);
    }

    [Fact]
    public void B_P1_a_name_that_nobody_knows_is_no_connection()
    {
        var unknown = new HttpRequestException(HttpRequestError.NameResolutionError);

        Assert.True(ProviderTrouble.IsCauseOf(unknown));
        Assert.Equal("no connection", ProviderTrouble.InWords(unknown));
    }

    [Fact]
    public async Task B_P9_a_provider_that_fails_too_often_is_shown_as_unavailable_and_the_other_methods_stay()
    {
        await using var store = await OpenAsync(new ImpatientFarHost());
        var shopper = await Shopper.ReadyAsync(store.Host);
        var number = await shopper.OrdersAsync(PaymentMethod.Bonifico);
        var choose = await shopper.Browser.OpenAsync($"/area-clienti/ordini/{number}/paga");
        for (var failures = 0; failures < 5; failures++)
        {
            Assert.True(choose.Says("Carta di credito") && !choose.Says("Carta di credito non è disponibile"), choose.Text);
            choose = await choose.SendAsync("Paga", ("Carta di credito", "true"), ("Autorizzo", "true"));
        }

        Assert.True(choose.Says("Carta di credito non è disponibile"), choose.Text);
        Assert.Throws<InvalidOperationException>(() => choose.Form("Paga").Set("Carta di credito", "true"));
        choose.Form("Paga").Set("PayPal", "true");
        var transfer = await choose.SendAsync("Paga", ("Bonifico", "true"));
        Assert.True(transfer.Says("IBAN"), transfer.Text);
    }

    private static async Task StartsNothingAsync(FarHost store, PaymentMethod method)
    {
        var shopper = await Shopper.ReadyAsync(store);
        var form = await shopper.FilledOrderFormAsync(method);
        var watch = Stopwatch.StartNew();

        var page = await form.SendAsync();

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Longest);
        Assert.True(page.Says("Il pagamento non è partito") && page.Says("Non ti è stato addebitato nulla"), page.Text);
        var order = await store.OrderAsync(shopper);
        Assert.Equal(OrderStatus.AwaitingPayment, order.Status);
        var attempt = Assert.Single(await store.AttemptsAsync(order));
        Assert.Equal((AttemptStatus.Abandoned, (RefusalReason?)RefusalReason.NotStarted), (attempt.Status, attempt.Reason));
        var transfer = await page.SendAsync("Paga", ("Bonifico", "true"));
        Assert.True(transfer.Says("IBAN"), transfer.Text);
    }

    private static async Task<Open<T>> OpenAsync<T>(T host)
        where T : FarHost
    {
        await host.InitializeAsync();
        return new Open<T>(host);
    }

    private sealed record Open<T>(T Host) : IAsyncDisposable
        where T : FarHost
    {
        public async ValueTask DisposeAsync()
        {
            await ((IAsyncLifetime)Host).DisposeAsync();
            Host.Dispose();
        }
    }
}
