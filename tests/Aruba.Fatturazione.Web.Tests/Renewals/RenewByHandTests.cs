using System.Net;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Audit;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Renewals;

/// <summary>Renewing and reactivating at the owner's wish.</summary>
public sealed class RenewByHandTests : IAsyncLifetime
{
    private const string Button = "scegli come pagare";
    private readonly RenewalHost host = new();

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task It_is_too_early_until_90_days_before()
    {
        var shopper = await host.WithBonificoAsync();
        var service = await host.ServiceAsync(shopper);

        var early = await shopper.Browser.OpenAsync(Path(service));

        Assert.True(early.Says("È presto per rinnovare"), early.Text);
        Assert.Empty(early.Document.QuerySelectorAll("form[action$='/rinnova']"));
    }

    [Fact]
    public async Task Two_years_by_bonifico_begin_at_the_expiry_and_switch_nothing_on()
    {
        var shopper = await host.WithBonificoAsync();
        await host.ComesToAsync(shopper, 60);
        var before = await host.ServiceAsync(shopper);
        using var browser = await host.BackAsync(shopper);
        var area = await browser.OpenAsync("/area-clienti");

        var pay = await (await Filled(await area.FollowAsync("Rinnova"), years: 2)).SendAsync();
        Assert.EndsWith("/paga", pay.Path, StringComparison.Ordinal);
        var order = Assert.Single(await host.RenewalsAsync(shopper));
        await (await browser.OpenAsync(pay.Path)).Form("Paga").SetByName("Metodo", "Bonifico").SendAsync();
        await host.CreditAsync(order.Number);

        var after = await host.ServiceAsync(shopper);
        Assert.Equal(before.ExpiresOn.AddYears(2), after.ExpiresOn);
        Assert.False(after.RenewsItself);
        Assert.Single(host.Mails(shopper, "Servizio rinnovato"));
        Assert.Equal(before.Id, after.Id);
    }

