namespace Aruba.Fatturazione.Catalog;

/// <summary>What a catalogue entry is.</summary>
public enum ProductKind
{
    /// <summary>The yearly service itself; every order for a first purchase holds exactly one.</summary>
    Service,

    /// <summary>A module that is in the cart or not.</summary>
    Module,

    /// <summary>Something bought in a quantity: users, space.</summary>
    Extra,
}

/// <summary>An entry of the catalogue. Entries are data: adding a module needs a row, not a release.</summary>
public sealed class Product
{
    /// <summary>Stable code, lower case with dashes.</summary>
    public required string Code { get; init; }

    /// <summary>Name on screen and on the invoice.</summary>
    public required string Name { get; set; }

    /// <summary>What it adds, one or two sentences.</summary>
    public required string Summary { get; set; }

    /// <summary>Kind of entry.</summary>
    public required ProductKind Kind { get; init; }

    /// <summary>Code of another entry that must be bought with this one, or null. Everything needs the service.</summary>
    public string? Needs { get; set; }

    /// <summary>Code of the contract sheet that must be read when this is bought, or null.</summary>
    public string? SheetCode { get; set; }

    /// <summary>The most that can be bought at once; 1 for services and modules.</summary>
    public int MaxQuantity { get; set; } = 1;

    /// <summary>Order on screen.</summary>
    public int Position { get; set; }

    /// <summary>First Rome day on which it can be bought.</summary>
    public DateOnly ValidFrom { get; set; }

    /// <summary>Last Rome day on which it can be bought, or null.</summary>
    public DateOnly? ValidTo { get; set; }
}

/// <summary>The price of a product for one unit and one year, between two days.</summary>
public sealed class Price
{
    /// <summary>Row id.</summary>
    public int Id { get; init; }

    /// <summary>The product.</summary>
    public required string ProductCode { get; init; }

    /// <summary>Cents of euro without IVA, per unit and year.</summary>
    public required long NetCents { get; set; }

    /// <summary>IVA rate in hundredths of a percent: 2200 is 22 %.</summary>
    public required int IvaBasisPoints { get; set; }

    /// <summary>First Rome day on which it holds.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last Rome day on which it holds, or null.</summary>
    public DateOnly? ValidTo { get; set; }

    /// <summary>True for invented figures, which every page marks as such.</summary>
    public bool IsDemo { get; set; }
}

/// <summary>A length of term on offer between two days.</summary>
public sealed class TermOffer
{
    /// <summary>Years, <see cref="Term.MinYears"/> to <see cref="Term.MaxYears"/>.</summary>
    public required int Years { get; init; }

    /// <summary>First Rome day on which it can be chosen.</summary>
    public required DateOnly ValidFrom { get; set; }

    /// <summary>Last Rome day on which it can be chosen, or null.</summary>
    public DateOnly? ValidTo { get; set; }
}
