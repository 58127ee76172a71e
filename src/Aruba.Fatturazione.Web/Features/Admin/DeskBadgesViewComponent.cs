using Aruba.Fatturazione.Web.Data;
using Microsoft.AspNetCore.Mvc;

namespace Aruba.Fatturazione.Web.Features.Admin;

/// <summary>The sections of the desk with how much waits in each.</summary>
public sealed class DeskBadgesViewComponent(StoreDbContext db) : ViewComponent
{
    /// <summary>Draws the navigation.</summary>
    public async Task<IViewComponentResult> InvokeAsync() => View(ViewData[DeskBadges.Key] as DeskBadges ?? await db.BadgesAsync(withHome: false, HttpContext.RequestAborted));
}
