using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Sandbox.Ledger;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Tests.Account;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Payments;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Desk;

/// <summary>What tests of money at the desk do and ask. The provider's ledger and the mailbox are the witnesses.</summary>
internal static class RefundHost
{
    private static int agents;

    /// <summary>A customer whose order was paid with a provider and is active.</summary>
    public static async Task<(Shopper Shopper, Order Order)> PaidAsync(this AccountHost store, PaymentMethod method = PaymentMethod.CartaDiCredito, bool active = true)
    {
        var shopper = await Shopper.ReadyAsync(store);
        var page = await shopper.OrdersOnlineAsync(method);
        var back = method == PaymentMethod.PayPal ? await Payer.PayByPayPalAsync(page, "ok@acquirenti.example") : await Payer.PayByCardAsync(page);
        await shopper.Browser.OpenAsync(back!);
        if (active)
        {
            await store.FinishAsync();
        }

        return (shopper, await store.OrderAsync(shopper));
    }

    /// <summary>An agent with a name of their own.</summary>
    public static Task<Browser> SomeAgentAsync(this AccountHost store) => store.AgentAsync($"agente{Interlocked.Increment(ref agents)}@assistenza.example");

    public static string Home(this Order order) => $"/assistenza/ordini/{order.Number}";

    /// <summary>The form of a refund of the order's first payment.</summary>
    public static Task<Page> RefundFormAsync(this Browser agent, Order order) => agent.OpenAsync($"{order.Home()}/pagamenti/{order.Payments.Single(p => p.Reverses is null).Id}/rimborso");

    /// <summary>The question before a refund.</summary>
    public static async Task<Page> AskRefundAsync(this Browser agent, Order order, string amount, string why = "Richiesta del cliente") =>
        await (await agent.RefundFormAsync(order)).SendAsync("Continua", ("Quanto restituisci", amount), ("Perché", why));

    /// <summary>What the provider really gave back for an order.</summary>
    public static IReadOnlyList<LedgerRefund> GivenBackFor(this AccountHost store, Order order)
    {
        var taken = store.TakenFor(order).Select(c => c.Id).Concat(order.Payments.Select(p => p.Reference)).ToHashSet();
        return [.. store.Sandbox.Ledger.State.Refunds.Where(r => taken.Contains(r.Capture))];
    }

    public static Task<Subscription?> ServiceOfAsync(this AccountHost store, Order order) =>
        store.InDatabaseAsync(db => db.Subscriptions.AsNoTracking().SingleOrDefaultAsync(s => s.AccountId == order.AccountId));

    public static Task<List<DeskTask>> TasksOfAsync(this AccountHost store, Order order) =>
        store.InDatabaseAsync(db => db.DeskTasks.AsNoTracking().Where(t => t.OrderNumber == order.Number).ToListAsync());

    public static Task<List<string>> AuditOfAsync(this AccountHost store, Order order) =>
        store.InDatabaseAsync(db => db.Audit.AsNoTracking().Where(a => a.Topic == order.Number).OrderBy(a => a.Id).Select(a => a.Action).ToListAsync());

    /// <summary>Subjects of the mails to that customer that begin with these words.</summary>
    public static int MailsAbout(this AccountHost store, Shopper shopper, string subject) =>
        store.MailsTo(shopper.Person.Email).Count(m => m.Subject.StartsWith(subject, StringComparison.Ordinal));

    /// <summary>Runs the outbox until the order is as wanted: what comes by webhook takes a moment.</summary>
    public static async Task<Order> WaitAsync(this AccountHost store, Shopper shopper, Func<Order, bool> until)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            await store.FinishAsync();
            if (await store.OrderAsync(shopper) is var order && until(order))
            {
                return order;
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException("It did not happen within ten seconds.");
    }
}
