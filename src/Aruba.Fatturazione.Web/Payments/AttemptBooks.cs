using System.Diagnostics;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Payments;

/// <summary>
/// Writes down what providers say. Each change is one save under the version of attempt and order: whoever loses reads again and judges
/// anew, so that any order and repetition of answers ends in the same books.
/// </summary>
public sealed partial class AttemptBooks(StoreDbContext db, KeptMethods methods, TimeProvider clock, ILogger<AttemptBooks> logger)
{
    private const int Tries = 6;

    /// <summary>The provider has made the object. False when the attempt was given up meanwhile.</summary>
    public async Task<bool> OpenedAsync(PaymentAttempt begun, ProviderAnswer.Opened opened, CancellationToken ct)
    {
        var attempt = await ChangeAsync(begun.Id, a =>
        {
            a.Open(opened.Reference, opened.PageUrl);
            if (opened.PageUrl is null)
            {
                a.AskForMoney(clock.UtcNow());
            }
        }, ct, begun);
        return attempt is { IsLive: true } && attempt.Reference == opened.Reference;
    }

    /// <summary>An attempt whose object never came: given up once its time is over.</summary>
    public async Task<PaymentAttempt> ForgetUnopenedAsync(PaymentAttempt attempt, bool isOver, CancellationToken ct) =>
        !isOver ? attempt : await ChangeAsync(attempt.Id, a =>
        {
            if (a.Reference is null)
            {
                a.GiveUp(RefusalReason.NotStarted, clock.UtcNow());
            }
        }, ct) ?? attempt;

    /// <summary>
    /// Claims the right to collect: true when it is ours, false when the order no longer owes this amount, null when somebody changed
    /// something in between.
    /// </summary>
    public async Task<bool?> ClaimAsync(PaymentAttempt seen, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        var attempt = await db.PaymentAttempts.SingleAsync(a => a.Id == seen.Id, ct);
        if (attempt.Version != seen.Version || !attempt.IsLive)
        {
            return null;
        }

        if (!attempt.IsSetup)
        {
            // Immediately before charging, the debt is read again.
            var order = await db.OrderForVerbsAsync(attempt.OrderNumber, ct);
            if (order is not { CanBePaid: true } || order.StillDue != attempt.Amount)
            {
                return false;
            }
        }

        attempt.AskForMoney(clock.UtcNow());
        try
        {
            await db.SaveChangesAsync(ct);
            Fault.Hit("attempt.claimed");
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return null;
        }
    }

    /// <summary>Writes an answer down, whatever has been written meanwhile; returns the attempt as it stands then.</summary>
    public async Task<PaymentAttempt> WriteAsync(Guid attemptId, IPaymentGateway gateway, ProviderAnswer answer, CancellationToken ct)
    {
        Fault.Hit("answer.read");
        for (var tries = 1; ; tries++)
        {
            db.ChangeTracker.Clear();
            var attempt = await db.PaymentAttempts.SingleAsync(a => a.Id == attemptId, ct);
            await ApplyAsync(attempt, gateway, answer, ct);
            if (!attempt.IsLive && attempt.Looks >= PaymentAttempt.LookWaits.Count)
            {
                await db.CloseTasksAsync(attempt.OrderNumber, DeskTaskKind.UnresolvedAttempt, "Sistema", $"Il fornitore ha risposto: {attempt.Status.Label().ToLowerInvariant()}.", clock, ct);
            }

            try
            {
                await db.SaveChangesAsync(ct);
                Fault.Hit("answer.saved");
                return attempt;
            }
            catch (DbUpdateException lost) when (tries < Tries && !DatabaseTrouble.IsCauseOf(lost))
            {
                // Return page, webhook and sweep may all write at once: judge again by what is there now.
            }
        }
    }

    private async Task ApplyAsync(PaymentAttempt attempt, IPaymentGateway gateway, ProviderAnswer answer, CancellationToken ct)
    {
        var now = clock.UtcNow();
        switch (answer)
        {
            case ProviderAnswer.Paid paid:
                await RegisterAsync(attempt, gateway, paid.Facts, ct);
                break;
            case ProviderAnswer.Kept kept:
                await KeepAsync(attempt, gateway, kept, ct);
                break;
            case ProviderAnswer.Waiting waiting:
                attempt.StillOpen(waiting.PageUrl, now);
                break;
            case ProviderAnswer.Refused refused:
                LogRefused(logger, attempt.Id, attempt.OrderNumber, refused.Reason);
                attempt.Refuse(refused.Reason, now);
                break;
            case ProviderAnswer.Gone gone:
                attempt.GiveUp(gone.Reason, now);
                break;
            case ProviderAnswer.Unsure unsure:
                LogUnsure(logger, attempt.Id, attempt.OrderNumber, unsure.Why);
                attempt.LoseAnswer(now);
                break;
            case ProviderAnswer.Agreed:
                break; // still to be collected: the next look does it
            default:
                throw new UnreachableException();
        }
    }

