using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Audit;

/// <summary>
/// Checks the invariants of the bars against the database and, when it is given a sandbox, against what really happened at the providers
/// and in the mailboxes. It only reads, outside any transaction, so that a shop at work does not notice it.
/// </summary>
internal sealed class Auditor(IServiceProvider services)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    /// <summary>Every invariant, in the order in which it is told.</summary>
    public static IReadOnlyList<Invariant> All { get; } =
    [
        MoneyInvariants.NothingOrTheTotal, MoneyInvariants.EveryCaptureHasItsOrder, ServiceInvariants.OneServiceForEachPaidLine,
        MailInvariants.OneMailOfEachKind, OrderInvariants.HistoryIsAPath, ServiceInvariants.TermsFollowEachOther, OrderInvariants.NumbersAreUnique,
        OrderInvariants.AcceptancesCameWithTheOrder, MoneyInvariants.BooksAreBalanced, OwnerInvariants.NothingOfSomebodyElse,
        WorkInvariants.NoWorkIsForgotten, WorkInvariants.EachEventOnce, SecretInvariants.SecretsAreNowhereElse, WorkInvariants.NoPaymentIsForgotten,
    ];

    /// <summary>
    /// Looks; and when something is wrong looks again after a moment, and tells what is wrong both times: what was only on its way while the
    /// shop worked is not wrong.
    /// </summary>
    public async Task<IReadOnlyList<Verdict>> RunAsync(Uri? sandbox, CancellationToken ct)
    {
        var first = await LookAsync(sandbox, ct);
        if (first.All(f => f.Offences.Count == 0))
        {
            return first;
        }

        await Task.Delay(Pause, services.GetRequiredService<TimeProvider>(), ct);
        var again = await LookAsync(sandbox, ct);
        return [.. first.Zip(again, (a, b) => b with { Offences = [.. b.Offences.Intersect(a.Offences)] })];
    }

    /// <summary>Looks once.</summary>
    public async Task<IReadOnlyList<Verdict>> LookAsync(Uri? sandbox, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StoreDbContext>();

        // What the witness says is read first: money that comes while the database is read is in nobody's way.
        var witness = sandbox is null ? null : await Witness.HearAsync(sandbox, ct);
        var look = new AuditLook(db, services.GetRequiredService<TimeProvider>().UtcNow(), witness, services.GetRequiredService<IConfiguration>(), LogFolder());
        List<Verdict> verdicts = [];
        foreach (var invariant in All)
        {
            verdicts.Add(new Verdict(invariant, await BrokenAsync(invariant, look, ct)));
        }

        return verdicts;
    }

    private static async Task<IReadOnlyList<Offence>> BrokenAsync(Invariant invariant, AuditLook look, CancellationToken ct)
    {
        HashSet<Offence> found = [.. await invariant.More(look, ct)];
        foreach (var suspects in invariant.Queries(look))
        {
            await foreach (var key in suspects.Keys.AsAsyncEnumerable().WithCancellation(ct))
            {
                found.Add(new Offence(key, suspects.What));
            }
        }

        return [.. found.OrderBy(o => o.What, StringComparer.Ordinal).ThenBy(o => o.Key, StringComparer.Ordinal)];
    }

    private string? LogFolder()
    {
        var folder = services.GetRequiredService<IConfiguration>()["Logs:Folder"] ?? new LogsOptions().Folder;
        return folder.Length == 0 ? null : Path.Combine(services.GetRequiredService<IHostEnvironment>().ContentRootPath, folder);
    }
}
