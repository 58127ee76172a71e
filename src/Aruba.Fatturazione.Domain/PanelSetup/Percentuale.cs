using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Aruba.Fatturazione.Fiscal;

namespace Aruba.Fatturazione.PanelSetup;

/// <summary>Rates in hundredths of a percent (400 is 4 %), as FatturaPA's <c>RateType</c> writes them with two decimals.</summary>
public static class Percentuale
{
    private const int Whole = 100;
    private const int Most = 100 * Whole;

    /// <summary>"4 %", "11,5 %".</summary>
    public static string Readable(int basisPoints) =>
        ((decimal)basisPoints / Whole).ToString("0.##", CultureInfo.InvariantCulture).Replace('.', ',') + " %";

    /// <summary>Reads a rate as people write it: <c>4</c>, <c>4 %</c>, <c>4,00</c>, <c>11.5%</c>.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="example">A usual rate, for the words of the problem.</param>
    /// <param name="basisPoints">Above 0 and up to 10000; meaningless when false is returned.</param>
    /// <param name="problem">What is wrong and how to cure it, in Italian, or null.</param>
    public static bool TryParse(string? text, string example, out int basisPoints, [NotNullWhen(false)] out string? problem)
    {
        basisPoints = 0;
        var typed = string.Concat(TypedCode.Visible(text).Where(c => c != '%' && !char.IsWhiteSpace(c))).Replace(',', '.');
        if (!decimal.TryParse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) || decimal.Round(rate, 2) != rate)
        {
            problem = $"Scrivi l'aliquota in percento, con due decimali al massimo, per esempio {example}";
            return false;
        }

        if (rate is <= 0 or > Whole)
        {
            problem = $"L'aliquota va da 0,01 a 100: scrivila in percento, per esempio {example}";
            return false;
        }

        basisPoints = Math.Min(Most, (int)(rate * Whole));
        problem = null;
        return true;
    }
}
