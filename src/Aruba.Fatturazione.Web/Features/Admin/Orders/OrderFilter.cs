using System.Globalization;
using Aruba.Fatturazione.Orders;
using Microsoft.AspNetCore.WebUtilities;

namespace Aruba.Fatturazione.Web.Features.Admin.Orders;

/// <summary>What the list of orders shows, as it stands in the address of the page. What was typed stands there sealed only.</summary>
public class OrderFilter
{
    /// <summary>What was typed in the search box, sealed; see <see cref="SealedSearch"/>.</summary>
    public string? Q { get; set; }

    /// <summary>Only this kind.</summary>
    public OrderKind? Tipo { get; set; }

    /// <summary>Only this state.</summary>
    public OrderStatus? Stato { get; set; }

    /// <summary>Only this method.</summary>
    public PaymentMethod? Metodo { get; set; }

    /// <summary>First Rome day.</summary>
    public DateOnly? Dal { get; set; }

    /// <summary>Last Rome day.</summary>
    public DateOnly? Al { get; set; }

    /// <summary>The page after this place.</summary>
    public string? Dopo { get; set; }

    /// <summary>The page before this place.</summary>
    public string? Prima { get; set; }

    /// <summary>What was typed; never read from an address, where it would stay in histories and logs.</summary>
    internal string? Typed { get; set; }

    /// <summary>True when nothing narrows the list.</summary>
    internal bool IsEmpty => string.IsNullOrWhiteSpace(Typed) && Tipo is null && Stato is null && Metodo is null && Dal is null && Al is null;

    /// <summary>The address of the list with the same filters, at another place.</summary>
    internal string UrlAt(string? after, string? before)
    {
        var query = new Dictionary<string, string?>
        {
            ["q"] = Q,
            ["tipo"] = Tipo?.ToString(),
            ["stato"] = Stato?.ToString(),
            ["metodo"] = Metodo?.ToString(),
            ["dal"] = Dal?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["al"] = Al?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["dopo"] = after,
            ["prima"] = before,
        };
        return QueryHelpers.AddQueryString("/assistenza/ordini", query.Where(p => !string.IsNullOrEmpty(p.Value)));
    }
}

/// <summary>The search as it is sent.</summary>
public sealed class OrderSearchForm : OrderFilter
{
    /// <summary>Search box.</summary>
    public string? Cerca { get; set; }
}

/// <summary>A place in the list, newest first: paging by key costs the same on the first page and on the last.</summary>
internal sealed record OrderPlace(DateTime At, string Number)
{
    /// <summary>As it stands in an address.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.Ticks}-{Number}");

    /// <summary>Reads it back; null when somebody changed it.</summary>
    public static OrderPlace? Read(string? text)
    {
        var parts = (text ?? "").Split('-');
        return parts.Length == 2 && OrderNumber.TryParse(parts[1], out var number)
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks
            ? new OrderPlace(new DateTime(ticks, DateTimeKind.Utc), number)
            : null;
    }
}
