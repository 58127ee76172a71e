using System.Diagnostics;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Payments;

/// <summary>
/// The only place that asks providers for money. An attempt is written before the provider is called, and its object before the call
/// that moves money; return page, webhook and sweep all end in <see cref="SettleAsync"/>, which asks the provider and believes nobody else.
/// No provider is called inside a transaction.
/// </summary>
public sealed partial class PaymentDesk(
    StoreDbContext db, Gateways gateways, AttemptBooks books, PaymentRequests requests, AttemptGuard guard, TimeProvider clock, ILogger<PaymentDesk> logger)
{
    private const int Tries = 6;

    // Opening takes at most the provider's total time; a start that is older was cut off.
    private static readonly TimeSpan TimeToOpen = TimeSpan.FromSeconds(45);

    // Nobody comes back to a provider's page after a day.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(24);

    /// <summary>Asks for what an order still owes. The same ticket twice is the same attempt.</summary>
    public async Task<PaymentStart> PayAsync(string orderNumber, AttemptTicket ticket, CancellationToken ct)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            db.ChangeTracker.Clear();
            if (await db.OrderToPayAsync(orderNumber, guard.Since, ct) is not { Order: var order } found)
            {
                return new PaymentStart.NothingDue();
            }

            if (tries == 0 && await guard.ObjectionAsync(order.AccountId, found.Refused, ticket, ct) is { } objection)
            {
                return objection;
            }

            if (found.Attempts.FirstOrDefault(a => a.Id == ticket.Id) is { } same)
            {
                return Resume(same, order, ticket);
            }

            if (!order.CanBePaid)
            {
                return new PaymentStart.NothingDue();
            }

            if (ticket.Renews is not null && !await guard.MayRenewAsync(ticket, ct))
            {
                return new PaymentStart.NothingDue();
            }

            if (found.Attempts.FirstOrDefault(a => a.LiveOrderId == order.Id) is { } live)
            {
                if (ticket.Renews is not null)
                {
                    return new PaymentStart.See(live.Id); // the customer is paying: nothing is taken from their hands
                }

                if (await CloseAsync(live, RefusalReason.Replaced, ct) is { IsLive: true })
                {
                    return new PaymentStart.See(live.Id);
                }

                continue; // what the closing has found out decides
            }

            var attempt = PaymentAttempt.For(order, ticket);
            if (await BeginAsync(attempt, order, ct))
            {
                return await OpenAsync(attempt, ct);
            }
        }

        return new PaymentStart.Unavailable();
    }

    /// <summary>Keeps a method without paying. The same ticket twice is the same attempt.</summary>
    public async Task<PaymentStart> KeepAsync(Guid accountId, AttemptTicket ticket, CancellationToken ct)
    {
        if (await guard.ObjectionAsync(accountId, ticket, ct) is { } objection)
        {
            return objection;
        }

        var attempt = PaymentAttempt.ToKeep(accountId, ticket);
        if (await BeginAsync(attempt, null, ct))
        {
            return await OpenAsync(attempt, ct);
        }

        var same = await db.PaymentAttempts.AsNoTracking().SingleAsync(a => a.Id == ticket.Id, ct);
        return same.AccountId == accountId && same.IsSetup ? Resume(same, null, ticket) : new PaymentStart.Unavailable();
    }

    /// <summary>
    /// Finds out what became of an attempt and writes it down; returns it as it stands then, or null when there is none. Any number of
    /// callers may do so at once, whatever order their answers come in.
    /// </summary>
    public async Task<PaymentAttempt?> SettleAsync(Guid attemptId, CancellationToken ct)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            db.ChangeTracker.Clear();
            var attempt = await db.PaymentAttempts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == attemptId, ct);
            if (attempt is null || attempt.Status == AttemptStatus.Registered)
            {
                return attempt;
            }

            if (attempt.Reference is null)
            {
                return await books.ForgetUnopenedAsync(attempt, clock.UtcNow() - attempt.StartedAt > TimeToOpen, ct);
            }

            var gateway = gateways.Of(attempt.Method);
            var request = await requests.ForAsync(attempt, ct);
            var answer = await gateway.LookAsync(request, attempt.Reference, ct);
            if (answer is ProviderAnswer.Waiting && attempt.IsLive && clock.UtcNow() - attempt.StartedAt > LongestWait)
            {
                answer = await gateway.CloseAsync(request, attempt.Reference, ct);
            }

            if (answer is ProviderAnswer.Agreed)
            {
                if (!attempt.IsLive)
                {
                    return attempt; // replaced or given up: what the customer agreed to is never collected
                }

                if (await books.ClaimAsync(attempt, ct) is not { } claimed)
                {
                    continue;
                }

                answer = claimed ? await gateway.CollectAsync(request, attempt.Reference, ct) : await gateway.CloseAsync(request, attempt.Reference, ct);
                Fault.Hit("provider.collected");
            }

            return await books.WriteAsync(attempt.Id, gateway, answer, ct);
        }

        return await db.PaymentAttempts.AsNoTracking().SingleAsync(a => a.Id == attemptId, ct);
    }

    /// <summary>Closes the live attempt of an order at its provider, if there is one. True when none is live any more.</summary>
    public async Task<bool> CloseLiveAsync(Guid orderId, CancellationToken ct) =>
        await db.PaymentAttempts.AsNoTracking().SingleOrDefaultAsync(a => a.LiveOrderId == orderId, ct) is not { } live
        || await CloseAsync(live, RefusalReason.Cancelled, ct) is not { IsLive: true };

    /// <summary>
    /// The order was paid in another way: closes at the provider what was begun there, so that nobody pays twice. What cannot be closed now
    /// is not collected either, because the debt is read again before.
    /// </summary>
    public async Task CloseWhenNothingIsDueAsync(string orderNumber)
    {
        var paid = await db.Orders.AsNoTracking().Where(o => o.Number == orderNumber && o.Status != OrderStatus.AwaitingPayment).Select(o => o.Id).SingleOrDefaultAsync();
        if (paid != Guid.Empty)
        {
            await CloseLiveAsync(paid, CancellationToken.None);
        }
    }

    /// <summary>The customer went back from the provider's page: closes the attempt there, so that it cannot be paid later.</summary>
    public async Task<PaymentAttempt?> GiveUpAsync(Guid attemptId, CancellationToken ct)
    {
        var attempt = await db.PaymentAttempts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == attemptId, ct);
        return attempt is { IsLive: true } ? await CloseAsync(attempt, RefusalReason.Cancelled, ct) : attempt;
    }

    private static PaymentStart Resume(PaymentAttempt same, Order? order, AttemptTicket ticket)
    {
        if (order?.Id != same.OrderId || same.Method != ticket.Method || same.SavedMethodId != ticket.SavedMethodId)
        {
            return new PaymentStart.Unavailable(); // a form sent again with other content: nothing begins
        }

        return same is { Status: AttemptStatus.Pending, PageUrl: { } page } ? new PaymentStart.GoTo(new Uri(page)) : new PaymentStart.See(same.Id);
    }

    private async Task<bool> BeginAsync(PaymentAttempt attempt, Order? order, CancellationToken ct)
    {
        order?.ChooseMethod(attempt.Method);
        db.PaymentAttempts.Add(attempt);
        try
        {
            await db.SaveChangesAsync(ct);
            Fault.Hit("attempt.saved");
            return true;
        }
        catch (DbUpdateException lost) when (!DatabaseTrouble.IsCauseOf(lost))
        {
            return false; // another click or tab was faster: the next look finds it
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    private async Task<PaymentStart> OpenAsync(PaymentAttempt attempt, CancellationToken ct)
    {
        var gateway = gateways.Of(attempt.Method);
        var request = await requests.ForNewAsync(attempt, gateway, ct);
        var answer = request is null ? new ProviderAnswer.Unsure("no customer") : await gateway.OpenAsync(request, ct);
        Fault.Hit("provider.opened");
        if (request is null || answer is not ProviderAnswer.Opened opened)
        {
            return await NotOpenedAsync(attempt, answer, ct);
        }

        if (!await books.OpenedAsync(attempt, opened, ct))
        {
            // Cut off and given up meanwhile: nobody may pay what nobody waits for.
            await gateway.CloseAsync(request, opened.Reference, ct);
            return new PaymentStart.Unavailable();
        }

        Fault.Hit("attempt.opened");
        if (opened.PageUrl is { } page)
        {
            return new PaymentStart.GoTo(new Uri(page));
        }

        if (attempt.Renews is not null && !await guard.MayStillRenewAsync(attempt, ct))
        {
            // Switched off in between: what was opened is closed and nothing is charged.
            answer = await gateway.CloseAsync(request, opened.Reference, ct);
            await books.WriteAsync(attempt.Id, gateway, answer, ct);
            return new PaymentStart.NothingDue();
        }

        answer = await gateway.CollectAsync(request, opened.Reference, ct);
        Fault.Hit("provider.collected");
        var after = await books.WriteAsync(attempt.Id, gateway, answer, ct);
        return after switch
        {
            { Status: AttemptStatus.Refused, Reason: { } reason } => new PaymentStart.Refused(reason),
            { Status: AttemptStatus.Pending, PageUrl: { } next } => new PaymentStart.GoTo(new Uri(next)),
            _ => new PaymentStart.See(attempt.Id),
        };
    }

    private async Task<PaymentStart> NotOpenedAsync(PaymentAttempt attempt, ProviderAnswer answer, CancellationToken ct)
    {
        switch (answer)
        {
            case ProviderAnswer.Refused refused:
                await books.WriteAsync(attempt.Id, gateways.Of(attempt.Method), refused, ct);
                return new PaymentStart.Refused(refused.Reason);
            case ProviderAnswer.Unsure unsure:
                // What may have been made moves no money and nobody knows its address: nothing was begun.
                LogNotStarted(logger, attempt.Id, attempt.OrderNumber, unsure.Why);
                await books.WriteAsync(attempt.Id, gateways.Of(attempt.Method), new ProviderAnswer.Gone(RefusalReason.NotStarted), ct);
                return new PaymentStart.Unavailable();
            default:
                throw new UnreachableException();
        }
    }

    private async Task<PaymentAttempt?> CloseAsync(PaymentAttempt live, RefusalReason why, CancellationToken ct)
    {
        if (live.Status != AttemptStatus.Pending || live.Reference is null)
        {
            return await SettleAsync(live.Id, ct);
        }

        var gateway = gateways.Of(live.Method);
        var answer = await gateway.CloseAsync(await requests.ForAsync(live, ct), live.Reference, ct);
        return await books.WriteAsync(live.Id, gateway, answer is ProviderAnswer.Gone ? new ProviderAnswer.Gone(why) : answer, ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Payment {AttemptId} for order {OrderNumber} was not started: {Why}")]
    private static partial void LogNotStarted(ILogger logger, Guid attemptId, string orderNumber, string why);
}