    [Fact]
    [Trait("row", "B-C0")]
    [Trait("row", "failure 1")]
    public async Task Ten_clicks_and_two_tabs_make_one_order_and_everybody_lands_on_it()
    {
        var shopper = await host.WithBonificoAsync();
        await host.ComesToAsync(shopper, 30);
        using var browser = await host.BackAsync(shopper);
        var service = await host.ServiceAsync(shopper);
        var form = await Filled(await browser.OpenAsync(Path(service)), years: 1);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => form.SendOnceAsync()));

        var order = Assert.Single(await host.RenewalsAsync(shopper));
        Assert.All(answers, a => Assert.Equal($"/area-clienti/ordini/{order.Number}/paga", a.Headers.Location?.ToString()));
    }

    [Fact]
    public async Task An_expired_service_is_reactivated_with_its_data_and_its_panel()
    {
        var shopper = await host.WithBonificoAsync();
        await host.ComesToAsync(shopper, -40);
        var expired = await host.ServiceAsync(shopper);
        Assert.Equal(SubscriptionStatus.Expired, expired.Status);
        using var browser = await host.BackAsync(shopper);

        await (await Filled(await (await browser.OpenAsync("/area-clienti")).FollowAsync("Riattiva"), years: 1)).SendAsync();
        await host.CreditAsync((await host.RenewalsAsync(shopper)).Single().Number);

        var active = await host.ServiceAsync(shopper);
        Assert.Equal((expired.Id, SubscriptionStatus.Active, expired.ExpiresOn.AddYears(1)), (active.Id, active.Status, active.ExpiresOn));
    }

    [Fact]
    public async Task Without_the_boxes_nothing_is_ordered_and_each_is_asked_for()
    {
        var shopper = await host.WithBonificoAsync();
        await host.ComesToAsync(shopper, 30);
        using var browser = await host.BackAsync(shopper);

        var again = await (await browser.OpenAsync(Path(await host.ServiceAsync(shopper)))).SendAsync(Button);

        Assert.True(again.Errors.Count >= 4, string.Join('|', again.Errors));
        Assert.Empty(await host.RenewalsAsync(shopper));
    }

    [Fact]
    public async Task Somebody_elses_service_is_not_there()
    {
        var owner = await host.WithBonificoAsync();
        var (stranger, _, _) = await host.CustomerAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync(Path(await host.ServiceAsync(owner)))).Status);
    }

    [Fact]
    [Trait("row", "failure 10")]
    [Trait("row", "failure 11")]
    public async Task The_plan_and_the_owner_at_once_make_one_order_that_is_charged_once()
    {
        var shopper = await host.WithCardAsync();
        await host.ComesToAsync(shopper, 15);
        using var browser = await host.BackAsync(shopper);
        var form = await Filled(await browser.OpenAsync(Path(await host.ServiceAsync(shopper))), years: 1);
        host.GoTo((await host.ServiceAsync(shopper)).ExpiresOn.AddDays(-7));
        using var back = await host.BackAsync(shopper);

        await Task.WhenAll(host.TickAsync(), form.SendOnceAsync());
        await host.DayAsync();
        host.Clock.Advance(TimeSpan.FromHours(2));
        await host.DayAsync();

        Assert.Single(await host.RenewalsAsync(shopper), o => o.Status != OrderStatus.Cancelled);
        Assert.Equal(2, (await host.TakenAsync(shopper)).Count);
    }

    [Fact]
    public async Task Another_choice_is_priced_first_ordered_as_seen_and_comes_with_the_new_term()
    {
        var shopper = await host.WithBonificoAsync();
        await host.ComesToAsync(shopper, 60);
        var before = await host.ServiceAsync(shopper);
        using var browser = await host.BackAsync(shopper);
        var page = await browser.OpenAsync(Path(before));

        // A module brings what it needs; nothing is ordered before the total was seen, and what was ticked stays.
        page = await (await Filled(page, years: 2)).Tick("WooCommerce").Set("Utenti aggiuntivi", "2").SendAsync();
        Assert.True(page.Says("Documenti è stato aggiunto, perché serve a WooCommerce"), page.Text);
        Assert.Empty(await host.RenewalsAsync(shopper));
        Assert.Equal(
            page.Document.QuerySelectorAll("input[name^=Accetto]").Length, page.Document.QuerySelectorAll("input[name^=Accetto][checked]").Length);

        // Taking out what others need takes them out too; a number out of range is told beside its field and kept.
        page = await page.Form("Aggiorna il totale").Set("Documenti", "false").Set("Utenti aggiuntivi", "99").SendAsync();
        Assert.True(page.Says("WooCommerce è stato tolto"), page.Text);
        Assert.Contains("Scrivi un numero da 0 a 20", page.Errors);
        Assert.Equal("99", page.Document.QuerySelector("[name='Quantita[utenti-aggiuntivi]']")!.GetAttribute("value"));
        page = await page.Form("Aggiorna il totale").Tick("Documenti").Set("Utenti aggiuntivi", "3").SendAsync();

        await host.InDatabaseAsync(db => db.Prices.Where(p => p.ProductCode == DemoCatalogue.Documenti).ExecuteUpdateAsync(u => u.SetProperty(p => p.NetCents, 1_300)));
        page = await page.Form(Button).SendAsync();
        Assert.True(page.Says("I prezzi sono cambiati"), page.Text);
        Assert.True(page.Document.QuerySelector("#Moduli_documenti_")!.HasAttribute("checked"));
        await page.Form(Button).SendAsync();

        var order = Assert.Single(await host.RenewalsAsync(shopper));
        Assert.Equal((2_990 + 1_300 + (3 * 900)) * 2, order.Net.Cents);
        await host.CreditAsync(order.Number);

        // Paid, and the present term stays what it is until its end.
        var paid = await host.ServiceAsync(shopper);
        Assert.Equal(before.Items.Select(i => i.ProductCode), paid.Items.Select(i => i.ProductCode));
        Assert.True((await browser.OpenAsync("/area-clienti")).Says("Documenti in più"));
        host.GoTo(before.ExpiresOn);
        await host.DayAsync();
        Assert.DoesNotContain((await host.ServiceAsync(shopper)).Items, i => i.ProductCode == DemoCatalogue.Documenti);
        host.GoTo(before.ExpiresOn.AddDays(1));
        await host.DayAsync();
        var begun = await host.ServiceAsync(shopper);
        Assert.Equal([(DemoCatalogue.Documenti, 1), (DemoCatalogue.Utenti, 3)], begun.Items.Where(i => i.ProductCode != DemoCatalogue.Service).Select(i => (i.ProductCode, i.Quantity)).Order());
        Assert.Empty(begun.Changes);
        var verdicts = await new Auditor(host.Services).LookAsync(host.Sandbox.BaseAddress, CancellationToken.None);
        Assert.Empty(verdicts.SelectMany(v => v.Offences));
    }

    private static string Path(Subscription service) => $"/area-clienti/servizi/{service.Id}/rinnova";

    private static Task<Form> Filled(Page page, int years)
    {
        var form = page.Form(Button).SetByName("Anni", years.ToString());
        foreach (var box in page.Document.QuerySelectorAll("input[name^=Accetto]"))
        {
            form.SetByName(box.GetAttribute("name")!, "true");
        }

        return Task.FromResult(form);
    }
}
