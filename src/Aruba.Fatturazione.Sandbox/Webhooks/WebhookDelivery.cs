namespace Aruba.Fatturazione.Sandbox.Webhooks;

/// <summary>What became of a webhook.</summary>
public enum WebhookOutcome
{
    /// <summary>On its way, or waiting for its next try.</summary>
    Waiting,

    /// <summary>The shop answered 2xx to every copy.</summary>
    Delivered,

    /// <summary>Not sent, by a switch.</summary>
    Dropped,

    /// <summary>Every try failed.</summary>
    GivenUp,

    /// <summary>No shop has announced itself and no address is set.</summary>
    NoAddress,
}

/// <summary>A webhook and its tries, as <c>GET /webhooks</c> shows it.</summary>
/// <param name="Provider"><c>stripe</c> or <c>paypal</c>.</param>
/// <param name="Id">The provider's id of the event.</param>
/// <param name="Type">What happened.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Tries">One line for each try.</param>
public sealed record WebhookDelivery(string Provider, string Id, string Type, WebhookOutcome Outcome, IReadOnlyList<WebhookTry> Tries);

/// <summary>One try.</summary>
/// <param name="At">When, in UTC by the sandbox's clock.</param>
/// <param name="Status">What the shop answered; null when no answer came.</param>
/// <param name="Error">Why no answer came; null when one did.</param>
public sealed record WebhookTry(DateTime At, int? Status, string? Error);
