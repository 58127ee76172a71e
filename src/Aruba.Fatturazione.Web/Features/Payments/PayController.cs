using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Documents;
using Aruba.Fatturazione.Web.Payments;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Payments;

/// <summary>Paying an order of one's own later, by any method.</summary>
[Authorize(Policies.Customer)]
[Route("/area-clienti/ordini/{number}/paga")]
public sealed class PayController(
    StoreDbContext db, PaymentDesk desk, PaymentMethods methods, ContractLibrary library, OfflineChoice offline, TimeProvider clock) : Controller
{
    /// <summary>The choice of methods.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Show(string number, string? esito, CancellationToken ct)
    {
        if (await FindAsync(number, ct) is not { } order)
        {
            return NotFound();
        }

        return order.CanBePaid
            ? Ask(new PayForm { Tentativo = Guid.CreateVersion7(clock.GetUtcNow()) }, await PageOfAsync(order, PaymentWords.OfCode(esito), ct))
            : LocalRedirect($"/area-clienti/ordini/{order.Number}");
    }

    /// <summary>Asks for the money, or shows how to send it.</summary>
    [HttpPost(""), EnableRateLimiting(Limits.Orders)]
    public async Task<IActionResult> Pay(string number, PayForm form, CancellationToken ct)
    {
        if (await FindAsync(number, ct) is not { } order)
        {
            return NotFound();
        }

        var page = await PageOfAsync(order, null, ct);
        var choice = PaymentChoice.TryParse(form.Metodo, out var read) ? read : null;
        if (choice is { IsOnline: true } && (!form.Mandato || form.MandatoVisto != page.Mandate!.Document.Version))
        {
            ModelState.AddModelError(nameof(form.Mandato), page.Mandate!.Missing);
        }

        if (!ModelState.IsValid || choice is null)
        {
            return Ask(form, page);
        }

        if (!choice.IsOnline)
        {
            return LocalRedirect(await offline.ChooseAsync(order.Number, choice.Method, ct)
                ? $"/area-clienti/ordini/{order.Number}?esito=istruzioni"
                : $"/area-clienti/ordini/{order.Number}?esito=in-verifica");
        }

        var now = clock.UtcNow();
        var ticket = new AttemptTicket(form.Tentativo, choice.Method, choice.SavedMethodId, page.Mandate!.Accepted(HttpContext, now), now);
        return PaymentRoads.Lead(await desk.PayAsync(order.Number, ticket, CancellationToken.None), page.Address);
    }

    private async Task<Order?> FindAsync(string number, CancellationToken ct)
    {
        var owner = User.AccountId();
        return OrderNumber.TryParse(number, out var parsed)
            ? await db.Orders.AsNoTracking().Include(o => o.Payments).SingleOrDefaultAsync(o => o.Number == parsed && o.AccountId == owner, ct)
            : null;
    }

    private async Task<PayPage> PageOfAsync(Order order, string? notice, CancellationToken ct)
    {
        var today = clock.Today();
        var choices = await MethodChoices.ForAsync(db, methods, order.AccountId, today, ct);
        return new PayPage(order.Number, order.StillDue, choices, MandateBox.For(library, today), today, notice)
        {
            Address = $"/area-clienti/ordini/{order.Number}/paga",
            Back = $"/area-clienti/ordini/{order.Number}",
        };
    }

    private ViewResult Ask(PayForm form, PayPage page)
    {
        ViewData[nameof(PayPage)] = page;
        return View("Pay", form);
    }
}
