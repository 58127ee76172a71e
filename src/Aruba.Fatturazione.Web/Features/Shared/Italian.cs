using System.Globalization;

namespace Aruba.Fatturazione.Web.Features.Shared;

/// <summary>
/// Money, days and instants as an Italian reader writes them. Spelled by hand so that pages, mails and tests read the
/// same on a machine whose culture data differ or are missing.
/// </summary>
public static class Italian
{
    private static readonly string[] Months =
    [
        "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno",
        "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre",
    ];

    /// <summary>Cents as <c>1.234,56 €</c>.</summary>
    public static string Euro(long cents) => new Importo(cents).ToString();

    /// <summary>A term as <c>1 anno</c> or <c>3 anni</c>.</summary>
    public static string Years(int years) => years == 1 ? "1 anno" : string.Create(CultureInfo.InvariantCulture, $"{years} anni");

    /// <summary>A day as <c>24 novembre 2026</c>; the first of the month is <c>1º</c>.</summary>
    public static string Day(DateOnly day)
    {
        var number = day.Day == 1 ? "1º" : day.Day.ToString(CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{number} {Months[day.Month - 1]} {day.Year}");
    }

    /// <summary>An instant (UTC, whatever kind the database gave it) as <c>24 novembre 2026, ore 9:05</c> in Rome.</summary>
    public static string Instant(DateTime utc)
    {
        var local = RomeCalendar.LocalTime(utc);
        return string.Create(
            CultureInfo.InvariantCulture, $"{Day(DateOnly.FromDateTime(local))}, ore {local.Hour}:{local.Minute:00}");
    }

    /// <summary>An instant as <c>24/11/2026 09:05</c> in Rome, for dense tables.</summary>
    public static string ShortInstant(DateTime utc) => RomeCalendar.LocalTime(utc).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);
}
