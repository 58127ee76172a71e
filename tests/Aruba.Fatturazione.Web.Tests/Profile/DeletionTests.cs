using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Tests.Account;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Outbox;
using Aruba.Fatturazione.Web.Tests.Payments;
using Aruba.Fatturazione.Web.Tests.Renewals;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Aruba.Fatturazione.Web.Tests.Profile;

public sealed class DeletionTests(RenewalHost host) : IClassFixture<RenewalHost>
{
    private const string Here = "/area-clienti/dati/cancella";

    [Fact]
    public async Task An_account_without_orders_is_gone_at_once_and_can_be_registered_anew_under_another_username()
    {
        var (browser, username, person) = await host.CustomerAsync();
        var elsewhere = host.NewBrowser();
        await AccountHost.SignInAsync(elsewhere, username);

        var last = await DeleteAsync(browser);

        Assert.Equal("/account-cancellato", last.Path);
        Assert.False(await AccountHost.IsInsideAsync(elsewhere));
        Assert.False(await AccountHost.IsInsideAsync(browser));
        Assert.NotEqual(AccountHost.Inside, (await AccountHost.SignInAsync(host.NewBrowser(), username)).Path);
        await host.FinishAsync();
        Assert.Single(host.MailsTo(person.Email), m => m.Subject == "Il tuo account è cancellato");
        var again = await host.RegisterAsync(host.NewBrowser(), person);
        Assert.NotEqual(username, again);
        Assert.Equal(AccountHost.Inside, (await AccountHost.SignInAsync(host.NewBrowser(), again)).Path);
        var row = await host.InDatabaseAsync(db => db.Users.AsNoTracking().SingleAsync(a => a.UserName == username));
        Assert.Equal((null, null, null, null, null), (row.Email, row.PasswordHash, row.Registrant, row.CodiceFiscale, row.PartitaIva));
    }

    [Fact]
    public async Task A_live_service_stands_in_the_way_and_the_page_says_the_way_out()
    {
        var shopper = await host.WithCardAsync();
        var (other, _, _) = await host.CustomerAsync();

        var page = await shopper.Browser.OpenAsync(Here);
        Assert.True(page.Says("è attivo: disattiva il rinnovo"), page.Text);
        var form = (await other.OpenAsync(Here)).Form("Cancella l'account").Set("Ho capito", "true");
        var token = (await shopper.Browser.OpenAsync("/area-clienti/dati/copia")).Form("Scarica da leggere").Fields.Single(f => f.Key.Contains("Token", StringComparison.OrdinalIgnoreCase));
        var forced = await shopper.Browser.PostAsync(Here, [.. form.Fields.Where(f => f.Key != token.Key), token]);

        Assert.True(forced.Says("Adesso non si può ancora cancellare"));
        Assert.Equal(SubscriptionStatus.Active, (await host.ServiceAsync(shopper)).Status);
        Assert.NotNull(await host.InDatabaseAsync(db => db.Users.Where(a => a.UserName == shopper.Username).Select(a => a.Email).SingleAsync()));
    }

    [Fact]
    public async Task An_unpaid_order_stands_in_the_way_until_it_is_cancelled()
    {
        var shopper = await Shopper.ReadyAsync(host);
        var number = await shopper.OrdersAsync(PaymentMethod.Bonifico);
        Assert.True((await shopper.Browser.OpenAsync(Here)).Says($"L'ordine {number} aspetta il pagamento"));

        await (await shopper.Browser.OpenAsync($"/area-clienti/ordini/{number}/annulla")).SendAsync("Annulla l'ordine");

        Assert.Equal("/account-cancellato", (await DeleteAsync(shopper.Browser)).Path);
    }

    [Fact]
    public async Task Nothing_happens_without_the_box_and_after_five_minutes_without_the_password()
    {
        var (browser, _, _) = await host.CustomerAsync();
        Assert.Single((await (await browser.OpenAsync(Here)).SendAsync("Cancella l'account")).Errors);
        host.Clock.Advance(TimeSpan.FromMinutes(6));

        Assert.Single((await (await browser.OpenAsync(Here)).SendAsync("Cancella l'account", ("Ho capito", "true"), ("Password", "un'altra password"))).Errors);

        Assert.True(await AccountHost.IsInsideAsync(browser));
    }

    [Fact]
    public async Task Orders_stay_ten_years_and_then_go_and_the_method_is_forgotten_at_the_provider()
    {
        var kept = await host.WithBonificoAsync();
        var shopper = await host.WithCardAsync();
        var number = (await shopper.PlacedAsync())[0].Number;
        await host.InDatabaseAsync(db => db.Subscriptions.Where(s => s.Periods.Any(p => p.OrderNumber == number))
            .ExecuteUpdateAsync(u => u.SetProperty(s => s.Status, SubscriptionStatus.Deleted).SetProperty(s => s.RenewalMethodId, (Guid?)null).SetProperty(s => s.NextLookAt, (DateTime?)null)));

        await DeleteAsync(shopper.Browser);
        await host.FinishAsync();

        Assert.Equal("Metodo cancellato anche presso il fornitore", await host.InDatabaseAsync(db => db.Outbox
            .Where(m => m.Reaction == "ForgetMethod" && db.SavedMethods.Any(s => s.RemovedAt != null)).OrderByDescending(m => m.Id).Select(m => m.Outcome).FirstAsync()));
        await CleanAsync(yearsLater: 9);
        Assert.True(await ExistsAsync(number));
        await CleanAsync(yearsLater: 11);

        Assert.False(await ExistsAsync(number));
        Assert.True(await ExistsAsync((await kept.PlacedAsync())[0].Number));
        Assert.True(await host.InDatabaseAsync(db => db.Users.AnyAsync(a => a.UserName == shopper.Username)));
        var payloads = await host.InDatabaseAsync(db => db.Outbox.Select(m => m.Payload).ToListAsync());
        Assert.DoesNotContain(payloads, p => p.Contains(shopper.Person.Email, StringComparison.Ordinal));
    }

    private static async Task<Page> DeleteAsync(Browser browser) => await (await browser.OpenAsync(Here)).SendAsync("Cancella l'account", ("Ho capito", "true"));

    private Task<bool> ExistsAsync(string number) => host.InDatabaseAsync(db => db.Orders.AnyAsync(o => o.Number == number));

    private async Task CleanAsync(int yearsLater)
    {
        var at = StoreHost.Start.AddYears(yearsLater);
        if (at > host.Clock.GetUtcNow())
        {
            host.Clock.SetUtcNow(at);
        }

        await host.Services.GetRequiredService<Housekeeping>().RunDueAsync(CancellationToken.None);
    }
}
