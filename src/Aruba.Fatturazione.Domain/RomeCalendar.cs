namespace Aruba.Fatturazione;

/// <summary>Turns instants into the days that count for customers and banks: those of Europe/Rome.</summary>
public static class RomeCalendar
{
    private static readonly TimeZoneInfo Rome = TimeZoneInfo.FindSystemTimeZoneById("Europe/Rome");

    // Legge 260/1949 and later: fixed national holidays. 4 October again from 2026 (legge 151/2025).
    private static readonly (int Month, int Day, int Since)[] FixedHolidays =
    [
        (1, 1, 0), (1, 6, 0), (4, 25, 0), (5, 1, 0), (6, 2, 0), (8, 15, 0), (10, 4, 2026), (11, 1, 0), (12, 8, 0), (12, 25, 0), (12, 26, 0),
    ];

    /// <summary>The Rome day of a UTC instant.</summary>
    public static DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(LocalTime(utc));

    /// <summary>The Rome wall clock at a UTC instant, for display.</summary>
    public static DateTime LocalTime(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Rome);

    /// <summary>Today in Rome.</summary>
    public static DateOnly Today(this TimeProvider clock) => DayOf(clock.UtcNow());

    /// <summary>Now, as the UTC <see cref="DateTime"/> that the database stores.</summary>
    public static DateTime UtcNow(this TimeProvider clock) => clock.GetUtcNow().UtcDateTime;

    /// <summary>The UTC instant at which a Rome day begins.</summary>
    public static DateTime StartOf(DateOnly day) => TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue), Rome);

    /// <summary>False on Saturdays, Sundays and national holidays.</summary>
    public static bool IsWorkingDay(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
        && !FixedHolidays.Any(h => h.Month == day.Month && h.Day == day.Day && day.Year >= h.Since)
        && day != EasterMonday(day.Year);

    /// <summary>The day that comes <paramref name="count"/> working days after <paramref name="day"/>.</summary>
    public static DateOnly AddWorkingDays(DateOnly day, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        while (count > 0)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day))
            {
                count--;
            }
        }

        return day;
    }

    // Gregorian computus as published by Meeus/Jones/Butcher.
    private static DateOnly EasterMonday(int year)
    {
        int a = year % 19, b = year / 100, c = year % 100;
        int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
        var h = ((19 * a) + b - d - g + 15) % 30;
        int i = c / 4, k = c % 4;
        var l = (32 + (2 * e) + (2 * i) - h - k) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var month = (h + l - (7 * m) + 114) / 31;
        var day = ((h + l - (7 * m) + 114) % 31) + 1;
        return new DateOnly(year, month, day).AddDays(1);
    }
}
