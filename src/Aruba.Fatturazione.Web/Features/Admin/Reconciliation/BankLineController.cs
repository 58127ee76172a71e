using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Admin.Orders;
using Aruba.Fatturazione.Web.Features.Admin.Payments;
using Aruba.Fatturazione.Web.Features.Admin.Shared;
using Aruba.Fatturazione.Web.Payments;
using Aruba.Fatturazione.Web.Reconciliation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Admin.Reconciliation;

/// <summary>Lines of bank files: the lists by what is the matter, one line with what an agent can do about it.</summary>
[Route("/assistenza/riconciliazione/righe")]
public sealed class BankLineController(StoreDbContext db, PaymentDesk payments, TimeProvider clock) : AdminController
{
    private const int PageSize = 50;

    /// <summary>The lines in one state, oldest first.</summary>
    /// <param name="stato">The state; by default the first in which something waits.</param>
    /// <param name="dopo">The line after which the page begins.</param>
    /// <param name="file">Only lines of that file.</param>
    /// <param name="esito">What was just done.</param>
    /// <param name="ct">Cancels.</param>
    [HttpGet("")]
    public async Task<IActionResult> Index(BankLineState stato, Guid? dopo, Guid? file, string? esito, CancellationToken ct)
    {
        var lines = db.Set<BankLine>().AsNoTracking().Where(l => l.State == stato);
        if (file is { } of)
        {
            lines = lines.Where(l => l.FileId == of);
        }

        if (dopo is { } after)
        {
            lines = lines.Where(l => l.Id.CompareTo(after) > 0);
        }

        var rows = await lines.OrderBy(l => l.Id).Take(PageSize + 1).ToListAsync(ct);
        var next = rows.Count > PageSize ? rows[PageSize - 1].Id : (Guid?)null;
        return View("Lines", new BankLinesPage(stato, file, rows.Take(PageSize).ToList(), next, BankLinePage.Words(esito)));
    }

    /// <summary>One line.</summary>
    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Show(Guid id, string? esito, CancellationToken ct) => await PageAsync(id, null, esito, ct);

    /// <summary>Says what registering it will cause. Changes nothing.</summary>
    [HttpPost("{id:guid}/verifica")]
    public async Task<IActionResult> Ask(Guid id, LineForm form, CancellationToken ct)
    {
        var (line, order) = await JudgeAsync(id, form, ct);
        if (line is null || order is null)
        {
            return await PageAsync(id, form, null, ct);
        }

        (form.Versione, form.VersioneOrdine, form.Ordine) = (line.Version, order.Version, order.Number);
        ModelState.Clear();
        return View("AskLine", new AskLinePage(line, order, form));
    }

    /// <summary>Registers it, or a part of it.</summary>
    [HttpPost("{id:guid}")]
    public async Task<IActionResult> Register(Guid id, LineForm form, CancellationToken ct)
    {
        var (line, order) = await JudgeAsync(id, form, ct);
        if (line is null || order is null)
        {
            return await PageAsync(id, form, null, ct);
        }

        var money = line.Money(form.Amount, clock.Today(), await NoteAsync(line, ct));
        var result = await db.RegisterAsync(order.Number, money, form.VersioneOrdine, Agent, clock, () => MarkAsync(id, form, order.Number, ct), ct);
        if (result is RegistrationResult.Stored)
        {
            await payments.CloseWhenNothingIsDueAsync(order.Number);
        }

        return result switch
        {
            RegistrationResult.Stored => Done($"/assistenza/riconciliazione/righe/{id}", "registrata"),
            RegistrationResult.Known known => Redirect($"/assistenza/pagamenti/{known.PaymentId}"),
            _ => Done($"/assistenza/riconciliazione/righe/{id}", "cambiata"),
        };
    }

