namespace Aruba.Fatturazione.Web.Sweeps;

/// <summary>When a sweep went round last, on whatever instance, and what came of it. One row for each sweep.</summary>
public sealed class SweepRun
{
    /// <summary>Name of the sweep.</summary>
    public required string Name { get; init; }

    /// <summary>UTC instant at which the last round began.</summary>
    public required DateTime StartedAt { get; set; }

    /// <summary>UTC instant at which it ended.</summary>
    public required DateTime EndedAt { get; set; }

    /// <summary>How much it did.</summary>
    public required int Done { get; set; }

    /// <summary>The kind of exception that ended it, or null when it went well.</summary>
    public string? Failure { get; set; }

    /// <summary>UTC instant of the last round that did something, or null.</summary>
    public DateTime? WorkedAt { get; set; }

    /// <summary>How much that round did.</summary>
    public int Worked { get; set; }
}
