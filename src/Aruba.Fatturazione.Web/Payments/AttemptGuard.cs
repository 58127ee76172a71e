using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Payments;

/// <summary>What is refused before any provider is called: other people's methods, and too many refusals in a row (card testing).</summary>
public sealed class AttemptGuard(StoreDbContext db, IOptions<PaymentsOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Why an order's attempt may not begin, or null.</summary>
    public async Task<PaymentStart?> ObjectionAsync(string orderNumber, AttemptTicket ticket, CancellationToken ct)
    {
        var owner = await db.Orders.AsNoTracking().Where(o => o.Number == orderNumber).Select(o => (Guid?)o.AccountId).SingleOrDefaultAsync(ct);
        return owner is { } account ? await ObjectionAsync(account, ticket, ct) : new PaymentStart.NothingDue();
    }

    /// <summary>Why an account's attempt may not begin, or null.</summary>
    public async Task<PaymentStart?> ObjectionAsync(Guid accountId, AttemptTicket ticket, CancellationToken ct)
    {
        if (ticket.SavedMethodId is { } saved && !await IsUsableAsync(accountId, saved, ticket, ct))
        {
            return new PaymentStart.NoSuchMethod();
        }

        var since = clock.UtcNow() - Window;
        var refused = await db.PaymentAttempts.CountAsync(a => a.AccountId == accountId && a.Status == AttemptStatus.Refused && a.StartedAt > since, ct);
        return refused < options.Value.FailuresPerHour ? null : new PaymentStart.TooMany();
    }

    private async Task<bool> IsUsableAsync(Guid accountId, Guid saved, AttemptTicket ticket, CancellationToken ct) =>
        await db.SavedMethods.AsNoTracking().SingleOrDefaultAsync(m => m.Id == saved && m.AccountId == accountId && m.RemovedAt == null, ct) is { } method
        && method.Method == ticket.Method && !method.IsExpiredOn(clock.Today());
}
