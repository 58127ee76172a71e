using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Admin.Shared;
using Aruba.Fatturazione.Web.Payments;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Admin.Orders;

/// <summary>One order: its facts, its story, and what an agent can do with it. Every deed is asked about first.</summary>
[Route("/assistenza/ordini/{number}")]
public sealed class OrderController(StoreDbContext db, PaymentDesk payments, TimeProvider clock) : AdminController
{
    private const string NoReason = "Scrivi il motivo: lo leggerà chi riapre l'ordine";

    /// <summary>The page.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Show(string number, string? esito, CancellationToken ct)
    {
        if (await OrderFacts.ReadAsync(db, number, ct) is not { } order)
        {
            return NotFound();
        }

        var attempts = await db.PaymentAttempts.AsNoTracking().Where(a => a.OrderId == order.Id)
            .OrderByDescending(a => a.StartedAt).Take(OrderPage.MaxAttempts).ToListAsync(ct);
        return View("Order", new OrderPage(order, await order.StoryAsync(db, ct), attempts, OrderNotices.Words(esito)));
    }

    /// <summary>Asks before cancelling.</summary>
    [HttpGet("annulla")]
    public Task<IActionResult> AskCancel(string number, CancellationToken ct) => AskAsync(number, OrderQuestions.Cancel, ct);

    /// <summary>Cancels an unpaid order.</summary>
    [HttpPost("annulla")]
    public async Task<IActionResult> Cancel(string number, ReasonForm form, CancellationToken ct)
    {
        // What was begun with a provider is closed there first: nobody may pay a cancelled order.
        var id = form.Text is null ? Guid.Empty : await db.Orders.AsNoTracking().Where(o => o.Number == number).Select(o => o.Id).SingleOrDefaultAsync(ct);
        return id != Guid.Empty && !await payments.CloseLiveAsync(id, CancellationToken.None)
            ? Done($"/assistenza/ordini/{number}", "in-verifica")
            : await DoAsync(number, form, OrderQuestions.Cancel, (order, now, reason) => order.Cancel(Agent.Name, now, reason), ct);
    }

    /// <summary>Asks before retrying.</summary>
    [HttpGet("riprova")]
    public Task<IActionResult> AskRetry(string number, CancellationToken ct) => AskAsync(number, OrderQuestions.Retry, ct);

    /// <summary>Tries a failed activation again.</summary>
    [HttpPost("riprova")]
    public Task<IActionResult> Retry(string number, CancellationToken ct) =>
        DoAsync(number, new ReasonForm(), OrderQuestions.Retry, (order, now, _) => order.RetryActivation(Agent.Name, now), ct);

    /// <summary>Asks before closing the question of late money.</summary>
    [HttpGet("deciso")]
    public Task<IActionResult> AskDecided(string number, CancellationToken ct) => AskAsync(number, OrderQuestions.Decided, ct);

    /// <summary>Notes what was decided about money that came to a closed order.</summary>
    [HttpPost("deciso")]
    public Task<IActionResult> Decided(string number, ReasonForm form, CancellationToken ct) =>
        DoAsync(number, form, OrderQuestions.Decided, (order, now, reason) => order.Decide(Agent.Name, now, reason ?? ""), ct);

    /// <summary>Asks before taking the money that waits.</summary>
    [HttpGet("accetta")]
    public Task<IActionResult> AskAccept(string number, CancellationToken ct) => AskAsync(number, OrderQuestions.Accept, ct);

    /// <summary>Takes the money that waits: it counts, and a closed order is open again.</summary>
    [HttpPost("accetta")]
    public async Task<IActionResult> Accept(string number, ReasonForm form, CancellationToken ct)
    {
        var answer = await DoAsync(number, form, OrderQuestions.Accept, (order, now, reason) => order.AcceptMoney(Agent.Name, now, reason ?? ""), ct);
        await payments.CloseWhenNothingIsDueAsync(number);
        return answer;
    }

    private async Task<IActionResult> AskAsync(string number, OrderQuestion question, CancellationToken ct)
    {
        var order = await OrderFacts.ReadAsync(db, number, ct);
        return order is null ? NotFound()
            : question.IsOpen(order) ? View("Confirm", question.Page(order, null))
            : Done($"/assistenza/ordini/{order.Number}", "troppo-tardi");
    }

    private async Task<IActionResult> DoAsync(string number, ReasonForm form, OrderQuestion question, Func<Order, DateTime, string?, bool> verb, CancellationToken ct)
    {
        if (question.ReasonLabel is not null && form.Text is null)
        {
            ModelState.AddModelError(nameof(form.Motivo), NoReason);
            return await OrderFacts.ReadAsync(db, number, ct) is { } shown ? View("Confirm", question.Page(shown, form.Motivo)) : NotFound();
        }

        var now = clock.UtcNow();
        var deed = await db.OnOrderAsync(
            number, order => verb(order, now, form.Text), () => Agent.Did(question.Action, number, now, form.Text), ct);
        return deed switch
        {
            Deed.NoSuchOrder => NotFound(),
            Deed.Blocked => Done($"/assistenza/ordini/{number}", "altro-ordine"),
            Deed.TooLate => Done($"/assistenza/ordini/{number}", "troppo-tardi"),
            _ => Done($"/assistenza/ordini/{number}", question.Outcome),
        };
    }
}
