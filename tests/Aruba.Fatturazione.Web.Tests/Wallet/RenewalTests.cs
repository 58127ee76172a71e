using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Payments;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Wallet;

/// <summary>Rinnovo automatico on and off (bar A-Y9).</summary>
public sealed class RenewalTests(WalletHost store) : IClassFixture<WalletHost>
{
    private const string On = "Attiva il rinnovo automatico";

    public static TheoryData<PaymentMethod> Kinds => WalletHost.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_Y9_renewal_is_on_after_the_purchase_and_two_clicks_switch_it_off_at_once(PaymentMethod kind)
    {
        var shopper = await store.OwnerAsync(kind);
        var area = await shopper.Browser.OpenAsync("/area-clienti");
        Assert.True(area.Says("Attivo Il 17 novembre 2027, 7 giorni prima della scadenza, con " + WalletHost.NameOf(kind)), area.Text);
        var on = store.Mail(shopper, "Attivazione rinnovo automatico per il servizio");
        Assert.Contains("17 novembre 2027", on.Text, StringComparison.Ordinal);

        var off = await (await area.FollowAsync("Modifica il rinnovo automatico")).SendAsync("Disattiva il rinnovo automatico");

        var service = await store.ServiceAsync(shopper);
        Assert.Equal((false, RenewalOffReason.SwitchedOff, new DateOnly(2027, 11, 24)), (service.RenewsItself, service.RenewalOff, service.ExpiresOn));
        Assert.True(off.Says("Il rinnovo automatico è disattivato") && off.Says("Disattivato da te"), off.Text);
        await store.FinishAsync();
        Assert.Contains("24 novembre 2027", store.Mail(shopper, "Rinnovo automatico disattivato").Text, StringComparison.Ordinal);
        Assert.Null(store.KeptAtProvider(Assert.Single(await store.MethodsAsync(shopper))).RemovedAt);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_page_of_the_order_says_how_it_stands_and_leads_there(PaymentMethod kind)
    {
        var shopper = await store.OwnerAsync(kind);

        var order = await shopper.Browser.OpenAsync($"/area-clienti/ordini/{(await store.OrderAsync(shopper)).Number}");

        Assert.True(order.Says("Attivo Il 17 novembre 2027"), order.Text);
        var page = await order.FollowAsync("Modifica il rinnovo automatico");
        Assert.True(page.Says("Rinnovo automatico Attivo") && page.Says("L'ultima volta era"), page.Text);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_service_paid_by_bonifico_renews_after_a_method_is_chosen_and_the_mandate_accepted(PaymentMethod kind)
    {
        var shopper = await TransferCustomerAsync();
        var service = await store.ServiceAsync(shopper);
        var address = $"/area-clienti/servizi/{service.Id}/rinnovo";
        Assert.True((await shopper.Browser.OpenAsync(address)).Says("Nessun metodo scelto"));
        await WalletHost.KeepsAsync(shopper.Browser, kind);
        store.Clock.Advance(TimeSpan.FromMinutes(1));
        var page = await (await shopper.Browser.OpenAsync(WalletHost.List)).FollowAsync("Attiva il rinnovo");

        var refused = await page.SendAsync(On);
        Assert.Equal(2, refused.Errors.Count);
        var on = await refused.SendAsync(On, (WalletHost.NameOf(kind), "true"), ("Autorizzo", "true"));
        await store.FinishAsync();

        Assert.True(on.Says("Il rinnovo automatico è attivo"), on.Text);
        var after = await store.ServiceAsync(shopper);
        var method = Assert.Single(await store.MethodsAsync(shopper));
        Assert.Equal(method.Id, after.RenewalMethodId);
        var mandate = after.RenewalMandate!;
        Assert.Equal((store.Clock.UtcNow(), "127.0.0.1", "Prova/1.0", "2026-01-01"), (mandate.AcceptedAt, mandate.IpAddress, mandate.UserAgent, mandate.DocumentVersion));
        Assert.Equal(64, mandate.Digest.Length);
        Assert.Contains(WalletHost.NameOf(kind), store.Mail(shopper, "Attivazione rinnovo automatico").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Off_twice_is_off_once_and_one_mail()
    {
        var shopper = await store.OwnerAsync(PaymentMethod.CartaDiCredito);
        var page = await shopper.Browser.OpenAsync($"/area-clienti/servizi/{(await store.ServiceAsync(shopper)).Id}/rinnovo");

        var pages = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => page.SendAsync("Disattiva il rinnovo automatico")));
        await store.FinishAsync();

        Assert.All(pages, p => Assert.True(p.Says("Il rinnovo automatico è disattivato"), p.Text));
        store.Mail(shopper, "Rinnovo automatico disattivato");
    }

    [Fact]
    [Trait("row", "B-C3")]
    public async Task A_page_from_before_switches_nothing_on_that_was_switched_off_elsewhere()
    {
        var shopper = await store.OwnerAsync(PaymentMethod.CartaDiCredito);
        await WalletHost.KeepsAsync(shopper.Browser, PaymentMethod.PayPal);
        var page = await shopper.Browser.OpenAsync($"/area-clienti/servizi/{(await store.ServiceAsync(shopper)).Id}/rinnovo");
        await page.SendAsync("Disattiva il rinnovo automatico");

        var again = await page.SendAsync("Usa questo metodo", ("PayPal", "true"), ("Autorizzo", "true"));

        Assert.True(again.Says("Qualcosa è cambiato"), again.Text);
        Assert.False((await store.ServiceAsync(shopper)).RenewsItself);
    }

    [Fact]
    public async Task A_card_that_ends_before_the_charge_is_warned_of_and_an_expired_one_is_not_offered()
    {
        var shopper = await store.OwnerAsync(PaymentMethod.CartaDiCredito);
        var id = Assert.Single(await store.MethodsAsync(shopper)).Id;
        await EndsAsync(id, 2027, 5);
        var area = await shopper.Browser.OpenAsync("/area-clienti");
        var page = await area.FollowAsync("Modifica il rinnovo automatico");
        Assert.True(area.Says("La carta scade prima dell'addebito") && page.Says("Il prossimo addebito è a rischio"), area.Text);

        await EndsAsync(id, 2026, 10);
        var off = await (await shopper.Browser.OpenAsync(page.Path)).SendAsync("Disattiva il rinnovo automatico");

        Assert.True((await shopper.Browser.OpenAsync(WalletHost.List)).Says("Scaduta"));
        Assert.True(off.Says("serve una carta valida o un account PayPal"), off.Text);
    }

    private Task<int> EndsAsync(Guid method, int year, int month) => store.InDatabaseAsync(db =>
        db.SavedMethods.Where(m => m.Id == method).ExecuteUpdateAsync(s => s.SetProperty(m => m.ExpiryYear, year).SetProperty(m => m.ExpiryMonth, month)));

    private async Task<Shopper> TransferCustomerAsync()
    {
        var shopper = await Shopper.ReadyAsync(store);
        var number = await shopper.OrdersAsync(PaymentMethod.Bonifico);
        await store.InDatabaseAsync(async db =>
        {
            var order = await db.Orders.Include(o => o.Payments).SingleAsync(o => o.Number == number);
            order.Register(new RegisteredPayment
            {
                Id = Guid.CreateVersion7(),
                Source = "bank",
                Reference = $"TRN {number}",
                Amount = order.Gross,
                ValueDate = store.Clock.Today(),
                RegisteredBy = "prova",
                RegisteredAt = store.Clock.UtcNow(),
            });
            return await db.SaveChangesAsync();
        });
        await store.FinishAsync();
        return shopper;
    }
}
