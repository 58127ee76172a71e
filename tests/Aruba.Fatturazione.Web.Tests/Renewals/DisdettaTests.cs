using System.Net;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Payments;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Renewals;

/// <summary>Leaving at the expiry, and staying after all.</summary>
public sealed class DisdettaTests : IAsyncLifetime
{
    private const string Confirm = "Conferma la disdetta";
    private readonly RenewalHost host = new();

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    [Trait("row", "B-W7")]
    public async Task Two_clicks_end_the_service_at_its_expiry_without_a_charge_or_a_notice()
    {
        var shopper = await host.WithCardAsync();
        var before = await host.ServiceAsync(shopper);
        var page = await (await shopper.Browser.OpenAsync("/area-clienti")).FollowAsync("Disdetta");

        var given = await page.SendAsync(Confirm, ("Motivo", "Costa troppo"));
        var again = await page.SendAsync(Confirm);
        await host.FinishAsync();

        Assert.True(given.Says("La disdetta è ricevuta") && again.Says("Chiesta il"), given.Text);
        var service = await host.ServiceAsync(shopper);
        Assert.Equal((true, LeavingReason.TooExpensive, false, RenewalOffReason.Disdetta), (service.IsLeaving, service.DisdettaReason, service.RenewsItself, service.RenewalOff));
        Assert.Contains(Web.Features.Shared.Italian.Day(before.ExpiresOn), Assert.Single(host.Mails(shopper, "Disdetta ricevuta")).Text, StringComparison.Ordinal);
        Assert.Empty(host.Mails(shopper, "Rinnovo automatico disattivato"));
        Assert.Equal(["service.disdetta"], await AuditAsync(service));
        Assert.True((await shopper.Browser.OpenAsync("/area-clienti")).Says("Finisce alla scadenza"));
        using (var agent = await host.SignedInAsync(Web.Accounts.AccountKind.Staff, "disdette@example.it"))
        {
            Assert.True((await agent.OpenAsync($"/assistenza/clienti/{service.AccountId}")).Says("Disdetta Chiesta il"));
        }

        var mails = host.MailsTo(shopper.Person.Email).Count;
        foreach (var day in new[] { 90, 30, 15, 7, 1 })
        {
            await host.ComesToAsync(shopper, day);
        }

        Assert.Equal(mails, host.MailsTo(shopper.Person.Email).Count);
        await host.ComesToAsync(shopper, -1);
        Assert.Equal((SubscriptionStatus.Expired, before.ExpiresOn), ((await host.ServiceAsync(shopper)).Status, (await host.ServiceAsync(shopper)).ExpiresOn));
        Assert.Contains("come hai chiesto con la disdetta", Assert.Single(host.Mails(shopper, "Il tuo servizio è scaduto")).Text, StringComparison.Ordinal);
        Assert.Single(await host.TakenAsync(shopper));
        using var back = await host.BackAsync(shopper);
        Assert.True((await back.OpenAsync(Path(service))).Says("Riattiva"));
        Assert.True((await back.PostAsync($"{Path(service)}/revoca", [(await back.OpenAsync("/area-clienti")).Form("Esci").Fields[0]])).Says("già scaduto"));
    }

    [Fact]
    public async Task Revoked_it_can_be_renewed_again_is_told_what_was_missed_and_charged_only_when_authorised_anew()
    {
        var shopper = await host.WithCardAsync();
        var service = await host.ServiceAsync(shopper);
        await (await shopper.Browser.OpenAsync(Path(service))).SendAsync(Confirm);
        await host.FinishAsync();
        await host.ComesToAsync(shopper, 20);
        using var back = await host.BackAsync(shopper);

        var refused = await back.OpenAsync($"/area-clienti/servizi/{service.Id}/rinnova");
        Assert.True(refused.Says("Per rinnovare il servizio revoca prima la disdetta"), refused.Text);
        Assert.True((await back.OpenAsync($"/area-clienti/servizi/{service.Id}/rinnovo")).Says("revoca prima la disdetta"));
        var revoked = await refused.SendAsync("Revoca la disdetta");
        await host.DayAsync();

        Assert.True(revoked.Says("La disdetta è revocata"), revoked.Text);
        Assert.Single(host.Mails(shopper, "Disdetta revocata"));
        Assert.Single(host.Mails(shopper, "Il tuo servizio scade il"));
        var after = await host.ServiceAsync(shopper);
        Assert.Equal((false, false, RenewalOffReason.SwitchedOff), (after.IsLeaving, after.RenewsItself, after.RenewalOff));
        Assert.Equal(["service.disdetta", "service.disdetta-revoked"], await AuditAsync(service));
        await host.ComesToAsync(shopper, 7);
        Assert.Single(await host.TakenAsync(shopper));

        // A second notice is another one: it has its own letter.
        using var later = await host.BackAsync(shopper);
        await (await later.OpenAsync(Path(service))).SendAsync(Confirm);
        await host.FinishAsync();
        Assert.Equal(2, host.Mails(shopper, "Disdetta ricevuta").Count);
    }

