using System.Net;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Sandbox.Mischief;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Payments;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Renewals;

/// <summary>The second year: what happens by itself before, at and after the expiry. One host for each test: they move the clock by years.</summary>
public sealed class RenewalTests : IAsyncLifetime
{
    private readonly RenewalHost host = new();

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    [Trait("row", "B-W1")]
    [Trait("row", "B-W9")]
    public async Task A_service_paid_by_card_is_announced_and_renews_itself_once_seven_days_before_its_expiry()
    {
        var shopper = await host.WithCardAsync();
        var before = await host.ServiceAsync(shopper);

        await host.ComesToAsync(shopper, 15);
        var told = host.Mails(shopper, "Il ").Single();
        Assert.Contains("36,48 €", told.Text, StringComparison.Ordinal);
        Assert.Contains("Visa che termina con 4242", told.Text, StringComparison.Ordinal);
        Assert.Contains($"/area-clienti/servizi/{before.Id}/rinnovo", told.Text, StringComparison.Ordinal);
        await host.ComesToAsync(shopper, 8);
        Assert.Single(await host.TakenAsync(shopper));
        await host.ComesToAsync(shopper, 7);
        for (var hours = 0; hours < 48; hours += 6)
        {
            host.Clock.Advance(TimeSpan.FromHours(6));
            await host.DayAsync();
        }

        var after = await host.ServiceAsync(shopper);
        var order = Assert.Single(await host.RenewalsAsync(shopper));
        Assert.Equal(2, (await host.TakenAsync(shopper)).Count);
        Assert.Equal(OrderStatus.Concluded, order.Status);
        Assert.Equal(before.ExpiresOn.AddYears(1), after.ExpiresOn);
        Assert.Equal(2, after.Periods.Count);
        Assert.Contains("Servizio rinnovato", Assert.Single(host.Mails(shopper, "Servizio rinnovato")).Subject, StringComparison.Ordinal);
        Assert.Empty(host.Sandbox.Ledger.State.RefusedRequests);
    }

    [Fact]
    [Trait("row", "B-W2")]
    public async Task Ten_years_pass_without_a_gap_an_overlap_or_a_second_charge()
    {
        var shopper = await host.WithCardAsync();
        for (var year = 0; year < 10; year++)
        {
            foreach (var day in new[] { 90, 60, 30, 15, 7 })
            {
                await host.ComesToAsync(shopper, day);
            }
        }

        var service = await host.ServiceAsync(shopper);
        var periods = service.Periods.OrderBy(p => p.StartsOn).ToList();
        Assert.Equal(11, periods.Count);
        Assert.All(periods.Zip(periods.Skip(1)), pair => Assert.Equal(pair.First.EndsOn.AddDays(1), pair.Second.StartsOn));
        Assert.Equal(11, (await host.TakenAsync(shopper)).Count);
        Assert.Equal(new DateOnly(2037, 11, 24), service.ExpiresOn);
    }

