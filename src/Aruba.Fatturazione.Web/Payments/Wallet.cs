using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Payments;

/// <summary>What became of a change in the wallet.</summary>
public enum WalletChange
{
    /// <summary>Done.</summary>
    Done,

    /// <summary>Not the owner's, or not there any more.</summary>
    Missing,

    /// <summary>Something was changed elsewhere since the page was shown: look again.</summary>
    ChangedElsewhere,

    /// <summary>A renewal uses the method: its owner must say what becomes of it.</summary>
    NeedsChoice,

    /// <summary>The chosen method cannot be charged: not the owner's, removed, or expired.</summary>
    NotUsable,
}

/// <summary>What takes the place of a removed method.</summary>
/// <param name="MethodId">Another kept method.</param>
/// <param name="Mandate">The mandate that was accepted for it.</param>
public sealed record Replacement(Guid MethodId, Mandate Mandate);

/// <summary>
/// What owners do with their kept methods. Each change is one save under the versions of everything it rests on: a method that starts to
/// renew a service is changed too, so that its removal in the same instant cannot be missed. Whoever loses looks again.
/// </summary>
public sealed class Wallet(StoreDbContext db, TimeProvider clock)
{
    private const int Tries = 5;

    /// <summary>Gives a method the owner's own name.</summary>
    public async Task<WalletChange> RenameAsync(Guid accountId, Guid methodId, string? label, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            if (await FindAsync(accountId, methodId, ct) is not { } method)
            {
                return WalletChange.Missing;
            }

            method.Rename(label);
            var change = await SaveAsync(ct);
            if (change == WalletChange.Done || tries == Tries)
            {
                return change;
            }
        }
    }

    /// <summary>
    /// Removes a method. The services that it renews go over to another one, or stop renewing when <paramref name="stop"/>; without either
    /// nothing changes. It can be used no more from this save on; the provider is told afterwards.
    /// </summary>
    /// <param name="accountId">The owner.</param>
    /// <param name="methodId">What is removed.</param>
    /// <param name="seen">Version that the owner saw.</param>
    /// <param name="stop">True when renewal is to be switched off.</param>
    /// <param name="replacement">What renews instead, or null.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<WalletChange> RemoveAsync(Guid accountId, Guid methodId, int seen, bool stop, Replacement? replacement, CancellationToken ct)
    {
        if (await FindAsync(accountId, methodId, ct) is not { } method)
        {
            return WalletChange.Missing;
        }

        var services = await db.Subscriptions.Where(s => s.RenewalMethodId == methodId && s.AccountId == accountId).ToListAsync(ct);
        if (method.Version != seen)
        {
            return WalletChange.ChangedElsewhere;
        }

        if (services.Count > 0 && !stop && replacement is null)
        {
            return WalletChange.NeedsChoice;
        }

        if (!stop && replacement is not null && services.Count > 0)
        {
            if (replacement.MethodId == methodId || await UsableAsync(accountId, replacement.MethodId, ct) is not { } other)
            {
                return WalletChange.NotUsable;
            }

            other.Accept(replacement.Mandate);
            services.ForEach(s => s.RenewWith(other.Id, replacement.Mandate));
        }
        else
        {
            services.ForEach(s => s.StopRenewing(RenewalOffReason.MethodRemoved));
        }

        method.Remove(clock.UtcNow());
        return await SaveAsync(ct);
    }

    /// <summary>A service renews by itself with that method from now on.</summary>
    /// <param name="accountId">The owner.</param>
    /// <param name="serviceId">The service.</param>
    /// <param name="seen">Version of the service that the owner saw.</param>
    /// <param name="with">The method and the mandate accepted for it.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<WalletChange> SwitchOnAsync(Guid accountId, Guid serviceId, int seen, Replacement with, CancellationToken ct)
    {
        if (await ServiceAsync(accountId, serviceId, ct) is not { Status: SubscriptionStatus.Active } service)
        {
            return WalletChange.Missing;
        }

        if (service.Version != seen || service.IsLeaving)
        {
            return WalletChange.ChangedElsewhere;
        }

        if (await UsableAsync(accountId, with.MethodId, ct) is not { } method)
        {
            return WalletChange.NotUsable;
        }

        method.Accept(with.Mandate);
        service.RenewWith(method.Id, with.Mandate);
        return await SaveAsync(ct);
    }

    /// <summary>A service no longer renews by itself, at once and whatever the page showed; the paid term stays what it is.</summary>
    public async Task<WalletChange> SwitchOffAsync(Guid accountId, Guid serviceId, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            if (await ServiceAsync(accountId, serviceId, ct) is not { } service)
            {
                return WalletChange.Missing;
            }

            if (!service.RenewsItself)
            {
                return WalletChange.Done;
            }

            service.StopRenewing(RenewalOffReason.SwitchedOff);
            var change = await SaveAsync(ct);
            if (change == WalletChange.Done || tries == Tries)
            {
                return change;
            }
        }
    }

    private Task<SavedMethod?> FindAsync(Guid accountId, Guid methodId, CancellationToken ct) =>
        db.SavedMethods.SingleOrDefaultAsync(m => m.Id == methodId && m.AccountId == accountId && m.RemovedAt == null, ct);

    private async Task<SavedMethod?> UsableAsync(Guid accountId, Guid methodId, CancellationToken ct) =>
        await FindAsync(accountId, methodId, ct) is { } method && !method.IsExpiredOn(clock.Today()) ? method : null;

    private Task<Subscription?> ServiceAsync(Guid accountId, Guid serviceId, CancellationToken ct) =>
        db.Subscriptions.SingleOrDefaultAsync(s => s.Id == serviceId && s.AccountId == accountId && s.Status != SubscriptionStatus.Deleted, ct);

    private async Task<WalletChange> SaveAsync(CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return WalletChange.Done;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return WalletChange.ChangedElsewhere;
        }
    }
}
