using Aruba.Fatturazione.Web.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Admin.Orders;

/// <summary>The list of orders: one box finds anything, filters stay in the address. What was typed is sealed there.</summary>
public sealed class OrdersController(StoreDbContext db, SealedSearch searches, TimeProvider clock) : AdminController
{
    private const string Expired = "La ricerca è scaduta: scrivila di nuovo";

    /// <summary>The list.</summary>
    [HttpGet("/assistenza/ordini")]
    public async Task<IActionResult> Index(OrderFilter filter, CancellationToken ct)
    {
        if (!string.IsNullOrEmpty(filter.Q))
        {
            filter.Typed = searches.Open(Agent.Id, filter.Q);
            filter.Q = searches.Seal(Agent.Id, filter.Typed); // the links of this page live as long as it does
            if (filter.Typed is null)
            {
                ModelState.AddModelError(nameof(OrderSearchForm.Cerca), Expired);
                return View("OrderList", new OrderListPage(filter, [], null, null));
            }
        }

        return View("OrderList", await OrderList.ReadAsync(db, filter, ct));
    }

    /// <summary>Searches; a number that exists leads straight to its order.</summary>
    [HttpPost("/assistenza/ordini/cerca")]
    public async Task<IActionResult> Search(OrderSearchForm form, CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return View("OrderList", new OrderListPage(form, [], null, null));
        }

        if (OrderSearch.Recognise(form.Cerca) is OrderSearch.Number typed && await db.Orders.AnyAsync(o => o.Number == typed.Value, ct))
        {
            return Redirect($"/assistenza/ordini/{typed.Value}");
        }

        form.Q = searches.Seal(Agent.Id, form.Cerca);
        return Redirect(form.UrlAt(null, null));
    }

    /// <summary>The list as a file for a spreadsheet, without an end.</summary>
    [HttpPost("/assistenza/ordini/esporta")]
    public async Task<IActionResult> Export(OrderFilter filter, CancellationToken ct)
    {
        filter.Typed = string.IsNullOrEmpty(filter.Q) ? null : searches.Open(Agent.Id, filter.Q);
        if (!ModelState.IsValid || (filter.Typed is null && !string.IsNullOrEmpty(filter.Q)))
        {
            ModelState.AddModelError(nameof(OrderSearchForm.Cerca), Expired);
            return View("OrderList", new OrderListPage(filter, [], null, null));
        }

        var now = clock.UtcNow();
        db.Audit.Add(Agent.Did("orders.exported", "ordini", now, $"tipo {filter.Tipo}, stato {filter.Stato}, pagamento {filter.Metodo}, dal {filter.Dal:dd/MM/yyyy} al {filter.Al:dd/MM/yyyy}{(filter.Typed is null ? "" : ", con una ricerca")}"));
        await db.SaveChangesAsync(ct);
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = $"attachment; filename=\"ordini-{RomeCalendar.DayOf(now):yyyy-MM-dd}.csv\"";
        await OrderExport.WriteAsync(db, filter, Response.Body, ct);
        return new EmptyResult();
    }
}
