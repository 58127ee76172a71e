using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Reconciliation;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Admin.Reconciliation;

/// <summary>Bank statements and postal lists: bring one, see what they became and what waits for a person.</summary>
[Route("/assistenza/riconciliazione")]
public sealed class ReconciliationController(StoreDbContext db, BankFiles files) : AdminController
{
    private const int Shown = 20;

    /// <summary>The page.</summary>
    [HttpGet("")]
    public Task<IActionResult> Index(CancellationToken ct) => ShowAsync(new BankFileForm(), ct);

    /// <summary>Brings a file.</summary>
    [HttpPost(""), RequestSizeLimit(BankFiles.LargestFile), RequestFormLimits(MultipartBodyLengthLimit = BankFiles.LargestFile)]
    public async Task<IActionResult> Bring(BankFileForm form, CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return await ShowAsync(form, ct);
        }

        using var content = new MemoryStream();
        await form.File!.CopyToAsync(content, ct);
        try
        {
            var brought = await files.BringAsync(form.Conto!, form.File.FileName, content.ToArray(), (Agent.Id, Agent.Name), ct);
            return brought.IsNew ? Redirect($"/assistenza/riconciliazione/file/{brought.Id}") : Done($"/assistenza/riconciliazione/file/{brought.Id}", "gia-caricato");
        }
        catch (BankFileException e)
        {
            ModelState.AddModelError(nameof(form.File), e.Message);
            return await ShowAsync(form, ct);
        }
    }

    private async Task<IActionResult> ShowAsync(BankFileForm form, CancellationToken ct)
    {
        var counts = await db.Set<BankLine>().ForPeople().GroupBy(l => l.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var recent = await db.Set<BankFile>().AsNoTracking().OrderByDescending(f => f.BroughtAt).Take(Shown).ToListAsync(ct);
        var queues = BankLineStates.ForPeople.Where(counts.ContainsKey).Select(s => (s, counts[s])).ToList();
        return View("Reconciliation", new ReconciliationPage(form, queues, recent));
    }
}

/// <summary>A file as an agent brings it.</summary>
public sealed class BankFileForm
{
    /// <summary>The account it speaks of: <c>bank</c> or <c>postal</c>.</summary>
    public string? Conto { get; set; }

    /// <summary>The file.</summary>
    public IFormFile? File { get; set; }

    /// <summary>What can be judged without reading it.</summary>
    public sealed class Validator : AbstractValidator<BankFileForm>
    {
        /// <summary>The rules.</summary>
        public Validator()
        {
            RuleFor(f => f.Conto).Must(v => v is Payments.PaymentForm.Bank or Payments.PaymentForm.Postal).WithMessage("Scegli di quale conto è il file");
            RuleFor(f => f.File).Must(f => f is { Length: > 0 }).WithMessage("Scegli il file da caricare: non è vuoto e finisce di solito in .xml o .csv");
        }
    }
}

/// <summary>What the page shows.</summary>
/// <param name="Form">The form.</param>
/// <param name="Queues">How many lines wait for a person, by what is the matter.</param>
/// <param name="Files">The files brought last.</param>
internal sealed record ReconciliationPage(BankFileForm Form, IReadOnlyList<(BankLineState State, int Count)> Queues, IReadOnlyList<BankFile> Files);
