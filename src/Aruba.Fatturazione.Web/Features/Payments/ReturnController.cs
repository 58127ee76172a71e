using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Payments;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Payments;

/// <summary>
/// Where a provider's page sends the customer back. Nothing in the address is believed: the provider is asked. Whoever holds the
/// attempt's id sees where it stands; the rest of the order only its owner.
/// </summary>
[AllowAnonymous]
[Route("/pagamento/{id:guid}")]
public sealed class ReturnController(StoreDbContext db, PaymentDesk desk, TimeProvider clock) : Controller
{
    // The page asks for itself every few seconds; the provider is not asked by each of many tabs.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(4);

    /// <summary>Settles and leads on, or says that it is being verified and looks again by itself.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct)
    {
        var attempt = await db.PaymentAttempts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct);
        if (attempt is null)
        {
            return NotFound();
        }

        var recent = attempt.LastLookAt is { } last && clock.UtcNow() - last < BetweenLooks;
        return await LeadAsync(recent ? attempt : await desk.SettleAsync(id, CancellationToken.None) ?? attempt, ct);
    }

    /// <summary>Some providers send the customer back by a form, to which the browser adds no cookie: the answer leads to the same address.</summary>
    [HttpPost(""), IgnoreAntiforgeryToken]
    public IActionResult Back(Guid id)
    {
        Response.Headers.Location = $"/pagamento/{id:N}";
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>The customer gave up on the provider's page.</summary>
    [HttpGet("annullato")]
    public async Task<IActionResult> Cancelled(Guid id, CancellationToken ct) =>
        await desk.GiveUpAsync(id, CancellationToken.None) is { } attempt ? await LeadAsync(attempt, ct) : NotFound();

    private async Task<IActionResult> LeadAsync(PaymentAttempt attempt, CancellationToken ct)
    {
        var isOwner = User.Identity?.IsAuthenticated == true && User.TryAccountId() == attempt.AccountId;
        if (isOwner && !attempt.IsLive)
        {
            return LocalRedirect(attempt.IsSetup ? AfterSetup(attempt) : AfterPayment(attempt));
        }

        var order = attempt.IsSetup
            ? null
            : await db.Orders.AsNoTracking().Include(o => o.Payments).SingleOrDefaultAsync(o => o.Number == attempt.OrderNumber, ct);
        return View("Return", new ReturnPage(attempt, order?.Status, isOwner) { IsWithDesk = order?.NeedsDecisionSince is not null });
    }

    private static string AfterPayment(PaymentAttempt attempt) => attempt.Status == AttemptStatus.Registered
        ? $"/area-clienti/ordini/{attempt.OrderNumber}?esito=pagato"
        : $"/area-clienti/ordini/{attempt.OrderNumber}/paga?esito={attempt.Reason}";

    private static string AfterSetup(PaymentAttempt attempt) => attempt.Status == AttemptStatus.Registered
        ? "/area-clienti/metodi?esito=registrato"
        : $"/area-clienti/metodi?esito={attempt.Reason}";
}

/// <summary>What the return page shows.</summary>
/// <param name="Attempt">The attempt.</param>
/// <param name="Status">State of its order, or null.</param>
/// <param name="IsOwner">True for the signed-in owner.</param>
public sealed record ReturnPage(PaymentAttempt Attempt, OrderStatus? Status, bool IsOwner)
{
    /// <summary>True while money of the order waits for a person's decision.</summary>
    public bool IsWithDesk { get; init; }

    /// <summary>Seconds after which the page asks again, or null when there is nothing to wait for.</summary>
    public int? RefreshSeconds => Attempt.Status is AttemptStatus.Unknown or AttemptStatus.Started ? 5 : null;

    /// <summary>Where one pays again.</summary>
    public string Again => IsOwner ? $"/area-clienti/ordini/{Attempt.OrderNumber}/paga" : $"/paga/{Attempt.OrderNumber}";
}
