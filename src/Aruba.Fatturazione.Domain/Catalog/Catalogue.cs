using System.Security.Cryptography;
using System.Text;

namespace Aruba.Fatturazione.Catalog;

/// <summary>A product with the price in force.</summary>
/// <param name="Product">The entry.</param>
/// <param name="UnitNet">Net price of one unit for one year.</param>
/// <param name="IvaBasisPoints">IVA rate, 2200 is 22 %.</param>
/// <param name="IsDemoPrice">True when the figure is invented.</param>
public sealed record Offer(Product Product, Importo UnitNet, int IvaBasisPoints, bool IsDemoPrice)
{
    /// <summary>The product's code.</summary>
    public string Code => Product.Code;

    /// <summary>One unit for one year, IVA included.</summary>
    public Importo UnitGross => UnitNet + UnitNet.Iva(IvaBasisPoints);
}

/// <summary>A line with what it costs.</summary>
/// <param name="Offer">What.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Net">Without IVA.</param>
/// <param name="Share">The part of a year that it costs; null for whole years.</param>
public sealed record PricedLine(Offer Offer, int Quantity, Importo Net, DayShare? Share = null);

/// <summary>A set of lines with its totals. IVA is computed once per rate on the sum, as the invoice will do.</summary>
public sealed record Quote(IReadOnlyList<PricedLine> Lines, int Years, Importo Net, Importo Iva)
{
    /// <summary>What is to be paid.</summary>
    public Importo Gross => Net + Iva;

    /// <summary>The lines with their totals.</summary>
    internal static Quote Of(IEnumerable<PricedLine> lines, int years)
    {
        var priced = lines.ToList();
        var iva = priced.GroupBy(l => l.Offer.IvaBasisPoints).Sum(g => new Importo(g.Sum(l => l.Net.Cents)).Iva(g.Key).Cents);
        return new Quote(priced, years, new Importo(priced.Sum(l => l.Net.Cents)), new Importo(iva));
    }
}

/// <summary>The products, prices and terms that hold on one day. Immutable.</summary>
public sealed class Catalogue
{
    private readonly Dictionary<string, Offer> offers;

    /// <summary>Keeps of the rows those that hold on <paramref name="day"/>. Of two prices in force the newest wins.</summary>
    public Catalogue(IEnumerable<Product> products, IEnumerable<Price> prices, IEnumerable<TermOffer> terms, DateOnly day)
    {
        Day = day;
        var inForce = prices.Where(p => Holds(p.ValidFrom, p.ValidTo, day))
            .GroupBy(p => p.ProductCode)
            .ToDictionary(g => g.Key, g => g.MaxBy(p => p.ValidFrom)!);
        offers = products.Where(p => Holds(p.ValidFrom, p.ValidTo, day) && inForce.ContainsKey(p.Code))
            .OrderBy(p => p.Position)
            .Select(p => (Product: p, Price: inForce[p.Code]))
            .ToDictionary(x => x.Product.Code, x => new Offer(x.Product, new Importo(x.Price.NetCents), x.Price.IvaBasisPoints, x.Price.IsDemo));
        Years = [.. terms.Where(t => Holds(t.ValidFrom, t.ValidTo, day)).Select(t => t.Years).Order()];
        Fingerprint = string.Join('|', offers.Values.Select(o => $"{o.Code}:{o.UnitNet.Cents}:{o.IvaBasisPoints}:{o.Product.Name}:{o.Product.Summary}:{o.Product.Needs}")) + "|" + string.Join(',', Years);
        Key = $"{day:yyyyMMdd}-{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Fingerprint)))[..16]}";
    }

    /// <summary>The Rome day it was made for.</summary>
    public DateOnly Day { get; }

    /// <summary>Terms on offer, in years, ascending.</summary>
    public IReadOnlyList<int> Years { get; }

    /// <summary>All that customers see of it, as one text: equal texts mean equal pages.</summary>
    public string Fingerprint { get; }

    /// <summary>A short form of <see cref="Fingerprint"/> and day, for naming what was made from it.</summary>
    public string Key { get; }

    /// <summary>Everything on offer, in screen order.</summary>
    public IReadOnlyCollection<Offer> Offers => offers.Values;

    /// <summary>The service on sale. Throws when the catalogue is empty: the shop has nothing to sell.</summary>
    public Offer Service => offers.Values.First(o => o.Product.Kind == ProductKind.Service);

    /// <summary>The offer with that code, or null when it is not on sale today.</summary>
    public Offer? Find(string code) => offers.GetValueOrDefault(code);

    /// <summary>Codes that need <paramref name="code"/>, directly or through others.</summary>
    public IReadOnlyList<string> Dependants(string code)
    {
        var found = new List<string>();
        var open = new Queue<string>([code]);
        while (open.TryDequeue(out var needed))
        {
            foreach (var dependant in offers.Values.Where(o => o.Product.Needs == needed && !found.Contains(o.Code)))
            {
                found.Add(dependant.Code);
                open.Enqueue(dependant.Code);
            }
        }

        return found;
    }

    /// <summary>That many years when such a term is on offer, else the shortest.</summary>
    public int YearsLike(int years) => Years.Contains(years) ? years : Term.MinYears;

    /// <summary>Prices lines for a number of years. Lines that are no longer on sale are left out: the caller compares.</summary>
    public Quote Price(IEnumerable<(string Code, int Quantity)> lines, int years) => Quote.Of(Lines(lines, l => l * years), years);

    /// <summary>Prices lines for part of a year, each rounded by itself. Lines that are no longer on sale are left out.</summary>
    internal IEnumerable<PricedLine> Part(IEnumerable<(string Code, int Quantity)> lines, DayShare share) =>
        Lines(lines, l => l.Part(share)).Select(l => l with { Share = share });

    private IEnumerable<PricedLine> Lines(IEnumerable<(string Code, int Quantity)> lines, Func<Importo, Importo> ofYear) => lines
        .Select(l => (Offer: Find(l.Code), l.Quantity))
        .Where(l => l.Offer is not null)
        .OrderBy(l => l.Offer!.Product.Position)
        .Select(l => new PricedLine(l.Offer!, l.Quantity, ofYear(l.Offer!.UnitNet * l.Quantity)));

    private static bool Holds(DateOnly from, DateOnly? to, DateOnly day) => from <= day && (to is null || day <= to);
}
