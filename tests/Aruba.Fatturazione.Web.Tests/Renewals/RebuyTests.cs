using System.Net;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Payments;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Renewals;

/// <summary>Buying again what ended, and never two live services on one subject.</summary>
public sealed class RebuyTests : IAsyncLifetime
{
    private const string GoOn = "Prosegui e completa l'ordine";
    private readonly RenewalHost host = new();

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_deleted_service_is_bought_again_from_what_it_was_with_new_credentials()
    {
        var shopper = await Shopper.ReadyAsync(host, "documenti");
        await host.CreditAsync(await shopper.OrdersAsync(PaymentMethod.Bonifico));
        var former = await host.ServiceAsync(shopper);
        await host.ComesToAsync(shopper, -1);
        await host.ComesToAsync(shopper, -91);
        using var back = await host.BackAsync(shopper);
        var again = new Shopper(host, back, shopper.Username, shopper.Person);

        var rebuy = await (await back.OpenAsync("/area-clienti")).FollowAsync("Riacquista");
        Assert.True(rebuy.Says("Documenti"), rebuy.Text);
        var holder = await rebuy.SendAsync("Riacquista");
        Assert.True(holder.Says("Riacquisto") && holder.Path == "/acquista/intestatario", holder.Text);
        Assert.Equal(former.PartitaIva!.Value, holder.Document.QuerySelector("[name=PartitaIva]")!.GetAttribute("value"));
        await holder.SendAsync(GoOn, ("Nessun identificativo", "true"));
        await again.ConfirmsCartAsync();
        var number = await again.OrdersAsync(PaymentMethod.Bonifico);
        Assert.True((await back.OpenAsync("/area-clienti")).Says("Riacquisto"));
        await host.CreditAsync(number);

        var services = await ServicesAsync(former.AccountId);
        var service = Assert.Single(services, s => s.Status == SubscriptionStatus.Active);
        Assert.Equal((2, former.CodiceFiscale), (services.Count, service.CodiceFiscale));
        Assert.NotEqual(former.Id, service.Id);
        Assert.Contains(service.Items, i => i.ProductCode == "documenti");
        var access = await host.InDatabaseAsync(db => db.PanelAccesses.SingleAsync(p => p.AccountId == former.AccountId));
        Assert.True(access.SubscriptionId == service.Id && access.MustChange && access.TemporaryUntil > host.Clock.GetUtcNow().UtcDateTime);
        Assert.Equal(2, host.Mails(shopper, "Servizio attivo").Count);
    }

