using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Payments;

/// <summary>What is refused before any provider is called: other people's methods, and too many refusals in a row (card testing).</summary>
public sealed class AttemptGuard(StoreDbContext db, IOptions<PaymentsOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Refusals after this instant count.</summary>
    public DateTime Since => clock.UtcNow() - Window;

    /// <summary>Why an attempt of an account that was refused so often may not begin, or null.</summary>
    public async Task<PaymentStart?> ObjectionAsync(Guid accountId, int refused, AttemptTicket ticket, CancellationToken ct) =>
        ticket.SavedMethodId is { } saved && !await IsUsableAsync(accountId, saved, ticket, ct) ? new PaymentStart.NoSuchMethod()
        : refused < options.Value.FailuresPerHour ? null
        : new PaymentStart.TooMany();

    /// <summary>Why an account's attempt may not begin, or null.</summary>
    public async Task<PaymentStart?> ObjectionAsync(Guid accountId, AttemptTicket ticket, CancellationToken ct)
    {
        var since = Since;
        var refused = await db.PaymentAttempts.CountAsync(a => a.AccountId == accountId && a.Status == AttemptStatus.Refused && a.StartedAt > since, ct);
        return await ObjectionAsync(accountId, refused, ticket, ct);
    }

    /// <summary>
    /// True when the service still renews itself with that method. Reads it so that the next save fails when somebody switches renewal off
    /// at the same time.
    /// </summary>
    public async Task<bool> MayRenewAsync(AttemptTicket ticket, CancellationToken ct) =>
        ticket is { Renews: { } service, SavedMethodId: { } method }
        && await db.Subscriptions.SingleOrDefaultAsync(s => s.Id == service, ct) is { } renewed && renewed.MayCharge(method);

    /// <summary>The same, asked once more right before the money is.</summary>
    public Task<bool> MayStillRenewAsync(PaymentAttempt attempt, CancellationToken ct) =>
        db.Subscriptions.AnyAsync(s => s.Id == attempt.Renews && s.RenewalMethodId == attempt.SavedMethodId && s.Status == SubscriptionStatus.Active, ct);

    private async Task<bool> IsUsableAsync(Guid accountId, Guid saved, AttemptTicket ticket, CancellationToken ct) =>
        await db.SavedMethods.AsNoTracking().SingleOrDefaultAsync(m => m.Id == saved && m.AccountId == accountId && m.RemovedAt == null, ct) is { } method
        && method.Method == ticket.Method && !method.IsExpiredOn(clock.Today());
}
