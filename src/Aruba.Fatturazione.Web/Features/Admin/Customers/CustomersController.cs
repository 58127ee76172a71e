using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Admin.Shared;
using Aruba.Fatturazione.Web.Mail;
using Aruba.Fatturazione.Web.Outbox.Handlers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Admin.Customers;

/// <summary>A customer: facts, orders, services, and the few things an agent may do. Nobody here can see or set a password.</summary>
[Route("/assistenza/clienti/{id:guid}")]
public sealed class CustomersController(StoreDbContext db, Sessions sessions, TimeProvider clock) : AdminController
{
    /// <summary>The page.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Show(Guid id, string? esito, CancellationToken ct) =>
        await CustomerPage.ReadAsync(db, id, esito, ct) is { } page ? View("Customer", page) : NotFound();

    /// <summary>Asks before ending sessions.</summary>
    [HttpGet("chiudi-sessioni")]
    public Task<IActionResult> AskEndSessions(Guid id, CancellationToken ct) => AskAsync(id, CustomerQuestions.EndSessions, null, ct);

    /// <summary>Ends every session of the customer.</summary>
    [HttpPost("chiudi-sessioni")]
    public async Task<IActionResult> EndSessions(Guid id, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await CustomerPage.FactsAsync(db, id, ct) is null)
        {
            return NotFound();
        }

        await sessions.EndEverythingOfAsync(id, ct);
        db.Audit.Add(Agent.Did("sessions.ended", id.ToString(), clock.UtcNow()));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Done(Page(id), "sessioni-chiuse");
    }

    /// <summary>Asks before blocking.</summary>
    [HttpGet("blocca")]
    public Task<IActionResult> AskBlock(Guid id, CancellationToken ct) => AskAsync(id, CustomerQuestions.Block, null, ct);

    /// <summary>Blocks the account and ends its sessions.</summary>
    [HttpPost("blocca")]
    public Task<IActionResult> Block(Guid id, ReasonForm form, CancellationToken ct) => SetBlockAsync(id, form, blocked: true, ct);

    /// <summary>Asks before lifting a block.</summary>
    [HttpGet("sblocca")]
    public Task<IActionResult> AskUnblock(Guid id, CancellationToken ct) => AskAsync(id, CustomerQuestions.Unblock, null, ct);

    /// <summary>Lifts a block.</summary>
    [HttpPost("sblocca")]
    public Task<IActionResult> Unblock(Guid id, ReasonForm form, CancellationToken ct) => SetBlockAsync(id, form, blocked: false, ct);

    /// <summary>Asks before new credentials.</summary>
    [HttpGet("credenziali/{panelId:guid}")]
    public async Task<IActionResult> AskCredentials(Guid id, Guid panelId, CancellationToken ct) =>
        await CustomerPage.FactsAsync(db, id, ct) is { } customer && await db.PanelAccesses.AnyAsync(p => p.Id == panelId && p.AccountId == id, ct)
            ? View("Confirm", new ConfirmPage(
                "Mandare nuove credenziali del pannello?",
                $"All'email dell'account, {Mailer.Mask(customer.Email)}, arriverà una password temporanea nuova; quella di prima smette di valere. Nessuno dell'assistenza la vede.",
                "Manda nuove credenziali",
                Page(id)))
            : NotFound();

    /// <summary>Has a new temporary password mailed to the customer.</summary>
    [HttpPost("credenziali/{panelId:guid}")]
    public async Task<IActionResult> Credentials(Guid id, Guid panelId, CancellationToken ct)
    {
        var access = await db.PanelAccesses.SingleOrDefaultAsync(p => p.Id == panelId && p.AccountId == id, ct);
        if (access is null)
        {
            return NotFound();
        }

        access.RequestNewCredentials(CredentialReasons.Staff);
        db.Audit.Add(Agent.Did("credentials.requested", id.ToString(), clock.UtcNow(), access.Username));
        try
        {
            await db.SaveChangesAsync(ct);
            return Done(Page(id), "credenziali");
        }
        catch (DbUpdateConcurrencyException)
        {
            // Two clicks or two agents: one request is enough, and it is on its way.
            return Done(Page(id), "gia-fatto");
        }
    }

    private static string Page(Guid id) => $"/assistenza/clienti/{id}";

    private async Task<IActionResult> AskAsync(Guid id, Func<CustomerFacts, ConfirmPage> question, string? typed, CancellationToken ct) =>
        await CustomerPage.FactsAsync(db, id, ct) is { } customer ? View("Confirm", question(customer) with { Motivo = typed }) : NotFound();

    private async Task<IActionResult> SetBlockAsync(Guid id, ReasonForm form, bool blocked, CancellationToken ct)
    {
        if (form.Text is not { } reason)
        {
            ModelState.AddModelError(nameof(form.Motivo), "Scrivi il motivo: resta nel registro");
            return await AskAsync(id, blocked ? CustomerQuestions.Block : CustomerQuestions.Unblock, form.Motivo, ct);
        }

        var now = clock.UtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var changed = await db.Users.Where(a => a.Id == id && a.Kind == AccountKind.Customer && (a.BlockedAt == null) == blocked)
            .ExecuteUpdateAsync(s => s.SetProperty(a => a.BlockedAt, blocked ? now : null), ct);
        if (changed == 0)
        {
            return await CustomerPage.FactsAsync(db, id, ct) is null ? NotFound() : Done(Page(id), "gia-fatto");
        }

        if (blocked)
        {
            await sessions.EndEverythingOfAsync(id, ct);
        }

        db.Audit.Add(Agent.Did(blocked ? "account.blocked" : "account.unblocked", id.ToString(), now, reason));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Done(Page(id), blocked ? "bloccato" : "sbloccato");
    }
}

/// <summary>The questions asked before a deed on an account.</summary>
internal static class CustomerQuestions
{
    /// <summary>End sessions.</summary>
    public static ConfirmPage EndSessions(CustomerFacts c) => new(
        $"Chiudere le sessioni di {c.Name}?",
        "Tutti i dispositivi escono dall'area clienti e dal pannello; la password resta quella di prima. Se il dubbio è che qualcuno la conosca, invita il cliente a cambiarla.",
        "Chiudi le sessioni",
        $"/assistenza/clienti/{c.Id}")
    { Danger = true };

    /// <summary>Block.</summary>
    public static ConfirmPage Block(CustomerFacts c) => new(
        $"Bloccare l'account di {c.Name}?",
        "Il cliente esce subito da tutti i dispositivi e non può più accedere all'area clienti. I servizi già attivi restano attivi.",
        "Blocca l'account",
        $"/assistenza/clienti/{c.Id}")
    { Danger = true, ReasonLabel = "Motivo del blocco" };

    /// <summary>Lift the block.</summary>
    public static ConfirmPage Unblock(CustomerFacts c) => new(
        $"Sbloccare l'account di {c.Name}?",
        "Il cliente potrà di nuovo accedere con la sua password.",
        "Sblocca l'account",
        $"/assistenza/clienti/{c.Id}")
    { ReasonLabel = "Motivo dello sblocco" };
}
