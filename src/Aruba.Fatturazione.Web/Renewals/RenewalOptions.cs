using System.ComponentModel.DataAnnotations;
using Aruba.Fatturazione.Subscriptions;

namespace Aruba.Fatturazione.Web.Renewals;

/// <summary>Section <c>Renewal</c>: the plan of every service. The figures of the guide unless told otherwise.</summary>
public sealed record RenewalOptions
{
    /// <summary>Days before expiry at which the owner is told, largest first. Empty means 90, 60, 30, 15.</summary>
    public IReadOnlyList<int> NoticeDays { get; init; } = [];

    /// <summary>Days before expiry at which the kept method is charged, largest first. Empty means 7, 5, 3, 1.</summary>
    public IReadOnlyList<int> ChargeDays { get; init; } = [];

    /// <summary>Days after expiry for which a service can be read and reactivated.</summary>
    [Range(0, 3_660)]
    public int ReadOnlyDays { get; init; } = RenewalPlan.Default.ReadOnlyDays;

    /// <summary>Hour of the Rome day at which notices leave and methods are charged.</summary>
    [Range(4, 22)]
    public int Hour { get; init; } = RenewalPlan.Default.Hour;

    /// <summary>Hours that must lie between telling an amount and charging it.</summary>
    [Range(1, 720)]
    public int HoursFromNoticeToCharge { get; init; } = 24;

    /// <summary>Ordinary invoices that fit into a gigabyte; for the forecast of the space needed. An ordinary invoice is about 10 KB (domain: space).</summary>
    [Range(1, 100_000_000)]
    public int InvoicesPerGigabyte { get; init; } = 100_000;

    /// <summary>The plan that these figures make.</summary>
    public RenewalPlan Plan => new(Falling(NoticeDays, RenewalPlan.Default.NoticeDays), Falling(ChargeDays, RenewalPlan.Default.ChargeDays), ReadOnlyDays, Hour);

    private static IReadOnlyList<int> Falling(IReadOnlyList<int> days, IReadOnlyList<int> otherwise) =>
        days.Count == 0 ? otherwise : [.. days.Distinct().OrderDescending()];
}
