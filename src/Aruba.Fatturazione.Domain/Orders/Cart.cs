using Aruba.Fatturazione.Catalog;
using Aruba.Fatturazione.Intestatari;
using Aruba.Fatturazione.Subscriptions;

namespace Aruba.Fatturazione.Orders;

/// <summary>An entry of the cart.</summary>
public sealed class CartLine
{
    /// <summary>Row id.</summary>
    public int Id { get; init; }

    /// <summary>Catalogue code.</summary>
    public required string ProductCode { get; init; }

    /// <summary>Units, at least 1.</summary>
    public required int Quantity { get; set; }
}

/// <summary>
/// What an account is about to buy. There is one open cart per account (unique index); it survives sign-out, restarts and
/// other devices. It is closed by the order made from it.
/// </summary>
public sealed class Cart : EventSource
{
    private readonly List<CartLine> lines = [];

    private Cart()
    {
    }

    /// <summary>Opens a cart with the service in it.</summary>
    public Cart(Guid id, Guid accountId, OrderKind kind, string serviceCode, DateTime now)
    {
        Id = id;
        AccountId = accountId;
        Kind = kind;
        OpenedAt = now;
        Years = Term.MinYears;
        lines.Add(new CartLine { ProductCode = serviceCode, Quantity = 1 });
    }

    /// <summary>What the order of a service that exists is made from: closed at once, never stored.</summary>
    internal static Cart ForService(OrderTicket ticket, Guid accountId, OrderKind kind, int years) =>
        new() { Id = ticket.Id, AccountId = accountId, Kind = kind, Years = years, OpenedAt = ticket.At, OrderedAt = ticket.At };

    /// <summary>Whose it is.</summary>
    public Guid AccountId { get; private init; }

    /// <summary>What the order will be for.</summary>
    public OrderKind Kind { get; private set; }

    /// <summary>The ended service that is bought again, from which the holder's form is filled; null for a first purchase.</summary>
    public Guid? Rebuys { get; private set; }

    /// <summary>UTC instant.</summary>
    public DateTime OpenedAt { get; private init; }

    /// <summary>UTC instant of the order, or null while open.</summary>
    public DateTime? OrderedAt { get; private set; }

    /// <summary>Term in years.</summary>
    public int Years { get; private set; }

    /// <summary>The holder, once given.</summary>
    public Intestatario? Intestatario { get; private set; }

    /// <summary>UTC instant at which the buyer confirmed the lines as they are; null after any change to them.</summary>
    public DateTime? LinesConfirmedAt { get; private set; }

    /// <summary>What is in it.</summary>
    public IReadOnlyList<CartLine> Lines => lines;

    /// <summary>Codes and quantities, for pricing.</summary>
    public IEnumerable<(string Code, int Quantity)> Wanted => lines.Select(l => (l.ProductCode, l.Quantity));

    /// <summary>True when the buyer confirmed the lines and has not changed them since.</summary>
    public bool LinesConfirmed => LinesConfirmedAt is not null;

    /// <summary>True once an order was made from it.</summary>
    public bool Ordered => OrderedAt is not null;

    /// <summary>True when the code is in it.</summary>
    public bool Has(string code) => lines.Any(l => l.ProductCode == code);

    /// <summary>Prices the cart as it is.</summary>
    public Quote Quote(Catalogue catalogue) => catalogue.Price(Wanted, Years);

    /// <summary>Notes who the holder is.</summary>
    public void Describe(Intestatario intestatario) => Intestatario = intestatario;

    /// <summary>
    /// Buys an ended service again: what it included and is still on sale, whatever was in the cart before. Who the holder is must be said and
    /// checked anew.
    /// </summary>
    public void Rebuy(Subscription former, Catalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(former);
        ArgumentNullException.ThrowIfNull(catalogue);
        (Kind, Rebuys, Intestatario) = (OrderKind.Repurchase, former.Id, null);
        Years = catalogue.YearsLike(former.Years);
        lines.RemoveAll(l => l.ProductCode != catalogue.Service.Code && former.Items.All(i => i.ProductCode != l.ProductCode));
        foreach (var item in former.Items)
        {
            Add(item.ProductCode, item.Quantity, catalogue);
        }

        LinesChanged();
    }

