namespace Aruba.Fatturazione.Sandbox.Mischief;

/// <summary>How one provider's API looks to the fault switches.</summary>
/// <param name="Name"><c>stripe</c> or <c>paypal</c>.</param>
/// <param name="KeyHeader">Request header with the idempotency key.</param>
/// <param name="ErrorBody">The JSON body with which the provider says a status from 400 to 599.</param>
/// <param name="PausesInside">
/// True when the provider's own code calls <see cref="ProviderCall.PauseAsync"/> while it holds the idempotency key; false: the pause comes before it.
/// </param>
internal sealed record ProviderDialect(string Name, string KeyHeader, Func<int, object> ErrorBody, bool PausesInside = false)
{
    /// <summary>Prefix of everything of this provider.</summary>
    public string Prefix => "/" + Name;
}

/// <summary>What the switches want of the call at hand; the provider's code finds it in <see cref="HttpContext.Features"/>.</summary>
internal sealed class ProviderCall(HttpMischiefRule? rule, TimeProvider waits)
{
    /// <summary>The idempotency key must be taken as never seen.</summary>
    public bool ForgetsKey => rule?.Fault == HttpFault.ForgottenKey;

    /// <summary>The status to answer without processing, and to keep under the idempotency key; null normally.</summary>
    public int? ReplayedError => rule?.Fault == HttpFault.ReplayedError ? rule.Status ?? 500 : null;

    /// <summary>The pause that is wanted, in real time; none normally.</summary>
    public Task PauseAsync(CancellationToken cancellationToken) => rule?.Fault == HttpFault.Delay
        ? Task.Delay(TimeSpan.FromSeconds(rule.Seconds ?? 3), waits, cancellationToken)
        : Task.CompletedTask;

    /// <summary>What is wanted of this request; nothing when no switch fits.</summary>
    public static ProviderCall Of(HttpContext context) =>
        context.Features.Get<ProviderCall>() ?? new ProviderCall(null, TimeProvider.System);
}
