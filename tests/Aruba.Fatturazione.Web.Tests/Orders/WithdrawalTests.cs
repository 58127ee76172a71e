using System.Net;
using Aruba.Fatturazione.Intestatari;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Tests.Account;
using Aruba.Fatturazione.Web.Tests.Desk;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Payments;
using Aruba.Fatturazione.Web.Tests.Renewals;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Orders;

/// <summary>A consumer withdraws within 14 days (bar D-34).</summary>
public sealed class WithdrawalTests(RenewalHost host) : IClassFixture<RenewalHost>
{
    private const string Here = "Recedere dal contratto qui", Confirm = "Conferma recesso";

    [Fact]
    [Trait("row", "D-34")]
    public async Task Two_buttons_end_the_service_and_give_the_whole_amount_back_to_the_card_once()
    {
        var shopper = await host.WithCardAsync();
        await ConsumerAsync(shopper);
        var order = await host.OrderAsync(shopper);
        var page = await (await shopper.Browser.OpenAsync("/area-clienti")).FollowAsync(Here);
        Assert.True((await shopper.Browser.OpenAsync($"/area-clienti/ordini/{order.Number}")).Says(Here));
        var form = page.Form(Confirm);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => form.SendAsync()));
        await host.FinishAsync();

        Assert.All(answers, a => Assert.True(a.Says("Il recesso è ricevuto"), a.Text));
        var service = await host.ServiceAsync(shopper);
        Assert.Equal((SubscriptionStatus.Deleted, EndReason.Withdrawal, false), (service.Status, service.EndedBecause, service.RenewsItself));
        var refund = Assert.Single((await FreshAsync(order)).Refunds);
        Assert.Equal((order.Gross, RefundStatus.Made), (refund.Amount, refund.Status));
        var capture = Assert.Single(await host.TakenAsync(shopper));
        Assert.Equal(order.Gross.Cents, host.Sandbox.Ledger.State.Refunds.Where(r => r.Capture == capture.Id).Sum(r => r.AmountCents));
        var receipt = Assert.Single(host.Mails(shopper, "Ricevuta del recesso")).Text;
        Assert.Contains("Con la presente notifico il recesso", receipt, StringComparison.Ordinal);
        Assert.Contains(Web.Features.Shared.Italian.Instant(service.EndedAt!.Value), receipt, StringComparison.Ordinal);
        Assert.Contains(order.Gross.ToString(), receipt, StringComparison.Ordinal);
        Assert.Equal(1, await host.InDatabaseAsync(db => db.Audit.CountAsync(a => a.Topic == order.Number && a.Action == "order.withdrawn")));
        Assert.Empty(await host.InDatabaseAsync(db => db.DeskTasks.Where(t => t.OrderNumber == order.Number).ToListAsync()));
        Assert.True((await shopper.Browser.OpenAsync("/area-clienti")).Says("Finito il"));
    }

    [Fact]
    [Trait("row", "D-34")]
    public async Task Money_that_came_to_the_bank_is_a_task_of_the_desk_that_closes_when_it_is_given_back()
    {
        var shopper = await host.WithBonificoAsync();
        await ConsumerAsync(shopper);
        var order = await host.OrderAsync(shopper);

        await (await shopper.Browser.OpenAsync($"/area-clienti/ordini/{order.Number}/recesso")).SendAsync(Confirm);
        await host.FinishAsync();

        var task = Assert.Single(await host.InDatabaseAsync(db => db.DeskTasks.Where(t => t.OrderNumber == order.Number).ToListAsync()));
        Assert.Equal(DeskTaskKind.Withdrawal, task.Kind);
        Assert.Contains(order.Gross.ToString(), task.Words, StringComparison.Ordinal);
        Assert.Contains("bonifico", Assert.Single(host.Mails(shopper, "Ricevuta del recesso")).Text, StringComparison.Ordinal);
        using var agent = await host.SignedInAsync(Web.Accounts.AccountKind.Staff, "recessi@example.it");
        Assert.True((await agent.OpenAsync("/assistenza/da-fare")).Says("Recesso da rimborsare"));
        var payment = (await FreshAsync(order)).Payments.Single();
        var asked = await (await agent.OpenAsync($"/assistenza/ordini/{order.Number}/pagamenti/{payment.Id}/rimborso"))
            .SendNamedAsync("Continua", ("Importo", order.Gross.Plain), ("Motivo", "Recesso"), ("Riferimento", $"restituzione {order.Number}"));
        await asked.SendAsync("Registra il rimborso");

        Assert.NotNull(await host.InDatabaseAsync(db => db.DeskTasks.Where(t => t.Id == task.Id).Select(t => t.ClosedAt).SingleAsync()));
        Assert.Equal(0, (await FreshAsync(order)).Paid.Cents);
    }

    [Fact]
    [Trait("row", "D-34")]
    public async Task Only_consumers_only_of_contracts_since_the_law_and_only_in_their_days_withdraw()
    {
        var shopper = await host.WithBonificoAsync();
        var order = await host.OrderAsync(shopper);
        var path = $"/area-clienti/ordini/{order.Number}/recesso";
        await SetTypeAsync(order, SubjectType.Societa);
        Assert.False((await shopper.Browser.OpenAsync("/area-clienti")).Says(Here));
        Assert.True((await shopper.Browser.OpenAsync(path)).Says("non si può recedere qui"));
        var token = (await shopper.Browser.OpenAsync("/area-clienti")).Form("Esci").Fields[0];
        await shopper.Browser.PostAsync(path, [token]);
        Assert.Equal(SubscriptionStatus.Active, (await host.ServiceAsync(shopper)).Status);

        await SetTypeAsync(order, SubjectType.PersonaFisica);
        await host.InDatabaseAsync(db => db.Subscriptions.Where(s => s.AccountId == order.AccountId).ExecuteUpdateAsync(s => s.SetProperty(x => x.AnchorOn, host.Clock.Today().AddDays(-20))));
        Assert.True((await shopper.Browser.OpenAsync(path)).Says("Il termine è finito il"));
        await shopper.Browser.PostAsync(path, [token]);
        Assert.Equal(SubscriptionStatus.Active, (await host.ServiceAsync(shopper)).Status);

        var (stranger, _, _) = await host.CustomerAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync(path)).Status);
        var unpaid = await Shopper.ReadyAsync(host);
        var number = await unpaid.OrdersAsync(PaymentMethod.Bonifico);
        Assert.True((await unpaid.Browser.OpenAsync($"/area-clienti/ordini/{number}/recesso")).Says("basta annullarlo"));
    }

    private Task<Order> FreshAsync(Order order) => host.InDatabaseAsync(db => db.Orders.AsNoTracking().Include(o => o.Payments).Include(o => o.Refunds).SingleAsync(o => o.Id == order.Id));

    private async Task ConsumerAsync(Shopper shopper) => await SetTypeAsync(await host.OrderAsync(shopper), SubjectType.PersonaFisica);

    private Task<int> SetTypeAsync(Order order, SubjectType type) =>
        host.InDatabaseAsync(db => db.Orders.Where(o => o.Id == order.Id).ExecuteUpdateAsync(s => s.SetProperty(o => o.Intestatario.Type, type)));
}
