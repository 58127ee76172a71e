using System.Globalization;

namespace Aruba.Fatturazione.Web.Payments.PayPal;

/// <summary>An amount as PayPal writes it: both parts are strings, and no floating point ever touches them.</summary>
/// <param name="CurrencyCode">ISO 4217, upper case.</param>
/// <param name="Value">Digits with a dot and two decimals.</param>
internal sealed record PayPalAmount(string? CurrencyCode, string? Value)
{
    private const int LongestWhole = 12;

    /// <summary>Hundredths of the currency as PayPal wants them. Throws for a negative amount, which PayPal has no way to write.</summary>
    public static PayPalAmount Of(Importo amount, string currency = "EUR")
    {
        if (amount.Cents < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(amount), amount.Cents, "PayPal has no negative amounts");
        }

        return new PayPalAmount(currency, string.Create(CultureInfo.InvariantCulture, $"{amount.Cents / 100}.{amount.Cents % 100:00}"));
    }

    /// <summary>The amount in hundredths, exact. False when it is not an amount with at most two decimals.</summary>
    public bool TryRead(out Importo amount)
    {
        amount = default;
        var parts = (Value ?? "").Split('.');
        var (whole, decimals) = (parts[0], parts.Length == 2 ? parts[1] : "");
        var fits = parts.Length <= 2 && whole.Length is > 0 and <= LongestWhole && decimals.Length <= 2 && (whole + decimals).All(char.IsAsciiDigit);
        if (fits)
        {
            amount = new Importo(long.Parse(whole + decimals.PadRight(2, '0'), NumberStyles.None, CultureInfo.InvariantCulture));
        }

        return fits && CurrencyCode is { Length: 3 };
    }
}
