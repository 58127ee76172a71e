using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Accounts;

/// <summary>Where a change of mailbox stands after a link was used.</summary>
public enum EmailChangeStep
{
    /// <summary>The link is used up, too old, or the change was taken back.</summary>
    Dead,

    /// <summary>The other mailbox has not consented yet.</summary>
    WaitsForOther,

    /// <summary>The new mailbox is the account's.</summary>
    Done,

    /// <summary>Meanwhile the mailbox became another account's.</summary>
    Taken,
}

/// <summary>What a living link asks.</summary>
/// <param name="Owner">Whose account, tracked.</param>
/// <param name="Change">The change, tracked.</param>
/// <param name="Purpose">Which mailbox the link was sent to.</param>
public sealed record EmailChangeQuestion(Account Owner, EmailChange Change, LinkPurpose Purpose);

/// <summary>
/// Changes an account's mailbox after consent from both, the present one and the new one (docs/decisions/0022-both-mailboxes-consent.md):
/// who is inside does not get the account by one click, who has the mailbox does not get it either.
/// </summary>
public sealed class EmailChanges(StoreDbContext db, OneTimeLinks links, Sessions sessions, TimeProvider clock)
{
    /// <summary>Begins a change; an earlier one and its links are dead.</summary>
    public async Task AskAsync(Account owner, IndirizzoEmail email, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentNullException.ThrowIfNull(email);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await ForgetAsync(owner.Id, ct);
        var change = new EmailChange { Id = Guid.CreateVersion7(clock.GetUtcNow()), AccountId = owner.Id, Email = email.Value, ExpiresAt = clock.UtcNow() + EmailChange.Life };
        db.EmailChanges.Add(change);
        db.Audit.Add(AccountTrail.Entry(owner, "account.email-asked", clock.UtcNow()));
        db.Raise(new EmailChangeAsked(owner.Id, change.Id));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Takes it back; what was not begun is taken back too.</summary>
    public async Task CancelAsync(Account owner, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(owner);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await ForgetAsync(owner.Id, ct);
        db.Audit.Add(AccountTrail.Entry(owner, "account.email-cancelled", clock.UtcNow()));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>What the link asks; null for a dead one. Looking does not use it.</summary>
    public async Task<EmailChangeQuestion?> QuestionAsync(string? token, CancellationToken ct)
    {
        foreach (var purpose in new[] { LinkPurpose.EmailChangePresent, LinkPurpose.EmailChangeNew })
        {
            if (await links.OwnerAsync(token, purpose, ct) is { } owner)
            {
                var now = clock.UtcNow();
                return await db.EmailChanges.SingleOrDefaultAsync(c => c.AccountId == owner.Id && c.ExpiresAt > now, ct) is { } change
                    ? new EmailChangeQuestion(owner, change, purpose)
                    : null;
            }
        }

        return null;
    }

    /// <summary>Consents from one mailbox. Whoever consents last makes the change, also when both do in one instant.</summary>
    public async Task<EmailChangeStep> ConsentAsync(EmailChangeQuestion question, string token, HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(http);
        if (!await links.SpendAsync(token, question.Purpose, http.RequestAborted))
        {
            return EmailChangeStep.Dead;
        }

        // From here on the link is used up: a browser that goes away must not leave a change with two consents undone.
        var ct = CancellationToken.None;
        var now = clock.UtcNow();
        var mine = db.EmailChanges.Where(c => c.Id == question.Change.Id);
        _ = question.Purpose == LinkPurpose.EmailChangePresent
            ? await mine.ExecuteUpdateAsync(u => u.SetProperty(c => c.PresentConfirmedAt, now), ct)
            : await mine.ExecuteUpdateAsync(u => u.SetProperty(c => c.NewConfirmedAt, now), ct);
        return await CompleteAsync(question, http, ct);
    }

    private async Task<EmailChangeStep> CompleteAsync(EmailChangeQuestion question, HttpContext http, CancellationToken ct)
    {
        var (owner, change) = (question.Owner, question.Change);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.EmailChanges.Where(c => c.Id == change.Id && c.PresentConfirmedAt != null && c.NewConfirmedAt != null).ExecuteDeleteAsync(ct) != 1)
        {
            return EmailChangeStep.WaitsForOther;
        }

        db.Entry(change).State = EntityState.Detached;
        var (former, email) = (owner.Email ?? "", IndirizzoEmail.Parse(change.Email));
        (owner.Email, owner.NormalizedEmail) = (email.Value, email.Normalized);
        db.Audit.Add(AccountTrail.Entry(owner, "account.email-changed", clock.UtcNow()));
        db.Raise(new EmailChanged(owner.Id, former));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException lost) when (!DatabaseTrouble.IsCauseOf(lost))
        {
            return EmailChangeStep.Taken;
        }

        await links.WithdrawAsync(owner.Id, LinkPurpose.PasswordReset, ct);
        await sessions.EndAllOfAsync(owner.Id, http, ct);
        await transaction.CommitAsync(ct);
        return EmailChangeStep.Done;
    }

    private async Task ForgetAsync(Guid accountId, CancellationToken ct)
    {
        await db.EmailChanges.Where(c => c.AccountId == accountId).ExecuteDeleteAsync(ct);
        await links.WithdrawAsync(accountId, LinkPurpose.EmailChangePresent, ct);
        await links.WithdrawAsync(accountId, LinkPurpose.EmailChangeNew, ct);
    }
}
