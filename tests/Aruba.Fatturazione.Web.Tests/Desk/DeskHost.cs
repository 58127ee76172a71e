using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Aruba.Fatturazione.Web.Tests.Desk;

/// <summary>The shop with agents and orders put straight into its database: the desk is what is tested here.</summary>
public sealed class DeskHost : StoreHost
{
    private readonly BrokenAudit broken = new();
    private readonly PlanReader plans = new();

    protected override bool RunsJobs => false;

    /// <summary>While true, no audit row can be written.</summary>
    public bool AuditIsBroken
    {
        get => broken.Active;
        set => broken.Active = value;
    }

    /// <summary>The queries so far, with their plans.</summary>
    internal System.Collections.Concurrent.ConcurrentQueue<(string Sql, IReadOnlyList<string> Plan)> Commands => plans.Commands;

    /// <summary>A browser in which an account of that kind is signed in.</summary>
    public async Task<Browser> SignedInAsync(AccountKind kind, string username)
    {
        var key = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        var now = Clock.UtcNow();
        await InDatabaseAsync(async db =>
        {
            var account = new Accounts.Account { Id = Guid.CreateVersion7(), Kind = kind, UserName = username, NormalizedUserName = username.ToUpperInvariant(), CreatedAt = now };
            db.AddRange(account, new AccountSession
            {
                KeyHash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key))),
                OwnerId = account.Id,
                Scheme = Schemes.Account,
                SignedInAt = now,
                LastUsedAt = now,
                EndsAt = now.AddHours(8),
            });
            return await db.SaveChangesAsync();
        });
        var browser = NewBrowser();
        browser.Cookies.Add(new System.Net.Cookie("sessione", key, "/", browser.Address.Host));
        return browser;
    }

    /// <summary>An agent's browser.</summary>
    public Task<Browser> AgentAsync(string name) => SignedInAsync(AccountKind.Staff, name);

    /// <summary>An order of subject number <paramref name="subject"/>, waiting for its money.</summary>
    public Task<Order> OrderAsync(int subject, PaymentMethod method = PaymentMethod.Bonifico, int minutesAgo = 60) => InDatabaseAsync(async db =>
    {
        var at = Clock.UtcNow().AddMinutes(-minutesAgo);
        var catalogue = await db.CatalogueOnAsync(Clock.Today(), CancellationToken.None);
        var cart = new Cart(Guid.CreateVersion7(), Guid.CreateVersion7(), OrderKind.Purchase, catalogue.Service.Code, at);
        cart.Describe(SeedPeople.At(subject));
        cart.ConfirmLines(at);
        var username = string.Create(CultureInfo.InvariantCulture, $"{1_000_000 + subject}@aruba.it");
        var order = cart.PlaceOrder(new OrderTicket(Guid.CreateVersion7(), OrderNumber.New(), method, username, SeedPeople.At(subject).Email, [], at), catalogue);
        db.AddRange(cart, order);
        await db.SaveChangesAsync();
        return order;
    });

    /// <summary>The order as stored.</summary>
    public Task<Order> StoredAsync(string number) => InDatabaseAsync(async db =>
        await db.OrderForVerbsAsync(number, CancellationToken.None) ?? throw new InvalidOperationException(number));

    protected override void Configure(WebApplicationBuilder builder) => builder.Services.AddSingleton<IInterceptor>(broken).AddSingleton<IInterceptor>(plans);

    private sealed class BrokenAudit : DbCommandInterceptor
    {
        public bool Active { get; set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
            Active && command.CommandText.Contains("INSERT INTO \"Audit\"", StringComparison.Ordinal)
                ? throw new IOException("The disk is full.")
                : ValueTask.FromResult(result);
    }
}