    [Fact]
    [Trait("row", "B-W7")]
    public async Task The_unpaid_order_of_the_next_term_is_explained_and_cancelled_whoever_placed_it()
    {
        var shopper = await host.WithCardAsync("fails later");
        foreach (var day in new[] { 15, 7 })
        {
            await host.ComesToAsync(shopper, day);
        }

        var order = Assert.Single(await host.RenewalsAsync(shopper));
        await host.InDatabaseAsync(db => db.Orders.Where(o => o.Id == order.Id).ExecuteUpdateAsync(s => s.SetProperty(o => o.Method, PaymentMethod.Bonifico)));
        using var back = await host.BackAsync(shopper);
        var page = await back.OpenAsync(Path(await host.ServiceAsync(shopper)));
        Assert.True(page.Says(order.Number) && page.Says("Se hai già inviato il denaro non va perso"), page.Text);

        await page.SendAsync(Confirm);
        await host.FinishAsync();
        await host.ComesToAsync(shopper, 5);

        Assert.Equal(OrderStatus.Cancelled, Assert.Single(await host.RenewalsAsync(shopper)).Status);
        Assert.Single(await host.AttemptsAsync(order));
    }

    [Fact]
    [Trait("row", "B-W7")]
    [Trait("row", "failure 15")]
    public async Task In_the_same_instant_as_the_charge_either_nothing_is_taken_or_the_term_is_paid_and_it_ends_after_it()
    {
        var shopper = await host.WithCardAsync();
        await host.ComesToAsync(shopper, 15);
        var service = await host.ServiceAsync(shopper);
        host.GoTo(service.ExpiresOn.AddDays(-7));
        using var back = await host.BackAsync(shopper);
        var form = (await back.OpenAsync(Path(service))).Form(Confirm);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => host.TickAsync()).Append(form.SendOnceAsync().ContinueWith(_ => 0, TaskScheduler.Default)));
        await host.DayAsync();
        host.Clock.Advance(TimeSpan.FromHours(2));
        await host.DayAsync();

        var after = await host.ServiceAsync(shopper);
        Assert.True(after.IsLeaving);
        Assert.Equal(after.Periods.Count, (await host.TakenAsync(shopper)).Count);
        Assert.Equal(after.Periods.Count == 2 ? service.ExpiresOn.AddYears(1) : service.ExpiresOn, after.ExpiresOn);
        Assert.DoesNotContain(await host.RenewalsAsync(shopper), o => o.Status == OrderStatus.AwaitingPayment);
    }

    [Fact]
    public async Task In_the_same_instant_as_a_renewal_by_hand_no_order_is_left_to_pay()
    {
        var shopper = await host.WithBonificoAsync();
        await host.ComesToAsync(shopper, 30);
        var service = await host.ServiceAsync(shopper);
        using var back = await host.BackAsync(shopper);
        var page = await back.OpenAsync($"/area-clienti/servizi/{service.Id}/rinnova");
        var renew = page.Form("scegli come pagare").SetByName("Anni", "1");
        foreach (var box in page.Document.QuerySelectorAll("input[type=checkbox]"))
        {
            renew.SetByName(box.GetAttribute("name")!, "true");
        }

        var leave = (await back.OpenAsync(Path(service))).Form(Confirm);

        await Task.WhenAll(renew.SendOnceAsync(), leave.SendOnceAsync());
        await host.FinishAsync();

        Assert.True((await host.ServiceAsync(shopper)).IsLeaving);
        Assert.DoesNotContain(await host.RenewalsAsync(shopper), o => o.Status == OrderStatus.AwaitingPayment);
    }

    [Fact]
    public async Task Somebody_elses_service_is_not_there()
    {
        var owner = await host.WithBonificoAsync();
        var (stranger, _, _) = await host.CustomerAsync();
        var path = Path(await host.ServiceAsync(owner));

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync(path)).Status);
        var token = (await stranger.OpenAsync("/area-clienti")).Form("Esci").Fields[0];
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync(path, [token])).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsync($"{path}/revoca", [token])).Status);
        Assert.False((await host.ServiceAsync(owner)).IsLeaving);
    }

    private static string Path(Subscription service) => $"/area-clienti/servizi/{service.Id}/disdetta";

    private Task<List<string>> AuditAsync(Subscription service) => host.InDatabaseAsync(db =>
        db.Audit.Where(a => a.ActorId == service.AccountId && a.Topic == service.Periods.Single().OrderNumber).OrderBy(a => a.Id).Select(a => a.Action).ToListAsync());
}
