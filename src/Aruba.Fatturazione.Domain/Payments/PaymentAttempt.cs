using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Subscriptions;

namespace Aruba.Fatturazione.Payments;

/// <summary>The mandate to charge the next terms, as it was accepted (art. 1341 c.c. and PSD2: text, moment and place are kept).</summary>
/// <param name="DocumentVersion">Version of the mandate's text.</param>
/// <param name="Digest">SHA-256 of the text, lower-case hexadecimal.</param>
/// <param name="Statement">The words beside the box.</param>
/// <param name="AcceptedAt">UTC instant.</param>
/// <param name="IpAddress">Where from.</param>
/// <param name="UserAgent">Browser's self-description, at most 256 characters.</param>
public sealed record Mandate(string DocumentVersion, string Digest, string Statement, DateTime AcceptedAt, string IpAddress, string UserAgent);

/// <summary>What an attempt needs to begin.</summary>
/// <param name="Id">Made with the form that asks for it: the same form twice is the same attempt.</param>
/// <param name="Method">Card or PayPal.</param>
/// <param name="SavedMethodId">The kept method to charge, or null for a new one.</param>
/// <param name="Mandate">The accepted mandate, or null when the method is not kept.</param>
/// <param name="At">UTC instant.</param>
public sealed record AttemptTicket(Guid Id, PaymentMethod Method, Guid? SavedMethodId, Mandate? Mandate, DateTime At)
{
    /// <summary>The service whose renewal is charged while the customer is not there, or null.</summary>
    public Guid? Renews { get; init; }
}

