using System.Diagnostics;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Admin.Orders;
using Aruba.Fatturazione.Web.Features.Shared;
using Aruba.Fatturazione.Web.Payments;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Admin.Payments;

/// <summary>Registering money by hand: the form, the page that says what it will cause, the deed.</summary>
[Route("/assistenza/ordini/{number}/pagamento")]
public sealed class PaymentController(StoreDbContext db, PaymentDesk payments, TimeProvider clock) : AdminController
{
    // Money can be credited before the order is confirmed when the customer pays in advance with the number in hand.
    private const int DaysBeforeOrder = 5;

    /// <summary>The form.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Show(string number, CancellationToken ct) =>
        await OrderFacts.ReadAsync(db, number, ct) is { } order
            ? View("Payment", new PaymentPage(order, PaymentForm.For(order.Status, order.Method, order.Due, order.Version, clock.Today())))
            : NotFound();

    /// <summary>Says what it will cause. Changes nothing, so it may be asked as often as one likes.</summary>
    [HttpPost("verifica")]
    public async Task<IActionResult> Ask(string number, PaymentForm form, CancellationToken ct)
    {
        var order = await OrderFacts.ReadAsync(db, number, ct);
        if (order is null)
        {
            return NotFound();
        }

        return Judge(order, form) ? AskAgain(order, form, null) : View("Payment", new PaymentPage(order, form));
    }

    /// <summary>Back to the form with what was typed.</summary>
    [HttpPost("correggi")]
    public async Task<IActionResult> Correct(string number, PaymentForm form, CancellationToken ct) =>
        await OrderFacts.ReadAsync(db, number, ct) is { } order ? View("Payment", new PaymentPage(order, form)) : NotFound();

    /// <summary>Registers.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Register(string number, PaymentForm form, CancellationToken ct)
    {
        var order = await OrderFacts.ReadAsync(db, number, ct);
        if (order is null || !Judge(order, form))
        {
            return order is null ? NotFound() : View("Payment", new PaymentPage(order, form));
        }

        var result = await db.RegisterAsync(order.Number, form.Money(clock.Today()), form.Versione, Agent, clock, also: null, ct);
        if (result is RegistrationResult.Stored)
        {
            await payments.CloseWhenNothingIsDueAsync(order.Number);
        }

        return result switch
        {
            RegistrationResult.Stored s => Done($"/assistenza/ordini/{order.Number}", Outcome(s.Kind)),
            RegistrationResult.Known k => Redirect($"/assistenza/pagamenti/{k.PaymentId}"),
            RegistrationResult.Changed => await ShowChangeAsync(number, form, ct),
            RegistrationResult.NoSuchOrder => NotFound(),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Who registered a payment, and when.</summary>
    [HttpGet("/assistenza/pagamenti/{id:guid}")]
    public async Task<IActionResult> Known(Guid id, CancellationToken ct) =>
        await db.Orders.AsNoTracking().SelectMany(o => o.Payments, (o, p) => new { o.Number, Payment = p })
            .Where(x => x.Payment.Id == id).SingleOrDefaultAsync(ct) is { } found
            ? View("Known", new KnownPaymentPage(found.Number, found.Payment))
            : NotFound();

    private static string Outcome(Registration kind) => kind switch
    {
        Registration.PaidInFull => "pagamento-completo",
        Registration.OnClosedOrder => "pagamento-da-decidere",
        _ => "pagamento-parziale",
    };

    private bool Judge(OrderFacts order, PaymentForm form)
    {
        var earliest = RomeCalendar.DayOf(order.PlacedAt).AddDays(-DaysBeforeOrder);
        if (ModelState.IsValid && form.DataValuta < earliest)
        {
            ModelState.AddModelError(nameof(form.DataValuta), $"L'ordine è del {Italian.Day(RomeCalendar.DayOf(order.PlacedAt))}: controlla la data valuta o il numero d'ordine");
        }

        return ModelState.IsValid;
    }

    private async Task<IActionResult> ShowChangeAsync(string number, PaymentForm form, CancellationToken ct)
    {
        var order = await OrderFacts.ReadAsync(db, number, ct);
        if (order is null)
        {
            return NotFound();
        }

        var story = await order.StoryAsync(db, ct);
        var last = story.LastOrDefault(e => e.Detail is not null);
        return AskAgain(order, form, last is null ? "L'ordine è cambiato." : $"{last.Text} {last.Detail}, {Italian.Instant(last.At)}.");
    }

    private ViewResult AskAgain(OrderFacts order, PaymentForm form, string? meanwhile)
    {
        // The version shown is the one just read: what the agent confirms is what stands on this page.
        ModelState.Clear();
        form.Versione = order.Version;
        return View("Ask", new PaymentPage(order, form) { Meanwhile = meanwhile });
    }
}
