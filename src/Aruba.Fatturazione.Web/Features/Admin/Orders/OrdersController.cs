using Aruba.Fatturazione.Web.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Admin.Orders;

/// <summary>The list of orders: one box finds anything, filters stay in the address.</summary>
public sealed class OrdersController(StoreDbContext db) : AdminController
{
    /// <summary>The list; a number that exists leads straight to its order.</summary>
    [HttpGet("/assistenza")]
    [HttpGet("/assistenza/ordini")]
    public async Task<IActionResult> Index(OrderFilter filter, CancellationToken ct)
    {
        if (OrderSearch.Recognise(filter.Cerca) is OrderSearch.Number typed && await db.Orders.AnyAsync(o => o.Number == typed.Value, ct))
        {
            return Redirect($"/assistenza/ordini/{typed.Value}");
        }

        return View("OrderList", await OrderList.ReadAsync(db, filter, ct));
    }
}
