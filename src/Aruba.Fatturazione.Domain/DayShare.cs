using System.Runtime.InteropServices;

namespace Aruba.Fatturazione;

/// <summary>A part of a year, in days.</summary>
/// <param name="Days">Days of it, none to all.</param>
/// <param name="Of">Days of that year: 365 or 366.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DayShare(int Days, int Of)
{
    /// <summary>The days after <paramref name="from"/> up to <paramref name="to"/>, of the year that begins there.</summary>
    /// <param name="from">The last day that is paid already.</param>
    /// <param name="to">The last day to pay, at most a year later.</param>
    public static DayShare Between(DateOnly from, DateOnly to) =>
        new(to.DayNumber - from.DayNumber, Term.FirstExpiry(from, 1).DayNumber - from.DayNumber);
}
