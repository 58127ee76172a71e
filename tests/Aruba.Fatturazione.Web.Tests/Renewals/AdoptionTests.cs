using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Payments;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Renewals;

/// <summary>What paying a renewal by hand means for the next one (failure 14).</summary>
public sealed class AdoptionTests(RenewalHost host) : IClassFixture<RenewalHost>
{
    [Fact]
    public async Task A_renewal_paid_by_card_switches_renewal_on_as_the_page_said()
    {
        var shopper = await host.WithBonificoAsync();
        await host.ComesToAsync(shopper, 60);
        using var browser = await host.BackAsync(shopper);
        var page = await (await browser.OpenAsync("/area-clienti")).FollowAsync("Rinnova");
        var form = page.Form("obbligo di pagare").SetByName("Anni", "1");
        foreach (var box in page.Document.QuerySelectorAll("input[name^=Accetto]"))
        {
            form.SetByName(box.GetAttribute("name")!, "true");
        }

        await PayAsync(browser, await form.SendAsync());
        await host.FinishAsync();

        var service = await host.ServiceAsync(shopper);
        Assert.Equal(2, service.Periods.Count);
        Assert.True(service.RenewsItself);
        Assert.NotNull(service.RenewalMandate);
        Assert.Single(host.Mails(shopper, "Attivazione rinnovo automatico"));
    }

    [Fact]
    public async Task Failure_14_a_failed_renewal_paid_with_another_card_asks_whether_to_use_it_for_the_next()
    {
        var shopper = await host.WithCardAsync("fails later");
        var failing = (await host.ServiceAsync(shopper)).RenewalMethodId;
        await host.ComesToAsync(shopper, 15);
        await host.ComesToAsync(shopper, 7);
        var number = (await host.RenewalsAsync(shopper)).Single().Number;
        using var browser = await host.BackAsync(shopper);

        await PayAsync(browser, await browser.OpenAsync($"/area-clienti/ordini/{number}/paga"));
        await host.FinishAsync();

        Assert.Equal(failing, (await host.ServiceAsync(shopper)).RenewalMethodId);
        var order = await browser.OpenAsync($"/area-clienti/ordini/{number}");
        Assert.True(order.Says("Hai pagato con Visa che termina con 4242, scade 12/2040, ma il rinnovo automatico usa ancora Visa che termina con 0341"), order.Text);
        var done = await (await order.FollowAsync("Usa questo metodo per il rinnovo")).SendAsync("Usa questo metodo", ("Autorizzo", "true"));
        Assert.True(done.Says("Il rinnovo automatico usa un altro metodo"), done.Text);
        var after = await host.ServiceAsync(shopper);
        Assert.Equal("4242", await host.InDatabaseAsync(db => db.SavedMethods.Where(m => m.Id == after.RenewalMethodId).Select(m => m.Last4).SingleAsync()));
        Assert.False((await browser.OpenAsync($"/area-clienti/ordini/{number}")).Says("usa ancora"));
    }

    private static async Task PayAsync(Browser browser, Page choose)
    {
        using var answer = await choose.Form("Paga").SetByName("Metodo", nameof(PaymentMethod.CartaDiCredito)).Tick("Autorizzo").SendOnceAsync();
        await browser.OpenAsync((await Payer.PayByCardAsync(answer.Headers.Location!))!);
    }
}
