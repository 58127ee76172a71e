namespace Aruba.Fatturazione.Sandbox.Stripe.Wire;

/// <summary>
/// Answers kept by idempotency key (https://docs.stripe.com/api/idempotent_requests): the same key gets the same answer, errors included,
/// for 24 hours of the sandbox's clock. Safe for many threads.
/// </summary>
internal sealed class KeyedAnswers(TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Entry> entries = [];

    /// <summary>
    /// Takes the key for a call. Null: the caller may work, and must <see cref="Keep"/> or <see cref="Release"/>; else the answer of the first call.
    /// </summary>
    /// <param name="key">The caller's key.</param>
    /// <param name="endpoint">Method and path.</param>
    /// <param name="parameters">The same text for the same parameters.</param>
    /// <param name="forgets">Take the key as never seen.</param>
    /// <exception cref="StripeRefusal">The key is in use, or belongs to another call.</exception>
    public KeptAnswer? Begin(string key, string endpoint, string parameters, bool forgets)
    {
        lock (gate)
        {
            if (forgets || !entries.TryGetValue(key, out var known) || clock.GetUtcNow() - known.At >= Life)
            {
                entries[key] = new Entry(endpoint, parameters, clock.GetUtcNow(), null);
                return null;
            }

            if (known.Endpoint != endpoint || known.Parameters != parameters)
            {
                throw Mismatch(key, known, endpoint);
            }

            return known.Answer ?? throw new StripeRefusal(
                $"There is currently another in-progress request using this Stripe Idempotency Key: {key}. Please try again later.", null, "idempotency_key_in_use")
            {
                Status = StatusCodes.Status409Conflict,
                IsHonest = true,
            };
        }
    }

    /// <summary>The call is done: its answer is kept.</summary>
    public void Keep(string key, KeptAnswer answer)
    {
        lock (gate)
        {
            if (entries.TryGetValue(key, out var entry))
            {
                entries[key] = entry with { Answer = answer };
            }
        }
    }

    /// <summary>The call did not take place: its key is free again.</summary>
    public void Release(string key)
    {
        lock (gate)
        {
            entries.Remove(key);
        }
    }

    /// <summary>Forgets every key.</summary>
    public void Clear()
    {
        lock (gate)
        {
            entries.Clear();
        }
    }

    private static StripeRefusal Mismatch(string key, Entry known, string endpoint) => new(
        known.Endpoint == endpoint
            ? $"Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '{key}' if you meant to execute a different request."
            : $"Keys for idempotent requests can only be used for the same endpoint they were first used for ('{known.Endpoint}' vs '{endpoint}'). Try using a key other than '{key}' if you meant to execute a different request.")
    {
        Type = "idempotency_error",
    };

    private sealed record Entry(string Endpoint, string Parameters, DateTimeOffset At, KeptAnswer? Answer);
}

/// <summary>An answer, and the request that it answered first.</summary>
/// <param name="RequestId">Id of that request.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The very text of the body.</param>
internal sealed record KeptAnswer(string RequestId, int Status, string Body);
