namespace Aruba.Fatturazione.Web.Outbox;

/// <summary>How long to wait after a failed attempt.</summary>
public static class RetrySchedule
{
    /// <summary>The waits, in order; after the last the message is parked.</summary>
    public static IReadOnlyList<TimeSpan> Waits { get; } =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(24),
    ];

    /// <summary>The wait after attempt number <paramref name="attempts"/>, or null when it is time to park.</summary>
    public static TimeSpan? WaitAfter(int attempts) => attempts <= Waits.Count ? Waits[attempts - 1] : null;
}
