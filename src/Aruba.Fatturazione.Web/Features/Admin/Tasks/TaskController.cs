using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Admin.Shared;
using Aruba.Fatturazione.Web.Outbox.Handlers;
using Aruba.Fatturazione.Web.Payments;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Admin.Tasks;

/// <summary>What an agent does with a task of the list: closes it with a reason, or asks the provider once more.</summary>
[Route("/assistenza/attivita/{id:guid}")]
public sealed class TaskController(StoreDbContext db, PaymentDesk payments, TimeProvider clock) : AdminController
{
    private const string ToDo = "/assistenza/da-fare";

    /// <summary>Asks before closing.</summary>
    [HttpGet("chiudi")]
    public async Task<IActionResult> AskClose(Guid id, CancellationToken ct) =>
        await db.DeskTasks.AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, ct) is { } task ? Question(task, null) : NotFound();

    /// <summary>Closes it.</summary>
    [HttpPost("chiudi")]
    public async Task<IActionResult> Close(Guid id, ReasonForm form, CancellationToken ct)
    {
        if (await db.DeskTasks.SingleOrDefaultAsync(t => t.Id == id, ct) is not { } task)
        {
            return NotFound();
        }

        if (form.Text is null)
        {
            ModelState.AddModelError(nameof(form.Motivo), "Scrivi che cosa è stato fatto: lo leggerà chi cerca questa attività");
            return Question(task, form.Motivo);
        }

        var now = clock.UtcNow();
        if (!task.Close(Agent.Name, form.Text, now))
        {
            return Done(ToDo, "gia-chiusa");
        }

        db.Audit.Add(Agent.Did("task.closed", task.OrderNumber.Length > 0 ? task.OrderNumber : task.Key, now, $"{task.Kind.Label()}: {form.Text}"));
        try
        {
            await db.SaveChangesAsync(ct);
            return Done(ToDo, "chiusa");
        }
        catch (DbUpdateConcurrencyException)
        {
            return Done(ToDo, "gia-chiusa"); // by another agent, or because the matter was settled
        }
    }

    /// <summary>Asks the provider again about a payment without an answer; what it says is written down as always.</summary>
    [HttpPost("chiedi")]
    public async Task<IActionResult> AskProvider(Guid id, CancellationToken ct)
    {
        if (await db.DeskTasks.AsNoTracking().SingleOrDefaultAsync(t => t.Id == id && t.Kind == DeskTaskKind.UnresolvedAttempt, ct) is not { } task
            || !Guid.TryParse(task.Key[TellDesk.AttemptKey.Length..], out var attempt))
        {
            return NotFound();
        }

        await payments.SettleAsync(attempt, CancellationToken.None);
        db.ChangeTracker.Clear();
        db.Audit.Add(Agent.Did("task.asked", task.OrderNumber, clock.UtcNow()));
        await db.SaveChangesAsync(ct);
        return Done($"/assistenza/ordini/{task.OrderNumber}", "chiesto");
    }

    private ViewResult Question(DeskTask task, string? typed) => View("Confirm", new ConfirmPage(
        $"Chiudere «{task.Kind.Label()}»?",
        $"{task.Words} {task.Kind.Advice()}",
        "Chiudi l'attività",
        ToDo)
    {
        ReasonLabel = "Che cosa è stato fatto",
        Motivo = typed,
    });
}
