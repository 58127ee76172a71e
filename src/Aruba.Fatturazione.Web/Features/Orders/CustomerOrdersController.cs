using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Methods;
using Aruba.Fatturazione.Web.Features.Shared;
using Aruba.Fatturazione.Web.Payments;
using Aruba.Fatturazione.Web.Renewals;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Features.Orders;

/// <summary>What a customer sees of orders and services. Anything of somebody else's is not there: 404, as for a random number.</summary>
[Authorize(Policies.Customer)]
[Route("/area-clienti")]
public sealed class CustomerOrdersController(StoreDbContext db, PaymentDesk desk, IOptions<BankOptions> bank, IOptions<PostalOptions> postal, IOptions<RenewalOptions> renewal, CatalogueCache prices, Withdrawals withdrawals, TimeProvider clock) : Controller
{
    private const int PageSize = 20;

    /// <summary>The customer's own page.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Area(string? prima, string? esito, CancellationToken ct)
    {
        var owner = User.AccountId();
        var orders = db.Orders.AsNoTracking().Where(o => o.AccountId == owner);
        if (long.TryParse(prima, out var ticks) && ticks > 0 && ticks < DateTime.MaxValue.Ticks)
        {
            var before = new DateTime(ticks, DateTimeKind.Utc);
            orders = orders.Where(o => o.PlacedAt < before);
        }

        var rows = await orders.OrderByDescending(o => o.PlacedAt).Take(PageSize + 1)
            .Select(o => new OrderRow(o.Number, o.Kind, o.Status, o.PlacedAt, o.Gross)).ToListAsync(ct);
        var older = rows.Count > PageSize ? $"/area-clienti?prima={rows[PageSize - 1].PlacedAt.Ticks}" : null;
        var services = await ServiceRow.ReadAsync(db, owner, await prices.TodayAsync(ct), clock.Today(), renewal.Value.Plan, withdrawals, ct);
        return View(new AreaPage(User.Username(), [.. rows.Take(PageSize)], older, services, InWords(esito)));
    }

    /// <summary>One order; after the purchase it is the outcome page, at the same address.</summary>
    [HttpGet("ordini/{number}")]
    public async Task<IActionResult> Order(string number, string? nuovo, string? esito, CancellationToken ct)
    {
        if (await FindAsync(number, ct) is not { } order)
        {
            return NotFound();
        }

        var story = await OrderTimeline.ReadAsync(db, order.Number, TimelineReader.Customer, ct);
        var line = order.Status == OrderStatus.Concluded ? await RenewalLine.OfOrderAsync(db, order, clock.Today(), renewal.Value.Plan, ct) : null;
        return View("Order", new OrderPage(order, story, bank.Value, postal.Value, clock.Today(), nuovo == "1", InWords(esito))
        {
            Renewal = line,
            WithdrawableUntil = line is not null || order.Status is OrderStatus.AwaitingActivation or OrderStatus.ActivationFailed ? withdrawals.LastDay(order, line?.AnchorOn) : null,
            LastAttempt = order.Status == OrderStatus.Concluded ? null : await db.PaymentAttempts.AsNoTracking().Where(a => a.OrderId == order.Id).OrderByDescending(a => a.StartedAt).FirstOrDefaultAsync(ct),
        });
    }

    /// <summary>Asks before cancelling.</summary>
    [HttpGet("ordini/{number}/annulla")]
    public async Task<IActionResult> AskCancel(string number, CancellationToken ct) =>
        await FindAsync(number, ct) is { } order ? View("Cancel", order) : NotFound();

    /// <summary>Cancels an order that nobody has begun to pay.</summary>
    [HttpPost("ordini/{number}/annulla")]
    public async Task<IActionResult> Cancel(string number, CancellationToken ct)
    {
        var owner = User.AccountId();
        if (!OrderNumber.TryParse(number, out var parsed) || await db.OrderForVerbsAsync(parsed, ct) is not { } order || order.AccountId != owner)
        {
            return NotFound();
        }

        // What was begun with a provider is closed there first: nobody may pay a cancelled order.
        if (!await desk.CloseLiveAsync(order.Id, CancellationToken.None))
        {
            return LocalRedirect($"/area-clienti/ordini/{order.Number}?esito=in-verifica");
        }

        db.ChangeTracker.Clear();
        order = await db.OrderForVerbsAsync(parsed, ct) ?? order;
        var cancelled = order.Cancel(User.Username(), clock.UtcNow(), "Richiesta del cliente");
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // A payment was registered in the same instant: money wins, and the page shows the truth.
            cancelled = false;
        }

        return LocalRedirect($"/area-clienti/ordini/{order.Number}?esito={(cancelled ? "annullato" : "non-annullato")}");
    }

    private async Task<Order?> FindAsync(string number, CancellationToken ct)
    {
        var owner = User.AccountId();
        return OrderNumber.TryParse(number, out var parsed)
            ? await db.Orders.AsNoTracking().Include(o => o.Lines).Include(o => o.Payments).Include(o => o.Acceptances)
                .AsSingleQuery().SingleOrDefaultAsync(o => o.Number == parsed && o.AccountId == owner, ct)
            : null;
    }

    private static string? InWords(string? code) => code switch
    {
        "annullato" => "L'ordine è annullato. Se cambi idea puoi acquistare di nuovo.",
        "non-annullato" => "L'ordine non si può più annullare: qui sotto vedi a che punto è.",
        "pagato" => "Il pagamento è registrato. Grazie.",
        "istruzioni" => "Ti mandiamo per email le istruzioni per pagare; le trovi anche qui sotto.",
        "in-verifica" => "C'è un pagamento che stiamo verificando: prima di fare altro aspettiamo la risposta del fornitore.",
        "prima-rinnovo" => "Prima di aggiungere altro al servizio paga o annulla questo rinnovo.",
        "prima-estensione" => "Prima di rinnovare il servizio paga o annulla questa estensione.",
        "credenziali" => "Ti mandiamo per email una nuova password temporanea del pannello.",
        "credenziali-attesa" => "Abbiamo già mandato da poco una password temporanea: controlla la posta, oppure riprova fra cinque minuti.",
        _ => null,
    };
}
