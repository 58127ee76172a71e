namespace Aruba.Fatturazione;

/// <summary>
/// Arithmetic of terms in whole years. An expiry is a day of Europe/Rome, valid until its last second.
/// The anchor (the day of the first activation) is remembered, so that 29 February comes back in leap years.
/// </summary>
public static class Term
{
    /// <summary>The shortest and longest term that can be bought at once, in years.</summary>
    public const int MinYears = 1;

    /// <inheritdoc cref="MinYears" />
    public const int MaxYears = 5;

    /// <summary>The expiry <paramref name="years"/> after <paramref name="from"/>, on the anchor's day or, where the month is shorter, on its last day.</summary>
    /// <param name="from">The day the term starts (first purchase) or the present expiry (extension).</param>
    /// <param name="years">At least one.</param>
    /// <param name="anchor">The day of the first activation.</param>
    public static DateOnly Extend(DateOnly from, int years, DateOnly anchor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(years, 1);
        var year = from.Year + years;
        var day = Math.Min(anchor.Day, DateTime.DaysInMonth(year, anchor.Month));
        return new DateOnly(year, anchor.Month, day);
    }

    /// <summary>The first expiry of a service activated on <paramref name="start"/>.</summary>
    public static DateOnly FirstExpiry(DateOnly start, int years) => Extend(start, years, start);

    /// <summary>The fewest whole years, at least one, that something begun on <paramref name="start"/> takes to reach <paramref name="until"/>.</summary>
    /// <param name="start">First day.</param>
    /// <param name="until">A later day, or the same.</param>
    public static int YearsToReach(DateOnly start, DateOnly until)
    {
        var years = Math.Max(1, until.Year - start.Year);
        return FirstExpiry(start, years) < until ? years + 1 : years;
    }
}
