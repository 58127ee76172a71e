using System.Globalization;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Reconciliation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Admin.Reconciliation;

/// <summary>One bank file: how far it is, what its lines became, and, for a CSV seen for the first time, what its columns mean.</summary>
[Route("/assistenza/riconciliazione/file/{id:guid}")]
public sealed class BankFileController(StoreDbContext db, BankFiles files, TimeProvider clock) : AdminController
{
    /// <summary>How far it is.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Show(Guid id, string? esito, CancellationToken ct)
    {
        if (await db.Set<BankFile>().AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, ct) is not { } file)
        {
            return NotFound();
        }

        if (file.State == BankFileState.AwaitingColumns)
        {
            return Redirect($"/assistenza/riconciliazione/file/{id}/colonne");
        }

        var counts = await db.Set<BankLine>().Where(l => l.FileId == id).GroupBy(l => l.State)
            .Select(g => new { State = g.Key, Count = g.Count(), Cents = g.Sum(l => (long)(object)l.Amount) }).ToListAsync(ct);
        return View("File", new BankFilePage(file, [.. counts.OrderBy(c => c.State).Select(c => new BankFileCount(c.State, c.Count, new Importo(c.Cents)))], esito == "gia-caricato"));
    }

    /// <summary>Asks what the columns mean.</summary>
    [HttpGet("colonne")]
    public async Task<IActionResult> Columns(Guid id, CancellationToken ct)
    {
        var (file, content) = await WaitingAsync(id, ct);
        if (file is null || content is null)
        {
            return file is null ? NotFound() : Redirect($"/assistenza/riconciliazione/file/{id}");
        }

        var preview = CsvStatement.Preview(content);
        return View("Columns", new ColumnsPage(file, preview, ColumnsForm.Guess(preview)));
    }

    /// <summary>Remembers what they mean and has the file read.</summary>
    [HttpPost("colonne")]
    public async Task<IActionResult> SetColumns(Guid id, ColumnsForm form, CancellationToken ct)
    {
        var (file, content) = await WaitingAsync(id, ct);
        if (file is null || content is null)
        {
            return file is null ? NotFound() : Redirect($"/assistenza/riconciliazione/file/{id}");
        }

        var preview = CsvStatement.Preview(content);
        form.Judge(preview, ModelState.AddModelError);
        if (!ModelState.IsValid)
        {
            return View("Columns", new ColumnsPage(file, preview, form));
        }

        var columns = form.ToColumns(Guid.CreateVersion7(clock.GetUtcNow()), file.Account, CsvStatement.SeparatorOf(content), preview);
        try
        {
            await StartAsync(file, content, columns, ct);
            return Redirect($"/assistenza/riconciliazione/file/{id}");
        }
        catch (BankFileException e)
        {
            ModelState.AddModelError(nameof(form.Importo), e.Message);
            return View("Columns", new ColumnsPage(file, preview, form));
        }
        catch (DbUpdateException e) when (!DatabaseTrouble.IsCauseOf(e))
        {
            return Redirect($"/assistenza/riconciliazione/file/{id}"); // a colleague was faster
        }
    }

    // A heading that is known already keeps what was said of it first, unless it is said anew: then that counts for this file and later ones.
    private async Task StartAsync(BankFile file, byte[] content, CsvColumns columns, CancellationToken ct)
    {
        var lines = files.Lines(file, content, columns).ToList();
        if (!lines.Exists(l => l.Problem is null))
        {
            throw new BankFileException("Con queste colonne nessuna riga ha un importo e una data leggibili: controllale");
        }

        await db.Set<CsvColumns>().Where(c => c.Account == file.Account && c.Heading == columns.Heading).ExecuteDeleteAsync(ct);
        db.Add(columns);
        file.Start(BankFiles.Count(lines), columns.Id);
        db.Audit.Add(Agent.Did("bankfile.columns", file.Id.ToString(), clock.UtcNow(), file.Name));
        await db.SaveChangesAsync(ct);
    }

    private async Task<(BankFile? File, byte[]? Content)> WaitingAsync(Guid id, CancellationToken ct)
    {
        var file = await db.Set<BankFile>().SingleOrDefaultAsync(f => f.Id == id, ct);
        return (file, file is { State: BankFileState.AwaitingColumns } ? await files.ContentAsync(id, ct) : null);
    }
}