/// <summary>
/// One time that we asked a provider for money, or to keep a method. Written before the provider is called; the object at the provider is
/// written down before the call that can move money, so that after any doubt it can be asked for by name.
/// </summary>
public sealed class PaymentAttempt : EventSource
{
    /// <summary>After each look without an answer: when to look again. Then a person must.</summary>
    public static IReadOnlyList<TimeSpan> LookWaits { get; } =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1),
        TimeSpan.FromDays(1), TimeSpan.FromDays(1), TimeSpan.FromDays(1), TimeSpan.FromDays(1), TimeSpan.FromDays(1),
    ];

    private PaymentAttempt()
    {
    }

    /// <summary>For an order: its amount still due.</summary>
    public static PaymentAttempt For(Order order, AttemptTicket ticket)
    {
        ArgumentNullException.ThrowIfNull(order);
        return new PaymentAttempt
        {
            Id = ticket.Id,
            OrderId = order.Id,
            LiveOrderId = order.Id,
            OrderNumber = order.Number,
            AccountId = order.AccountId,
            Amount = order.StillDue,
            Method = ticket.Method,
            SavedMethodId = ticket.SavedMethodId,
            Mandate = ticket.Mandate,
            Renews = ticket.Renews,
            StartedAt = ticket.At,
            NextLookAt = ticket.At + LookWaits[0],
        };
    }

    /// <summary>To keep a method without paying.</summary>
    public static PaymentAttempt ToKeep(Guid accountId, AttemptTicket ticket) => new()
    {
        Id = ticket.Id,
        AccountId = accountId,
        Method = ticket.Method,
        Mandate = ticket.Mandate,
        StartedAt = ticket.At,
        NextLookAt = ticket.At + LookWaits[0],
    };

    /// <summary>The order to be paid; null when only a method is kept.</summary>
    public Guid? OrderId { get; private init; }

    /// <summary>The order's id while the attempt is live, else null; unique, so that an order has one live attempt.</summary>
    public Guid? LiveOrderId { get; private set; }

    /// <summary>The order's number, or empty.</summary>
    public string OrderNumber { get; private init; } = "";

    /// <summary>The account that owns order and method.</summary>
    public Guid AccountId { get; private init; }

    /// <summary>What is asked for, never changed; zero when only a method is kept.</summary>
    public Importo Amount { get; private init; }

    /// <summary>Card or PayPal.</summary>
    public PaymentMethod Method { get; private init; }

    /// <summary>The kept method that is charged, or null.</summary>
    public Guid? SavedMethodId { get; private init; }

    /// <summary>The accepted mandate; with it the method is kept.</summary>
    public Mandate? Mandate { get; private init; }

    /// <summary>The service whose renewal is charged while the customer is not there, or null when the customer pays.</summary>
    public Guid? Renews { get; private init; }

    /// <summary>Where it stands.</summary>
    public AttemptStatus Status { get; private set; }

    /// <summary>The provider's name of what can be paid (Checkout Session, PaymentIntent, PayPal order, setup token), or null before it exists.</summary>
    public string? Reference { get; private set; }

    /// <summary>The provider's page where the customer goes on, or null.</summary>
    public string? PageUrl { get; private set; }

    /// <summary>Why nothing was charged, or null.</summary>
    public RefusalReason? Reason { get; private set; }

    /// <summary>The method that came out of it, or null.</summary>
    public Guid? KeptMethodId { get; private set; }

    /// <summary>UTC instant of the start.</summary>
    public DateTime StartedAt { get; private init; }

    /// <summary>UTC instant of the next look at the provider; null when none is due.</summary>
    public DateTime? NextLookAt { get; private set; }

    /// <summary>UTC instant of the last look, or null.</summary>
    public DateTime? LastLookAt { get; private set; }

    /// <summary>Looks without a final answer so far.</summary>
    public int Looks { get; private set; }

    /// <summary>UTC instant of the end, or null while live.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>True while it may still take money.</summary>
    public bool IsLive => Status.IsLive();

    /// <summary>True when it only keeps a method.</summary>
    public bool IsSetup => OrderId is null;

    /// <summary>The provider has made what can be paid.</summary>
    public void Open(string reference, string? pageUrl)
    {
        if (Move(AttemptTrigger.Opened))
        {
            Reference = reference;
            PageUrl = pageUrl;
        }
    }

    /// <summary>
    /// Claims the right to ask for the money: to be saved before the call that moves it. False when the attempt is no longer live.
    /// </summary>
    public bool AskForMoney(DateTime now)
    {
        NextLookAt = IsLive ? now + LookWaits[0] : NextLookAt;
        return Move(AttemptTrigger.AskedForMoney);
    }

    /// <summary>The customer must go on at the provider's page (strong authentication), or has not finished there.</summary>
    public void StillOpen(string? pageUrl, DateTime now)
    {
        if (Move(AttemptTrigger.StillOpen))
        {
            PageUrl = pageUrl ?? PageUrl;
            LookAgain(now);
        }
    }

    /// <summary>No answer: looks again later. After the last look a person must, and the event says so.</summary>
    public void LoseAnswer(DateTime now)
    {
        if (Move(AttemptTrigger.AnswerLost))
        {
            LookAgain(now);
        }
    }

    /// <summary>Done. False when it was done before.</summary>
    public bool Succeed(Guid? keptMethodId, DateTime now)
    {
        if (!Move(AttemptTrigger.Succeeded))
        {
            return false;
        }

        KeptMethodId = keptMethodId;
        Reason = null;
        End(now);
        return true;
    }

    /// <summary>The method was kept after the attempt had ended (some providers say so later).</summary>
    public void KeepLater(Guid methodId) => KeptMethodId = methodId;

    /// <summary>The provider said no.</summary>
    public void Refuse(RefusalReason reason, DateTime now)
    {
        if (!Move(AttemptTrigger.ProviderRefused))
        {
            return;
        }

        Reason = reason;
        End(now);
        if (Renews is { } service)
        {
            Raise(new RenewalNotPaid(OrderNumber, service, Id));
        }
    }

    /// <summary>Given up before anything was charged.</summary>
    public void GiveUp(RefusalReason reason, DateTime now)
    {
        if (Move(AttemptTrigger.GivenUp))
        {
            Reason = reason;
            End(now);
        }
    }

    private bool Move(AttemptTrigger trigger)
    {
        if (!AttemptTransitions.Table.TryGetValue((Status, trigger), out var next))
        {
            return false;
        }

        Status = next;
        Touch();
        return true;
    }

    private void LookAgain(DateTime now)
    {
        LastLookAt = now;
        if (NextLookAt is not { } due || due > now)
        {
            return; // a look out of turn (return page, webhook) leaves the schedule as it is
        }

        Looks++;
        NextLookAt = Looks < LookWaits.Count ? now + LookWaits[Looks] : null;
        if (NextLookAt is null)
        {
            Raise(new AttemptUnresolved(Id, OrderNumber));
        }
    }

    private void End(DateTime now)
    {
        LiveOrderId = null;
        NextLookAt = null;
        LastLookAt = now;
        EndedAt = now;
    }
}
