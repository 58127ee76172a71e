using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Sweeps;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Features.Admin.Sweeps;

/// <summary>What the clock drives: when it went round last, and what came of it.</summary>
public sealed class SweepsController(StoreDbContext db, IEnumerable<Sweep> sweeps, IOptions<JobsOptions> jobs, TimeProvider clock) : AdminController
{
    /// <summary>The list.</summary>
    [HttpGet("/assistenza/lavori")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        var now = clock.UtcNow();
        var runs = await db.SweepRuns.AsNoTracking().ToDictionaryAsync(r => r.Name, ct);
        return View("Sweeps", new SweepsPage([.. sweeps.Select(s => SweepRow.Of(s, runs.GetValueOrDefault(s.Name), now))], jobs.Value.Enabled));
    }
}

/// <summary>What the page shows.</summary>
/// <param name="Rows">One for each sweep.</param>
/// <param name="RunsHere">False when the instance that answers runs none itself.</param>
public sealed record SweepsPage(IReadOnlyList<SweepRow> Rows, bool RunsHere);

/// <summary>A sweep on the list.</summary>
/// <param name="Title">What it does, in Italian.</param>
/// <param name="What">In a sentence.</param>
/// <param name="Schedule">How often it comes.</param>
/// <param name="Run">Its last round, or null.</param>
/// <param name="NextAt">UTC instant of the next, or null before the first.</param>
/// <param name="IsLate">True when no round has come for too long.</param>
public sealed record SweepRow(string Title, string What, string Schedule, SweepRun? Run, DateTime? NextAt, bool IsLate)
{
    /// <summary>The result of the last round, in words.</summary>
    public string Result => Run switch
    {
        null => "mai eseguito",
        { Failure: { } failure } => $"non riuscito ({failure}), si riprova da solo",
        { Done: 0 } => "niente da fare",
        { Done: 1 } => "1 elemento",
        { Done: var done } => $"{done} elementi",
    };

    /// <summary>The tone of its badge.</summary>
    public string Tone => Run?.Failure is not null || IsLate ? "bad" : Run is null ? "neutral" : "good";

    /// <summary>Its state in a word.</summary>
    public string State => Run?.Failure is not null ? "Non riuscito" : IsLate ? "In ritardo" : Run is null ? "Mai eseguito" : "Regolare";

    /// <summary>Puts a sweep and its last round into words.</summary>
    public static SweepRow Of(Sweep sweep, SweepRun? run, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        var (title, what) = sweep.Name switch
        {
            "services" => ("Rinnovi e scadenze", "Avvisi, addebiti, scadenze e cancellazioni dei servizi."),
            "payments" => ("Pagamenti senza risposta", "Chiede ai fornitori com'è finito ciò che non ha avuto risposta."),
            "methods" => ("Metodi registrati", "Chiede ai fornitori se i metodi si possono ancora addebitare."),
            "outbox" => ("Posta in uscita", "Mail, attivazioni e rimborsi."),
            "housekeeping" => ("Pulizia", "Toglie ciò che non serve più."),
            var name => (name, ""),
        };
        return new SweepRow(title, what, Every(sweep.Pause), run, run?.EndedAt + sweep.Pause, run is not null && run.EndedAt + sweep.Patience < now);
    }

    private static string Every(TimeSpan pause) => pause switch
    {
        { TotalDays: 1 } => "ogni giorno",
        { TotalMinutes: >= 1 } => $"ogni {pause.TotalMinutes:0} minuti",
        _ => $"ogni {pause.TotalSeconds:0} secondi",
    };
}