/// <summary>How many lines of a file are in a state, and what they are worth.</summary>
internal sealed record BankFileCount(BankLineState State, int Count, Importo Sum);

/// <summary>A file and its lines.</summary>
internal sealed record BankFilePage(BankFile File, IReadOnlyList<BankFileCount> Counts, bool WasBroughtBefore)
{
    /// <summary>True while lines are still being stored or matched.</summary>
    public bool IsUnderWay => File.State == BankFileState.Reading || Counts.Any(c => c.State == BankLineState.Waiting);
}

/// <summary>The question what the columns of a CSV mean.</summary>
internal sealed record ColumnsPage(BankFile File, IReadOnlyList<string[]> Preview, ColumnsForm Form)
{
    /// <summary>Columns there are.</summary>
    public int Width => Preview.Max(r => r.Length);
}

/// <summary>What the columns mean, as said by an agent. Columns are counted from 0.</summary>
public sealed class ColumnsForm
{
    /// <summary>Row with the names, counted from 1.</summary>
    public int? Intestazione { get; set; }

    /// <summary>Column of the value date.</summary>
    public int? Data { get; set; }

    /// <summary>Column of the amount.</summary>
    public int? Importo { get; set; }

    /// <summary>Column of the causale.</summary>
    public int? Causale { get; set; }

    /// <summary>Column of who paid, or null.</summary>
    public int? Ordinante { get; set; }

    /// <summary>Column of the bank's reference, or null.</summary>
    public int? Riferimento { get; set; }

    internal static ColumnsForm Guess(IReadOnlyList<string[]> preview)
    {
        var heading = CsvStatement.HeadingOf(preview);
        int? Named(params string[] words) =>
            Array.FindIndex(preview[heading], c => Array.Exists(words, w => c.Contains(w, StringComparison.OrdinalIgnoreCase))) is >= 0 and var at ? at : null;
        return new ColumnsForm
        {
            Intestazione = heading + 1,
            Data = Named("valuta") ?? Named("data"),
            Importo = Named("importo", "avere", "entrate", "accredit"),
            Causale = Named("causale", "descrizione"),
            Ordinante = Named("ordinante", "versante", "eseguito da", "nome"),
            Riferimento = Named("riferimento", "cro", "trn", "vcy", "bollettino"),
        };
    }

    internal void Judge(IReadOnlyList<string[]> preview, Action<string, string> error)
    {
        var width = preview.Max(r => r.Length);
        bool Is(int? column) => column is >= 0 && column < width;
        void Needs(string field, int? column, string words)
        {
            if (!Is(column))
            {
                error(field, words);
            }
        }

        Needs(nameof(Data), Data, "Scegli la colonna con la data valuta");
        Needs(nameof(Importo), Importo, "Scegli la colonna con l'importo accreditato");
        Needs(nameof(Causale), Causale, "Scegli la colonna con la causale: lì c'è il numero d'ordine");
        if (Intestazione is not (>= 1 and <= CsvStatement.MostHeadingLines) || Intestazione > preview.Count)
        {
            error(nameof(Intestazione), string.Create(CultureInfo.InvariantCulture, $"Scrivi il numero della riga con i nomi delle colonne, da 1 a {Math.Min(CsvStatement.MostHeadingLines, preview.Count)}"));
        }

        if ((Ordinante is not null && !Is(Ordinante)) || (Riferimento is not null && !Is(Riferimento)))
        {
            error(nameof(Riferimento), "Scegli una colonna che c'è, oppure nessuna");
        }
    }

    internal CsvColumns ToColumns(Guid id, string account, string separator, IReadOnlyList<string[]> preview) => new()
    {
        Id = id,
        Account = account,
        Heading = CsvStatement.HeadingKey(preview[Intestazione!.Value - 1]),
        HeadingLines = Intestazione.Value,
        Separator = separator,
        Date = Data!.Value,
        Amount = Importo!.Value,
        Remittance = Causale!.Value,
        Payer = Ordinante,
        Reference = Riferimento,
    };
}
