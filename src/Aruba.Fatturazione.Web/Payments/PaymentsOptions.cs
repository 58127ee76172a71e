using System.ComponentModel.DataAnnotations;

namespace Aruba.Fatturazione.Web.Payments;

/// <summary>Section <c>Payments</c>: how long a provider may take (OWASP ASVS 5.0, 13.1.3).</summary>
public sealed record PaymentsOptions
{
    /// <summary>Seconds to connect.</summary>
    [Range(1, 10)]
    public int ConnectSeconds { get; init; } = 3;

    /// <summary>Seconds to wait for one answer.</summary>
    [Range(1, 30)]
    public int AnswerSeconds { get; init; } = 10;

    /// <summary>Milliseconds before the first repetition of a call that the provider failed; doubled each time.</summary>
    [Range(10, 5000)]
    public int RetryMilliseconds { get; init; } = 1000;

    /// <summary>Failed starts of payments that an account may have in an hour; then none is begun (card testing).</summary>
    [Range(3, 100)]
    public int FailuresPerHour { get; init; } = 10;

    /// <summary>Failed calls within half a minute after which a provider is left in peace for half a minute.</summary>
    [Range(2, 10_000)]
    public int FailuresBeforePause { get; init; } = 5;
}
