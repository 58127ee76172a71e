using Aruba.Fatturazione.Intestatari;
using Aruba.Fatturazione.PanelSetup;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Shared.TagHelpers;
using Aruba.Fatturazione.Web.Renewals;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Features.Panel;

/// <summary>The first configuration, step by step. After the expiry it is read, not changed.</summary>
[Authorize(Policies.Panel)]
[Route("pannello/configurazione")]
public sealed class SetupController(StoreDbContext db, IOptions<RenewalOptions> renewal, TimeProvider clock) : Controller
{
    private const int Tries = 3;

    /// <summary>All answers, to read again and to print.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Summary(string? esito, CancellationToken ct)
    {
        ViewData["Esito"] = esito;
        return View("Summary", await ReadAsync(ct));
    }

    /// <summary>Who issues the documents.</summary>
    [HttpGet("cedente")]
    public Task<IActionResult> Cedente(string? salvato, CancellationToken ct) => ShowAsync(new CedenteForm(), salvato, ct);

    /// <summary>Keeps it.</summary>
    [HttpPost("cedente")]
    public Task<IActionResult> Cedente(CedenteForm form, CancellationToken ct) => SaveAsync(form, ct);

    /// <summary>Tax regime.</summary>
    [HttpGet("regime")]
    public Task<IActionResult> Regime(string? salvato, CancellationToken ct) => ShowAsync(new RegimeForm(), salvato, ct);

    /// <summary>Keeps it.</summary>
    [HttpPost("regime")]
    public Task<IActionResult> Regime(RegimeForm form, CancellationToken ct) => SaveAsync(form, ct);

    /// <summary>When IVA falls due.</summary>
    [HttpGet("esigibilita")]
    public Task<IActionResult> Esigibilita(string? salvato, CancellationToken ct) => ShowAsync(new EsigibilitaForm(), salvato, ct);

    /// <summary>Keeps it.</summary>
    [HttpPost("esigibilita")]
    public Task<IActionResult> Esigibilita(EsigibilitaForm form, CancellationToken ct) => SaveAsync(form, ct);

    /// <summary>Pension fund and ritenuta.</summary>
    [HttpGet("cassa-e-ritenute")]
    public Task<IActionResult> Previdenza(string? salvato, CancellationToken ct) => ShowAsync(new PrevidenzaForm(), salvato, ct);

    /// <summary>Keeps it.</summary>
    [HttpPost("cassa-e-ritenute")]
    public Task<IActionResult> Previdenza(PrevidenzaForm form, CancellationToken ct) => SaveAsync(form, ct);

    /// <summary>What a new document begins with.</summary>
    [HttpGet("documento")]
    public Task<IActionResult> Documento(string? salvato, CancellationToken ct) => ShowAsync(new DocumentoForm(), salvato, ct);

    /// <summary>Keeps it.</summary>
    [HttpPost("documento")]
    public Task<IActionResult> Documento(DocumentoForm form, CancellationToken ct) => SaveAsync(form, ct);

    /// <summary>Notices and delegation.</summary>
    [HttpGet("avvisi")]
    public Task<IActionResult> Avvisi(string? salvato, CancellationToken ct) => ShowAsync(new AvvisiForm(), salvato, ct);

    /// <summary>Keeps it.</summary>
    [HttpPost("avvisi")]
    public Task<IActionResult> Avvisi(AvvisiForm form, CancellationToken ct) => SaveAsync(form, ct);

    /// <summary>Module Documenti; not there for who has not bought it.</summary>
    [HttpGet("modulo-documenti")]
    public Task<IActionResult> Documenti(string? salvato, CancellationToken ct) => ShowAsync(new DocumentiForm(), salvato, ct);

    /// <summary>Keeps it.</summary>
    [HttpPost("modulo-documenti")]
    public Task<IActionResult> Documenti(DocumentiForm form, CancellationToken ct) => SaveAsync(form, ct);

    /// <summary>Module Incassi e pagamenti; the same.</summary>
    [HttpGet("modulo-incassi")]
    public Task<IActionResult> Incassi(string? salvato, CancellationToken ct) => ShowAsync(new IncassiForm(), salvato, ct);

    /// <summary>Keeps it.</summary>
    [HttpPost("modulo-incassi")]
    public Task<IActionResult> Incassi(IncassiForm form, CancellationToken ct) => SaveAsync(form, ct);

    /// <summary>Module Ordini elettronici; the same.</summary>
    [HttpGet("modulo-ordini")]
    public Task<IActionResult> Ordini(string? salvato, CancellationToken ct) => ShowAsync(new OrdiniForm(), salvato, ct);

