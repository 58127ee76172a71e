using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Audit;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Renewals;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Aruba.Fatturazione.Web.Tests.Renewals;

/// <summary>Modules, users and space added to an active service.</summary>
public sealed class ExtensionTests : IAsyncLifetime
{
    private const string Button = "Aggiungi e scegli come pagare";
    private readonly RenewalHost host = new();

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_added_is_active_when_paid_and_the_switch_decides_the_expiry(bool prolong)
    {
        var shopper = await host.WithBonificoAsync();
        await host.ComesToAsync(shopper, 165);
        var before = await host.ServiceAsync(shopper);
        var today = host.Clock.Today();
        var share = DayShare.Between(before.ExpiresOn, Term.FirstExpiry(today, 1));
        using var browser = await host.BackAsync(shopper);

        var page = await PricedAsync(browser, before, ("Documenti", "true"), ("Utenti aggiuntivi", "2"));
        Assert.True(page.Says($"Già nel servizio: 29,90 € l'anno × {share.Days} giorni ÷ {share.Of}"), page.Text);
        var pay = await Confirmed(page, prolong).SendAsync();

        var order = await ExtensionAsync(shopper);
        Assert.Equal($"/area-clienti/ordini/{order.Number}/paga", pay.Path);
        Assert.Equal(order.Net.Cents, order.Lines.Sum(l => l.Net.Cents));
        Assert.Equal(1_200 + 1_800 + (prolong ? new Importo(2_990).Part(share).Cents : 0), order.Net.Cents);
        await host.CreditAsync(order.Number);

        var after = await host.ServiceAsync(shopper);
        Assert.Equal(prolong ? Term.FirstExpiry(today, 1) : before.ExpiresOn, after.ExpiresOn);
        Assert.Equal((prolong ? today : before.AnchorOn, before.AnchorOn), (after.TermAnchor, after.AnchorOn));
        Assert.Equal(["documenti:1", "fatturazione-elettronica:1", "utenti-aggiuntivi:2"], ExtensionOrders.Configuration(after).Split(','));
        Assert.Equal(OrderStatus.Concluded, (await ExtensionAsync(shopper)).Status);
        Assert.Contains("Documenti", Assert.Single(host.Mails(shopper, "Servizio esteso")).Text, StringComparison.Ordinal);
        Assert.Contains("quello che hai aggiunto", Assert.Single(host.Mails(shopper, $"Conferma pagamento, ordine {order.Number}")).Text, StringComparison.Ordinal);
        Assert.True((await browser.OpenAsync($"/area-clienti/ordini/{order.Number}")).Says("Servizio esteso."));
        Assert.Empty(await FindAsync());
        await host.InDatabaseAsync(db => db.Set<SubscriptionPeriod>().Where(p => p.OrderNumber == order.Number).ExecuteUpdateAsync(p => p.SetProperty(x => x.EndsOn, before.ExpiresOn.AddDays(400))));
        Assert.Equal(prolong, (await FindAsync()).Contains($"B-I6 {order.Number}: an extension prolonged its service to another day than was bought"));
    }