    /// <summary>Asks why it is not for an order.</summary>
    [HttpGet("{id:guid}/metti-da-parte")]
    public async Task<IActionResult> AskAside(Guid id, CancellationToken ct) =>
        await db.Set<BankLine>().AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, ct) is { } line ? AsideQuestion(line, null) : NotFound();

    /// <summary>Sets it aside.</summary>
    [HttpPost("{id:guid}/metti-da-parte")]
    public async Task<IActionResult> SetAside(Guid id, ReasonForm form, CancellationToken ct)
    {
        if (await db.Set<BankLine>().SingleOrDefaultAsync(l => l.Id == id, ct) is not { } line)
        {
            return NotFound();
        }

        if (form.Text is null)
        {
            ModelState.AddModelError(nameof(form.Motivo), "Scrivi perché non è per un ordine: lo leggerà chi cerca questo denaro");
            return AsideQuestion(line, form.Motivo);
        }

        return await DecideAsync(line, line.SetAside(form.Text, Agent.Name, clock.UtcNow()), "bankline.aside", form.Text, "da-parte", ct);
    }

    /// <summary>Puts it back among those to decide.</summary>
    [HttpPost("{id:guid}/rimetti")]
    public async Task<IActionResult> PutBack(Guid id, CancellationToken ct) =>
        await db.Set<BankLine>().SingleOrDefaultAsync(l => l.Id == id, ct) is { } line
            ? await DecideAsync(line, line.PutBack(Agent.Name, clock.UtcNow()), "bankline.back", null, "rimessa", ct)
            : NotFound();

    private async Task<IActionResult> DecideAsync(BankLine line, bool decided, string action, string? details, string outcome, CancellationToken ct)
    {
        var page = $"/assistenza/riconciliazione/righe/{line.Id}";
        if (!decided)
        {
            return Done(page, "cambiata");
        }

        db.Audit.Add(Agent.Did(action, line.Id.ToString(), clock.UtcNow(), details));
        try
        {
            await db.SaveChangesAsync(ct);
            return Done(page, outcome);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Done(page, "cambiata");
        }
    }

    private async Task<bool> MarkAsync(Guid id, LineForm form, string order, CancellationToken ct)
    {
        var line = await db.Set<BankLine>().SingleAsync(l => l.Id == id, ct);
        return line.Version == form.Versione && line.Register(form.Amount, order, Agent.Name, clock.UtcNow());
    }

    // Null for both when the form has errors, which are then noted.
    private async Task<(BankLine? Line, OrderFacts? Order)> JudgeAsync(Guid id, LineForm form, CancellationToken ct)
    {
        var line = await db.Set<BankLine>().AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, ct);
        if (line is null || !ModelState.IsValid)
        {
            return default;
        }

        if (!line.CanBeRegistered)
        {
            ModelState.AddModelError("", "Di questa riga non c'è più niente da registrare: qualcuno l'ha già decisa");
            return default;
        }

        if (!OrderNumber.TryParse(form.Ordine, out var number) || await OrderFacts.ReadAsync(db, number, ct) is not { } order)
        {
            ModelState.AddModelError(nameof(form.Ordine), "Non c'è nessun ordine con questo numero: cercalo per nome o importo nella lista degli ordini");
            return default;
        }

        if (form.Amount.Cents <= 0 || form.Amount > line.Left)
        {
            ModelState.AddModelError(nameof(form.Importo), $"Scrivi un importo fino a {line.Left}: è quello che di questa riga non è ancora registrato");
            return default;
        }

        return (line, order);
    }

    private async Task<string> NoteAsync(BankLine line, CancellationToken ct)
    {
        var name = await db.Set<BankFile>().Where(f => f.Id == line.FileId).Select(f => f.Name).SingleAsync(ct);
        return $"Estratto conto «{name}», riga {line.Place + 1}";
    }

    private async Task<IActionResult> PageAsync(Guid id, LineForm? form, string? outcome, CancellationToken ct)
    {
        var found = await db.Set<BankLine>().AsNoTracking().Where(l => l.Id == id)
            .Select(l => new { Line = l, File = db.Set<BankFile>().Where(f => f.Id == l.FileId).Select(f => f.Name).First() }).SingleOrDefaultAsync(ct);
        if (found is null)
        {
            return NotFound();
        }

        var line = found.Line;
        var parts = await PartsAsync(line, ct);
        var probable = line.OrderNumber is { } number && line.NeedsPerson ? await OrderFacts.ReadAsync(db, number, ct) : null;
        form ??= new LineForm { Ordine = probable?.Number, Importo = line.Left.Plain };
        return View("Line", new BankLinePage(line, found.File, parts, probable, form, BankLinePage.Words(outcome)));
    }

    // The reference of a line that nobody registered may still stand in the books: that is what a conflict is.
    private async Task<IReadOnlyList<LinePart>> PartsAsync(BankLine line, CancellationToken ct)
    {
        var references = Enumerable.Range(2, Math.Max(0, line.Parts - 1)).Select(n => FormattableString.Invariant($"{line.Reference}/{n}")).Prepend(line.Reference).ToList();
        return line.Parts == 0 && line.State is not (BankLineState.Conflict or BankLineState.AlreadyKnown)
            ? []
            : await db.Orders.AsNoTracking().SelectMany(o => o.Payments, (o, p) => new { o.Number, p })
                .Where(x => x.p.Source == line.Account && references.Contains(x.p.Reference))
                .Select(x => new LinePart(x.Number, x.p.Id, x.p.Amount, x.p.RegisteredBy, x.p.RegisteredAt)).ToListAsync(ct);
    }

    private ViewResult AsideQuestion(BankLine line, string? typed) => View("Confirm", new ConfirmPage(
        "Mettere da parte questa riga?",
        $"{line.Amount} di {(line.Payer.Length > 0 ? line.Payer : "ordinante sconosciuto")}: non sarà registrata su nessun ordine. Potrai rimetterla tra quelle da decidere.",
        "Metti da parte",
        $"/assistenza/riconciliazione/righe/{line.Id}")
    {
        ReasonLabel = "Perché non è per un ordine",
        Motivo = typed,
    });
}

