using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Admin.Shared;
using Aruba.Fatturazione.Web.Outbox;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Admin.Mail;

/// <summary>What has not gone out: parked messages with their reason, and those that wait.</summary>
[Route("/assistenza/posta-in-uscita")]
public sealed class OutgoingController(StoreDbContext db, OutboxBell bell, TimeProvider clock) : AdminController
{
    private const string Home = "/assistenza/posta-in-uscita";
    private const int MaxRows = 100;

    /// <summary>The page.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Index(string? esito, CancellationToken ct) => View("Outgoing", new OutgoingPage(
        await db.Outbox.AsNoTracking().Parked().OrderBy(m => m.ParkedAt).Take(MaxRows).ToListAsync(ct),
        await db.Outbox.AsNoTracking().Waiting().OrderBy(m => m.DueAt).Take(MaxRows).ToListAsync(ct),
        OutgoingPage.Words(esito)));

    /// <summary>Tries a parked message again, at once.</summary>
    [HttpPost("{id:guid}/riprova")]
    public async Task<IActionResult> Retry(Guid id, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var mine = await OnParkedAsync(id, "outbox.retried", null, m => m.ExecuteUpdateAsync(
            s => s.SetProperty(r => r.ParkedAt, (DateTime?)null).SetProperty(r => r.DueAt, now).SetProperty(r => r.Attempts, 0), ct), ct);
        bell.Ring();
        return Done(Home, mine ? "riprovato" : "gia-fatto");
    }

    /// <summary>Asks before discarding.</summary>
    [HttpGet("{id:guid}/scarta")]
    public async Task<IActionResult> AskDiscard(Guid id, CancellationToken ct) =>
        await db.Outbox.AsNoTracking().Parked().SingleOrDefaultAsync(m => m.Id == id, ct) is { } message ? View("Confirm", Question(message, null)) : NotFound();

    /// <summary>Gives a parked message up for good, with a reason.</summary>
    [HttpPost("{id:guid}/scarta")]
    public async Task<IActionResult> Discard(Guid id, ReasonForm form, CancellationToken ct)
    {
        if (form.Text is not { } reason)
        {
            ModelState.AddModelError(nameof(form.Motivo), "Scrivi perché la scarti: resta nella storia dell'ordine");
            return await AskDiscard(id, ct);
        }

        var now = clock.UtcNow();
        var story = $"Scartata da {Agent.Name}: {reason}";
        var mine = await OnParkedAsync(id, "outbox.discarded", reason, m => m.ExecuteUpdateAsync(
            s => s.SetProperty(r => r.ParkedAt, (DateTime?)null).SetProperty(r => r.DoneAt, now).SetProperty(r => r.LastError, story), ct), ct);
        return Done(Home, mine ? "scartato" : "gia-fatto");
    }

    private static ConfirmPage Question(OutboxMessage message, string? typed) => new(
        $"Scartare «{ReactionLabels.Of(message.Reaction).Name}»?",
        $"Riguarda {message.Topic}. Non sarà più tentata: chi la aspettava non la riceve.",
        "Scarta",
        Home)
    { Danger = true, ReasonLabel = "Perché la scarti", Motivo = typed };

    // The update is conditional and the audit row shares its transaction: of two agents one acts, and its deed is always written down.
    private async Task<bool> OnParkedAsync(Guid id, string action, string? reason, Func<IQueryable<OutboxMessage>, Task<int>> change, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var message = await db.Outbox.AsNoTracking().Parked().SingleOrDefaultAsync(m => m.Id == id, ct);
        if (message is null || await change(db.Outbox.Parked().Where(m => m.Id == id)) == 0)
        {
            return false;
        }

        var name = ReactionLabels.Of(message.Reaction).Name;
        db.Audit.Add(Agent.Did(action, message.Topic, clock.UtcNow(), reason is null ? name : $"{name}: {reason}"));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }
}

/// <summary>What has not gone out.</summary>
internal sealed record OutgoingPage(IReadOnlyList<OutboxMessage> Parked, IReadOnlyList<OutboxMessage> Waiting, string? Notice)
{
    /// <summary>What was just done, in words.</summary>
    public static string? Words(string? code) => code switch
    {
        "riprovato" => "Si riprova subito.",
        "scartato" => "Scartata: il motivo resta nella storia.",
        "gia-fatto" => "Qualcun altro se n'è già occupato.",
        _ => null,
    };
}
