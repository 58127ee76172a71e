using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Renewals;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Features.Panel;

/// <summary>The panel itself, for who has chosen a password.</summary>
[Authorize(Policies.Panel)]
public sealed class PanelController(StoreDbContext db, IOptions<RenewalOptions> renewal, TimeProvider clock) : Controller
{
    /// <summary>Service, modules, expiry, and the list of the first configuration.</summary>
    [HttpGet("pannello")]
    public async Task<IActionResult> Home(string? esito, CancellationToken ct)
    {
        ViewData["Esito"] = esito;
        return View("Home", await PanelPage.ReadAsync(db, User.AccountId(), renewal.Value.Plan, clock.Today(), ct));
    }
}

/// <summary>The way out, whether the password was changed or not.</summary>
[Authorize(Policies.PanelAnyState)]
public sealed class PanelExitController(Sessions sessions) : Controller
{
    /// <summary>Signs out of the panel; a shop session in the same browser stays.</summary>
    [HttpPost("pannello/esci")]
    public async Task<IActionResult> Leave()
    {
        await sessions.SignOutAsync(HttpContext, Schemes.Panel);
        return Redirect("/pannello/accesso?esito=uscito");
    }
}
