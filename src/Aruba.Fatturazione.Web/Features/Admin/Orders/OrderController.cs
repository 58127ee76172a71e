using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Admin.Shared;
using Microsoft.AspNetCore.Mvc;

namespace Aruba.Fatturazione.Web.Features.Admin.Orders;

/// <summary>One order: its facts, its story, and what an agent can do with it. Every deed is asked about first.</summary>
[Route("/assistenza/ordini/{number}")]
public sealed class OrderController(StoreDbContext db, TimeProvider clock) : AdminController
{
    private const string NoReason = "Scrivi il motivo: lo leggerà chi riapre l'ordine";

    /// <summary>The page.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Show(string number, string? esito, CancellationToken ct) =>
        await OrderFacts.ReadAsync(db, number, ct) is { } order
            ? View("Order", new OrderPage(order, await order.StoryAsync(db, ct), OrderNotices.Words(esito)))
            : NotFound();

    /// <summary>Asks before cancelling.</summary>
    [HttpGet("annulla")]
    public Task<IActionResult> AskCancel(string number, CancellationToken ct) => AskAsync(number, OrderQuestions.Cancel, ct);

    /// <summary>Cancels an unpaid order.</summary>
    [HttpPost("annulla")]
    public Task<IActionResult> Cancel(string number, ReasonForm form, CancellationToken ct) =>
        DoAsync(number, form, OrderQuestions.Cancel, (order, now, reason) => order.Cancel(Agent.Name, now, reason), ct);

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
            Deed.TooLate => Done($"/assistenza/ordini/{number}", "troppo-tardi"),
            _ => Done($"/assistenza/ordini/{number}", question.Outcome),
        };
    }
}
