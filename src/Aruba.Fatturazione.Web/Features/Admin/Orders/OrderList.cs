using System.Diagnostics.CodeAnalysis;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Admin.Orders;

/// <summary>One order of the list.</summary>
internal sealed record OrderRow(
    string Number, DateTime PlacedAt, string? Denominazione, string? Nome, string? Cognome, OrderStatus Status, PaymentMethod Method, Importo Gross, List<Importo> Payments)
{
    /// <summary>The holder.</summary>
    public string Name => Denominazione ?? $"{Nome} {Cognome}";

    /// <summary>What is still due, or null when nothing is waited for.</summary>
    public Importo? Due => Status == OrderStatus.AwaitingPayment ? Gross - new Importo(Payments.Sum(p => p.Cents)) : null;
}

/// <summary>A page of the list.</summary>
internal sealed record OrderListPage(OrderFilter Filter, IReadOnlyList<OrderRow> Rows, string? Next, string? Prev)
{
    /// <summary>Why what was typed cannot be found, or null.</summary>
    public string? Problem { get; init; }
}

/// <summary>Reads a page of orders in one command.</summary>
[SuppressMessage("Globalization", "CA1309", Justification = "Becomes SQL: the column compares by code point.")]
internal static class OrderList
{
    /// <summary>Rows on a page.</summary>
    public const int PageSize = 50;

    /// <summary>The page that the filter asks for.</summary>
    public static async Task<OrderListPage> ReadAsync(StoreDbContext db, OrderFilter filter, CancellationToken ct)
    {
        var search = OrderSearch.Recognise(filter.Typed);
        if (search is OrderSearch.Mistyped wrong)
        {
            return new OrderListPage(filter, [], null, null) { Problem = wrong.Problem };
        }

        var orders = Wanted(db, filter);
        var before = OrderPlace.Read(filter.Prima);
        var after = before is null ? OrderPlace.Read(filter.Dopo) : null;
        var rows = await Rows(At(orders, after, before)).Take(PageSize + 1).ToListAsync(ct);
        var more = rows.Count > PageSize;
        if (more)
        {
            rows.RemoveAt(PageSize);
        }

        if (before is not null)
        {
            rows.Reverse();
        }

        return new OrderListPage(filter, rows, Next(filter, rows, more, before), Prev(filter, rows, more, after, before));
    }

    /// <summary>The orders that the filter lets through, unordered; none for something mistyped.</summary>
    public static IQueryable<Order> Wanted(StoreDbContext db, OrderFilter filter) =>
        OrderSearch.Recognise(filter.Typed) is { } search and not OrderSearch.Mistyped ? Narrow(search.Apply(db.Orders.AsNoTracking()), filter) : db.Orders.Where(_ => false);

    /// <summary>The orders after a place, newest first.</summary>
    public static IQueryable<Order> NewestAfter(IQueryable<Order> orders, OrderPlace? after) => At(orders, after, null);

    private static IQueryable<Order> Narrow(IQueryable<Order> orders, OrderFilter filter)
    {
        if (filter.Tipo is { } kind)
        {
            orders = orders.Where(o => o.Kind == kind);
        }

        if (filter.Stato is { } status)
        {
            orders = orders.Where(o => o.Status == status);
        }

        if (filter.Metodo is { } method)
        {
            orders = orders.Where(o => o.Method == method);
        }

        if (filter.Dal is { } from)
        {
            var start = RomeCalendar.StartOf(from);
            orders = orders.Where(o => o.PlacedAt >= start);
        }

        if (filter.Al is { } to && to < DateOnly.MaxValue)
        {
            var end = RomeCalendar.StartOf(to.AddDays(1));
            orders = orders.Where(o => o.PlacedAt < end);
        }

        return orders;
    }

    // The first comparison alone lets the index start at the right place; the second breaks ties of the instant.
    private static IQueryable<Order> At(IQueryable<Order> orders, OrderPlace? after, OrderPlace? before)
    {
        if (before is not null)
        {
            return orders.Where(o => o.PlacedAt >= before.At && (o.PlacedAt > before.At || string.Compare(o.Number, before.Number) > 0))
                .OrderBy(o => o.PlacedAt).ThenBy(o => o.Number);
        }

        var newest = after is null
            ? orders
            : orders.Where(o => o.PlacedAt <= after.At && (o.PlacedAt < after.At || string.Compare(o.Number, after.Number) < 0));
        return newest.OrderByDescending(o => o.PlacedAt).ThenByDescending(o => o.Number);
    }

    private static IQueryable<OrderRow> Rows(IQueryable<Order> orders) => orders.Select(o => new OrderRow(
        o.Number, o.PlacedAt, o.Intestatario.Denominazione, o.Intestatario.Nome, o.Intestatario.Cognome, o.Status, o.Method, o.Gross, o.Payments.Where(p => p.Counts).Select(p => p.Amount).ToList()));

    private static string? Next(OrderFilter filter, List<OrderRow> rows, bool more, OrderPlace? before) =>
        rows.Count > 0 && (more || before is not null) ? filter.UrlAt(Place(rows[^1]), null) : null;

    private static string? Prev(OrderFilter filter, List<OrderRow> rows, bool more, OrderPlace? after, OrderPlace? before) =>
        rows.Count > 0 && (after is not null || (before is not null && more)) ? filter.UrlAt(null, Place(rows[0])) : null;

    private static string Place(OrderRow row) => new OrderPlace(row.PlacedAt, row.Number).ToString();
}
