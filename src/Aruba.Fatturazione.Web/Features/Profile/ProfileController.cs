using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Intestatari;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Profile;

/// <summary><i>I miei dati</i>: one room for what the shop knows of its customer and for what the customer may do about it.</summary>
[Authorize(Policies.Customer)]
[Route(ProfileWords.Home)]
public sealed class ProfileController(StoreDbContext db, TimeProvider clock) : Controller
{
    /// <summary>What is known, and the doors to change it.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Show(string? esito, CancellationToken ct)
    {
        var id = User.AccountId();
        var account = await db.Users.AsNoTracking().SingleAsync(a => a.Id == id, ct);
        var services = await db.Subscriptions.AsNoTracking().Where(s => s.AccountId == id && s.Status != SubscriptionStatus.Deleted).OrderBy(s => s.HolderName)
            .Select(s => new HolderRow(s.Id, s.HolderName, s.CodiceFiscale, s.HolderEmail)).ToListAsync(ct);
        var now = clock.UtcNow();
        var waiting = await db.EmailChanges.Where(c => c.AccountId == id && c.ExpiresAt > now).Select(c => c.Email).SingleOrDefaultAsync(ct);
        return View("Profile", new ProfilePage(account, services, waiting, ProfileWords.OfCode(esito)));
    }
}

/// <summary>The overview of <i>I miei dati</i>.</summary>
/// <param name="Account">Whose.</param>
/// <param name="Services">The holders of the services.</param>
/// <param name="WaitingEmail">The mailbox that waits for consent, or null.</param>
/// <param name="Notice">What was just done, or null.</param>
public sealed record ProfilePage(Accounts.Account Account, IReadOnlyList<HolderRow> Services, string? WaitingEmail, string? Notice)
{
    /// <summary>The name as registered.</summary>
    public string Name => Account.Registrant is { } r ? r.Denominazione ?? $"{r.Nome} {r.Cognome}" : "";

    /// <summary>The address on one line, or null.</summary>
    public string? Address => Account.Registrant is { } r ? LineOf(r.Indirizzo) : null;

    /// <summary>An address on one line.</summary>
    public static string LineOf(Indirizzo address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return $"{address.Via}, {address.Cap} {address.Comune} ({address.Provincia})";
    }
}

/// <summary>A service's holder in the overview.</summary>
public sealed record HolderRow(Guid ServiceId, string Name, CodiceFiscale CodiceFiscale, string Email);
