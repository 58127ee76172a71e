using System.Globalization;
using Aruba.Fatturazione.Orders;

namespace Aruba.Fatturazione.Web.Features.Shared;

/// <summary>How long a line of an order counts, in words.</summary>
public static class LineWords
{
    /// <summary>Days as <c>1 giorno</c> or <c>259 giorni</c>.</summary>
    public static string Days(int days) => days == 1 ? "1 giorno" : string.Create(CultureInfo.InvariantCulture, $"{days} giorni");

    /// <summary>The line with its quantity when there are several.</summary>
    public static string Title(this OrderLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.Quantity > 1 ? string.Create(CultureInfo.InvariantCulture, $"{line.Name} × {line.Quantity}") : line.Name;
    }

    /// <summary>Its years, or the days by which it is prolonged: <c>259 giorni su 365</c>.</summary>
    public static string Duration(this OrderLine line, int years)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.Days is { } days ? string.Create(CultureInfo.InvariantCulture, $"{Days(days)} su {line.DaysOf}") : Italian.Years(years);
    }

    /// <summary>From when to when the order counts.</summary>
    public static string Duration(this Order order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return order switch
        {
            { Kind: OrderKind.Purchase or OrderKind.Repurchase } => $"{Italian.Years(order.Years)} dall'attivazione",
            { ExtendsFrom: { } from, ExtendsTo: { } to } => from == to
                ? $"Fino alla scadenza del servizio, {Italian.Day(to)}"
                : $"Il servizio passa dal {Italian.Day(from)} al {Italian.Day(to)}",
            _ => $"{Italian.Years(order.Years)} dalla scadenza",
        };
    }
}
