using Aruba.Fatturazione.Subscriptions;
using CsCheck;

namespace Aruba.Fatturazione.Tests.Subscriptions;

public sealed class RenewalPlanTests
{
    private static readonly RenewalPlan Plan = RenewalPlan.Default;
    private static readonly DateOnly Expiry = new(2027, 11, 24);

    private static Gen<DateOnly> Days { get; } = Gen.Int[0, 36_524].Select(d => new DateOnly(2000, 1, 1).AddDays(d));

    [Fact]
    public void Over_10000_days_ten_renewals_fall_on_the_anchors_day_or_the_months_last() =>
        Gen.Select(Days, Gen.Int[0, 2].Select(i => new[] { 1, 2, 5 }[i])).Sample(
            (start, years) =>
            {
                var expiry = Term.FirstExpiry(start, years);
                for (var renewals = 0; renewals < 10; renewals++)
                {
                    var next = Term.Extend(expiry, years, start);
                    Assert.Equal((expiry.Year + years, start.Month), (next.Year, next.Month));
                    Assert.Equal(Math.Min(start.Day, DateTime.DaysInMonth(next.Year, next.Month)), next.Day);
                    expiry = next;
                }
            },
            iter: 10_000);

    [Fact]
    public void A_service_of_29_February_comes_back_to_it_in_leap_years()
    {
        var anchor = new DateOnly(2028, 2, 29);
        var expiries = Enumerable.Range(0, 4).Aggregate(new List<DateOnly> { anchor }, (all, _) => [.. all, Term.Extend(all[^1], 1, anchor)]);

        Assert.Equal([anchor, new(2029, 2, 28), new(2030, 2, 28), new(2031, 2, 28), new(2032, 2, 29)], expiries);
    }

    [Fact]
    public void Every_step_of_a_service_is_met_once_in_its_order_whatever_the_nights_of_the_clock_change() =>
        Days.Sample(
            expiry =>
            {
                var now = RomeCalendar.StartOf(expiry.AddDays(-200));
                var met = new List<DateTime>();
                while (Plan.Next(expiry, now) is { } next)
                {
                    Assert.True(next > now);
                    met.Add(now = next);
                }

                Assert.Equal(10, met.Count);
                Assert.Equal([90, 60, 30, 15, 7, 5, 3, 1, -1, -91], met.Select(m => expiry.DayNumber - RomeCalendar.DayOf(m).DayNumber));
            },
            iter: 10_000);

    [Theory]
    [InlineData(91, null, null)]
    [InlineData(90, 90, null)]
    [InlineData(31, 60, null)]
    [InlineData(8, 15, null)]
    [InlineData(7, 15, 7)]
    [InlineData(4, 15, 5)]
    [InlineData(0, 15, 1)]
    [InlineData(-1, null, null)]
    public void What_is_due_is_what_was_reached_last(int daysBefore, int? notice, int? charge)
    {
        var today = Expiry.AddDays(-daysBefore);

        Assert.Equal((notice, charge), (Plan.NoticeDue(Expiry, today), Plan.ChargeDue(Expiry, today)));
    }

    [Fact]
    public void An_order_five_minutes_after_or_before_midnight_belongs_to_its_Rome_day()
    {
        Assert.Equal(new DateOnly(2026, 7, 1), RomeCalendar.DayOf(new DateTime(2026, 6, 30, 22, 5, 0, DateTimeKind.Utc)));
        Assert.Equal(new DateOnly(2026, 7, 1), RomeCalendar.DayOf(new DateTime(2026, 7, 1, 21, 55, 0, DateTimeKind.Utc)));
        Assert.Equal(new DateOnly(2026, 1, 1), RomeCalendar.DayOf(new DateTime(2025, 12, 31, 23, 5, 0, DateTimeKind.Utc)));
    }
}
