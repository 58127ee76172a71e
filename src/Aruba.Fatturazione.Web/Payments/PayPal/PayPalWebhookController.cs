using System.Text.Json;
using Aruba.Fatturazione.Web.Payments.Webhooks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Payments.PayPal;

/// <summary>
/// Where PayPal tells what happened. PayPal itself is asked whether it sent it, so that no certificate is fetched from an address in the
/// request (OWASP ASVS 5.0, 13.2.4); handling comes later, from the outbox.
/// </summary>
[AllowAnonymous, IgnoreAntiforgeryToken]
public sealed class PayPalWebhookController(WebhookInbox inbox, IServiceProvider services, IOptions<PayPalOptions> options, TimeProvider clock) : ControllerBase
{
    /// <summary>Stores an event; 400 when PayPal did not send it, 503 when PayPal cannot be asked and must send it again.</summary>
    [HttpPost("/webhooks/paypal"), RequestSizeLimit(WebhookInbox.LargestBody)]
    public async Task<IActionResult> Receive(CancellationToken ct)
    {
        var body = await WebhookInbox.ReadAsync(Request, ct);
        if (services.GetService<PayPalClient>() is not { } paypal
            || PayPalTransmission.Of(Request.Headers, body) is not { } transmission
            || !transmission.IsPlausible(options.Value, clock.GetUtcNow()))
        {
            return inbox.Refuse(PaymentSources.PayPal, "signature");
        }

        var (id, type) = NameOf(body);
        if (id is null || type is null)
        {
            return inbox.Refuse(PaymentSources.PayPal, "body");
        }

        switch (await paypal.VerifyAsync(transmission, ct))
        {
            case PayPalReply<VerifiedSeen>.Answered { Value.VerificationStatus: "SUCCESS" }:
                await inbox.StoreAsync(PaymentSources.PayPal, id, type, body, ct);
                return Ok();
            case PayPalReply<VerifiedSeen>.Unknown:
                return StatusCode(StatusCodes.Status503ServiceUnavailable);
            default:
                return inbox.Refuse(PaymentSources.PayPal, "signature");
        }
    }

    private static (string? Id, string? Type) NameOf(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object ? (Text(json, "id"), Text(json, "event_type")) : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static string? Text(JsonDocument json, string name) =>
        json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
