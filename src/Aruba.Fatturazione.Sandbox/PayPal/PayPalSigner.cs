using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Aruba.Fatturazione.Sandbox.PayPal;

/// <summary>
/// Signs webhooks as PayPal does: RSA with SHA-256 over <c>transmission id|time|webhook id|CRC-32 of the body in decimal</c>.
/// The key is made at the start and never leaves the process.
/// </summary>
internal sealed class PayPalSigner : IDisposable
{
    /// <summary>Id of the shop's subscription, one side of what is signed.</summary>
    public const string WebhookId = "WH-SANDBOX";

    /// <summary>Value of <c>PAYPAL-AUTH-ALGO</c>.</summary>
    public const string Algorithm = "SHA256withRSA";

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(Polynomial)];

    private readonly RSA key = RSA.Create(2048);
    private readonly RSA stranger = RSA.Create(2048);

    /// <summary>The public half as a certificate in PEM, for callers that verify by themselves.</summary>
    public string Certificate(DateTimeOffset now)
    {
        var request = new CertificateRequest("CN=messageverificationcerts.paypal.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(1));
        return certificate.ExportCertificatePem();
    }

    /// <summary>The signature in Base64; with <paramref name="wrongKey"/> one that nobody can verify.</summary>
    public string Sign(string transmissionId, string time, ReadOnlySpan<byte> body, string webhookId = WebhookId, bool wrongKey = false) =>
        Convert.ToBase64String((wrongKey ? stranger : key).SignData(Message(transmissionId, time, webhookId, body), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    /// <summary>True when <paramref name="signature"/> was made by <see cref="Sign"/> with our key for exactly this.</summary>
    public bool Verify(string transmissionId, string time, ReadOnlySpan<byte> body, string webhookId, string signature)
    {
        Span<byte> bytes = stackalloc byte[512];
        return webhookId == WebhookId
            && Convert.TryFromBase64String(signature, bytes, out var length)
            && key.VerifyData(Message(transmissionId, time, webhookId, body), bytes[..length], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        key.Dispose();
        stranger.Dispose();
    }

    /// <summary>CRC-32 (IEEE 802.3).</summary>
    internal static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc = Table[(crc ^ b) & 0xFF] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static byte[] Message(string transmissionId, string time, string webhookId, ReadOnlySpan<byte> body) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{transmissionId}|{time}|{webhookId}|{Crc32(body)}"));

    private static uint Polynomial(int index)
    {
        var value = (uint)index;
        for (var bit = 0; bit < 8; bit++)
        {
            value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ 0xEDB88320;
        }

        return value;
    }
}