/// <summary>On which order an agent wants a line registered.</summary>
public sealed class LineForm
{
    /// <summary>Order number, as typed.</summary>
    public string? Ordine { get; set; }

    /// <summary>Sum, as typed.</summary>
    public string? Importo { get; set; }

    /// <summary>Version of the line that the agent saw.</summary>
    public int Versione { get; set; }

    /// <summary>Version of the order that the agent saw.</summary>
    public int VersioneOrdine { get; set; }

    /// <summary>The sum; zero when it cannot be read.</summary>
    internal Importo Amount => Fatturazione.Importo.TryParse(Importo, out var amount) ? amount : default;
}

/// <summary>A part of a line that is in the books.</summary>
internal sealed record LinePart(string OrderNumber, Guid PaymentId, Importo Amount, string By, DateTime At);

/// <summary>One line.</summary>
internal sealed record BankLinePage(BankLine Line, string FileName, IReadOnlyList<LinePart> Parts, OrderFacts? Probable, LineForm Form, string? Notice)
{
    /// <summary>What was just done, in words; null for an unknown code.</summary>
    public static string? Words(string? code) => code switch
    {
        "registrata" => "Il denaro è registrato sull'ordine.",
        "cambiata" => "La riga o l'ordine sono cambiati mentre li guardavi: non è stato fatto niente. Rileggi e decidi.",
        "da-parte" => "La riga è messa da parte.",
        "rimessa" => "La riga è di nuovo tra quelle da decidere.",
        _ => null,
    };
}

/// <summary>The page that asks before registering.</summary>
internal sealed record AskLinePage(BankLine Line, OrderFacts Order, LineForm Form)
{
    /// <summary>What will happen.</summary>
    public Consequence Consequence => Consequence.Of(Order, Form.Amount);
}

/// <summary>A list of lines.</summary>
internal sealed record BankLinesPage(BankLineState State, Guid? FileId, IReadOnlyList<BankLine> Rows, Guid? Next, string? Notice);
