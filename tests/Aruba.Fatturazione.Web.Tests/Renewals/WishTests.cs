using Aruba.Fatturazione.Web.Audit;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Renewals;

/// <summary>What owners wish to renew with: announced, charged and bought as wished.</summary>
public sealed class WishTests : IAsyncLifetime
{
    private readonly RenewalHost host = new();

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_wish_after_the_notice_is_told_again_and_charged_a_day_later_to_the_cent()
    {
        var shopper = await host.WithCardAsync();
        await host.ComesToAsync(shopper, 15);
        var service = await host.ServiceAsync(shopper);
        var told = service.LastNotice!.Amount;
        using var browser = await host.BackAsync(shopper);
        var page = await (await browser.OpenAsync($"/area-clienti/servizi/{service.Id}/rinnovo")).FollowAsync("Cosa rinnovi");

        // Space: what is not measured is not claimed; the figure behind the forecast is said.
        page = await page.Form("Aggiorna il totale").Tick("Incassi e pagamenti").Set("Fatture previste", "40.000").SendAsync();
        Assert.True(page.Says("Con 40.000 fatture l'anno, 1 GB bastano per circa 2 anni") && page.Says("100.000 fatture ordinarie per GB"), page.Text);
        Assert.False((await host.ServiceAsync(shopper)).HasWish);
        page = await page.Form("Salva").SendAsync();
        Assert.True(page.Says("Incassi e pagamenti in più"), page.Text);
        Assert.Equal(told, (await host.ServiceAsync(shopper)).LastNotice!.Amount);

        await host.ComesToAsync(shopper, 7);
        var wished = new Importo(2_990 + 1_500) + new Importo(2_990 + 1_500).Iva(2_200);
        Assert.Equal(wished, (await host.ServiceAsync(shopper)).LastNotice!.Amount);
        Assert.Contains("Incassi e pagamenti", host.Mails(shopper, "Il ")[^1].Text, StringComparison.Ordinal);
        Assert.Contains(wished.ToString(), host.Mails(shopper, "Il ")[^1].Text, StringComparison.Ordinal);
        Assert.Single(await host.TakenAsync(shopper));

        await host.ComesToAsync(shopper, 6);
        var order = Assert.Single(await host.RenewalsAsync(shopper));
        Assert.Equal((wished, wished), (order.Gross, order.Paid));
        Assert.Equal(2, (await host.TakenAsync(shopper)).Count);
        var renewed = await host.ServiceAsync(shopper);
        Assert.False(renewed.HasWish);
        Assert.DoesNotContain(renewed.Items, i => i.ProductCode == DemoCatalogue.Incassi);
        Assert.Contains(DemoCatalogue.Incassi, renewed.AtExpiry.Keys);
        var verdicts = await new Auditor(host.Services).LookAsync(host.Sandbox.BaseAddress, CancellationToken.None);
        Assert.Empty(verdicts.SelectMany(v => v.Offences));
    }

    [Fact]
    public async Task A_wish_saved_on_a_page_that_is_out_of_date_is_asked_for_again_and_an_ordered_renewal_is_shown_instead()
    {
        var shopper = await host.WithBonificoAsync();
        await host.ComesToAsync(shopper, 60);
        var service = await host.ServiceAsync(shopper);
        using var browser = await host.BackAsync(shopper);
        var page = await browser.OpenAsync($"/area-clienti/servizi/{service.Id}/cosa-rinnovi");
        await page.Form("Salva").Tick("Documenti").SendAsync();

        var second = await page.Form("Salva").Tick("Ordini elettronici").SendAsync();
        Assert.True(second.Says("Il servizio è cambiato nel frattempo"), second.Text);
        Assert.True(second.Document.QuerySelector("#Moduli_ordini-elettronici_")!.HasAttribute("checked"));
        await second.Form("Salva").SendAsync();
        var wished = await host.ServiceAsync(shopper);
        Assert.Equal([(DemoCatalogue.Ordini, 1)], wished.Changes.Select(c => (c.ProductCode, c.Quantity)));

        // By hand it begins from the wish.
        var renew = await browser.OpenAsync($"/area-clienti/servizi/{service.Id}/rinnova");
        Assert.True(renew.Document.QuerySelector("#Moduli_ordini-elettronici_")!.HasAttribute("checked"));
        var form = renew.Form("scegli come pagare");
        foreach (var box in renew.Document.QuerySelectorAll("input[name^=Accetto]"))
        {
            form.SetByName(box.GetAttribute("name")!, "true");
        }

        await form.SendAsync();
        var order = Assert.Single(await host.RenewalsAsync(shopper));
        Assert.StartsWith($"/area-clienti/ordini/{order.Number}", (await browser.OpenAsync($"/area-clienti/servizi/{service.Id}/cosa-rinnovi")).Path, StringComparison.Ordinal);
    }
}
