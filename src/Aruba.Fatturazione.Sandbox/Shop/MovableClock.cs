namespace Aruba.Fatturazione.Sandbox.Shop;

/// <summary>The sandbox's clock: so many days ahead of another as the shop says, so that both live in the same day.</summary>
internal sealed class MovableClock(TimeProvider other) : TimeProvider
{
    /// <summary>The furthest that it goes ahead, in days.</summary>
    public const int MaxDays = 4_000;

    private int days;

    /// <summary>Days ahead.</summary>
    public int Days => Volatile.Read(ref days);

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => other.LocalTimeZone;

    /// <inheritdoc />
    public override long TimestampFrequency => other.TimestampFrequency;

    /// <summary>Goes there; false when that is out of range.</summary>
    public bool GoTo(int ahead)
    {
        if (ahead is < 0 or > MaxDays)
        {
            return false;
        }

        Volatile.Write(ref days, ahead);
        return true;
    }

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => other.GetUtcNow().AddDays(Days);

    /// <inheritdoc />
    public override long GetTimestamp() => other.GetTimestamp();

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => other.CreateTimer(callback, state, dueTime, period);
}