    /// <summary>Keeps it.</summary>
    [HttpPost("modulo-ordini")]
    public Task<IActionResult> Ordini(OrdiniForm form, CancellationToken ct) => SaveAsync(form, ct);

    private async Task<IActionResult> ShowAsync(SetupForm form, string? saved, CancellationToken ct)
    {
        var page = await ReadAsync(ct);
        if (page.Tasks.All(t => t.Step != form.Step))
        {
            return NotFound();
        }

        var kept = page.Of(form.Step);
        if (!page.IsReadOnly)
        {
            form.Show(kept, await HolderAsync(page, ct));
            form.Visto = SetupForm.PrintOf(kept);
        }

        ViewData["Salvato"] = SetupWords.All.FirstOrDefault(t => t.Slug == saved)?.Name;
        return Step(form, page);
    }

    private async Task<IActionResult> SaveAsync(SetupForm form, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            var page = await ReadAsync(ct);
            if (page.Tasks.All(t => t.Step != form.Step))
            {
                return NotFound();
            }

            if (page.IsReadOnly)
            {
                return LocalRedirect($"{SetupWords.Home}?esito=sola-lettura");
            }

            var holder = await HolderAsync(page, ct);
            var part = form.Read(holder, ModelState.AddModelError);
            if (part is null || !ModelState.IsValid || HasSomethingToSay(form, part, page, form.Odd(part, holder, page.Configuration)))
            {
                return Step(form, page);
            }

            try
            {
                return LocalRedirect(await KeepAsync(part, form.Step, page, ct));
            }
            catch (DbUpdateException lost) when (tries < Tries && !DatabaseTrouble.IsCauseOf(lost))
            {
                // Another tab saved in the same instant: judge again by what is there now.
                db.ChangeTracker.Clear();
            }
        }
    }

    // Where to go on: the next step to be done, or the summary when none is left.
    private async Task<string> KeepAsync(SetupPart part, SetupStep step, PanelPage page, CancellationToken ct)
    {
        var service = page.Service;
        if (!part.Equals(page.Of(step)))
        {
            var configuration = page.Configuration ?? db.PanelConfigurations.Add(new PanelConfiguration(Guid.CreateVersion7(clock.GetUtcNow()), service.Id)).Entity;
            configuration.Keep(part);
            db.Audit.Add(new AuditEntry
            {
                At = clock.UtcNow(),
                ActorId = service.AccountId,
                Actor = User.Username(),
                Action = "panel.configured",
                Topic = service.TermOrder,
                Details = step.ToString(),
            });
            await db.SaveChangesAsync(ct);
            page = page with { Configuration = configuration };
        }

        return page.NextAfter(step) is { } next ? $"{next.Path}?salvato={SetupWords.Of(step).Slug}" : $"{SetupWords.Home}?esito=completa";
    }

    // True when the page has something to say first: a change made elsewhere, or a warning not yet read.
    private bool HasSomethingToSay(SetupForm form, SetupPart part, PanelPage page, IEnumerable<(string Field, string? Words)> odd)
    {
        var kept = page.Of(form.Step);
        if (kept is not null && !kept.Equals(part) && SetupForm.PrintOf(kept) != (form.Visto ?? ""))
        {
            ModelState.Clear();
            form.Visto = SetupForm.PrintOf(kept);
            ViewData["Altrove"] = SetupWords.Lines(kept);
            return true;
        }

        var warnings = odd.Where(o => o.Words is not null).ToDictionary(o => o.Field, o => o.Words ?? "", StringComparer.Ordinal);
        var accepted = warnings.Select(w => $"{w.Key}: {w.Value}").ToList();
        if (!accepted.Except(form.AcceptedWarnings).Any())
        {
            return false;
        }

        ModelState.Clear();
        form.AcceptedWarnings = accepted;
        ViewData[FieldState.Warnings] = warnings;
        return true;
    }

    private Task<PanelPage> ReadAsync(CancellationToken ct) => PanelPage.ReadAsync(db, User.AccountId(), renewal.Value.Plan, clock.Today(), ct);

    private async Task<Intestatario> HolderAsync(PanelPage page, CancellationToken ct)
    {
        var holder = await db.HolderOfAsync(page.Service, ct);
        ViewData[nameof(SubjectType)] = holder.Type;
        return holder;
    }

    private ViewResult Step(SetupForm form, PanelPage page)
    {
        ViewData[nameof(PanelPage)] = page;
        return View("Step", form);
    }
}
