using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Renewals;

/// <summary>What became of a notice of leaving, or of its revocation.</summary>
public enum DisdettaOutcome
{
    /// <summary>It is as its owner wants.</summary>
    Done,

    /// <summary>Not the owner's, or gone.</summary>
    Missing,

    /// <summary>The term is over: there is nothing to leave or to stay in.</summary>
    TooLate,
}

/// <summary>
/// Owners leave and stay. Each is one save under the version of the service, with its audit row: a charge in the same instant makes one of
/// the two read again, as switching off renewal does.
/// </summary>
public sealed class Disdette(StoreDbContext db, TimeProvider clock)
{
    private const int Tries = 5;

    /// <summary>The owner leaves at the expiry, whatever the page showed; twice is once.</summary>
    /// <param name="accountId">The owner.</param>
    /// <param name="username">Its username, for the audit.</param>
    /// <param name="serviceId">The service.</param>
    /// <param name="reason">Why, or null.</param>
    /// <param name="ct">Cancels.</param>
    public Task<DisdettaOutcome> GiveAsync(Guid accountId, string username, Guid serviceId, LeavingReason? reason, CancellationToken ct) =>
        ChangeAsync(
            accountId, serviceId, s => s.IsLeaving, s => s.Leave(reason, clock.UtcNow()),
            s => Entry(accountId, username, "service.disdetta", s, $"alla scadenza del {s.ExpiresOn:yyyy-MM-dd}, motivo {reason?.ToString() ?? "non detto"}"), ct);

    /// <summary>The owner stays after all; twice is once.</summary>
    /// <param name="accountId">The owner.</param>
    /// <param name="username">Its username, for the audit.</param>
    /// <param name="serviceId">The service.</param>
    /// <param name="ct">Cancels.</param>
    public Task<DisdettaOutcome> RevokeAsync(Guid accountId, string username, Guid serviceId, CancellationToken ct) =>
        ChangeAsync(
            accountId, serviceId, s => !s.IsLeaving, s => s.Stay(clock.UtcNow()),
            s => Entry(accountId, username, "service.disdetta-revoked", s, details: null), ct);

    private async Task<DisdettaOutcome> ChangeAsync(
        Guid accountId, Guid serviceId, Func<Subscription, bool> isSo, Func<Subscription, bool> verb, Func<Subscription, AuditEntry> audit, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            db.ChangeTracker.Clear();
            var service = await db.Subscriptions.Include(s => s.Periods)
                .SingleOrDefaultAsync(s => s.Id == serviceId && s.AccountId == accountId && s.Status != SubscriptionStatus.Deleted, ct);
            if (service is null)
            {
                return DisdettaOutcome.Missing;
            }

            // The day decides, not whether the sweep has been there already.
            if (service.ExpiresOn < clock.Today())
            {
                return DisdettaOutcome.TooLate;
            }

            if (isSo(service))
            {
                return DisdettaOutcome.Done;
            }

            if (!verb(service))
            {
                return DisdettaOutcome.TooLate;
            }

            db.Audit.Add(audit(service));
            try
            {
                await db.SaveChangesAsync(ct);
                return DisdettaOutcome.Done;
            }
            catch (DbUpdateConcurrencyException) when (tries < Tries)
            {
                // A charge, a payment or another tab changed the service meanwhile: judge again.
            }
        }
    }

    private AuditEntry Entry(Guid accountId, string username, string action, Subscription service, string? details) =>
        new() { At = clock.UtcNow(), ActorId = accountId, Actor = username, Action = action, Topic = service.TermOrder, Details = details };
}
