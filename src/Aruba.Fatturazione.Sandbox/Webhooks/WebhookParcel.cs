using Aruba.Fatturazione.Sandbox.Mischief;

namespace Aruba.Fatturazione.Sandbox.Webhooks;

/// <summary>A webhook on its way, with the faults that it must suffer. Safe for many threads.</summary>
internal sealed class WebhookParcel(WebhookDialect dialect, WebhookEvent news, IReadOnlyList<WebhookMischiefRule> faults, CancellationToken era)
{
    private readonly Lock gate = new();
    private readonly List<WebhookTry> tries = [];
    private WebhookOutcome outcome = WebhookOutcome.Waiting;

    public WebhookDialect Dialect => dialect;

    public WebhookEvent News => news;

    /// <summary>Ends when the sandbox's world is emptied.</summary>
    public CancellationToken Era => era;

    public WebhookBend Bend { get; } = new(
        faults.Any(f => f.Mode == WebhookFault.BadSignature),
        faults.Any(f => f.Mode == WebhookFault.OtherAccount),
        faults.Any(f => f.Mode == WebhookFault.OtherMode));

    public bool IsDropped => faults.Any(f => f.Mode == WebhookFault.Drop);

    public int Copies => faults.Any(f => f.Mode == WebhookFault.Double) ? 2 : 1;

    public TimeSpan? Delay => SecondsOf(WebhookFault.Delay, 3);

    /// <summary>How long to wait for the next one at most; null when it goes in its turn.</summary>
    public TimeSpan? Reorder => SecondsOf(WebhookFault.Reorder, 5);

    public WebhookDelivery Delivery
    {
        get
        {
            lock (gate)
            {
                return new WebhookDelivery(dialect.Name, news.Id, news.Type, outcome, [.. tries]);
            }
        }
    }

    public void Note(WebhookTry tried)
    {
        lock (gate)
        {
            tries.Add(tried);
        }
    }

    public void End(WebhookOutcome end)
    {
        lock (gate)
        {
            outcome = end;
        }
    }

    private TimeSpan? SecondsOf(WebhookFault mode, double otherwise) =>
        faults.FirstOrDefault(f => f.Mode == mode) is { } fault ? TimeSpan.FromSeconds(fault.Seconds ?? otherwise) : null;
}
