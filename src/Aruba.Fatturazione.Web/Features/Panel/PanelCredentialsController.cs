using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Outbox.Handlers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Panel;

/// <summary><i>Richiedi una nuova password temporanea</i>, by the signed-in owner of the service.</summary>
[Authorize(Policies.Customer)]
public sealed class PanelCredentialsController(StoreDbContext db, Attempts attempts) : Controller
{
    /// <summary>
    /// Has it mailed to the account, at most once in five minutes, and goes back to the area clienti with <c>esito=credenziali</c> or
    /// <c>esito=credenziali-attesa</c>; to the page of the order when it was asked there.
    /// </summary>
    [HttpPost("area-clienti/servizi/{id:guid}/credenziali"), EnableRateLimiting(Limits.Sensitive)]
    public async Task<IActionResult> Renew(Guid id, string? ordine, CancellationToken ct)
    {
        var owner = User.AccountId();
        var access = await db.OpenPanels().SingleOrDefaultAsync(p => p.SubscriptionId == id && p.AccountId == owner, ct);
        if (access is null)
        {
            return NotFound();
        }

        if (!await attempts.MayMailAsync(CredentialReasons.MailKind, owner, ct))
        {
            return Back(ordine, "credenziali-attesa");
        }

        access.RequestNewCredentials(CredentialReasons.Owner);
        await db.SaveChangesAsync(ct);
        return Back(ordine, "credenziali");
    }

    private LocalRedirectResult Back(string? order, string outcome) =>
        LocalRedirect(OrderNumber.TryParse(order, out var number) ? $"/area-clienti/ordini/{number}?esito={outcome}" : $"/area-clienti?esito={outcome}");
}
