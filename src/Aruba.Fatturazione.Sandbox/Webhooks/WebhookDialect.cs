using System.Text.Json.Nodes;

namespace Aruba.Fatturazione.Sandbox.Webhooks;

/// <summary>How one provider writes and signs its webhooks.</summary>
/// <param name="Name"><c>stripe</c> or <c>paypal</c>.</param>
/// <param name="Path">Path at the shop, such as <c>/webhooks/stripe</c>.</param>
/// <param name="Write">
/// Makes the message of one delivery, bent as asked, at this moment by the sandbox's clock. Called again for each try; must not change the event.
/// </param>
internal sealed record WebhookDialect(string Name, string Path, Func<WebhookEvent, WebhookBend, DateTimeOffset, WebhookMessage> Write);

/// <summary>Something that a provider tells the shop.</summary>
/// <param name="Id">The provider's id of the event.</param>
/// <param name="Type">The provider's name of what happened.</param>
/// <param name="Body">The event as the provider writes it; a snapshot of its own that nobody changes later.</param>
internal sealed record WebhookEvent(string Id, string Type, JsonObject Body);

/// <summary>What is to be wrong with a message.</summary>
/// <param name="BadSignature">Signed with another secret.</param>
/// <param name="OtherAccount">About another merchant's account.</param>
/// <param name="OtherMode">Of live mode.</param>
internal sealed record WebhookBend(bool BadSignature, bool OtherAccount, bool OtherMode);

/// <summary>What goes over the wire.</summary>
/// <param name="Body">JSON; the signature covers exactly these characters in UTF-8.</param>
/// <param name="Headers">Request headers, the signature among them.</param>
internal sealed record WebhookMessage(string Body, IReadOnlyDictionary<string, string> Headers);
