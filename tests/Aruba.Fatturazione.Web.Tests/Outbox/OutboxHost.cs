using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Aruba.Fatturazione.Intestatari;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Sandbox.Smtp;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Outbox;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Outbox;

/// <summary>The shop with orders put straight into its database and an outbox that runs when the test says so.</summary>
public class OutboxHost : StoreHost
{
    private int subjects = 10_000;

    protected override bool RunsJobs => false;

    public static string AccountEmail(Order order) => $"conto.{order.Number.ToLowerInvariant()}@esempio.it";

    /// <summary>A customer with a confirmed order; the account's mailbox is not the holder's.</summary>
    public Task<Order> OrderAsync(PaymentMethod method = PaymentMethod.Bonifico, Intestatario? holder = null, Guid? account = null) => InDatabaseAsync(async db =>
    {
        var at = Clock.UtcNow();
        holder ??= SeedPeople.At(Interlocked.Increment(ref subjects));
        var catalogue = await db.CatalogueOnAsync(Clock.Today(), CancellationToken.None);
        var owner = account ?? Guid.CreateVersion7();
        var cart = new Cart(Guid.CreateVersion7(), owner, OrderKind.Purchase, catalogue.Service.Code, at);
        cart.Describe(holder);
        cart.Add(DemoCatalogue.Documenti, 1, catalogue);
        cart.ConfirmLines(at);
        var username = string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Increment(ref subjects)}@aruba.it");
        var ticket = new OrderTicket(Guid.CreateVersion7(), OrderNumber.New(), method, username, "vecchia@esempio.it", [Accepted(at)], at);
        var order = cart.PlaceOrder(ticket, catalogue);
        db.AddRange(cart, order);
        if (account is null)
        {
            db.Users.Add(new Accounts.Account
            {
                Id = owner,
                Kind = AccountKind.Customer,
                UserName = username,
                NormalizedUserName = username.ToUpperInvariant(),
                Email = AccountEmail(order),
                NormalizedEmail = AccountEmail(order).ToUpperInvariant(),
                CreatedAt = at,
            });
        }

        await db.SaveChangesAsync();
        return order;
    });

    /// <summary>Money for the order; all of it when no amount is given.</summary>
    public Task<Registration> PayAsync(Order order, long? cents = null) => InDatabaseAsync(async db =>
    {
        var stored = await db.OrderForVerbsAsync(order.Number, CancellationToken.None) ?? throw new InvalidOperationException(order.Number);
        var result = stored.Register(new RegisteredPayment
        {
            Id = Guid.CreateVersion7(),
            Source = "bank",
            Reference = Convert.ToHexString(RandomNumberGenerator.GetBytes(8)),
            Amount = cents is { } c ? new Importo(c) : stored.StillDue,
            ValueDate = Clock.Today(),
            RegisteredBy = "prova",
            RegisteredAt = Clock.UtcNow(),
        });
        await db.SaveChangesAsync();
        return result;
    });

    public Task<int> OnOrderAsync(string number, Action<Order> verb) => InDatabaseAsync(async db =>
    {
        verb(await db.OrderForVerbsAsync(number, CancellationToken.None) ?? throw new InvalidOperationException(number));
        return await db.SaveChangesAsync();
    });

    /// <summary>A paid order whose activation mail has arrived: panel username and temporary password.</summary>
    public async Task<(Order Order, string Username, string Password)> ActiveAsync()
    {
        var order = await OrderAsync();
        await PayAsync(order);
        await RunAllAsync();
        var (username, password) = Credentials(MailsAbout(order).Last(m => m.Subject.StartsWith("Servizio attivo", StringComparison.Ordinal)));
        return (order, username, password);
    }

    public static (string Username, string Password) Credentials(ReceivedMail mail)
    {
        var lines = mail.Text.Split('\n').Select(l => l.Trim()).ToList();
        return (lines[lines.IndexOf("Username del pannello:") + 1], lines[lines.IndexOf("Password temporanea:") + 1]);
    }

    /// <summary>Runs the outbox until nothing is due: a reaction may raise further events.</summary>
    public async Task RunAllAsync()
    {
        while (await RunOutboxAsync() > 0)
        {
        }
    }

    public IReadOnlyList<ReceivedMail> MailsAbout(Order order) => [.. Mailbox.All.Where(m => m.Subject.Contains(order.Number, StringComparison.Ordinal))];

    public Task<OutboxMessage> RowAsync(Order order, string reaction) =>
        InDatabaseAsync(db => db.Outbox.AsNoTracking().OrderBy(m => m.CreatedAt).LastAsync(m => m.Topic == order.Number && m.Reaction == reaction));

    public Task<OrderStatus> StatusAsync(Order order) =>
        InDatabaseAsync(db => db.Orders.Where(o => o.Number == order.Number).Select(o => o.Status).SingleAsync());

    /// <summary>A browser in which the owner of the order is signed in to the shop.</summary>
    public async Task<Browser> OwnerAsync(Order order)
    {
        var key = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        var now = Clock.UtcNow();
        await InDatabaseAsync(db =>
        {
            db.Sessions.Add(new AccountSession
            {
                KeyHash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key))),
                OwnerId = order.AccountId,
                Scheme = Schemes.Account,
                SignedInAt = now,
                ProvenAt = now,
                LastUsedAt = now,
                EndsAt = now.AddHours(8),
            });
            return db.SaveChangesAsync();
        });
        var browser = NewBrowser();
        browser.Cookies.Add(new System.Net.Cookie("sessione", key, "/", browser.Address.Host));
        return browser;
    }

    private static ContractAcceptance Accepted(DateTime at) => new()
    {
        DocumentCode = "condizioni-generali",
        DocumentVersion = "2026-01-01",
        Digest = new string('a', 64),
        Statement = "Accetto le condizioni generali di contratto",
        AcceptedAt = at,
        IpAddress = "127.0.0.1",
        UserAgent = "prova",
    };
}
