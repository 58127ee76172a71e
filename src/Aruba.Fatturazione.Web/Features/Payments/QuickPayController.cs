using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Payments;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Payments;

/// <summary><i>Paga subito un ordine</i>: by its number, without signing in. Shows the amount and nothing else, and switches no renewal on.</summary>
[AllowAnonymous]
[Route("/paga")]
public sealed class QuickPayController(StoreDbContext db, PaymentDesk desk, PaymentMethods methods, TimeProvider clock) : Controller
{
    /// <summary>Asks for the number.</summary>
    [HttpGet("")]
    public IActionResult Index() => View("QuickPay", new NumberForm());

    /// <summary>Leads to the order of that number. Limited, so that numbers cannot be tried out.</summary>
    [HttpPost(""), EnableRateLimiting(Limits.Sensitive)]
    public async Task<IActionResult> Find(NumberForm form, CancellationToken ct)
    {
        if (ModelState.IsValid && await FindAsync(form.Numero ?? "", ct) is { } order)
        {
            return LocalRedirect($"/paga/{order.Number}");
        }

        if (ModelState.IsValid)
        {
            ModelState.AddModelError(nameof(form.Numero), "Nessun ordine da pagare ha questo numero: ricontrollalo nella conferma d'ordine");
        }

        return View("QuickPay", form);
    }

    /// <summary>The methods that take the money now.</summary>
    [HttpGet("{number}"), EnableRateLimiting(Limits.Orders)]
    public async Task<IActionResult> Show(string number, string? esito, CancellationToken ct) =>
        await FindAsync(number, ct) is { } order
            ? Ask(new PayForm { Tentativo = Guid.CreateVersion7(clock.GetUtcNow()) }, PageOf(order, PaymentWords.OfCode(esito)))
            : NotFound();

    /// <summary>Asks for the money.</summary>
    [HttpPost("{number}"), EnableRateLimiting(Limits.Sensitive)]
    public async Task<IActionResult> Pay(string number, PayForm form, CancellationToken ct)
    {
        if (await FindAsync(number, ct) is not { } order)
        {
            return NotFound();
        }

        var choice = PaymentChoice.TryParse(form.Metodo, out var read) && read is { IsOnline: true, SavedMethodId: null } ? read : null;
        if (!ModelState.IsValid || choice is null)
        {
            return Ask(form, PageOf(order, null));
        }

        var ticket = new AttemptTicket(form.Tentativo, choice.Method, SavedMethodId: null, Mandate: null, clock.UtcNow());
        return PaymentRoads.Lead(await desk.PayAsync(order.Number, ticket, CancellationToken.None), $"/paga/{order.Number}");
    }

    private async Task<Order?> FindAsync(string number, CancellationToken ct) => OrderNumber.TryParse(number, out var parsed)
        ? await db.Orders.AsNoTracking().Include(o => o.Payments).SingleOrDefaultAsync(o => o.Number == parsed && o.Status == OrderStatus.AwaitingPayment && o.NeedsDecisionSince == null, ct)
        : null;

    private PayPage PageOf(Order order, string? notice)
    {
        var today = clock.Today();
        var online = MethodChoices.ForAnyone(methods, today);
        return new PayPage(order.Number, order.StillDue, online with { Others = [] }, Mandate: null, today, notice)
        {
            Address = $"/paga/{order.Number}",
            Back = "/",
        };
    }

    private ViewResult Ask(PayForm form, PayPage page)
    {
        ViewData[nameof(PayPage)] = page;
        return View("Pay", form);
    }
}

/// <summary>The number of an order.</summary>
public sealed class NumberForm
{
    /// <summary>As in the order confirmation; blanks, dashes and case do not matter.</summary>
    public string? Numero { get; set; }

    internal sealed class Validator : AbstractValidator<NumberForm>
    {
        public Validator() => RuleFor(f => f.Numero)
            .Must(n => OrderNumber.TryParse(n, out _))
            .WithMessage("Scrivi il numero d'ordine come nella conferma: l'ultimo carattere è di controllo");
    }
}
