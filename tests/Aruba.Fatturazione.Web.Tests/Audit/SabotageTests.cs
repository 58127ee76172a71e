using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Outbox;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Payments;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Aruba.Fatturazione.Web.Tests.Audit;

/// <summary>An auditor who never finds anything is worth nothing: each protection is taken away, and it must notice (bars F).</summary>
public sealed class SabotageTests : IAsyncLifetime
{
    private readonly AuditHost store = new();

    public Task InitializeAsync() => store.InitializeAsync();

    public Task DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task B_I1_a_second_charge_for_a_paid_order_is_noticed()
    {
        var order = await store.BuyByCardAsync();
        var attempt = (await store.AttemptsAsync(order)).Single();
        await store.AssertCleanAsync();

        await store.ChargeBehindTheShopAsync(order.Number, attempt.Id.ToString("N"), order.Gross.Cents);

        Assert.Contains($"B-I1 {order.Number}: the provider took more than the total", await store.FindAsync());
    }

    [Fact]
    public async Task B_I1_the_same_money_registered_twice_is_noticed_without_any_witness()
    {
        var order = await store.BuyByCardAsync();
        await store.DropUniqueIndexesAsync<RegisteredPayment>();
        await store.InDatabaseAsync(async db =>
        {
            var stored = await db.Orders.Include(o => o.Payments).SingleAsync(o => o.Id == order.Id);
            var payment = stored.Payments.Single();
            var entry = db.Add(new RegisteredPayment
            {
                Id = Guid.CreateVersion7(),
                Source = payment.Source,
                Reference = payment.Reference,
                Amount = payment.Amount,
                ValueDate = payment.ValueDate,
                RegisteredBy = payment.RegisteredBy,
                RegisteredAt = payment.RegisteredAt,
            });
            entry.Property("OrderId").CurrentValue = order.Id;
            return await db.SaveChangesAsync();
        });

        Assert.Equal(["B-I1", "B-I2"], await store.BrokenAsync(withWitness: false));
    }

    [Fact]
    public async Task B_I2_money_that_was_taken_and_is_in_no_books_is_noticed()
    {
        var unpaid = await store.BuyByBonificoAsync(pays: false);
        await store.AssertCleanAsync();

        var taken = await store.ChargeBehindTheShopAsync(unpaid.Number, "", unpaid.Gross.Cents);

        Assert.Equal([$"B-I2 {unpaid.Number}: {taken} was taken and is in no books"], await store.FindAsync());
    }

    [Fact]
    public async Task B_I2_money_in_the_books_that_nobody_took_is_noticed()
    {
        var order = await store.BuyByBonificoAsync(pays: false);
        await store.OnOrderAsync(order.Number, o => o.Register(new RegisteredPayment
        {
            Id = Guid.CreateVersion7(),
            Source = "stripe",
            Reference = "pi_inventato",
            Amount = o.Gross,
            ValueDate = store.Clock.Today(),
            RegisteredBy = "prova",
            RegisteredAt = store.Clock.UtcNow(),
        }));
        await store.FinishAsync();

        Assert.Equal([$"B-I2 {order.Number}: pi_inventato is in the books and the provider never took it"], await store.FindAsync());
    }

    [Fact]
    public async Task B_I3_a_second_service_from_one_order_is_noticed()
    {
        var order = await store.BuyByCardAsync();
        await store.DropUniqueIndexesAsync<Subscription>();
        await store.DropUniqueIndexesAsync<SubscriptionPeriod>();
        await store.InDatabaseAsync(async db =>
        {
            var stored = await db.Orders.Include(o => o.Lines).SingleAsync(o => o.Id == order.Id);
            var second = Subscription.ActivateFrom(stored, Guid.CreateVersion7(), store.Clock.Today());
            db.AddRange(second);
            return await db.SaveChangesAsync();
        });

        Assert.Contains($"B-I3 {order.Number}: it is concluded and has not exactly one service", await store.FindAsync());
        Assert.Contains($"B-I3 {order.Number}: its subject has two services", await store.FindAsync());
    }

    [Fact]
    public async Task B_I3_a_paid_order_that_nothing_is_about_to_activate_is_noticed()
    {
        var shopper = await Shopper.ReadyAsync(store);
        await shopper.BuysByCardAsync();
        var order = await store.OrderAsync(shopper);
        await store.AssertCleanAsync();

        await store.InDatabaseAsync(db => db.Outbox.Where(m => m.Reaction == "FulfilOrder").ExecuteDeleteAsync());

        Assert.Equal([$"B-I3 {order.Number}: it is paid and nothing is about to activate it"], await store.FindAsync());
    }

