using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Admin.ToDo;

/// <summary>What waits for a person: failed activations, money to verify (both asked of the orders each time) and tasks.</summary>
public sealed class ToDoController(StoreDbContext db) : AdminController
{
    private const int MaxRows = 200;

    /// <summary>The list, longest waiting first.</summary>
    [HttpGet("/assistenza/da-fare")]
    public async Task<IActionResult> Index(string? esito, CancellationToken ct)
    {
        var stuck = await db.Orders.AsNoTracking().Stuck().OrderBy(o => o.PlacedAt).Take(MaxRows)
            .Select(o => new ToDoRow(
                o.Number, o.Intestatario.Denominazione ?? o.Intestatario.Nome + " " + o.Intestatario.Cognome, o.PlacedAt, o.Gross,
                o.History.OrderByDescending(h => h.Id).Select(h => h.Note).FirstOrDefault()))
            .ToListAsync(ct);
        var money = await db.Orders.AsNoTracking().ToDecide().OrderBy(o => o.NeedsDecisionSince).Take(MaxRows)
            .Select(o => new
            {
                o.Number,
                Name = o.Intestatario.Denominazione ?? o.Intestatario.Nome + " " + o.Intestatario.Cognome,
                Since = o.NeedsDecisionSince ?? o.PlacedAt,
                Last = o.Payments.Where(p => p.Reverses == null).OrderByDescending(p => p.RegisteredAt).First(),
            })
            .ToListAsync(ct);
        var tasks = await db.DeskTasks.AsNoTracking().Open().OrderBy(t => t.OpenedAt).Take(MaxRows).ToListAsync(ct);
        return View("ToDo", new ToDoPage(
            stuck, money.ConvertAll(m => new ToDoRow(m.Number, m.Name, m.Since, m.Last.Amount, m.Last.Worth)), tasks, ToDoPage.Words(esito)));
    }
}

/// <summary>One thing to do.</summary>
internal sealed record ToDoRow(string Number, string Name, DateTime Since, Importo Amount, string? Reason);

/// <summary>All of them.</summary>
internal sealed record ToDoPage(IReadOnlyList<ToDoRow> Stuck, IReadOnlyList<ToDoRow> Money, IReadOnlyList<DeskTask> Tasks, string? Notice)
{
    /// <summary>What was just done, in words; null for an unknown code.</summary>
    public static string? Words(string? code) => code switch
    {
        "chiusa" => "L'attività è chiusa.",
        "gia-chiusa" => "Qualcun altro l'ha già chiusa, o si è risolta da sola.",
        _ => null,
    };
}
