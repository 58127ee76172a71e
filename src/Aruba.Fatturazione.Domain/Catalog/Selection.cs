namespace Aruba.Fatturazione.Catalog;

/// <summary>What somebody chose in one form, brought in line with what its parts need of one another.</summary>
/// <param name="Items">Units by code, each at least 1.</param>
/// <param name="Entered">Codes that came in because another one needs them.</param>
/// <param name="Left">Codes that went out because what they need went out, or is not on sale.</param>
public sealed record Selection(IReadOnlyDictionary<string, int> Items, IReadOnlyList<string> Entered, IReadOnlyList<string> Left)
{
    /// <summary>True when it is not what was asked for, and its owner must be told.</summary>
    public bool WasMended => Entered.Count + Left.Count > 0;

    /// <summary>
    /// Settles a choice. What is newly chosen brings what it needs; what was there before leaves with what it needs. So taking a module out
    /// does not bring it back through those that need it.
    /// </summary>
    /// <param name="wanted">Units by code; those below 1 are not wanted.</param>
    /// <param name="before">Codes chosen before.</param>
    /// <param name="catalogue">The rules.</param>
    public static Selection Settle(IReadOnlyDictionary<string, int> wanted, IReadOnlySet<string> before, Catalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        var items = wanted.Where(w => w.Value > 0).ToDictionary();
        List<string> entered = [], left = [];
        foreach (var code in items.Keys.Except(before).ToList())
        {
            for (var need = catalogue.Find(code)?.Product.Needs; need is not null && !items.ContainsKey(need) && catalogue.Find(need) is { } offer; need = offer.Product.Needs)
            {
                items[need] = 1;
                entered.Add(need);
            }
        }

        while (items.Keys.FirstOrDefault(c => catalogue.Find(c)?.Product.Needs is { } need && !items.ContainsKey(need)) is { } alone)
        {
            items.Remove(alone);
            left.Add(alone);
        }

        return new Selection(items, entered, left);
    }
}
