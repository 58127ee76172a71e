using Aruba.Fatturazione.Web.Data;

namespace Aruba.Fatturazione.Web.Audit;

/// <summary>Something that is not as it must be.</summary>
/// <param name="Key">The order's number, or what else names it; never personal data.</param>
/// <param name="What">What is wrong with it.</param>
internal sealed record Offence(string Key, string What);

/// <summary>Keys of what is wrong, found by one query. Plain reads: nothing is locked.</summary>
internal sealed record Suspects(string What, IQueryable<string> Keys);

/// <summary>A promise that holds at every moment, whatever crashed, was repeated or came late.</summary>
/// <param name="Id">Its name in the bars.</param>
/// <param name="Promise">What holds.</param>
internal sealed record Invariant(string Id, string Promise)
{
    /// <summary>Queries that find what breaks it; each works on every database.</summary>
    public Func<AuditLook, IEnumerable<Suspects>> Queries { get; init; } = _ => [];

    /// <summary>What a query cannot say.</summary>
    public Func<AuditLook, CancellationToken, Task<IEnumerable<Offence>>> More { get; init; } = (_, _) => Task.FromResult<IEnumerable<Offence>>([]);
}

/// <summary>What one look at the shop has before its eyes.</summary>
/// <param name="Db">The database.</param>
/// <param name="Now">UTC instant of the look.</param>
/// <param name="Witness">What the sandbox knows, or null without it.</param>
/// <param name="Configuration">The settings, whose secrets must be nowhere else.</param>
/// <param name="LogFolder">Where the log files are, or null.</param>
internal sealed record AuditLook(StoreDbContext Db, DateTime Now, Witness? Witness, IConfiguration Configuration, string? LogFolder)
{
    /// <summary>How long work that is due may wait while nothing is broken.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>What is due since before this instant has been forgotten.</summary>
    public DateTime Overdue => Now - Patience;
}

/// <summary>What became of an invariant.</summary>
internal sealed record Verdict(Invariant Invariant, IReadOnlyList<Offence> Offences);