    [Fact]
    public async Task For_another_subject_the_page_of_the_holder_leads_through_ending_and_buying_again()
    {
        var shopper = await host.WithCardAsync();
        var service = await host.ServiceAsync(shopper);
        var page = await (await shopper.Browser.OpenAsync($"/area-clienti/dati/servizi/{service.Id}")).FollowAsync("come fare");

        var refused = await page.SendAsync("Termina e acquista di nuovo");
        Assert.Single(refused.Errors);
        Assert.Equal(SubscriptionStatus.Active, (await host.ServiceAsync(shopper)).Status);
        var form = refused.Form("Termina e acquista di nuovo").Tick("Ho scaricato");
        var pages = await Task.WhenAll(form.SendAsync(), form.SendAsync());
        await host.FinishAsync();

        Assert.All(pages, p => Assert.Equal("/acquista/intestatario", p.Path));
        var ended = await host.ServiceAsync(shopper);
        Assert.Equal((SubscriptionStatus.Deleted, EndReason.WrongHolder, false), (ended.Status, ended.EndedBecause, ended.RenewsItself));
        Assert.Single(host.Mails(shopper, "Il tuo servizio è terminato"));
        Assert.Equal(1, await host.InDatabaseAsync(db => db.Audit.CountAsync(a => a.Action == "service.ended" && a.ActorId == service.AccountId)));
        await pages[0].SendAsync(GoOn, ("Nessun identificativo", "true"));
        await shopper.ConfirmsCartAsync();
        var number = await shopper.OrdersAsync(PaymentMethod.Bonifico);
        Assert.Equal(OrderKind.Repurchase, await host.InDatabaseAsync(db => db.Orders.Where(o => o.Number == number).Select(o => o.Kind).SingleAsync()));
        var (stranger, _, _) = await host.CustomerAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync($"/area-clienti/servizi/{service.Id}/riacquista")).Status);
    }

    [Fact]
    public async Task Two_accounts_that_pay_at_once_for_one_subject_get_one_service_and_the_other_money_waits_at_the_desk()
    {
        var (first, second) = (await Shopper.ReadyAsync(host), await Shopper.ReadyAsync(host));
        var numbers = new[] { await first.OrdersAsync(PaymentMethod.Bonifico), await second.OrdersAsync(PaymentMethod.Bonifico) };
        var subject = await host.InDatabaseAsync(db => db.Orders.Where(o => o.Number == numbers[0]).Select(o => new { o.CodiceFiscale, o.PartitaIva }).SingleAsync());

        // Both waiting unpaid for one subject: the index refuses, for a repurchase too.
        await Assert.ThrowsAnyAsync<Exception>(() => SetSubjectAsync(OrderKind.Repurchase));
        await host.InDatabaseAsync(async db =>
        {
            (await db.OrderForVerbsAsync(numbers[0], CancellationToken.None))!.Cancel("prova", host.Clock.GetUtcNow().UtcDateTime);
            return await db.SaveChangesAsync();
        });
        await SetSubjectAsync(OrderKind.Repurchase);
        foreach (var number in numbers)
        {
            await PayAsync(number);
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.RunOutboxAsync()));
        await host.FinishAsync();

        var orders = await host.InDatabaseAsync(db => db.Orders.AsNoTracking().Include(o => o.Payments).Where(o => numbers.Contains(o.Number)).ToListAsync());
        var loser = Assert.Single(orders, o => o.Status == OrderStatus.ActivationFailed);
        Assert.Single(orders, o => o.Status == OrderStatus.Concluded);
        Assert.Equal(loser.Gross, loser.Paid);
        Assert.Equal(1, await host.InDatabaseAsync(db => db.Subscriptions.CountAsync(s => s.CodiceFiscale == subject.CodiceFiscale && s.Status != SubscriptionStatus.Deleted)));
        using var agent = await host.SignedInAsync(Web.Accounts.AccountKind.Staff, "doppi@example.it");
        Assert.True((await agent.OpenAsync("/assistenza/da-fare")).Says(loser.Number));

        Task<int> SetSubjectAsync(OrderKind kind) => host.InDatabaseAsync(db => db.Orders.Where(o => o.Number == numbers[1])
            .ExecuteUpdateAsync(s => s.SetProperty(o => o.CodiceFiscale, subject.CodiceFiscale).SetProperty(o => o.PartitaIva, subject.PartitaIva).SetProperty(o => o.Kind, kind)));
    }

    // Money for a closed order counts when an agent takes it.
    private Task<int> PayAsync(string number) => host.InDatabaseAsync(async db =>
    {
        var order = (await db.OrderForVerbsAsync(number, CancellationToken.None))!;
        order.Register(new RegisteredPayment
        {
            Id = Guid.CreateVersion7(),
            Source = "bank",
            Reference = $"CRO {number}",
            Amount = order.Gross,
            ValueDate = host.Clock.Today(),
            RegisteredBy = "prova",
            RegisteredAt = host.Clock.GetUtcNow().UtcDateTime,
        });
        order.AcceptMoney("prova", host.Clock.GetUtcNow().UtcDateTime, "prova");
        return await db.SaveChangesAsync();
    });

    private Task<List<Subscription>> ServicesAsync(Guid account) =>
        host.InDatabaseAsync(db => db.Subscriptions.AsNoTracking().Include(s => s.Items).Where(s => s.AccountId == account).ToListAsync());
}
