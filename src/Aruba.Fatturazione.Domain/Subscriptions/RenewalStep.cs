namespace Aruba.Fatturazione.Subscriptions;

/// <summary>What the plan of a service does on its own.</summary>
public enum RenewalStepKind
{
    /// <summary>The owner is told what will happen at the expiry.</summary>
    Notice,

    /// <summary>The kept method is charged.</summary>
    Charge,
}

/// <summary>
/// A step of the plan that was taken. Unique by service, expiry, kind and day: however many clocks tick at once, each is taken once.
/// </summary>
public sealed class RenewalStep
{
    /// <summary>Identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>The expiry that it was about.</summary>
    public required DateOnly ExpiresOn { get; init; }

    /// <summary>What was done.</summary>
    public required RenewalStepKind Kind { get; init; }

    /// <summary>Days before expiry for which the plan foresees it.</summary>
    public required int Days { get; init; }

    /// <summary>UTC instant.</summary>
    public required DateTime At { get; init; }

    /// <summary>What renewal was announced to cost, IVA included, or what was asked for.</summary>
    public required Importo Amount { get; init; }

    /// <summary>The attempt with which the money is asked for; another one after the provider could not be reached. Null for a notice.</summary>
    public Guid? AttemptId { get; set; }
}
