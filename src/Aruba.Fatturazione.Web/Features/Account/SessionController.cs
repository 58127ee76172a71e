using Aruba.Fatturazione.Web.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Aruba.Fatturazione.Web.Features.Account;

/// <summary>What the warning before the end of a session asks for: coming here is use enough to go on.</summary>
public sealed class SessionController : Controller
{
    /// <summary>Shop and desk. Says nothing; who is out already is sent to the sign-in page.</summary>
    [HttpGet("sessione")]
    public IActionResult GoOn() => NoContent();

    /// <summary>The panel.</summary>
    [Authorize(Policies.PanelAnyState)]
    [HttpGet("pannello/sessione")]
    public IActionResult GoOnInPanel() => NoContent();
}
