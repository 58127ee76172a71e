namespace Aruba.Fatturazione.Web.Configuration;

/// <summary>Finds settings that nothing reads: a typing error in a key must not become a silent default.</summary>
internal static class UnknownKeys
{
    private const int Far = 4;

    /// <summary>A problem for each key of the section that <typeparamref name="T"/> does not have, naming the nearest that it has.</summary>
    public static IEnumerable<ConfigurationProblem> In<T>(IConfigurationSection section)
    {
        var known = Of<T>().ToList();
        foreach (var child in section.GetChildren().Where(c => !known.Contains(c.Key, StringComparer.OrdinalIgnoreCase)))
        {
            var nearest = known.MinBy(k => Distance(child.Key, k))!;
            var cure = Distance(child.Key, nearest) < Far
                ? $"there is no such setting; did you mean {section.Key}:{nearest}?"
                : $"there is no such setting; {section.Key} has {string.Join(", ", known)}";
            yield return new ConfigurationProblem(child.Path, cure);
        }
    }

    /// <summary>Names of the settings of a section; what a section computes from them is none.</summary>
    public static IEnumerable<string> Of<T>() => typeof(T).GetProperties().Where(p => p.CanWrite).Select(p => p.Name);

    // Levenshtein's distance, two rows at a time, upper and lower case alike.
    private static int Distance(string a, string b)
    {
        var above = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var row = new int[b.Length + 1];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]);
                row[j] = Math.Min(Math.Min(row[j - 1], above[j]) + 1, above[j - 1] + (same ? 0 : 1));
            }

            above = row;
        }

        return above[b.Length];
    }
}
