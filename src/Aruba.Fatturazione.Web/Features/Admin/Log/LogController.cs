using Aruba.Fatturazione.Web.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Admin.Log;

/// <summary>Who did what at the desk, newest first, by key.</summary>
public sealed class LogController(StoreDbContext db) : AdminController
{
    private const int PageSize = 50;

    /// <summary>A page of it.</summary>
    /// <param name="prima">Rows older than this one.</param>
    /// <param name="dopo">Rows newer than this one.</param>
    /// <param name="ct">Cancels.</param>
    [HttpGet("/assistenza/registro")]
    public async Task<IActionResult> Index(long? prima, long? dopo, CancellationToken ct)
    {
        var audit = db.Audit.AsNoTracking();
        var rows = dopo is { } after
            ? await audit.Where(a => a.Id > after).OrderBy(a => a.Id).Take(PageSize + 1).ToListAsync(ct)
            : await audit.Where(a => prima == null || a.Id < prima).OrderByDescending(a => a.Id).Take(PageSize + 1).ToListAsync(ct);
        var more = rows.Count > PageSize;
        if (more)
        {
            rows.RemoveAt(PageSize);
        }

        if (dopo is not null)
        {
            rows.Reverse();
        }

        var older = rows.Count > 0 && (more || dopo is not null) ? $"/assistenza/registro?prima={rows[^1].Id}" : null;
        var newer = rows.Count > 0 && (prima is not null || (dopo is not null && more)) ? $"/assistenza/registro?dopo={rows[0].Id}" : null;
        return View("Log", new LogPage(rows, older, newer));
    }
}

/// <summary>A page of the audit.</summary>
internal sealed record LogPage(IReadOnlyList<AuditEntry> Rows, string? Older, string? Newer)
{
    /// <summary>The deed in Italian; an unknown one shows its own name.</summary>
    public static string Words(string action) => action switch
    {
        "payment.registered" => "Pagamento registrato",
        "payment.refunded" => "Pagamento restituito",
        "payment.accepted" => "Pagamento accettato",
        "task.closed" => "Attività chiusa",
        "task.asked" => "Fornitore interrogato di nuovo",
        "payment.decided" => "Verifica di un pagamento chiusa",
        "order.cancelled" => "Ordine annullato",
        "activation.retried" => "Attivazione riprovata",
        "mail.resent" => "Mail rimandata",
        "outbox.retried" => "Messaggio riprovato",
        "outbox.discarded" => "Messaggio scartato",
        "credentials.requested" => "Nuove credenziali richieste",
        "sessions.ended" => "Sessioni chiuse",
        "account.blocked" => "Account bloccato",
        "account.unblocked" => "Account sbloccato",
        "account.contacts-changed" => "Contatti dell'account cambiati",
        "account.holder-changed" => "Intestatario corretto",
        "account.consent-given" => "Consenso a sconti e novità dato",
        "account.consent-taken" => "Consenso a sconti e novità tolto",
        "account.sessions-ended" => "Sessioni chiuse dal cliente",
        "account.exported" => "Copia dei dati scaricata",
        "account.totp-on" => "Codice dell'app attivato",
        "account.totp-off" => "Codice dell'app disattivato",
        "account.recovery-codes-made" => "Codici di recupero creati",
        "account.recovery-code-used" => "Accesso con un codice di recupero",
        "account.email-asked" => "Cambio di email chiesto",
        "account.email-cancelled" => "Cambio di email annullato",
        "account.email-changed" => "Email dell'account cambiata",
        "order.withdrawn" => "Recesso dal contratto",
        "service.ended" => "Servizio terminato dal cliente",
        "service.disdetta" => "Disdetta chiesta",
        "service.disdetta-revoked" => "Disdetta revocata",
        "service.wish-changed" => "Cosa rinnovare, scelto dal cliente",
        "account.deleted" => "Account cancellato dal cliente",
        "panel.configured" => "Configurazione del pannello salvata",
        "staff.signed-in" => "Accesso all'assistenza",
        "staff.signed-out" => "Uscita dall'assistenza",
        "staff.recovery-codes-made" => "Codici di recupero creati",
        "staff.recovery-code-used" => "Accesso con un codice di recupero",
        _ => action,
    };
}
