using System.Globalization;
using System.Text.Json.Nodes;

namespace Aruba.Fatturazione.Sandbox.PayPal;

/// <summary>An amount in the hundredths of a currency that has hundredths.</summary>
/// <param name="Cents">Hundredths; never negative in a request.</param>
/// <param name="Currency">ISO 4217 code, upper case.</param>
internal readonly record struct PayPalMoney(long Cents, string Currency)
{
    /// <summary>Currencies that the sandbox deals in; all have two decimals.</summary>
    public static IReadOnlyList<string> Currencies { get; } = ["EUR", "USD", "GBP", "CHF"];

    /// <summary>As PayPal writes it: a string with a dot and two decimals.</summary>
    public string Value => string.Create(CultureInfo.InvariantCulture, $"{Cents / 100}.{Cents % 100:00}");

    /// <summary>The <c>{currency_code, value}</c> object.</summary>
    public JsonObject Written => new() { ["currency_code"] = Currency, ["value"] = Value };

    /// <summary>What PayPal keeps of a payment: 3.4 % and 35 cents, to the nearest cent.</summary>
    public PayPalMoney Fee => this with { Cents = Math.Min(Cents, (Cents * 34 + 500) / 1000 + 35) };

    /// <summary>Reads a checked <c>{currency_code, value}</c> object.</summary>
    public static PayPalMoney Of(JsonObject money)
    {
        var parts = ((string?)money["value"] ?? "0").Split('.');
        var whole = parts[0].Length == 0 ? 0 : long.Parse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture);
        var decimals = parts.Length == 1 ? 0 : long.Parse(parts[1].PadRight(2, '0'), NumberStyles.None, CultureInfo.InvariantCulture);
        return new PayPalMoney(whole * 100 + decimals, (string?)money["currency_code"] ?? "");
    }
}
