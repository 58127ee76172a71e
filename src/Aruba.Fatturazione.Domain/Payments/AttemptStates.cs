namespace Aruba.Fatturazione.Payments;

/// <summary>Where an attempt to be paid stands.</summary>
public enum AttemptStatus
{
    /// <summary>Written down; the provider has not been asked, or has not answered, and holds nothing that could be paid.</summary>
    Started,

    /// <summary>The provider holds something that the customer can pay or confirm on its pages.</summary>
    Pending,

    /// <summary>Money was asked for and the answer is not known: nothing else is asked until it is.</summary>
    Unknown,

    /// <summary>The money is in the books of the order (or, for a setup, the method is kept).</summary>
    Registered,

    /// <summary>The provider said no; nothing was charged.</summary>
    Refused,

    /// <summary>Given up, expired or replaced before anything was charged.</summary>
    Abandoned,
}

/// <summary>What can happen to an attempt.</summary>
public enum AttemptTrigger
{
    /// <summary>The provider has made the object that can be paid.</summary>
    Opened,

    /// <summary>The call that moves money is about to be made.</summary>
    AskedForMoney,

    /// <summary>An answer was lost.</summary>
    AnswerLost,

    /// <summary>The provider says that the customer has not finished.</summary>
    StillOpen,

    /// <summary>The provider says that the money has been taken, or the method kept.</summary>
    Succeeded,

    /// <summary>The provider says no, for good.</summary>
    ProviderRefused,

    /// <summary>It expired, the customer gave up, another attempt replaces it, or the provider was never reached.</summary>
    GivenUp,
}

/// <summary>The whole life of an attempt as one table; a test prints it into the docs.</summary>
public static class AttemptTransitions
{
    private static readonly (AttemptStatus From, AttemptTrigger Trigger, AttemptStatus To)[] Rows =
    [
        (AttemptStatus.Started, AttemptTrigger.Opened, AttemptStatus.Pending),
        (AttemptStatus.Started, AttemptTrigger.GivenUp, AttemptStatus.Abandoned),
        (AttemptStatus.Started, AttemptTrigger.ProviderRefused, AttemptStatus.Refused),
        (AttemptStatus.Pending, AttemptTrigger.AskedForMoney, AttemptStatus.Unknown),
        (AttemptStatus.Pending, AttemptTrigger.AnswerLost, AttemptStatus.Pending),
        (AttemptStatus.Pending, AttemptTrigger.StillOpen, AttemptStatus.Pending),
        (AttemptStatus.Pending, AttemptTrigger.Succeeded, AttemptStatus.Registered),
        (AttemptStatus.Pending, AttemptTrigger.ProviderRefused, AttemptStatus.Refused),
        (AttemptStatus.Pending, AttemptTrigger.GivenUp, AttemptStatus.Abandoned),
        (AttemptStatus.Unknown, AttemptTrigger.AskedForMoney, AttemptStatus.Unknown),
        (AttemptStatus.Unknown, AttemptTrigger.AnswerLost, AttemptStatus.Unknown),
        (AttemptStatus.Unknown, AttemptTrigger.StillOpen, AttemptStatus.Pending),
        (AttemptStatus.Unknown, AttemptTrigger.Succeeded, AttemptStatus.Registered),
        (AttemptStatus.Unknown, AttemptTrigger.ProviderRefused, AttemptStatus.Refused),
        (AttemptStatus.Unknown, AttemptTrigger.GivenUp, AttemptStatus.Abandoned),

        // Money that comes late is money all the same.
        (AttemptStatus.Refused, AttemptTrigger.Succeeded, AttemptStatus.Registered),
        (AttemptStatus.Abandoned, AttemptTrigger.Succeeded, AttemptStatus.Registered),
    ];

    /// <summary>State and trigger to the next state; a missing pair changes nothing.</summary>
    public static IReadOnlyDictionary<(AttemptStatus From, AttemptTrigger Trigger), AttemptStatus> Table { get; } =
        Rows.ToDictionary(r => (r.From, r.Trigger), r => r.To);

    /// <summary>True while the attempt may still take money: no other may begin for the same order.</summary>
    public static bool IsLive(this AttemptStatus status) => status is AttemptStatus.Started or AttemptStatus.Pending or AttemptStatus.Unknown;

    /// <summary>The state as the desk reads it.</summary>
    public static string Label(this AttemptStatus status) => status switch
    {
        AttemptStatus.Started => "Avviato",
        AttemptStatus.Pending => "In attesa del cliente",
        AttemptStatus.Unknown => "In verifica",
        AttemptStatus.Registered => "Registrato",
        AttemptStatus.Refused => "Rifiutato",
        AttemptStatus.Abandoned => "Abbandonato",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}

/// <summary>Why nothing was charged, in words that are ours and not a provider's.</summary>
public enum RefusalReason
{
    /// <summary>The bank said no and gave no reason.</summary>
    Declined,

    /// <summary>Not enough money.</summary>
    InsufficientFunds,

    /// <summary>The card has expired.</summary>
    ExpiredCard,

    /// <summary>The security code is wrong.</summary>
    WrongSecurityCode,

    /// <summary>The card is reported lost, stolen or blocked.</summary>
    Blocked,

    /// <summary>The customer did not pass the bank's check.</summary>
    NotAuthenticated,

    /// <summary>The bank wants the customer's confirmation, and the customer is not there.</summary>
    NeedsCustomer,

    /// <summary>The kept method no longer exists at the provider.</summary>
    MethodGone,

    /// <summary>The customer went back without paying.</summary>
    Cancelled,

    /// <summary>The time on the provider's page is over.</summary>
    Expired,

    /// <summary>Another attempt took its place.</summary>
    Replaced,

    /// <summary>The provider could not be reached, so nothing began.</summary>
    NotStarted,
}