    private async Task RegisterAsync(PaymentAttempt attempt, IPaymentGateway gateway, PaymentFacts facts, CancellationToken ct)
    {
        if (attempt.Status == AttemptStatus.Registered)
        {
            return;
        }

        var now = clock.UtcNow();
        if (facts.AttemptId != attempt.Id || facts.IsLive != gateway.IsLive)
        {
            await RaiseMismatchAsync(attempt, facts.Reference, now, ct);
            return;
        }

        var order = await db.OrderForVerbsAsync(attempt.OrderNumber, ct)
            ?? throw new InvalidOperationException($"Attempt {attempt.Id} names an order that does not exist.");
        // Money that names this attempt is never left out of the books; somebody else's does not count until a person decides.
        var isOwners = await methods.IsOwnersAsync(attempt.AccountId, gateway, facts.Customer, ct);
        var kept = isOwners ? await KeepIfAgreedAsync(attempt, gateway, facts, ct) : null;
        var became = order.Register(new RegisteredPayment
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            Source = gateway.Source,
            Reference = facts.Reference,
            Amount = facts.Amount,
            Currency = facts.Currency,
            Counts = isOwners && facts.Amount == attempt.Amount && facts.Currency == RegisteredPayment.Euro,
            ValueDate = RomeCalendar.DayOf(facts.At),
            Note = isOwners ? null : "Presso il fornitore ha pagato un titolare che non è quello di questo account.",
            RegisteredBy = PaymentSources.Label(gateway.Source),
            RegisteredAt = now,
        });
        attempt.Succeed(kept?.Id, now);
        if (became is Registration.ToVerify or Registration.OnClosedOrder)
        {
            LogToVerify(logger, attempt.Id, attempt.OrderNumber, became);
        }

        if (attempt.Mandate is not null && kept is null && attempt.SavedMethodId is null && isOwners)
        {
            await NoteNotKeptAsync(attempt, facts.KeepsLater, ct);
        }
    }

    private async Task NoteNotKeptAsync(PaymentAttempt attempt, bool later, CancellationToken ct)
    {
        if (later)
        {
            db.Raise(new MethodAwaited(attempt.Id, attempt.OrderNumber));
        }
        else
        {
            await methods.TellNotKeptAsync(attempt.OrderNumber, ct);
        }
    }

    private async Task KeepAsync(PaymentAttempt attempt, IPaymentGateway gateway, ProviderAnswer.Kept kept, CancellationToken ct)
    {
        if (attempt.Status == AttemptStatus.Registered)
        {
            return;
        }

        var now = clock.UtcNow();
        var isForeign = (kept.AttemptId is { } named && named != attempt.Id) || kept.IsLive != gateway.IsLive
            || !await methods.IsOwnersAsync(attempt.AccountId, gateway, kept.Method.Customer, ct);
        if (isForeign || await methods.KeepAsync(attempt.AccountId, gateway, kept.Method, attempt.Mandate, ct) is not { } method)
        {
            await RaiseMismatchAsync(attempt, kept.Method.Token, now, ct);
            return;
        }

        attempt.Succeed(method.Id, now);
    }

    private async Task<SavedMethod?> KeepIfAgreedAsync(PaymentAttempt attempt, IPaymentGateway gateway, PaymentFacts facts, CancellationToken ct)
    {
        if (attempt.SavedMethodId is { } used)
        {
            var method = await db.SavedMethods.SingleOrDefaultAsync(m => m.Id == used, ct);
            if (attempt.Mandate is { } mandate)
            {
                method?.Accept(mandate);
            }

            return method is { RemovedAt: null } ? method : null;
        }

        return attempt.Mandate is not null && facts.Method is { } offered
            ? await methods.KeepAsync(attempt.AccountId, gateway, offered, attempt.Mandate, ct)
            : null;
    }

    private async Task RaiseMismatchAsync(PaymentAttempt attempt, string reference, DateTime now, CancellationToken ct)
    {
        attempt.LoseAnswer(now);
        LogMismatch(logger, attempt.Id, attempt.OrderNumber);
        await db.OpenTaskAsync(
            $"mismatch:{attempt.Id:N}", DeskTaskKind.Mismatch, attempt.OrderNumber,
            $"Il fornitore risponde con un pagamento ({reference}) che non è di questo tentativo: riferimento, titolare o modalità non coincidono. Non è stato registrato nulla.", clock, ct);
    }

    // What the caller has just read or written is believed first: the version tells when it is no longer so.
    private async Task<PaymentAttempt?> ChangeAsync(Guid attemptId, Action<PaymentAttempt> change, CancellationToken ct, PaymentAttempt? known = null)
    {
        for (var tries = 1; ; tries++)
        {
            db.ChangeTracker.Clear();
            var attempt = tries == 1 && known is not null
                ? db.Attach(known).Entity
                : await db.PaymentAttempts.SingleOrDefaultAsync(a => a.Id == attemptId, ct);
            if (attempt is null)
            {
                return null;
            }

            change(attempt);
            try
            {
                await db.SaveChangesAsync(ct);
                return attempt;
            }
            catch (DbUpdateConcurrencyException) when (tries < Tries)
            {
                // Somebody wrote in between: the change is judged again on the new state.
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Payment {AttemptId} for order {OrderNumber} was refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, Guid attemptId, string orderNumber, RefusalReason reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Payment {AttemptId} for order {OrderNumber} is being verified: {Why}")]
    private static partial void LogUnsure(ILogger logger, Guid attemptId, string orderNumber, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "Payment {AttemptId} for order {OrderNumber} is registered and waits for a person: {Why}")]
    private static partial void LogToVerify(ILogger logger, Guid attemptId, string orderNumber, Registration why);

    [LoggerMessage(Level = LogLevel.Error, Message = "The provider's object does not match payment {AttemptId} of order {OrderNumber}")]
    private static partial void LogMismatch(ILogger logger, Guid attemptId, string orderNumber);
}
