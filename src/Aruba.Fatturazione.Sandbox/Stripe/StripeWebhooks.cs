using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Aruba.Fatturazione.Sandbox.Webhooks;

namespace Aruba.Fatturazione.Sandbox.Stripe;

/// <summary>
/// Stripe's way to sign (https://docs.stripe.com/webhooks#verify-manually): v1 is the HMAC-SHA256, with the endpoint's secret, of the
/// timestamp, a full stop and the raw body.
/// </summary>
internal static class StripeWebhooks
{
    public static readonly WebhookDialect Dialect = new(StripeWorld.Provider, "/webhooks/stripe", Write);

    /// <summary>The value of the header <c>Stripe-Signature</c>.</summary>
    public static string Sign(string body, string secret, DateTimeOffset now)
    {
        var time = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}"));
        return $"t={time},v1={Convert.ToHexStringLower(mac)}";
    }

    private static WebhookMessage Write(WebhookEvent news, WebhookBend bend, DateTimeOffset now)
    {
        var json = news.Body.DeepClone().AsObject();
        if (bend.OtherAccount)
        {
            json["account"] = "acct_somebody_else";
        }

        if (bend.OtherMode)
        {
            json["livemode"] = true;
            SetLive(json["data"]?["object"]);
        }

        var body = json.ToJsonString();
        return new WebhookMessage(body, new Dictionary<string, string>
        {
            ["Stripe-Signature"] = Sign(body, bend.BadSignature ? "whsec_another" : StripeKeys.WebhookSecret, now),
            ["User-Agent"] = "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
        });
    }

    private static void SetLive(JsonNode? subject)
    {
        if (subject is JsonObject item && item.ContainsKey("livemode"))
        {
            item["livemode"] = true;
        }
    }
}
