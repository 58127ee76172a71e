using System.Globalization;

namespace Aruba.Fatturazione.Sandbox.Smtp;

/// <summary>The mails received, in memory: the oldest go away beyond <see cref="Capacity"/>. Safe for many threads.</summary>
public sealed class Mailbox
{
    /// <summary>How many mails are kept.</summary>
    public const int Capacity = 10_000;

    private readonly Lock gate = new();
    private readonly Queue<ReceivedMail> mails = new();
    private readonly List<Waiter> waiters = [];
    private long received;

    /// <summary>A snapshot in order of arrival, oldest first.</summary>
    public IReadOnlyList<ReceivedMail> All
    {
        get
        {
            lock (gate)
            {
                return [.. mails];
            }
        }
    }

    /// <summary>The mail with this id, or null.</summary>
    public ReceivedMail? Find(string id) => All.FirstOrDefault(m => m.Id == id);

    /// <summary>
    /// The newest mail that matches, already here or still to come; wakes up at its arrival, without polling.
    /// <paramref name="timeout"/> is real time, whatever clock the sandbox was given.
    /// </summary>
    /// <exception cref="TimeoutException">None came in time; the message says which mails are here.</exception>
    public async Task<ReceivedMail> WaitForAsync(Func<ReceivedMail, bool> match, TimeSpan timeout)
    {
        ArgumentNullException.ThrowIfNull(match);
        var waiter = new Waiter(match);
        lock (gate)
        {
            if (mails.LastOrDefault(match) is { } here)
            {
                return here;
            }

            waiters.Add(waiter);
        }

        try
        {
            return await waiter.Arrival.Task.WaitAsync(timeout);
        }
        catch (TimeoutException e)
        {
            var seen = string.Join(" · ", All.TakeLast(20).Select(m => $"{string.Join(", ", m.To)}: {m.Subject}"));
            throw new TimeoutException($"No matching mail within {timeout.TotalSeconds:0.#} s. Received: {(seen.Length == 0 ? "none" : seen)}", e);
        }
        finally
        {
            lock (gate)
            {
                waiters.Remove(waiter);
            }
        }
    }

    /// <summary>Forgets every mail; those who wait keep waiting.</summary>
    public void Clear()
    {
        lock (gate)
        {
            mails.Clear();
        }
    }

    /// <summary>Keeps a mail under the next number and wakes those who waited for it.</summary>
    internal ReceivedMail Keep(ReceivedMail arrived)
    {
        lock (gate)
        {
            var mail = arrived with { Id = (++received).ToString(CultureInfo.InvariantCulture) };
            mails.Enqueue(mail);
            if (mails.Count > Capacity)
            {
                mails.Dequeue();
            }

            foreach (var waiter in waiters.Where(w => w.Match(mail)))
            {
                waiter.Arrival.TrySetResult(mail);
            }

            return mail;
        }
    }

    private sealed record Waiter(Func<ReceivedMail, bool> Match)
    {
        public TaskCompletionSource<ReceivedMail> Arrival { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
