using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Aruba.Fatturazione.Web.Payments.PayPal;

/// <summary>A webhook as it arrived: what PayPal signed, and the body to the letter.</summary>
/// <param name="Id">Header <c>PAYPAL-TRANSMISSION-ID</c>.</param>
/// <param name="Time">Header <c>PAYPAL-TRANSMISSION-TIME</c>.</param>
/// <param name="Signature">Header <c>PAYPAL-TRANSMISSION-SIG</c>.</param>
/// <param name="Algorithm">Header <c>PAYPAL-AUTH-ALGO</c>.</param>
/// <param name="CertificateUrl">Header <c>PAYPAL-CERT-URL</c>.</param>
/// <param name="Body">The raw body.</param>
internal sealed record PayPalTransmission(string Id, string Time, string Signature, string Algorithm, string CertificateUrl, string Body)
{
    private const int LongestHeader = 500;

    // PayPal tries for three days; it does not say whether a repetition carries a new time.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(4);
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>Reads the headers; null when one is missing or too long to be PayPal's.</summary>
    public static PayPalTransmission? Of(IHeaderDictionary headers, string body)
    {
        string[] values =
        [
            .. new[] { "PAYPAL-TRANSMISSION-ID", "PAYPAL-TRANSMISSION-TIME", "PAYPAL-TRANSMISSION-SIG", "PAYPAL-AUTH-ALGO", "PAYPAL-CERT-URL" }
                .Select(name => headers[name].ToString()),
        ];
        return values.All(v => v.Length is > 0 and <= LongestHeader) ? new PayPalTransmission(values[0], values[1], values[2], values[3], values[4], body) : null;
    }

    /// <summary>True when the certificate is named at PayPal's and the time can be: everything else is not worth asking PayPal.</summary>
    public bool IsPlausible(PayPalOptions options, DateTimeOffset now)
    {
        var named = Uri.TryCreate(CertificateUrl, UriKind.Absolute, out var url)
            && (options.IsOnThisMachine ? url.IsLoopback : url.Scheme == Uri.UriSchemeHttps && url.Host.EndsWith(".paypal.com", StringComparison.OrdinalIgnoreCase));
        return named
            && DateTimeOffset.TryParse(Time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var sent)
            && sent <= now + ClockSkew
            && sent >= now - LongestDelay;
    }

    /// <summary>The question whether PayPal sent it; the event stands in it byte for byte.</summary>
    public byte[] Question(string webhookId)
    {
        var buffer = new ArrayBufferWriter<byte>(Body.Length + 1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("auth_algo", Algorithm);
            json.WriteString("cert_url", CertificateUrl);
            json.WriteString("transmission_id", Id);
            json.WriteString("transmission_sig", Signature);
            json.WriteString("transmission_time", Time);
            json.WriteString("webhook_id", webhookId);
            json.WritePropertyName("webhook_event");
            json.WriteRawValue(Body);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
