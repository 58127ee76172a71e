using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Checkout;
using Aruba.Fatturazione.Web.Outbox.Handlers;
using Aruba.Fatturazione.Web.Payments;
using Aruba.Fatturazione.Web.Payments.Webhooks;
using Aruba.Fatturazione.Web.Tests.Account;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.SqlServer.Tests;

/// <summary>Brings up the questions that are asked only by the loser of a race or after an accident. Whether they are answered well is tested elsewhere.</summary>
internal sealed class Rare(AccountHost store)
{
    /// <summary>Makes the next save that writes such an entity lose its race.</summary>
    internal static LostRace Race { get; } = new();

    public async Task The_secret_of_the_counters_was_written_by_another_instance()
    {
        await store.InDatabaseAsync(db => db.Secrets.ExecuteDeleteAsync());
        Race.Next = typeof(StoreSecret);
        await using var scope = store.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<Pepper>(scope.ServiceProvider).HashAsync("x", CancellationToken.None);
    }

    public async Task Another_order_took_the_place()
    {
        var shopper = await Shopper.ReadyAsync(store);
        var form = await shopper.FilledOrderFormAsync();
        Race.Next = typeof(Order);
        using var answer = await form.SendOnceAsync();
    }

    public async Task Another_click_wrote_the_name_at_the_provider()
    {
        await using var scope = store.Services.CreateAsyncScope();
        Race.Next = typeof(ProviderCustomer);
        await scope.ServiceProvider.GetRequiredService<PaymentRequests>().StoreAsync(Guid.NewGuid(), PaymentSources.Stripe, "cus_x", CancellationToken.None);
    }

    public async Task The_same_card_is_kept_by_two_clicks()
    {
        var ticket = new AttemptTicket(Guid.NewGuid(), PaymentMethod.CartaDiCredito, null, new Mandate("1", "d", "s", store.Clock.GetUtcNow().UtcDateTime, "", ""), store.Clock.GetUtcNow().UtcDateTime);
        Race.Next = typeof(PaymentAttempt);
        await using var scope = store.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PaymentDesk>().KeepAsync(Guid.NewGuid(), ticket, CancellationToken.None);
    }

    public async Task A_kept_method_goes_and_another_comes_late()
    {
        var shopper = await Shopper.ReadyAsync(store);
        await shopper.BuysByCardAsync();
        await using var scope = store.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StoreDbContext>();
        var news = scope.ServiceProvider.GetRequiredService<MethodNews>();
        var gateway = scope.ServiceProvider.GetRequiredService<Gateways>().Of(PaymentMethod.CartaDiCredito);
        var attempt = await db.PaymentAttempts.AsNoTracking().FirstAsync(a => a.Mandate != null);
        var method = await db.SavedMethods.AsNoTracking().FirstAsync();
        var facts = new MethodFacts(method.Method, method.Token + "x", method.Customer, method.Brand, method.Last4, null, null, null);
        await news.KeptLaterAsync(gateway, new ProviderNews.MethodKeptLater(facts, attempt.Reference), CancellationToken.None);
        await news.GoneAsync(gateway, method.Token, CancellationToken.None);
    }

    public async Task An_attempt_was_cut_off_before_its_page_came()
    {
        var now = store.Clock.GetUtcNow().UtcDateTime;
        var attempt = PaymentAttempt.ToKeep(Guid.NewGuid(), new AttemptTicket(Guid.NewGuid(), PaymentMethod.CartaDiCredito, null, new Mandate("1", "d", "s", now, "", ""), now));
        await using var scope = store.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AttemptBooks>().ForgetUnopenedAsync(attempt, isOver: true, CancellationToken.None);
    }

    public async Task A_method_is_kept_whose_owner_the_provider_did_not_name()
    {
        await using var scope = store.Services.CreateAsyncScope();
        var gateway = scope.ServiceProvider.GetRequiredService<Gateways>().Of(PaymentMethod.CartaDiCredito);
        var facts = new MethodFacts(PaymentMethod.CartaDiCredito, "pm_raro", "cus_raro", "visa", "4242", null, null, null);
        await scope.ServiceProvider.GetRequiredService<KeptMethods>().KeepAsync(Guid.NewGuid(), gateway, facts, null, CancellationToken.None);
    }

    public async Task A_refund_of_ours_comes_back_as_an_event()
    {
        await using var scope = store.Services.CreateAsyncScope();
        var gateway = scope.ServiceProvider.GetRequiredService<Gateways>().Of(PaymentMethod.CartaDiCredito);
        var news = new ProviderNews.Refunded("pi_x", "re_x", Guid.NewGuid(), new Importo(1), "EUR", store.Clock.GetUtcNow().UtcDateTime);
        await scope.ServiceProvider.GetRequiredService<MoneyBack>().RefundedAsync(gateway, news, CancellationToken.None);
    }

    public async Task Another_delivery_of_an_event_was_faster()
    {
        await using var scope = store.Services.CreateAsyncScope();
        Race.Next = typeof(ProviderEvent);
        await ActivatorUtilities.GetServiceOrCreateInstance<WebhookInbox>(scope.ServiceProvider).StoreAsync(PaymentSources.Stripe, "evt_x", "x", "{}", CancellationToken.None);
    }

    public async Task An_event_is_given_up()
    {
        await using var scope = store.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<HandleProviderEvent>(scope.ServiceProvider).GiveUpAsync(new ProviderEventReceived(Guid.NewGuid()), CancellationToken.None);
    }

    public async Task The_catalogue_is_put_in_where_there_is_none() =>
        await store.InDatabaseAsync(async db =>
        {
            await DemoCatalogue.AddWhereEmptyAsync(db, CancellationToken.None);
            return 0;
        });

    public async Task The_log_is_turned_back_a_page()
    {
        var agent = await store.AgentAsync("raro@example.it");
        await agent.OpenAsync("/assistenza/registro?dopo=1");
    }

    public async Task A_password_of_the_panel_was_hashed_with_less_work()
    {
        var weak = new PasswordHasher<object>(Options.Create(new PasswordHasherOptions { IterationCount = 10 })).HashPassword(new object(), AccountHost.Password);
        var shopper = await Shopper.ReadyAsync(store);
        await shopper.BuysByCardAsync();
        while (await store.RunOutboxAsync() > 0)
        {
            // One round makes the work of the next.
        }

        var username = "ARUBA" + shopper.Person.PartitaIva;
        await store.InDatabaseAsync(db => db.PanelAccesses.Where(p => p.Username == username).ExecuteUpdateAsync(s => s.SetProperty(p => p.PasswordHash, weak).SetProperty(p => p.MustChange, false)));
        await (await shopper.Browser.OpenAsync("/pannello/accesso")).SendAsync("Accedi", ("Username del pannello", username), ("Password", AccountHost.Password));
    }
}

/// <summary>Throws away a save as a unique index would.</summary>
internal sealed class LostRace : SaveChangesInterceptor
{
    public Type? Next { get; set; }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (Next is { } type && eventData.Context!.ChangeTracker.Entries().Any(e => e.Entity.GetType() == type && e.State == EntityState.Added))
        {
            Next = null;
            throw new DbUpdateException("Somebody was faster.");
        }

        return ValueTask.FromResult(result);
    }
}
