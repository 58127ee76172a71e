using System.Globalization;

namespace Aruba.Fatturazione;

/// <summary>An amount of euro, held in integer cents so that sums are exact on every database.</summary>
/// <param name="Cents">Cents of euro; negative for refunds.</param>
public readonly record struct Importo(long Cents) : IComparable<Importo>
{
    // By hand, so that it reads the same on a machine whose culture data differ or are missing.
    private static readonly NumberFormatInfo Italian = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = ".", NumberDecimalDigits = 2 };

    /// <summary>Nothing.</summary>
    public static Importo Zero => default;

    /// <summary>Sum.</summary>
    public static Importo operator +(Importo a, Importo b) => new(checked(a.Cents + b.Cents));

    /// <summary>Difference.</summary>
    public static Importo operator -(Importo a, Importo b) => new(checked(a.Cents - b.Cents));

    /// <summary>Multiple, for quantities and years.</summary>
    public static Importo operator *(Importo a, int times) => new(checked(a.Cents * times));

    /// <summary>Comparison by cents.</summary>
    public static bool operator <(Importo a, Importo b) => a.Cents < b.Cents;

    /// <summary>Comparison by cents.</summary>
    public static bool operator >(Importo a, Importo b) => a.Cents > b.Cents;

    /// <summary>Comparison by cents.</summary>
    public static bool operator <=(Importo a, Importo b) => a.Cents <= b.Cents;

    /// <summary>Comparison by cents.</summary>
    public static bool operator >=(Importo a, Importo b) => a.Cents >= b.Cents;

    /// <summary>IVA on this taxable amount, to the nearest cent, half away from zero (art. 21 DPR 633/1972).</summary>
    /// <param name="basisPoints">Rate in hundredths of a percent: 2200 is 22 %.</param>
    public Importo Iva(int basisPoints)
    {
        var product = checked(Cents * basisPoints);
        var half = product < 0 ? -5_000 : 5_000;
        return new Importo((product + half) / 10_000);
    }

    /// <summary>That part of this amount, to the nearest cent, half a cent up. For amounts that are not negative.</summary>
    /// <param name="share">How much of it.</param>
    public Importo Part(DayShare share) => new(checked((Cents * share.Days * 2) + share.Of) / (share.Of * 2));

    /// <inheritdoc />
    public int CompareTo(Importo other) => Cents.CompareTo(other.Cents);

    /// <summary>Italian form with the currency: <c>1.234,56 €</c>.</summary>
    public override string ToString() => Plain + " €";

    /// <summary>Italian form without the currency: <c>1.234,56</c>.</summary>
    public string Plain => (Cents / 100m).ToString("N", Italian);

    /// <summary>Italian form with the currency of that ISO 4217 code: euro as always, others by their code.</summary>
    public string In(string currency) => currency == "EUR" ? ToString() : $"{Plain} {currency}";

    /// <summary>Machine form with a dot: <c>1234.56</c>, as wanted by the EPC QR code and FatturaPA.</summary>
    public string Dotted => (Cents / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>
    /// Reads an amount as an Italian types it: <c>30,50</c>, <c>1.234,56</c>, <c>30</c>, <c>30.50</c>, with or without the euro sign.
    /// False when it is not an amount, has more than two decimals, or exceeds a thousand million.
    /// </summary>
    public static bool TryParse(string? text, out Importo result)
    {
        result = default;
        var t = (text ?? "").Replace("€", "", StringComparison.Ordinal).Replace("EUR", "", StringComparison.OrdinalIgnoreCase)
            .Replace("\u00a0", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        var comma = t.LastIndexOf(',');
        var dot = t.LastIndexOf('.');
        if (comma < 0 && dot >= 0 && t.Length - dot <= 3)
        {
            // A dot with one or two digits behind it is a decimal mark: 30.50 is never thirty hundred and fifty.
            t = t[..dot] + "," + t[(dot + 1)..];
            comma = dot;
        }

        var whole = comma < 0 ? t : t[..comma];
        var decimals = comma < 0 ? "" : t[(comma + 1)..];
        if (!GroupsAreRight(whole) || decimals.Length > 2 || !decimals.All(char.IsAsciiDigit) || (comma >= 0 && decimals.Length == 0))
        {
            return false;
        }

        var digits = whole.Replace(".", "", StringComparison.Ordinal);
        if (digits.Length is 0 or > 9)
        {
            return false;
        }

        result = new Importo(long.Parse(digits, CultureInfo.InvariantCulture) * 100 + long.Parse(decimals.PadRight(2, '0'), CultureInfo.InvariantCulture));
        return true;
    }

    private static bool GroupsAreRight(string whole)
    {
        var groups = whole.Split('.');
        return groups.All(g => g.Length > 0 && g.All(char.IsAsciiDigit))
            && (groups.Length == 1 || (groups[0].Length <= 3 && groups.Skip(1).All(g => g.Length == 3)));
    }
}
