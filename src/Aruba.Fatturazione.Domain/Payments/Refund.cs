namespace Aruba.Fatturazione.Payments;

/// <summary>Where a refund stands.</summary>
public enum RefundStatus
{
    /// <summary>Decided; the provider is being asked, again and again with the same key, until it answers.</summary>
    Decided,

    /// <summary>The provider has taken it; an opposite payment row is in the order.</summary>
    Made,

    /// <summary>The provider refused it; nothing went back.</summary>
    Failed,
}

/// <summary>Money that goes back: through the provider it came from, or by hand when it came to bank or post. Part of an order.</summary>
public sealed class Refund
{
    /// <summary>Made with the form that asks for it; also the key towards the provider.</summary>
    public required Guid Id { get; init; }

    /// <summary>The payment that is given back.</summary>
    public required Guid PaymentId { get; init; }

    /// <summary>How much, positive.</summary>
    public required Importo Amount { get; init; }

    /// <summary>Why, in the agent's words.</summary>
    public required string Note { get; init; }

    /// <summary>Who decided it.</summary>
    public required string DecidedBy { get; init; }

    /// <summary>UTC instant.</summary>
    public required DateTime DecidedAt { get; init; }

    /// <summary>Where it stands.</summary>
    public RefundStatus Status { get; private set; }

    /// <summary>The provider's or bank's name of it, or null.</summary>
    public string? Reference { get; private set; }

    /// <summary>Why the provider refused, in Italian, or null.</summary>
    public string? Failure { get; private set; }

    // News may come late: what came back undelivered is not made by being told again that it went out.
    internal void Make(string reference)
    {
        if (Status != RefundStatus.Failed || Reference != reference)
        {
            (Status, Reference, Failure) = (RefundStatus.Made, reference, null);
        }
    }

    internal void Fail(string why) => (Status, Failure) = (RefundStatus.Failed, why);
}
