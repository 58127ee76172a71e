namespace Aruba.Fatturazione.Web.Outbox;

/// <summary>Wakes the dispatcher of this instance as soon as there is work; the poll remains the safety net.</summary>
public sealed class OutboxBell : IDisposable
{
    private readonly SemaphoreSlim bell = new(0, 1);

    /// <summary>Rings. Ringing twice before anybody hears is one ring.</summary>
    public void Ring()
    {
        try
        {
            bell.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already ringing: the dispatcher will look at everything that is due.
        }
    }

    /// <summary>Waits for a ring, or for <paramref name="atMost"/> on the given clock.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken ct)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(bell.WaitAsync(over.Token), Task.Delay(atMost, clock, over.Token));
        await over.CancelAsync();
    }

    /// <inheritdoc />
    public void Dispose() => bell.Dispose();
}
