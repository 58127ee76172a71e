namespace Aruba.Fatturazione.Web.Outbox;

/// <summary>
/// How long to wait after a failed attempt. For the first hour and a half never more than five minutes, so that a mail server that comes
/// back is used at once; then ever longer, until after a day a person must look.
/// </summary>
public static class RetrySchedule
{
    private static readonly TimeSpan Minutes5 = TimeSpan.FromMinutes(5);

    /// <summary>The waits, in order; after the last the message is parked.</summary>
    public static IReadOnlyList<TimeSpan> Waits { get; } =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), .. Enumerable.Repeat(Minutes5, 18),
        TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(12),
    ];

    /// <summary>The wait when parking itself failed.</summary>
    public static TimeSpan Longest => Waits[^1];

    /// <summary>The wait after attempt number <paramref name="attempts"/>, or null when it is time to park.</summary>
    public static TimeSpan? WaitAfter(int attempts) => attempts <= Waits.Count ? Waits[attempts - 1] : null;
}