    [Fact]
    [Trait("row", "failure 1")]
    public async Task Twenty_confirmations_at_once_make_one_order_and_everybody_lands_on_it()
    {
        var shopper = await host.WithBonificoAsync();
        var service = await host.ServiceAsync(shopper);
        var (one, other) = (Confirmed(await PricedAsync(shopper.Browser, service, ("Documenti", "true"))), Confirmed(await PricedAsync(shopper.Browser, service, ("Incassi", "true"))));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? one : other).SendOnceAsync()));

        var order = await ExtensionAsync(shopper);
        Assert.All(answers, a => Assert.Equal($"/area-clienti/ordini/{order.Number}/paga", a.Headers.Location?.ToString()));
    }

    [Fact]
    [Trait("row", "failure 22")]
    public async Task A_page_that_is_no_longer_true_is_asked_again_with_the_difference()
    {
        var shopper = await host.WithBonificoAsync();
        var service = await host.ServiceAsync(shopper);
        await host.ComesToAsync(shopper, 300);
        using var browser = await host.BackAsync(shopper);
        var form = Confirmed(await PricedAsync(browser, service, ("Documenti", "true")));
        await host.InDatabaseAsync(db => db.Prices.Where(p => p.ProductCode == DemoCatalogue.Documenti).ExecuteUpdateAsync(p => p.SetProperty(x => x.NetCents, 1_300)));

        var again = await form.SendAsync();

        Assert.True(again.Says("Il totale senza estensione è cambiato: prima 14,64 €, ora 15,86 €."), again.Text);
        host.Clock.Advance(TimeSpan.FromDays(1));
        using var next = await host.BackAsync(shopper);
        var nextDay = await (await next.OpenAsync(again.Path)).Form("Calcola").Tick("Documenti").SendAsync();
        Assert.Equal(0, await host.InDatabaseAsync(db => db.Orders.CountAsync(o => o.Kind == OrderKind.Extension)));
        await Confirmed(nextDay).SendAsync();
        Assert.Equal(1_300, (await ExtensionAsync(shopper)).Lines.Single(l => l.Days is null).Net.Cents);
    }

    [Fact]
    public async Task A_choice_that_cannot_be_sold_is_said_beside_its_field()
    {
        var shopper = await host.WithBonificoAsync();
        var page = await shopper.Browser.OpenAsync(Path(await host.ServiceAsync(shopper)));

        var wrong = await page.Form("Calcola").Tick("WooCommerce").Set("Utenti aggiuntivi", "21").SendAsync();

        Assert.Equal(2, wrong.Errors.Count);
        Assert.Single((await page.Form("Calcola").SendAsync()).Errors);
        Assert.Empty(wrong.Document.QuerySelectorAll("form[method=post][action$='/aggiungi']"));
        var missing = await (await PricedAsync(shopper.Browser, await host.ServiceAsync(shopper), ("Documenti", "true"))).SendAsync(Button);
        Assert.True(missing.Errors.Count >= 3, string.Join('|', missing.Errors));
    }

    [Fact]
    [Trait("row", "failure 9")]
    public async Task Paid_after_the_expiry_nothing_is_added_and_the_desk_has_the_money()
    {
        var shopper = await host.WithBonificoAsync();
        await host.ComesToAsync(shopper, 3);
        var before = await host.ServiceAsync(shopper);
        using var browser = await host.BackAsync(shopper);
        await Confirmed(await PricedAsync(browser, before, ("Documenti", "true"))).SendAsync();
        await host.ComesToAsync(shopper, -2);

        await host.CreditAsync((await ExtensionAsync(shopper)).Number);

        var (order, after) = (await ExtensionAsync(shopper), await host.ServiceAsync(shopper));
        Assert.Equal((OrderStatus.ActivationFailed, order.Gross), (order.Status, order.Paid));
        Assert.Equal((before.ExpiresOn, SubscriptionStatus.Expired, 1), (after.ExpiresOn, after.Status, after.Items.Count));
        using var later = await host.BackAsync(shopper);
        Assert.EndsWith("/rinnova", (await later.OpenAsync($"/area-clienti/servizi/{after.Id}/rinnova")).Path, StringComparison.Ordinal);
        Assert.True((await later.OpenAsync($"/area-clienti/ordini/{order.Number}")).Says("Il pagamento è registrato, ma l'attivazione richiede un controllo"));
        Assert.Empty(await FindAsync());
    }

    [Fact]
    [Trait("row", "failure 10")]
    public async Task The_charge_of_the_renewal_closes_an_extension_that_nobody_pays_and_late_money_waits_for_the_desk()
    {
        var shopper = await host.WithCardAsync();
        await host.ComesToAsync(shopper, 15);
        var before = await host.ServiceAsync(shopper);
        using var browser = await host.BackAsync(shopper);
        await Confirmed(await PricedAsync(browser, before, ("Documenti", "true"))).SendAsync();
        var extension = await ExtensionAsync(shopper);
        Assert.Equal($"/area-clienti/ordini/{extension.Number}?esito=prima-estensione", (await browser.OpenAsync($"/area-clienti/servizi/{before.Id}/rinnova")).Path);

        await host.ComesToAsync(shopper, 7);

        var renewed = await host.ServiceAsync(shopper);
        Assert.Equal((before.ExpiresOn.AddYears(1), 1), (renewed.ExpiresOn, renewed.Items.Count));
        Assert.Equal(OrderStatus.Cancelled, (await ExtensionAsync(shopper)).Status);
        await host.CreditAsync(extension.Number);
        var late = await ExtensionAsync(shopper);
        Assert.Equal((OrderStatus.Cancelled, true), (late.Status, late.NeedsDecisionSince is not null));
        Assert.Empty(await FindAsync());
    }

    [Fact]
    [Trait("row", "failure 11")]
    public async Task A_renewal_placed_in_the_same_instant_is_closed_by_the_extension_and_its_money_waits_for_the_desk()
    {
        var shopper = await host.WithBonificoAsync();
        await host.ComesToAsync(shopper, 30);
        var before = await host.ServiceAsync(shopper);
        using var browser = await host.BackAsync(shopper);
        await Confirmed(await PricedAsync(browser, before, ("Documenti", "true")), prolong: false).SendAsync();
        await using (var scope = host.App.Services.CreateAsyncScope())
        {
            var orders = scope.ServiceProvider.GetRequiredService<RenewalOrders>();
            var catalogue = await scope.ServiceProvider.GetRequiredService<StoreDbContext>().CatalogueOnAsync(host.Clock.Today(), CancellationToken.None);
            await orders.PlaceByHandAsync(before, RenewalOrders.Quote(before, catalogue, 1), PaymentMethod.Bonifico, [], CancellationToken.None);
        }

        await host.CreditAsync((await ExtensionAsync(shopper)).Number);

        var renewal = Assert.Single(await host.RenewalsAsync(shopper));
        Assert.Equal(OrderStatus.Cancelled, renewal.Status);
        Assert.Equal(2, (await host.ServiceAsync(shopper)).Items.Count);
        await host.CreditAsync(renewal.Number);
        Assert.NotNull((await host.RenewalsAsync(shopper)).Single().NeedsDecisionSince);
        Assert.Equal((before.ExpiresOn, 2), ((await host.ServiceAsync(shopper)).ExpiresOn, (await host.ServiceAsync(shopper)).Items.Count));
    }

    [Fact]
    public async Task A_service_of_three_years_is_renewed_for_three_whatever_was_added_in_between()
    {
        var shopper = await Shopper.ReadyAsync(host);
        await (await shopper.Browser.OpenAsync("/acquista/carrello")).SendAsync("Aggiorna durata", ("Durata", "3"));
        await shopper.ConfirmsCartAsync();
        await host.CreditAsync(await shopper.OrdersAsync(PaymentMethod.Bonifico));
        await host.ComesToAsync(shopper, 165);
        using var browser = await host.BackAsync(shopper);
        await Confirmed(await PricedAsync(browser, await host.ServiceAsync(shopper), ("Documenti", "true"))).SendAsync();
        var extension = await ExtensionAsync(shopper);
        await host.CreditAsync(extension.Number);

        var service = await host.ServiceAsync(shopper);
        Assert.Equal((extension.Number, 1, 3), (service.TermOrder, extension.Years, service.Years));
        var net = new Importo((2_990 + 1_200) * 3);
        var page = await browser.OpenAsync($"/area-clienti/servizi/{service.Id}/cosa-rinnovi");
        Assert.True(page.Says((net + net.Iva(2_200)).ToString()), page.Text);
    }

    private static string Path(Subscription service) => $"/area-clienti/servizi/{service.Id}/aggiungi";

    private static async Task<Page> PricedAsync(Browser browser, Subscription service, params (string Label, string Value)[] choice)
    {
        var form = (await browser.OpenAsync(Path(service))).Form("Calcola");
        foreach (var (label, value) in choice)
        {
            form.Set(label, value);
        }

        return await form.SendAsync();
    }

    private static Form Confirmed(Page page, bool prolong = true)
    {
        var form = page.Form(Button).SetByName("Estensione", prolong ? "attivata" : "disattivata");
        foreach (var box in page.Document.QuerySelectorAll("form[method=post] input[type=checkbox]"))
        {
            form.SetByName(box.GetAttribute("name")!, "true");
        }

        return form;
    }

    private Task<Order> ExtensionAsync(Shopper shopper) => host.InDatabaseAsync(db => db.Orders.AsNoTracking()
        .Include(o => o.Lines).Include(o => o.Payments).Include(o => o.Acceptances).AsSplitQuery()
        .SingleAsync(o => o.AccountUsername == shopper.Username && o.Kind == OrderKind.Extension));

    private async Task<IReadOnlyList<string>> FindAsync() =>
        [.. (await new Auditor(host.App.Services).LookAsync(host.Sandbox.BaseAddress, CancellationToken.None)).SelectMany(v => v.Offences.Select(o => $"{v.Invariant.Id} {o.Key}: {o.What}"))];
}