    [Fact]
    [Trait("row", "B-W6")]
    [Trait("row", "failure 10")]
    public async Task Five_ticks_at_once_on_two_instances_are_one_charge_and_one_term()
    {
        var shopper = await host.WithCardAsync();
        await host.ComesToAsync(shopper, 15);
        host.GoTo((await host.ServiceAsync(shopper)).ExpiresOn.AddDays(-7));
        var other = await host.StartInstanceAsync();

        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => host.TickAsync(i % 2 == 0 ? host.App : other)));
        await host.DayAsync();

        Assert.Equal(2, (await host.TakenAsync(shopper)).Count);
        Assert.Single(await host.RenewalsAsync(shopper));
        Assert.Equal(2, (await host.ServiceAsync(shopper)).Periods.Count);
    }

    [Fact]
    [Trait("row", "B-W7")]
    [Trait("row", "failure 15")]
    public async Task Switched_off_before_the_day_nothing_is_charged_and_the_paid_term_stays()
    {
        var shopper = await host.WithCardAsync();
        await host.ComesToAsync(shopper, 15);
        await SwitchOffAsync(shopper);
        var expiry = (await host.ServiceAsync(shopper)).ExpiresOn;

        await host.ComesToAsync(shopper, 7);
        await host.ComesToAsync(shopper, 1);

        Assert.Single(await host.TakenAsync(shopper));
        Assert.Empty(await host.RenewalsAsync(shopper));
        Assert.Equal((SubscriptionStatus.Active, expiry), ((await host.ServiceAsync(shopper)).Status, (await host.ServiceAsync(shopper)).ExpiresOn));
    }

    [Fact]
    [Trait("row", "B-W7")]
    [Trait("row", "failure 15")]
    public async Task Switched_off_between_two_tries_the_unpaid_order_is_closed_and_nothing_more_is_tried()
    {
        var shopper = await host.WithCardAsync("fails later");
        await host.ComesToAsync(shopper, 15);
        await host.ComesToAsync(shopper, 7);
        await SwitchOffAsync(shopper);
        await host.FinishAsync();

        await host.ComesToAsync(shopper, 5);

        var order = Assert.Single(await host.RenewalsAsync(shopper));
        Assert.Equal(OrderStatus.Cancelled, order.Status);
        Assert.Single(await host.AttemptsAsync(order));
    }

    [Fact]
    [Trait("row", "B-W8")]
    public async Task A_refused_renewal_is_tried_four_times_told_each_time_and_the_service_lives_to_its_expiry()
    {
        var shopper = await host.WithCardAsync("fails later");
        foreach (var day in new[] { 15, 7, 5, 3, 1, 0 })
        {
            await host.ComesToAsync(shopper, day);
            Assert.Equal(SubscriptionStatus.Active, (await host.ServiceAsync(shopper)).Status);
        }

        var order = Assert.Single(await host.RenewalsAsync(shopper));
        Assert.Equal(4, (await host.AttemptsAsync(order)).Count(a => a.Status == AttemptStatus.Refused));
        Assert.Equal(4, host.Mails(shopper, "Rinnovo da completare").Count);
        Assert.Single(await host.TakenAsync(shopper));

        await host.ComesToAsync(shopper, -1);
        Assert.Equal(SubscriptionStatus.Expired, (await host.ServiceAsync(shopper)).Status);
        Assert.Single(host.Mails(shopper, "Il tuo servizio è scaduto"));
    }

    [Fact]
    public async Task The_link_of_the_mail_pays_without_signing_in_and_renews_from_the_expiry()
    {
        var shopper = await host.WithCardAsync("fails later");
        var expiry = (await host.ServiceAsync(shopper)).ExpiresOn;
        await host.ComesToAsync(shopper, 15);
        await host.ComesToAsync(shopper, 7);
        var mail = host.Mails(shopper, "Rinnovo da completare").Single();
        var number = (await host.RenewalsAsync(shopper)).Single().Number;
        Assert.Contains($"/paga/{number}", mail.Text, StringComparison.Ordinal);

        using var stranger = host.NewBrowser();
        using var answer = await (await stranger.OpenAsync($"/paga/{number}")).Form("Paga").SetByName("Metodo", "CartaDiCredito").SendOnceAsync();
        var back = await Payer.PayByCardAsync(answer.Headers.Location!);
        await stranger.OpenAsync(back!);
        await host.FinishAsync();
        await host.ComesToAsync(shopper, 370);

        var service = await host.ServiceAsync(shopper);
        Assert.Equal(expiry.AddYears(1), service.ExpiresOn);
        Assert.Equal(2, (await host.TakenAsync(shopper)).Count);
    }

    [Fact]
    [Trait("row", "B-P17")]
    [Trait("row", "failure 12")]
    public async Task A_bank_that_wants_the_customer_is_told_as_such_and_the_service_is_not_touched()
    {
        var shopper = await host.WithCardAsync("always asks");
        await host.ComesToAsync(shopper, 15);
        await host.ComesToAsync(shopper, 7);

        var attempt = Assert.Single(await host.AttemptsAsync((await host.RenewalsAsync(shopper)).Single()));
        Assert.Equal(RefusalReason.NeedsCustomer, attempt.Reason);
        Assert.Contains("Conferma il pagamento", host.Mails(shopper, "Rinnovo da completare").Single().Text, StringComparison.Ordinal);
        Assert.Equal(SubscriptionStatus.Active, (await host.ServiceAsync(shopper)).Status);
        Assert.True((await host.ServiceAsync(shopper)).RenewsItself);
    }

    [Fact]
    [Trait("row", "B-W4")]
    public async Task A_shop_that_slept_for_a_month_tells_first_and_charges_a_day_later_once()
    {
        var shopper = await host.WithCardAsync();
        await host.ComesToAsync(shopper, 3);

        Assert.Single(await host.TakenAsync(shopper));
        Assert.Single(host.Mails(shopper, "Il "));
        host.Clock.Advance(TimeSpan.FromHours(25));
        await host.DayAsync();
        await host.DayAsync();

        Assert.Equal(2, (await host.TakenAsync(shopper)).Count);
        Assert.Single(host.Mails(shopper, "Servizio rinnovato"));
    }

    [Fact]
    [Trait("row", "B-W9")]
    public async Task A_price_that_rose_since_it_was_told_is_told_again_before_it_is_charged()
    {
        var shopper = await host.WithCardAsync();
        await host.ComesToAsync(shopper, 15);
        await host.InDatabaseAsync(db => db.Prices.Where(p => p.ProductCode == "fatturazione-elettronica").ExecuteUpdateAsync(u => u.SetProperty(p => p.NetCents, p => p.NetCents + 1_000)));

        await host.ComesToAsync(shopper, 7);
        Assert.Single(await host.TakenAsync(shopper));
        host.Clock.Advance(TimeSpan.FromHours(25));
        await host.DayAsync();

        var taken = (await host.TakenAsync(shopper)).OrderBy(t => t.AmountCents).ToList();
        Assert.Equal([3_648L, 4_868L], taken.Select(t => t.AmountCents));
        Assert.Contains(host.Mails(shopper, "Il "), m => m.Text.Contains("48,68 €", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_provider_that_is_down_on_the_day_is_asked_again_within_the_hour()
    {
        var shopper = await host.WithCardAsync();
        await host.ComesToAsync(shopper, 15);
        host.Sandbox.HttpMischief.Add(new HttpMischiefRule("stripe", "POST /v1/payment_intents", HttpFault.Status, Status: 503));
        await host.ComesToAsync(shopper, 7);
        Assert.Single(await host.TakenAsync(shopper));
        Assert.Empty(host.Mails(shopper, "Rinnovo da completare"));

        host.Sandbox.HttpMischief.Reset();
        host.Clock.Advance(TimeSpan.FromMinutes(61));
        await host.DayAsync();

        Assert.Equal(2, (await host.TakenAsync(shopper)).Count);
    }

    [Fact]
    public async Task An_answer_lost_on_the_day_is_asked_for_and_charged_once()
    {
        var shopper = await host.WithCardAsync();
        await host.ComesToAsync(shopper, 15);
        host.Sandbox.HttpMischief.Add(new HttpMischiefRule("stripe", "POST /v1/payment_intents/*/confirm", HttpFault.ResetAfter, Times: 1));
        await host.ComesToAsync(shopper, 7);
        host.Sandbox.HttpMischief.Reset();

        host.Clock.Advance(TimeSpan.FromMinutes(20));
        await host.DayAsync();
        await host.ComesToAsync(shopper, 370);

        Assert.Equal(2, (await host.TakenAsync(shopper)).Count);
        Assert.Equal(2, (await host.ServiceAsync(shopper)).Periods.Count);
    }

    [Fact]
    public async Task A_service_paid_by_bonifico_is_reminded_expires_is_readable_for_90_days_and_can_be_bought_again()
    {
        var shopper = await host.WithBonificoAsync();
        foreach (var day in new[] { 90, 60, 30, 15, 7, 0 })
        {
            await host.ComesToAsync(shopper, day);
        }

        Assert.Equal(4, host.Mails(shopper, "Il tuo servizio scade").Count);
        await host.ComesToAsync(shopper, -1);
        Assert.Equal(SubscriptionStatus.Expired, (await host.ServiceAsync(shopper)).Status);
        await host.ComesToAsync(shopper, -90);
        Assert.Equal(SubscriptionStatus.Expired, (await host.ServiceAsync(shopper)).Status);
        await host.ComesToAsync(shopper, -91);
        Assert.Equal(SubscriptionStatus.Deleted, (await host.ServiceAsync(shopper)).Status);
        Assert.Single(host.Mails(shopper, "Il tuo servizio è stato cancellato"));

        var again = new Shopper(host, await host.BackAsync(shopper), shopper.Username, shopper.Person);
        await again.DescribesHolderAsync();
        await again.ConfirmsCartAsync();
        await host.CreditAsync(await again.OrdersAsync(PaymentMethod.Bonifico));
        Assert.Equal(SubscriptionStatus.Active, (await host.ServiceAsync(shopper)).Status);
    }

    [Fact]
    [Trait("row", "failure 11")]
    public async Task A_customer_who_is_paying_the_renewal_just_now_is_left_in_peace_and_pays_once()
    {
        var shopper = await host.WithCardAsync("fails later");
        await host.ComesToAsync(shopper, 15);
        await host.ComesToAsync(shopper, 7);
        var order = (await host.RenewalsAsync(shopper)).Single();
        host.GoTo((await host.ServiceAsync(shopper)).ExpiresOn.AddDays(-5));
        using var stranger = host.NewBrowser();
        using var answer = await (await stranger.OpenAsync($"/paga/{order.Number}")).Form("Paga").SetByName("Metodo", "CartaDiCredito").SendOnceAsync();

        await host.TickAsync();
        await stranger.OpenAsync((await Payer.PayByCardAsync(answer.Headers.Location!))!);
        host.Clock.Advance(TimeSpan.FromHours(2));
        await host.DayAsync();

        Assert.Equal(2, (await host.TakenAsync(shopper)).Count);
        Assert.Equal(2, (await host.ServiceAsync(shopper)).Periods.Count);
    }

    [Fact]
    [Trait("row", "B-W7")]
    [Trait("row", "failure 15")]
    public async Task Switched_off_while_the_charge_is_on_its_way_the_outcome_is_one_of_the_two_and_never_half()
    {
        var shopper = await host.WithCardAsync();
        await host.ComesToAsync(shopper, 15);
        host.GoTo((await host.ServiceAsync(shopper)).ExpiresOn.AddDays(-7));

        await Task.WhenAll(host.TickAsync(), SwitchOffAsync(shopper));
        await host.DayAsync();
        host.Clock.Advance(TimeSpan.FromHours(2));
        await host.DayAsync();

        var (taken, service) = ((await host.TakenAsync(shopper)).Count, await host.ServiceAsync(shopper));
        Assert.False(service.RenewsItself);
        Assert.Equal(taken, service.Periods.Count);
        Assert.All(await host.RenewalsAsync(shopper), o => Assert.Equal(taken == 2 ? OrderStatus.Concluded : OrderStatus.Cancelled, o.Status));
    }

    // As the owner's page does: judged again when somebody else changed the service meanwhile.
    private async Task SwitchOffAsync(Shopper shopper)
    {
        var id = (await host.ServiceAsync(shopper)).Id;
        for (var done = false; !done;)
        {
            done = await host.InDatabaseAsync(async db =>
            {
                (await db.Subscriptions.SingleAsync(s => s.Id == id)).StopRenewing(RenewalOffReason.SwitchedOff);
                try
                {
                    return await db.SaveChangesAsync() > 0;
                }
                catch (DbUpdateConcurrencyException)
                {
                    return false;
                }
            });
        }
    }
}
