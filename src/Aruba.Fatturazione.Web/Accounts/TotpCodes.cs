using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using OtpNet;

namespace Aruba.Fatturazione.Web.Accounts;

/// <summary>Six-digit codes of authenticator apps (RFC 6238: SHA-1, 30 seconds), one step of tolerance either way.</summary>
public sealed class TotpCodes(IDataProtectionProvider protection)
{
    private const int SecretBytes = 20;
    private const string Issuer = "Fatturazione Assistenza";
    private static readonly VerificationWindow OneStep = new(previous: 1, future: 1);
    private readonly IDataProtector protector = protection.CreateProtector("Aruba.Fatturazione.Totp");

    /// <summary>A new secret, as the form that is stored.</summary>
    public string NewSecret() => Stored(Base32Encoding.ToString(RandomNumberGenerator.GetBytes(SecretBytes)));

    /// <summary>The form in which a BASE32 secret is stored.</summary>
    public string Stored(string secret) => protector.Protect(secret);

    /// <summary>The secret as an app takes it, or null when the stored form cannot be read.</summary>
    public string? Readable(string? stored)
    {
        try
        {
            return stored is null ? null : protector.Unprotect(stored);
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }

    /// <summary>The step to which the code belongs, or null when it is of no step near <paramref name="now"/>.</summary>
    public long? StepOf(string? stored, string code, DateTime now)
    {
        var digits = new string([.. code.Where(char.IsAsciiDigit)]);
        return Readable(stored) is { } secret && new Totp(Base32Encoding.ToBytes(secret)).VerifyTotp(now, digits, out var step, OneStep) ? step : null;
    }

    /// <summary>What the QR code says.</summary>
    public static string Uri(string username, string secret) =>
        new OtpUri(OtpType.Totp, secret, username, Issuer, OtpHashMode.Sha1, digits: 6, period: 30).ToString();
}
