using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Sweeps;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Data;

/// <summary>
/// Removes once a day what nobody needs any more, in small bites that do not hold others up. Several instances may do it at once.
/// Orders, payments and acceptances go only with a deleted account, after the years of the law; the audit is never touched.
/// </summary>
internal sealed partial class Housekeeping(IServiceScopeFactory scopes, IOptions<JobsOptions> options, SweepBook book, TimeProvider clock, ILogger<Housekeeping> logger)
    : Sweep(book, clock, logger)
{
    private const int Bite = 500;
    // The only events that carry a mailbox: the account no longer knows it.
    private static readonly string[] WithMailboxes = [nameof(Accounts.AccountDeleted), nameof(Accounts.EmailChanged)];
    private static readonly TimeSpan LinksKept = TimeSpan.FromDays(1);

    /// <inheritdoc />
    public override string Name => "housekeeping";

    /// <inheritdoc />
    public override TimeSpan Pause => TimeSpan.FromHours(24);

    /// <inheritdoc />
    protected override TimeSpan AfterStart => TimeSpan.FromMinutes(5);

    /// <summary>Returns how many rows were removed or emptied.</summary>
    protected override async Task<int> DoDueAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StoreDbContext>();
        var now = Clock.UtcNow();
        var done = now - TimeSpan.FromDays(options.Value.KeepDoneDays);
        var read = now - TimeSpan.FromDays(options.Value.KeepEventBodyDays);
        var dead = now - LinksKept;
        var rows = await BiteByBiteAsync(() => db.Outbox.Where(m => m.DoneAt < done).OrderBy(m => m.Id).Take(Bite).ExecuteDeleteAsync(ct));
        rows += await db.Outbox.Where(m => m.DoneAt < dead && WithMailboxes.Contains(m.Event)).ExecuteDeleteAsync(ct);
        rows += await BiteByBiteAsync(() => db.ProviderEvents.Where(e => e.HandledAt < read && e.Body != "").OrderBy(e => e.Id).Take(Bite)
            .ExecuteUpdateAsync(u => u.SetProperty(e => e.Body, ""), ct));
        rows += await BiteByBiteAsync(() => ForgetOrdersAsync(db, now.AddYears(-options.Value.KeepFiscalYears), ct));
        rows += await db.OneTimeLinks.Where(l => l.ExpiresAt < dead).ExecuteDeleteAsync(ct);
        rows += await db.EmailChanges.Where(c => c.ExpiresAt < now).ExecuteDeleteAsync(ct);
        rows += await db.Sessions.Where(s => s.EndsAt < now).ExecuteDeleteAsync(ct);
        LogDone(Logger, rows);
        return rows;
    }

    // Orders of deleted accounts, once the law wants them no longer (art. 2220 of the codice civile: ten years from the last entry).
    private static async Task<int> ForgetOrdersAsync(StoreDbContext db, DateTime before, CancellationToken ct)
    {
        var ids = await db.Orders.Where(o => o.PlacedAt < before && db.Users.Any(a => a.Id == o.AccountId && a.DeletedAt != null) && !o.Payments.Any(p => p.RegisteredAt >= before))
            .OrderBy(o => o.PlacedAt).Take(Bite).Select(o => new { o.Id, o.Number, o.AccountId }).ToListAsync(ct);
        if (ids.Count == 0)
        {
            return 0;
        }

        var (orders, numbers, owners) = (ids.ConvertAll(o => o.Id), ids.ConvertAll(o => o.Number), ids.Select(o => o.AccountId).Distinct().ToList());
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.PaymentAttempts.Where(a => a.OrderId != null && orders.Contains(a.OrderId.Value)).ExecuteDeleteAsync(ct);
        await db.DeskTasks.Where(t => numbers.Contains(t.OrderNumber)).ExecuteDeleteAsync(ct);
        await db.Set<Refund>().Where(r => orders.Contains(EF.Property<Guid>(r, "OrderId"))).ExecuteDeleteAsync(ct);
        await db.Set<RegisteredPayment>().Where(r => orders.Contains(EF.Property<Guid>(r, "OrderId"))).ExecuteDeleteAsync(ct);
        var rows = await db.Orders.Where(o => orders.Contains(o.Id)).ExecuteDeleteAsync(ct);

        // What hung on orders of which none is left.
        await db.PanelAccesses.Where(p => owners.Contains(p.AccountId) && !db.Orders.Any(o => o.AccountId == p.AccountId)).ExecuteDeleteAsync(ct);
        await db.Subscriptions.Where(s => owners.Contains(s.AccountId) && !db.Orders.Any(o => o.AccountId == s.AccountId)).ExecuteDeleteAsync(ct);
        await db.SavedMethods.Where(m => owners.Contains(m.AccountId) && !db.Orders.Any(o => o.AccountId == m.AccountId)).ExecuteDeleteAsync(ct);
        await transaction.CommitAsync(ct);
        return rows;
    }

    private static async Task<int> BiteByBiteAsync(Func<Task<int>> bite)
    {
        int rows, all = 0;
        do
        {
            rows = await bite();
            all += rows;
        }
        while (rows == Bite);

        return all;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Housekeeping removed or emptied {Rows} rows")]
    private static partial void LogDone(ILogger logger, int rows);
}
