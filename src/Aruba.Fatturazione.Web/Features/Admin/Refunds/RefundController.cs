using System.Diagnostics;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Admin.Orders;
using Aruba.Fatturazione.Web.Features.Admin.Payments;
using Aruba.Fatturazione.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Aruba.Fatturazione.Web.Features.Admin.Refunds;

/// <summary>Giving money back: the form, the page that says what it will cause, the deed.</summary>
[Route("/assistenza/ordini/{number}/pagamenti/{paymentId:guid}/rimborso")]
public sealed class RefundController(StoreDbContext db, RefundDesk desk, TimeProvider clock) : AdminController
{
    private const string WrongMoney = "Il pagamento non corrisponde a quanto chiesto";
    private const string ClosedOrder = "Il pagamento è arrivato su un ordine che non lo attendeva";

    /// <summary>The form; with <paramref name="tutto"/>, straight to the question about all that is left.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Show(string number, Guid paymentId, string? tutto, CancellationToken ct)
    {
        if (await ReadAsync(number, paymentId, new RefundForm(), ct) is not { } page)
        {
            return NotFound();
        }

        if (page.Left.Cents <= 0)
        {
            return Done($"/assistenza/ordini/{page.Order.Number}", "niente-da-restituire");
        }

        var form = new RefundForm
        {
            Importo = page.Left.Plain,
            DataValuta = clock.Today(),
            Conto = page.Payment.Source == PaymentForm.Postal ? PaymentForm.Postal : PaymentForm.Bank,
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            Versione = page.Order.Version,
        };
        if (tutto is null || page.IsByHand)
        {
            return View("Refund", page with { Form = form });
        }

        form.Motivo = page.Payment.Counts ? ClosedOrder : WrongMoney;
        return View("Ask", page with { Form = form });
    }

    /// <summary>Says what it will cause. Changes nothing, so it may be asked as often as one likes.</summary>
    [HttpPost("verifica")]
    public async Task<IActionResult> Ask(string number, Guid paymentId, RefundForm form, CancellationToken ct) =>
        await ReadAsync(number, paymentId, form, ct) is not { } page ? NotFound()
        : Judge(page) ? AskAgain(page)
        : View("Refund", page);

    /// <summary>Back to the form with what was typed.</summary>
    [HttpPost("correggi")]
    public async Task<IActionResult> Correct(string number, Guid paymentId, RefundForm form, CancellationToken ct) =>
        await ReadAsync(number, paymentId, form, ct) is { } page ? View("Refund", page) : NotFound();

    /// <summary>Gives back.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Refund(string number, Guid paymentId, RefundForm form, CancellationToken ct)
    {
        if (await ReadAsync(number, paymentId, form, ct) is not { } page)
        {
            return NotFound();
        }

        // A form that comes again after it was done leaves nothing to judge: the desk knows it by its id.
        if (page.Order.Refunds.All(r => r.Id != form.Id))
        {
            if (page.Order.Version != form.Versione)
            {
                return await ShowChangeAsync(number, paymentId, form, ct);
            }

            if (!Judge(page))
            {
                return View("Refund", page);
            }
        }

        return await desk.DecideAsync(page.Order.Number, page.Payment, form, page.IsByHand, Agent, ct) switch
        {
            RefundResult.Decided => Done($"/assistenza/ordini/{page.Order.Number}", page.IsByHand ? "rimborso-registrato" : "rimborso-avviato"),
            RefundResult.Known k => Redirect($"/assistenza/pagamenti/{k.PaymentId}"),
            RefundResult.TooMuch or RefundResult.Changed => await ShowChangeAsync(number, paymentId, form, ct),
            _ => throw new UnreachableException(),
        };
    }

    private async Task<RefundPage?> ReadAsync(string number, Guid paymentId, RefundForm form, CancellationToken ct) =>
        await OrderFacts.ReadAsync(db, number, ct) is { } order && order.Payments.Find(p => p.Id == paymentId && p.Reverses is null) is { } payment
            ? new RefundPage(order, payment, await RefundedService.OfAsync(db, order.Number, ct), form)
            : null;

    private bool Judge(RefundPage page)
    {
        if (page.IsByHand)
        {
            foreach (var (field, words) in page.Form.HandProblems(clock.Today()))
            {
                ModelState.AddModelError(field, words);
            }
        }

        if (page.Form.Amount > page.Left)
        {
            ModelState.AddModelError(nameof(RefundForm.Importo), $"Di questo pagamento si possono restituire al massimo {page.Left.In(page.Payment.Currency)}");
        }

        return ModelState.IsValid;
    }

    private async Task<IActionResult> ShowChangeAsync(string number, Guid paymentId, RefundForm form, CancellationToken ct)
    {
        if (await ReadAsync(number, paymentId, form, ct) is not { } page)
        {
            return NotFound();
        }

        var story = await page.Order.StoryAsync(db, ct);
        var last = story.LastOrDefault(e => e.Detail is not null);
        page = page with { Meanwhile = last is null ? "L'ordine è cambiato." : $"{last.Text} {last.Detail}, {Italian.Instant(last.At)}." };
        return Judge(page) ? AskAgain(page) : View("Refund", page);
    }

    private ViewResult AskAgain(RefundPage page)
    {
        // The version shown is the one just read: what the agent confirms is what stands on this page.
        ModelState.Clear();
        page.Form.Versione = page.Order.Version;
        return View("Ask", page);
    }
}
