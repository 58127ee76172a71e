using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Renewals;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Orders;

/// <summary>
/// <i>Recesso</i> of a consumer (art. 54-bis Codice del consumo): «Recedere dal contratto qui» leads here, «Conferma recesso» does it. Nothing
/// is asked that is known: who declares, of which contract, and where the receipt goes.
/// </summary>
[Authorize(Policies.Customer)]
[Route("/area-clienti/ordini/{number}/recesso")]
public sealed class WithdrawalController(StoreDbContext db, Withdrawals withdrawals, TimeProvider clock) : Controller
{
    /// <summary>What is declared and what follows, or why it cannot be.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Show(string number, CancellationToken ct)
    {
        var owner = User.AccountId();
        if (!OrderNumber.TryParse(number, out var parsed))
        {
            return NotFound();
        }

        var found = await db.Orders.AsNoTracking().Where(o => o.Number == parsed && o.AccountId == owner).Include(o => o.Payments)
            .Select(o => new
            {
                Order = o,
                StartedOn = db.Subscriptions.Where(s => s.Periods.Any(p => p.OrderNumber == o.Number)).Select(s => (DateOnly?)s.AnchorOn).FirstOrDefault(),
                Mailbox = db.Users.Where(a => a.Id == owner).Select(a => a.Email).FirstOrDefault(),
            }).AsSingleQuery().SingleOrDefaultAsync(ct);
        return found is null ? NotFound()
            : View("Withdrawal", new WithdrawalPage(found.Order, withdrawals.LastDay(found.Order, found.StartedOn), found.Mailbox ?? found.Order.AccountEmail, clock.Today()));
    }

    /// <summary>Withdraws.</summary>
    [HttpPost(""), EnableRateLimiting(Limits.Orders)]
    public async Task<IActionResult> Confirm(string number, CancellationToken ct) =>
        OrderNumber.TryParse(number, out var parsed)
            ? await withdrawals.ConfirmAsync(User.AccountId(), User.Username(), parsed, ct) switch
            {
                WithdrawalOutcome.Missing => NotFound(),
                _ => LocalRedirect(AddressOf(parsed)), // the page says how it stands
            }
            : NotFound();

    /// <summary>Where the contract of an order is withdrawn from.</summary>
    public static string AddressOf(string number) => $"/area-clienti/ordini/{number}/recesso";
}

/// <summary>The page of a withdrawal.</summary>
/// <param name="Order">The contract.</param>
/// <param name="LastDay">Last Rome day for it, or null when there is none.</param>
/// <param name="Mailbox">Where the receipt goes.</param>
/// <param name="Today">Rome day.</param>
public sealed record WithdrawalPage(Order Order, DateOnly? LastDay, string Mailbox, DateOnly Today)
{
    /// <summary>True while it can be done.</summary>
    public bool IsOpen => Order.WithdrawnAt is null && LastDay >= Today;
}