    /// <summary>Chooses the term. False, and nothing changes, when that term is not on offer.</summary>
    public bool ChooseYears(int years, Catalogue catalogue)
    {
        if (!catalogue.Years.Contains(years))
        {
            return false;
        }

        if (years != Years)
        {
            Years = years;
            LinesChanged();
        }

        return true;
    }

    /// <summary>
    /// Puts something in, or changes its quantity, together with what it needs.
    /// Returns the codes that entered besides the wanted one; null when it is not on sale or the quantity is out of range.
    /// </summary>
    public IReadOnlyList<string>? Add(string code, int quantity, Catalogue catalogue)
    {
        if (catalogue.Find(code) is not { } offer || quantity < 1 || quantity > offer.Product.MaxQuantity)
        {
            return null;
        }

        var alongside = new List<string>();
        for (var needed = offer.Product.Needs; needed is not null && !Has(needed); needed = catalogue.Find(needed)?.Product.Needs)
        {
            if (catalogue.Find(needed) is null)
            {
                return null;
            }

            alongside.Add(needed);
        }

        foreach (var needed in alongside)
        {
            lines.Add(new CartLine { ProductCode = needed, Quantity = 1 });
        }

        Put(code, quantity);
        return alongside;
    }

    /// <summary>Takes something out with all that needs it, and returns the codes that left. The service itself stays.</summary>
    public IReadOnlyList<string> Remove(string code, Catalogue catalogue)
    {
        if (catalogue.Find(code)?.Product.Kind == ProductKind.Service)
        {
            return [];
        }

        string[] leaving = [.. new[] { code }.Concat(catalogue.Dependants(code)).Where(Has)];
        if (leaving.Length > 0)
        {
            lines.RemoveAll(l => leaving.Contains(l.ProductCode));
            LinesChanged();
        }

        return leaving;
    }

    /// <summary>Drops what is no longer on sale and returns the codes that left.</summary>
    public IReadOnlyList<string> DropWithdrawn(Catalogue catalogue)
    {
        string[] gone = [.. lines.Select(l => l.ProductCode).Where(c => catalogue.Find(c) is null)];
        foreach (var code in gone)
        {
            lines.RemoveAll(l => l.ProductCode == code || catalogue.Dependants(code).Contains(l.ProductCode));
            LinesChanged();
        }

        return gone;
    }

    /// <summary>The buyer has seen the lines and goes on.</summary>
    public void ConfirmLines(DateTime now) => LinesConfirmedAt = now;

    /// <summary>
    /// Makes the order, frozen at today's prices, and closes the cart. The caller has checked that the total is the one the
    /// buyer saw and that the acceptances are complete. Throws when the cart is not ready.
    /// </summary>
    public Order PlaceOrder(OrderTicket ticket, Catalogue catalogue)
    {
        if (Intestatario is null || !LinesConfirmed || Ordered)
        {
            throw new InvalidOperationException("The cart is not ready to become an order.");
        }

        var order = new Order(this, Intestatario, Quote(catalogue), ticket);
        OrderedAt = ticket.At;
        return order;
    }

    private void Put(string code, int quantity)
    {
        var line = lines.Find(l => l.ProductCode == code);
        if (line?.Quantity == quantity)
        {
            return;
        }

        if (line is null)
        {
            lines.Add(new CartLine { ProductCode = code, Quantity = quantity });
        }
        else
        {
            line.Quantity = quantity;
        }

        LinesChanged();
    }

    private void LinesChanged()
    {
        LinesConfirmedAt = null;
        Touch();
    }
}
