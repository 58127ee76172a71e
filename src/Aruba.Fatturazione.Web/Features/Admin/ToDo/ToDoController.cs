using Aruba.Fatturazione.Web.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Admin.ToDo;

/// <summary>What waits for a person: failed activations and money on closed orders. Asked of the orders each time, kept nowhere.</summary>
public sealed class ToDoController(StoreDbContext db) : AdminController
{
    private const int MaxRows = 200;

    /// <summary>The list, longest waiting first.</summary>
    [HttpGet("/assistenza/da-fare")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        var stuck = await db.Orders.AsNoTracking().Stuck().OrderBy(o => o.PlacedAt).Take(MaxRows)
            .Select(o => new ToDoRow(
                o.Number, o.Intestatario.Denominazione ?? o.Intestatario.Nome + " " + o.Intestatario.Cognome, o.PlacedAt, o.Gross,
                o.History.OrderByDescending(h => h.Id).Select(h => h.Note).FirstOrDefault()))
            .ToListAsync(ct);
        var money = await db.Orders.AsNoTracking().ToDecide().OrderBy(o => o.NeedsDecisionSince).Take(MaxRows)
            .Select(o => new ToDoRow(
                o.Number, o.Intestatario.Denominazione ?? o.Intestatario.Nome + " " + o.Intestatario.Cognome, o.NeedsDecisionSince ?? o.PlacedAt,
                o.Payments.OrderByDescending(p => p.RegisteredAt).Select(p => p.Amount).First(), null))
            .ToListAsync(ct);
        return View("ToDo", new ToDoPage(stuck, money));
    }
}

/// <summary>One thing to do.</summary>
internal sealed record ToDoRow(string Number, string Name, DateTime Since, Importo Amount, string? Reason);

/// <summary>All of them.</summary>
internal sealed record ToDoPage(IReadOnlyList<ToDoRow> Stuck, IReadOnlyList<ToDoRow> Money);
