using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aruba.Fatturazione.Sandbox.Webhooks;

namespace Aruba.Fatturazione.Sandbox.PayPal;

/// <summary>Tells the shop by webhook what happened, written and signed as PayPal does.</summary>
internal sealed class PayPalEvents
{
    private const string CertificatePath = "/v1/notifications/certs/CERT-360caa42-fca2a594-00000001";
    private const string LiveApi = "https://api-m.paypal.com";

    private static readonly JsonSerializerOptions Compact = new(JsonSerializerDefaults.Web);

    private readonly PayPalSigner signer;
    private readonly WebhookSender sender;
    private readonly TimeProvider clock;
    private readonly WebhookDialect dialect;

    public PayPalEvents(PayPalSigner signer, WebhookSender sender, TimeProvider clock)
    {
        this.signer = signer;
        this.sender = sender;
        this.clock = clock;
        dialect = new WebhookDialect(PayPalWorld.Provider, "/webhooks/paypal", Write);
    }

    /// <summary>Puts an event about <paramref name="resource"/> in the queue; never waits.</summary>
    public void Tell(PayPalEventType type, JsonObject resource, PayPalViews views)
    {
        var id = PayPalIds.Event();
        var self = $"{views.Root}/v1/notifications/webhooks-events/{id}";
        sender.Send(dialect, new WebhookEvent(id, type.Name, new JsonObject
        {
            ["id"] = id,
            ["event_version"] = "1.0",
            ["create_time"] = clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["resource_type"] = type.ResourceType,
            ["resource_version"] = type.ResourceVersion,
            ["event_type"] = type.Name,
            ["summary"] = type.Summary,
            ["resource"] = resource,
            ["links"] = new JsonArray(PayPalViews.Link(self, "self", "GET"), PayPalViews.Link(self + "/resend", "resend", "POST")),
        }));
    }

    private WebhookMessage Write(WebhookEvent news, WebhookBend bend, DateTimeOffset now)
    {
        var root = RootOf(news);
        var body = (bend.OtherAccount ? OfAnother(news.Body) : news.Body).ToJsonString(Compact);
        if (bend.OtherMode)
        {
            body = body.Replace(JsonEncodedText.Encode(root, Compact.Encoder).ToString(), LiveApi, StringComparison.Ordinal);
            root = LiveApi;
        }

        var transmission = Guid.CreateVersion7(now).ToString();
        var time = PayPalViews.Instant(now);
        return new WebhookMessage(body, new Dictionary<string, string>
        {
            ["PAYPAL-TRANSMISSION-ID"] = transmission,
            ["PAYPAL-TRANSMISSION-TIME"] = time,
            ["PAYPAL-TRANSMISSION-SIG"] = signer.Sign(transmission, time, Encoding.UTF8.GetBytes(body), wrongKey: bend.BadSignature),
            ["PAYPAL-AUTH-ALGO"] = PayPalSigner.Algorithm,
            ["PAYPAL-CERT-URL"] = root + CertificatePath,
            ["CORRELATION-ID"] = PayPalIds.Debug(),
        });
    }

    private static string RootOf(WebhookEvent news)
    {
        var self = (string?)news.Body["links"]![0]!["href"] ?? "";
        return self[..self.IndexOf("/v1/", StringComparison.Ordinal)];
    }

    /// <summary>The same event about things that the shop's own account does not have.</summary>
    private static JsonObject OfAnother(JsonObject body)
    {
        var other = body.DeepClone().AsObject();
        var resource = other["resource"]!.AsObject();
        resource[resource.ContainsKey("dispute_id") ? "dispute_id" : "id"] = PayPalIds.Object();
        if (resource["supplementary_data"]?["related_ids"] is JsonObject related)
        {
            related["order_id"] = PayPalIds.Object();
        }

        if (resource["metadata"] is JsonObject metadata)
        {
            metadata["order_id"] = PayPalIds.Object();
        }

        resource["custom_id"] = "altro-negozio";
        resource["payee"] = new JsonObject { ["merchant_id"] = PayPalIds.PayerOf("altro@venditori.example") };
        return other;
    }
}
