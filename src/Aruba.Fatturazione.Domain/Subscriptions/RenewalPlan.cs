namespace Aruba.Fatturazione.Subscriptions;

/// <summary>
/// When something happens to a service before and after its expiry, in Rome days (domain: Area clienti, renewal and expiry). Everything
/// happens at the same hour of its day, so that mails leave at a decent time and a day without or with two 02:30 changes nothing.
/// </summary>
/// <param name="NoticeDays">Days before expiry at which the owner is told what will happen, falling.</param>
/// <param name="ChargeDays">Days before expiry at which a service that renews itself is charged, falling: the first is the rule, the others are for what was refused.</param>
/// <param name="ReadOnlyDays">Days after expiry for which the service can still be read and reactivated.</param>
/// <param name="Hour">Hours after the midnight with which the Rome day begins.</param>
public sealed record RenewalPlan(IReadOnlyList<int> NoticeDays, IReadOnlyList<int> ChargeDays, int ReadOnlyDays, int Hour)
{
    /// <summary>The plan of the guide: told 90, 60, 30 and 15 days ahead, charged 7 days ahead, tried again until the day before, readable for 90 days.</summary>
    public static RenewalPlan Default { get; } = new([90, 60, 30, 15], [7, 5, 3, 1], 90, 7);

    /// <summary>The notice whose day was reached last, or null before the first and after the expiry.</summary>
    public int? NoticeDue(DateOnly expiresOn, DateOnly today) => Reached(NoticeDays, expiresOn, today);

    /// <summary>The charge whose day was reached last, or null before the first and after the expiry.</summary>
    public int? ChargeDue(DateOnly expiresOn, DateOnly today) => Reached(ChargeDays, expiresOn, today);

    /// <summary>The day on which a service that renews itself is charged first.</summary>
    public DateOnly FirstChargeOn(DateOnly expiresOn) => expiresOn.AddDays(-ChargeDays[0]);

    /// <summary>The day on which a service that renews itself is charged next, as seen on <paramref name="today"/>.</summary>
    public DateOnly NextChargeOn(DateOnly expiresOn, DateOnly today) =>
        ChargeDays.Select(d => expiresOn.AddDays(-d)).Where(d => d >= today).DefaultIfEmpty(expiresOn).Min();

    /// <summary>The first day on which a service can be renewed by hand: that of the first notice.</summary>
    public DateOnly RenewableFrom(DateOnly expiresOn) => expiresOn.AddDays(-NoticeDays[0]);

    /// <summary>The last day on which an expired service can be read and reactivated.</summary>
    public DateOnly LastReadOnlyDay(DateOnly expiresOn) => expiresOn.AddDays(ReadOnlyDays);

    /// <summary>UTC instant at which the plan of a service goes on after <paramref name="now"/>; null when nothing is left.</summary>
    public DateTime? Next(DateOnly expiresOn, DateTime now) => Instants(expiresOn).Where(i => i > now).Cast<DateTime?>().Min();

    private static int? Reached(IReadOnlyList<int> days, DateOnly expiresOn, DateOnly today) =>
        today > expiresOn ? null : days.Where(d => today >= expiresOn.AddDays(-d)).Cast<int?>().Min();

    // The two ends count from midnight: an expiry is valid until its last second.
    private IEnumerable<DateTime> Instants(DateOnly expiresOn) =>
        NoticeDays.Concat(ChargeDays).Select(d => RomeCalendar.StartOf(expiresOn.AddDays(-d)).AddHours(Hour))
            .Append(RomeCalendar.StartOf(expiresOn.AddDays(1)))
            .Append(RomeCalendar.StartOf(LastReadOnlyDay(expiresOn).AddDays(1)));
}
