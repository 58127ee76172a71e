using System.Globalization;

namespace Aruba.Fatturazione.Bench;

/// <summary>The table that is printed: each figure beside its target.</summary>
internal sealed class Figures
{
    private readonly List<string> rows = [];

    /// <summary>Notes and prints a figure; with a target it says whether the figure keeps it.</summary>
    public void Add(string database, string what, double value, string unit, double? most = null)
    {
        var target = most is { } limit ? $"≤ {Text(limit)} {unit}" : "";
        var verdict = most is { } bar ? value <= bar ? "ok" : "MISSED" : "";
        var row = $"| {database} | {what} | {Text(value)} {unit} | {target} | {verdict} |";
        rows.Add(row);
        Console.WriteLine(row);
    }

    /// <summary>True when a target was missed.</summary>
    public bool AnyMissed => rows.Exists(r => r.Contains("MISSED", StringComparison.Ordinal));

    public void Print()
    {
        Console.WriteLine();
        Console.WriteLine("| Database | Figure | Measured | Target | |\n|---|---|---|---|---|");
        rows.ForEach(Console.WriteLine);
    }

    private static string Text(double value) => value.ToString(value < 10 ? "0.00" : "0.#", CultureInfo.InvariantCulture);
}
