using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Sandbox.Ledger;
using Aruba.Fatturazione.Web.Tests.Account;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Payments;

/// <summary>What tests of payments ask shop and provider. The provider's ledger is the witness.</summary>
internal static class PayHost
{
    public static Task<Order> OrderAsync(this AccountHost store, Shopper shopper) => store.InDatabaseAsync(db =>
        db.Orders.AsNoTracking().Include(o => o.Payments).Include(o => o.Refunds).Include(o => o.Acceptances).SingleAsync(o => o.AccountUsername == shopper.Username));

    public static Task<List<PaymentAttempt>> AttemptsAsync(this AccountHost store, Order order) => store.InDatabaseAsync(db =>
        db.PaymentAttempts.AsNoTracking().Where(a => a.OrderId == order.Id).OrderBy(a => a.StartedAt).ToListAsync());

    /// <summary>What the provider really took for an order.</summary>
    public static IReadOnlyList<LedgerCapture> TakenFor(this AccountHost store, Order order) =>
        [.. store.Sandbox.Ledger.State.Captures.Where(c => c.Order == order.Number)];

    /// <summary>Runs the outbox until nothing is due.</summary>
    public static async Task FinishAsync(this AccountHost store)
    {
        while (await store.RunOutboxAsync() > 0)
        {
            // One round makes the work of the next.
        }
    }

    /// <summary>Makes an order of the account payable once more, as a further order that its registered methods may pay.</summary>
    public static Task<int> OwesAgainAsync(this AccountHost store, Order order) => store.InDatabaseAsync(async db =>
    {
        await db.Orders.Where(o => o.Id == order.Id).ExecuteUpdateAsync(s => s.SetProperty(o => o.Status, OrderStatus.AwaitingPayment));
        await db.Set<RegisteredPayment>().Where(p => EF.Property<Guid>(p, "OrderId") == order.Id).ExecuteDeleteAsync();
        return await db.Outbox.ExecuteDeleteAsync();
    });

    /// <summary>Runs the outbox until something is so that webhooks bring about.</summary>
    public static async Task UntilAsync(this AccountHost store, Func<Task<bool>> isSo)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            await store.FinishAsync();
            if (await isSo())
            {
                return;
            }

            await Task.Delay(50);
        }

        Assert.Fail("It did not happen within half a minute.");
    }
}