    [Fact]
    public async Task B_I4_a_second_mail_about_the_same_event_is_noticed()
    {
        var order = await store.BuyByCardAsync();
        await store.InDatabaseAsync(async db =>
        {
            var sent = await db.Outbox.AsNoTracking().SingleAsync(m => m.Topic == order.Number && m.Reaction == "SendOrderConfirmation");
            db.Outbox.Add(new OutboxMessage
            {
                Id = Guid.CreateVersion7(),
                Event = sent.Event,
                Reaction = sent.Reaction,
                Payload = sent.Payload,
                Topic = sent.Topic,
                CreatedAt = sent.CreatedAt,
                DueAt = store.Clock.UtcNow(),
            });
            return await db.SaveChangesAsync();
        });
        await store.FinishAsync();

        Assert.Equal([$"B-I4 {order.Number}: two rows of SendOrderConfirmation for one event"], await store.FindAsync());
    }

    [Fact]
    public async Task B_I4_other_words_under_the_same_message_id_and_a_mail_past_the_outbox_are_noticed()
    {
        var order = await store.BuyByCardAsync();
        var sent = store.Mailbox.All.First(m => m.Subject.Contains(order.Number, StringComparison.Ordinal));

        await SendAsync(sent.MessageId!, sent.Subject, "Altre parole");
        await SendAsync($"{Guid.CreateVersion7():N}@negozio.example", sent.Subject, "Nessuno lo sa");

        var found = await store.FindAsync();
        Assert.Contains($"B-I4 {order.Number}: two mails under one Message-ID say different things", found);
        Assert.Contains(found, f => f.StartsWith("B-I4 mail ", StringComparison.Ordinal) && f.EndsWith("it was sent past the outbox", StringComparison.Ordinal));
        Assert.Equal(2, found.Count);
    }

    [Fact]
    public async Task B_I6_a_term_that_was_given_twice_is_noticed()
    {
        var order = await store.BuyByCardAsync();
        await store.DropUniqueIndexesAsync<SubscriptionPeriod>();
        await store.InDatabaseAsync(async db =>
        {
            var service = await db.Subscriptions.SingleAsync(s => s.AccountId == order.AccountId);
            var term = service.Periods.Count == 0 ? await db.Set<SubscriptionPeriod>().AsNoTracking().SingleAsync(p => p.OrderNumber == order.Number) : service.Periods[0];
            var entry = db.Add(new SubscriptionPeriod { StartsOn = term.StartsOn, EndsOn = term.EndsOn, OrderNumber = order.Number });
            entry.Property("SubscriptionId").CurrentValue = service.Id;
            return await db.SaveChangesAsync();
        });

        var found = await store.FindAsync();
        Assert.Contains($"B-I6 {order.Number}: it paid two terms", found);
        Assert.Contains($"B-I6 {order.Number}: its term overlaps the one before or leaves a gap", found);
    }

    [Fact]
    public async Task B_I6_a_term_that_ends_on_the_wrong_day_is_noticed()
    {
        var order = await store.BuyByCardAsync();
        await store.InDatabaseAsync(db => db.Set<SubscriptionPeriod>().Where(p => p.OrderNumber == order.Number)
            .ExecuteUpdateAsync(s => s.SetProperty(p => p.EndsOn, store.Clock.Today().AddDays(400))));

        Assert.Equal(["B-I6"], await store.BrokenAsync());
    }

    [Fact]
    public async Task B_I6_two_orders_that_renew_one_term_are_noticed()
    {
        var first = await store.BuyByCardAsync();
        var second = await store.BuyByCardAsync();
        await store.DropUniqueIndexesAsync<Order>();
        var service = await store.InDatabaseAsync(db => db.Subscriptions.AsNoTracking().SingleAsync(s => s.AccountId == first.AccountId));
        await store.InDatabaseAsync(db => db.Orders.Where(o => o.Id == first.Id || o.Id == second.Id).ExecuteUpdateAsync(s => s
            .SetProperty(o => o.Kind, OrderKind.Renewal).SetProperty(o => o.SubscriptionId, service.Id).SetProperty(o => o.RenewsFrom, service.ExpiresOn)));

        Assert.Contains($"B-I6 {first.Number}: two orders renew one term", await store.FindAsync());
    }

