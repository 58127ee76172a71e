using System.Security.Cryptography;
using System.Text;

namespace Aruba.Fatturazione.Sandbox.PayPal;

/// <summary>
/// What is remembered of a <c>PayPal-Request-Id</c>. PayPal keeps one for six hours, and answers a repetition with the state of
/// the thing that the first request made; a request that was refused leaves nothing behind and may be sent again.
/// </summary>
internal sealed class PayPalRequestIds(TimeProvider clock)
{
    /// <summary>How long an id is kept.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(6);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Entry> entries = [];

    /// <summary>Takes the id for one request. Finish it with <see cref="Keep"/> or <see cref="Release"/> when the state is <c>New</c>.</summary>
    public (State State, Func<PayPalAnswer>? Again) Take(string id, byte[] body)
    {
        var now = clock.GetUtcNow();
        lock (gate)
        {
            if (!entries.TryGetValue(id, out var entry) || now - entry.At >= Life)
            {
                entries[id] = new Entry(now, Digest(body), Again: null);
                return (State.New, null);
            }

            return entry.Again is null
                ? (State.Busy, null)
                : (entry.Body == Digest(body) ? State.Served : State.ServedOtherwise, entry.Again);
        }
    }

    /// <summary>The request was served; <paramref name="again"/> answers its repetitions.</summary>
    public void Keep(string id, Func<PayPalAnswer> again)
    {
        lock (gate)
        {
            if (entries.TryGetValue(id, out var entry))
            {
                entries[id] = entry with { Again = again };
            }
        }
    }

    /// <summary>The request was refused, or never finished: the id is free again.</summary>
    public void Release(string id)
    {
        lock (gate)
        {
            if (entries.TryGetValue(id, out var entry) && entry.Again is null)
            {
                entries.Remove(id);
            }
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        lock (gate)
        {
            entries.Clear();
        }
    }

    private static string Digest(byte[] body) => Convert.ToHexString(SHA256.HashData(body.Length == 0 ? Encoding.UTF8.GetBytes("{}") : body));

    /// <summary>What is known of an id.</summary>
    internal enum State
    {
        /// <summary>Nothing: serve the request.</summary>
        New,

        /// <summary>Another request with it is being served.</summary>
        Busy,

        /// <summary>It was served, with the same body.</summary>
        Served,

        /// <summary>It was served with another body: PayPal answers all the same, and the caller has a bug.</summary>
        ServedOtherwise,
    }

    private sealed record Entry(DateTimeOffset At, string Body, Func<PayPalAnswer>? Again);
}
