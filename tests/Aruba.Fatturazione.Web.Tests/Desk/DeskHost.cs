using System.Data.Common;
using System.Globalization;
using Aruba.Fatturazione.Orders;
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