    // One after the other in the same database; each must add what it names.
    private static readonly (string Found, string Sql)[] Forgeries =
    [
        ("B-I5: nobody caused a step", "UPDATE \"OrderHistory\" SET \"Actor\" = '' WHERE \"Trigger\" = 'PaidInFull'"),
        ("B-I5: no machine goes from AwaitingPayment by TermExpired to AwaitingActivation", "UPDATE \"OrderHistory\" SET \"Trigger\" = 'TermExpired' WHERE \"Trigger\" = 'PaidInFull'"),
        ("B-I5: a step begins where none has ended", "DELETE FROM \"OrderHistory\" WHERE \"Trigger\" = 'TermExpired'"),
        ("B-I5: its history ends elsewhere", "DELETE FROM \"OrderHistory\" WHERE \"Trigger\" = 'ServiceActivated'"),
        ("B-I5: its history has not one beginning", "DELETE FROM \"OrderHistory\""),
        ("B-I8: an acceptance does not say of what", "UPDATE \"ContractAcceptances\" SET \"Digest\" = ''"),
        ("B-I8: an acceptance is not of the instant of the order", "UPDATE \"ContractAcceptances\" SET \"AcceptedAt\" = '2026-11-24 08:00:00+00'"),
        ("B-I8: nothing was accepted", "DELETE FROM \"ContractAcceptances\""),
        ("B-I9: the net is not the sum of the lines", "UPDATE \"OrderLines\" SET \"Net\" = \"Net\" + 1"),
        ("B-I9: the total is not net plus IVA", "UPDATE \"Orders\" SET \"Iva\" = \"Iva\" + 1"),
        ("B-I9: it is called paid with less than its total", "UPDATE \"Orders\" SET \"Gross\" = \"Gross\" + 1"),
        ("B-I1: the books have more from providers than the total", "UPDATE \"Orders\" SET \"Gross\" = 100"),
        ("B-I10: its service renews with somebody else's method", "UPDATE \"SavedMethods\" SET \"AccountId\" = \"Id\""),
        ("B-I10: its panel opens to another account", "UPDATE \"PanelAccesses\" SET \"AccountId\" = \"Id\""),
        ("B-I11: it is due and nobody does it", "UPDATE \"Outbox\" SET \"DoneAt\" = NULL, \"DueAt\" = '2026-11-24 08:00:00+00' WHERE \"Reaction\" = 'SendEnrolment'"),
        ("B-I4: it was paid and no mail says so", "DELETE FROM \"Outbox\" WHERE \"Reaction\" = 'SendPaymentConfirmation'"),
        ("B-I14: a card number", "UPDATE \"SavedMethods\" SET \"Label\" = '4000 0566 5566 5556'"),
        ("B-I14: a secret of the settings, or a mailed password", "UPDATE \"SavedMethods\" SET \"Label\" = 'chiave sk_test_sandbox'"),
        ("B-I15: a payment should have been looked at", "UPDATE \"PaymentAttempts\" SET \"NextLookAt\" = '2026-11-24 08:00:00+00' WHERE \"Status\" = 'Pending'"),
        ("B-I15: a payment is open and nobody will look", "UPDATE \"PaymentAttempts\" SET \"NextLookAt\" = NULL WHERE \"Status\" = 'Pending'"),
        ("B-I15: a payment has ended and still keeps others from beginning, or is open and does not", "UPDATE \"PaymentAttempts\" SET \"LiveOrderId\" = NULL WHERE \"Status\" = 'Pending'"),
        ("B-I3: a line is not in the service whose last term it paid", "DELETE FROM \"SubscriptionItems\""),
        ("B-I7: it is not an order number", "UPDATE \"Orders\" SET \"Number\" = '1' WHERE \"Status\" = 'AwaitingPayment'"),
    ];

    [Fact]
    public async Task Whatever_else_is_forged_is_noticed_too()
    {
        await store.BuyByCardAsync();
        var open = await Shopper.ReadyAsync(store);
        await open.OrdersOnlineAsync(PaymentMethod.CartaDiCredito);
        await store.FinishAsync();
        await store.AssertCleanAsync();
        foreach (var (expected, sql) in Forgeries)
        {
            Assert.True(await store.InDatabaseAsync(db => db.Database.ExecuteSqlRawAsync(sql)) > 0, sql);

            var found = (await store.FindAsync(withWitness: false)).Select(f => $"{f.Split(' ')[0]}: {f[(f.IndexOf(": ", StringComparison.Ordinal) + 2)..]}");
            Assert.Contains(expected, found);
        }
    }

    [Fact]
    public async Task B_I12_an_event_that_was_acknowledged_and_forgotten_is_noticed()
    {
        await store.HearWebhooksAsync();
        await store.BuyByCardAsync();
        await store.Sandbox.Webhooks.SettleAsync(TimeSpan.FromSeconds(20));
        await store.FinishAsync();
        await store.AssertCleanAsync();

        await store.InDatabaseAsync(db => db.ProviderEvents.ExecuteUpdateAsync(s => s.SetProperty(e => e.HandledAt, (DateTime?)null).SetProperty(e => e.ReceivedAt, store.Clock.UtcNow().AddHours(-1))));

        Assert.Equal(["B-I12"], await store.BrokenAsync());
    }

    private async Task SendAsync(string messageId, string subject, string text)
    {
        var mail = new MimeMessage([new MailboxAddress("Negozio", "negozio@esempio.example")], [MailboxAddress.Parse("anna@esempio.example")], subject, new TextPart("plain") { Text = text })
        {
            MessageId = messageId.Trim('<', '>'),
        };
        using var client = new SmtpClient();
        await client.ConnectAsync("127.0.0.1", store.Sandbox.SmtpPort, SecureSocketOptions.None);
        await client.SendAsync(mail);
        await client.DisconnectAsync(quit: true);
    }
}
