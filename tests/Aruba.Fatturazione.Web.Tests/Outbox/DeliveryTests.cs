using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Sandbox.Smtp;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Aruba.Fatturazione.Web.Tests.Outbox;

/// <summary>One host for each test: they break the mail server.</summary>
public sealed class DeliveryTests : IAsyncLifetime
{
    private readonly OutboxHost host = new();

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_mail_whose_acceptance_was_lost_comes_twice_at_most_under_one_message_id()
    {
        var order = await host.OrderAsync();
        host.Sandbox.SmtpMischief.Set(SmtpBehaviour.CloseAfterData, order.Intestatario.Email, once: true);

        await host.RunAllAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(10));
        await host.RunAllAsync();
        host.Clock.Advance(TimeSpan.FromHours(1));
        await host.RunAllAsync();

        var mails = host.Mailbox.All.Where(m => m.To.Contains(order.Intestatario.Email)).ToList();
        Assert.Equal(2, mails.Count);
        Assert.Single(mails.Select(m => m.MessageId).Distinct());
    }

    [Fact]
    public async Task When_the_activation_mail_comes_twice_only_the_second_password_works()
    {
        var order = await host.OrderAsync();
        await host.RunAllAsync();
        await host.PayAsync(order);
        host.Sandbox.SmtpMischief.Set(SmtpBehaviour.CloseAfterData, OutboxHost.AccountEmail(order));
        await host.RunAllAsync();
        host.Sandbox.SmtpMischief.Reset();
        host.Clock.Advance(TimeSpan.FromSeconds(10));

        await host.RunAllAsync();

        var passwords = host.MailsAbout(order).Where(m => m.Subject.StartsWith("Servizio attivo", StringComparison.Ordinal)).Select(m => OutboxHost.Credentials(m).Password).ToList();
        Assert.Equal(2, passwords.Count);
        Assert.Equal([PasswordVerdict.Wrong, PasswordVerdict.Right], [await VerdictAsync(order, passwords[0]), await VerdictAsync(order, passwords[1])]);
    }

    [Fact]
    public async Task A_repeated_delivery_never_takes_away_the_password_that_the_holder_chose()
    {
        var (order, _, _) = await host.ActiveAsync();
        await host.InDatabaseAsync(async db =>
        {
            var access = await db.PanelAccesses.SingleAsync(p => p.OrderNumber == order.Number);
            access.ChangePassword("chosen");
            await db.SaveChangesAsync();
            return await db.Outbox.Where(m => m.Topic == order.Number && m.Reaction == "SendActivation")
                .ExecuteUpdateAsync(u => u.SetProperty(m => m.DoneAt, (DateTime?)null));
        });
        var before = host.MailsAbout(order).Count(m => m.Subject.StartsWith("Servizio attivo", StringComparison.Ordinal));

        await host.RunAllAsync();

        Assert.Equal("chosen", await host.InDatabaseAsync(db => db.PanelAccesses.Where(p => p.OrderNumber == order.Number).Select(p => p.PasswordHash).SingleAsync()));
        Assert.Equal(before, host.MailsAbout(order).Count(m => m.Subject.StartsWith("Servizio attivo", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_refused_address_is_parked_with_its_reason_and_delays_nobody()
    {
        var bad = await host.OrderAsync();
        var good = await host.OrderAsync();
        host.Sandbox.SmtpMischief.Set(SmtpBehaviour.RefusePermanently, bad.Intestatario.Email);

        await host.RunAllAsync();

        var row = await host.RowAsync(bad, "SendTransferInstructions");
        Assert.NotNull(row.ParkedAt);
        Assert.Contains("controllare l'indirizzo", row.LastError, StringComparison.Ordinal);
        Assert.DoesNotContain(bad.Intestatario.Email, row.LastError, StringComparison.Ordinal);
        Assert.Equal(2, host.MailsAbout(bad).Count);
        Assert.Equal(3, host.MailsAbout(good).Count);
    }

    [Fact]
    public async Task A_temporary_refusal_is_tried_again_by_the_schedule()
    {
        var order = await host.OrderAsync();
        host.Sandbox.SmtpMischief.Set(SmtpBehaviour.RefuseTemporarily, order.Intestatario.Email, once: true);

        await host.RunAllAsync();
        Assert.Equal(1, (await host.RowAsync(order, "SendTransferInstructions")).Attempts);
        Assert.Equal(2, host.MailsAbout(order).Count);
        host.Clock.Advance(TimeSpan.FromSeconds(10));
        await host.RunAllAsync();

        Assert.Equal(3, host.MailsAbout(order).Count);
        Assert.Null((await host.RowAsync(order, "SendTransferInstructions")).LastError);
    }

    [Fact]
    public async Task After_an_hour_without_mail_server_everything_leaves_within_five_minutes_and_orders_went_on()
    {
        host.Sandbox.SmtpMischief.Set(SmtpBehaviour.RefuseTemporarily);
        var order = await host.OrderAsync();
        await host.PayAsync(order);
        for (var minutes = 0; minutes < 60; minutes++)
        {
            await host.RunAllAsync();
            host.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(OrderStatus.Concluded, await host.StatusAsync(order));
        Assert.Empty(host.MailsAbout(order));
        host.Sandbox.SmtpMischief.Reset();
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        await host.RunAllAsync();

        Assert.Equal(4, host.MailsAbout(order).Count);
    }

    [Fact]
    public async Task A_row_that_nobody_understands_is_parked_and_the_others_go_on()
    {
        var order = await host.OrderAsync();
        await host.InDatabaseAsync(db =>
        {
            db.Outbox.Add(Row("OrderPaid", "SendNothingKnown", "{}"));
            db.Outbox.Add(Row("OrderPaid", "FulfilOrder", "not json"));
            db.Outbox.Add(Row("OrderPaid", "FulfilOrder", "{\"OrderNumber\":\"AF0\"}"));
            return db.SaveChangesAsync();
        });

        await host.RunAllAsync();

        Assert.Equal(3, await host.InDatabaseAsync(db => db.Outbox.CountAsync(m => m.Topic == "prova" && m.ParkedAt != null && m.LastError != null)));
        Assert.Equal(3, host.MailsAbout(order).Count);
    }

    [Fact]
    public async Task Two_instances_deliver_each_row_once()
    {
        var second = await host.StartInstanceAsync();
        List<Order> orders = [];
        for (var i = 0; i < 15; i++)
        {
            orders.Add(await host.OrderAsync());
        }

        await Task.WhenAll(Task.Run(() => host.RunOutboxAsync()), Task.Run(() => host.RunOutboxAsync(second)));

        Assert.All(orders, o => Assert.Equal(3, host.MailsAbout(o).Count));
        Assert.Equal(45, host.Mailbox.All.Count);
    }

    [Fact]
    public async Task Two_services_of_one_subject_never_exist_and_the_second_order_waits_for_a_person()
    {
        var (first, _, _) = await host.ActiveAsync();
        var second = await host.OrderAsync(holder: first.Intestatario);
        await host.PayAsync(second);

        await host.RunAllAsync();

        Assert.Equal(OrderStatus.ActivationFailed, await host.StatusAsync(second));
        Assert.Equal(1, await host.InDatabaseAsync(db => db.Subscriptions.CountAsync(s => s.CodiceFiscale == first.CodiceFiscale)));
        var history = await host.InDatabaseAsync(db => db.Orders.Where(o => o.Number == second.Number).SelectMany(o => o.History).OrderBy(h => h.Id).Select(h => h.Note).ToListAsync());
        Assert.Contains("ha già un servizio", history[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fulfilling_the_same_order_ten_times_at_once_makes_one_service()
    {
        var order = await host.OrderAsync();
        await host.PayAsync(order);
        await host.InDatabaseAsync(db =>
        {
            db.Outbox.AddRange(Enumerable.Range(0, 10).Select(_ => Row("OrderPaid", "FulfilOrder", $"{{\"OrderNumber\":\"{order.Number}\"}}")));
            return db.SaveChangesAsync();
        });

        await host.RunAllAsync();

        Assert.Equal(1, await host.InDatabaseAsync(db => db.Subscriptions.CountAsync(s => s.Periods.Any(p => p.OrderNumber == order.Number))));
        Assert.Single(host.MailsAbout(order), m => m.Subject.StartsWith("Servizio attivo", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_activation_that_keeps_failing_ends_in_the_queue_of_staff_and_can_be_tried_again()
    {
        var order = await host.OrderAsync();
        await host.PayAsync(order);
        await host.InDatabaseAsync(db => db.Outbox.Where(m => m.Topic == order.Number && m.Reaction == "FulfilOrder").ExecuteUpdateAsync(u => u.SetProperty(m => m.Attempts, 6)));

        await host.RunAllAsync();

        Assert.Equal(OrderStatus.ActivationFailed, await host.StatusAsync(order));
        Assert.NotNull((await host.RowAsync(order, "FulfilOrder")).ParkedAt);
        await host.OnOrderAsync(order.Number, o => o.RetryActivation("prova", host.Clock.UtcNow()));
        await host.RunAllAsync();
        Assert.Equal(OrderStatus.Concluded, await host.StatusAsync(order));
    }

    [Fact]
    public async Task A_later_service_of_the_same_subject_shuts_out_who_had_the_former()
    {
        var (first, username, password) = await host.ActiveAsync();
        await host.InDatabaseAsync(db => db.Subscriptions.Where(s => s.CodiceFiscale == first.CodiceFiscale).ExecuteUpdateAsync(u => u.SetProperty(s => s.Status, SubscriptionStatus.Deleted)));
        var second = await host.OrderAsync(holder: first.Intestatario);
        await host.PayAsync(second);

        await host.RunAllAsync();

        var access = await host.InDatabaseAsync(db => db.PanelAccesses.AsNoTracking().SingleAsync(p => p.Username == username));
        Assert.Equal((second.AccountId, second.Number), (access.AccountId, access.OrderNumber));
        Assert.Equal(PasswordVerdict.Wrong, await VerdictAsync(second, password));
    }

    [Fact]
    public async Task Rows_that_are_done_are_not_read_to_find_those_that_are_due()
    {
        if (Infrastructure.TestDatabase.Provider != Configuration.DatabaseProvider.Sqlite)
        {
            return;
        }

        List<string> plan = [];
        await host.InDatabaseAsync(async db =>
        {
            await db.Database.OpenConnectionAsync();
            using var command = db.Outbox.DueAt(host.Clock.UtcNow()).OrderBy(m => m.DueAt).Select(m => m.Id).Take(20).CreateDbCommand();
#pragma warning disable CA2100 // The text is EF's own.
            command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
#pragma warning restore CA2100
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                plan.Add(reader.GetString(3));
            }

            return 0;
        });

        Assert.Contains(plan, step => step.Contains("USING INDEX", StringComparison.Ordinal) && step.Contains("DueAt<?", StringComparison.Ordinal));
    }

    private async Task<PasswordVerdict> VerdictAsync(Order order, string password)
    {
        var hash = await host.InDatabaseAsync(db => db.PanelAccesses.Where(p => p.OrderNumber == order.Number).Select(p => p.PasswordHash).SingleAsync());
        return await host.Services.GetRequiredService<Passwords>().VerifyAsync(hash, password, CancellationToken.None);
    }

    private OutboxMessage Row(string e, string reaction, string payload) => new()
    {
        Id = Guid.CreateVersion7(),
        Event = e,
        Reaction = reaction,
        Payload = payload,
        Topic = "prova",
        CreatedAt = host.Clock.UtcNow(),
        DueAt = host.Clock.UtcNow(),
    };
}
