using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Configuration;

/// <summary>
/// Encrypts a key of the ring with AES-256-GCM. Each element has a salt of its own, from which and from the secret HKDF makes its key,
/// so that no nonce is ever used twice under one key (NIST SP 800-38D, 8.2).
/// </summary>
internal sealed class SecretXmlEncryptor(string secret) : IXmlEncryptor
{
    /// <inheritdoc />
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        ArgumentNullException.ThrowIfNull(plaintextElement);
        return new EncryptedXmlInfo(SecretXml.Encrypt(plaintextElement, secret), typeof(SecretXmlDecryptor));
    }
}

/// <summary>Reads what <see cref="SecretXmlEncryptor"/> wrote, with the present secret or an earlier one. Made by the key ring, by its type name.</summary>
internal sealed class SecretXmlDecryptor(IServiceProvider services) : IXmlDecryptor
{
    /// <summary>Throws <see cref="CryptographicException"/> when no known secret opens the element.</summary>
    public XElement Decrypt(XElement encryptedElement)
    {
        ArgumentNullException.ThrowIfNull(encryptedElement);
        var keys = services.GetRequiredService<IOptions<KeysOptions>>().Value;
        foreach (var secret in keys.PreviousSecrets.Prepend(keys.Secret))
        {
            if (SecretXml.TryDecrypt(encryptedElement, secret, out var plain))
            {
                return plain!;
            }
        }

        throw new CryptographicException("Keys:Secret: a key of the ring was encrypted with another secret; add that one to Keys:PreviousSecrets.");
    }
}

/// <summary>The form of an encrypted element: <c>salt | nonce | tag | ciphertext</c>, base64.</summary>
internal static class SecretXml
{
    private const int Salt = 16;
    private const int Nonce = 12;
    private const int Tag = 16;
    private const int Key = 32;
    private static readonly byte[] Purpose = "Aruba.Fatturazione key ring v1"u8.ToArray();

    public static XElement Encrypt(XElement plain, string secret)
    {
        var text = Encoding.UTF8.GetBytes(plain.ToString(SaveOptions.DisableFormatting));
        var sealedText = new byte[Salt + Nonce + Tag + text.Length];
        RandomNumberGenerator.Fill(sealedText.AsSpan(0, Salt + Nonce));
        using var aes = new AesGcm(KeyFor(secret, sealedText), Tag);
        aes.Encrypt(sealedText.AsSpan(Salt, Nonce), text, sealedText.AsSpan(Salt + Nonce + Tag), sealedText.AsSpan(Salt + Nonce, Tag));
        CryptographicOperations.ZeroMemory(text);
        return new XElement("sealedKey", new XElement("sealed", Convert.ToBase64String(sealedText)));
    }

    /// <summary>False when the secret is another one or the element was changed.</summary>
    public static bool TryDecrypt(XElement element, string secret, out XElement? plain)
    {
        plain = null;
        var sealedText = Convert.FromBase64String((string?)element.Element("sealed") ?? "");
        if (secret.Length == 0 || sealedText.Length < Salt + Nonce + Tag)
        {
            return false;
        }

        var text = new byte[sealedText.Length - Salt - Nonce - Tag];
        using var aes = new AesGcm(KeyFor(secret, sealedText), Tag);
        try
        {
            aes.Decrypt(sealedText.AsSpan(Salt, Nonce), sealedText.AsSpan(Salt + Nonce + Tag), sealedText.AsSpan(Salt + Nonce, Tag), text);
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }

        plain = XElement.Parse(Encoding.UTF8.GetString(text));
        CryptographicOperations.ZeroMemory(text);
        return true;
    }

    private static byte[] KeyFor(string secret, byte[] sealedText) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), Key, sealedText[..Salt], Purpose);
}
