using System.Text.Json;
using Aruba.Fatturazione.Web.Payments.Webhooks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Stripe;

namespace Aruba.Fatturazione.Web.Payments.Stripe;

/// <summary>Where Stripe tells what happened. The signature over the raw body is the proof; handling comes later, from the outbox.</summary>
[AllowAnonymous, IgnoreAntiforgeryToken]
public sealed class StripeWebhookController(WebhookInbox inbox, IOptions<StripeOptions> options, TimeProvider clock) : ControllerBase
{
    // Stripe's own recommendation.
    private const long ToleranceSeconds = 300;

    /// <summary>Stores an event; 400 when it is not signed by one of our secrets or is too old.</summary>
    [HttpPost("/webhooks/stripe"), RequestSizeLimit(WebhookInbox.LargestBody)]
    public async Task<IActionResult> Receive(CancellationToken ct)
    {
        var body = await WebhookInbox.ReadAsync(Request, ct);
        if (!options.Value.WebhookSecrets.Any(secret => IsSigned(body, secret)))
        {
            return inbox.Refuse(PaymentSources.Stripe, "signature");
        }

        var (id, type) = NameOf(body);
        if (id is null || type is null)
        {
            return inbox.Refuse(PaymentSources.Stripe, "body");
        }

        await inbox.StoreAsync(PaymentSources.Stripe, id, type, body, ct);
        return Ok();
    }

    private bool IsSigned(string body, string secret)
    {
        try
        {
            EventUtility.ValidateSignature(body, Request.Headers["Stripe-Signature"].ToString(), secret, ToleranceSeconds, clock.GetUtcNow().ToUnixTimeSeconds());
            return true;
        }
        catch (StripeException)
        {
            return false; // the next secret may fit
        }
    }

    private static (string? Id, string? Type) NameOf(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object ? (Text(json, "id"), Text(json, "type")) : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static string? Text(JsonDocument json, string name) =>
        json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
