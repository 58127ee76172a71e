namespace Aruba.Fatturazione.Payments;

/// <summary>What a person must look at because of a payment.</summary>
public enum DeskTaskKind
{
    /// <summary>The provider has not said in time what became of an attempt.</summary>
    UnresolvedAttempt,

    /// <summary>The customer's bank disputes a payment.</summary>
    Dispute,

    /// <summary>A refund was made in the provider's own pages.</summary>
    ForeignRefund,

    /// <summary>The provider refused a refund.</summary>
    RefundFailed,

    /// <summary>Money came, but the method could not be kept: renewal is off.</summary>
    MethodNotKept,

    /// <summary>A kept method was withdrawn at the provider; what it renewed no longer renews.</summary>
    MethodWithdrawn,

    /// <summary>A provider speaks of a payment that is not one of ours, of another account or of another mode.</summary>
    StrangeEvent,

    /// <summary>The provider's object does not match the attempt: other reference, owner or mode.</summary>
    Mismatch,

    /// <summary>A consumer withdrew from a contract paid by bonifico or bollettino: a person gives the money back.</summary>
    Withdrawal,
}

/// <summary>Something for the desk's list, opened once for each key.</summary>
public sealed class DeskTask : EventSource
{
    private DeskTask()
    {
    }

    /// <summary>Names the cause; unique, so that the same cause opens one task.</summary>
    public string Key { get; private init; } = "";

    /// <summary>What it is about.</summary>
    public DeskTaskKind Kind { get; private init; }

    /// <summary>The order, or empty.</summary>
    public string OrderNumber { get; private init; } = "";

    /// <summary>What the agent must know, in Italian, without personal data.</summary>
    public string Words { get; private init; } = "";

    /// <summary>UTC instant.</summary>
    public DateTime OpenedAt { get; private init; }

    /// <summary>UTC instant, or null while open.</summary>
    public DateTime? ClosedAt { get; private set; }

    /// <summary>Who closed it, or null.</summary>
    public string? ClosedBy { get; private set; }

    /// <summary>What was done, or null.</summary>
    public string? Note { get; private set; }

    /// <summary>Opens it.</summary>
    public static DeskTask Open(Guid id, string key, DeskTaskKind kind, string orderNumber, string words, DateTime now) =>
        new() { Id = id, Key = key, Kind = kind, OrderNumber = orderNumber, Words = words, OpenedAt = now };

    /// <summary>Closes it. False when it was closed before.</summary>
    public bool Close(string actor, string note, DateTime now)
    {
        if (ClosedAt is not null)
        {
            return false;
        }

        (ClosedAt, ClosedBy, Note) = (now, actor, note);
        Touch();
        return true;
    }
}
