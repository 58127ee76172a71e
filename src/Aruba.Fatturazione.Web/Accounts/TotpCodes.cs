using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using OtpNet;

namespace Aruba.Fatturazione.Web.Accounts;

/// <summary>What connects an app.</summary>
/// <param name="Stored">Stored (encrypted) form of the secret.</param>
/// <param name="Groups">The secret in groups, to be typed where no camera is at hand.</param>
/// <param name="Uri">What the QR code says.</param>
public sealed record TotpInvitation(string Stored, string Groups, string Uri);

/// <summary>Six-digit codes of authenticator apps (RFC 6238: SHA-1, 30 seconds), one step of tolerance either way.</summary>
public sealed class TotpCodes(IDataProtectionProvider protection)
{
    private const int SecretBytes = 20;
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

    /// <summary>True for six digits, blanks allowed, and for the shape of a recovery code.</summary>
    public static bool IsTyped(string? text) =>
        RecoveryCodes.IsCode(text) || (text is not null && text.Count(char.IsAsciiDigit) == 6 && text.All(c => char.IsAsciiDigit(c) || c == ' '));

    /// <summary>A secret to be put into the owner's app: the one whose stored form came back with a form, else a new one.</summary>
    public TotpInvitation Invite(Account owner, string? stored)
    {
        ArgumentNullException.ThrowIfNull(owner);
        var kept = stored is not null && Readable(stored) is not null ? stored : NewSecret();
        var secret = Readable(kept) ?? "";
        var issuer = owner.Kind == AccountKind.Staff ? "Fatturazione Assistenza" : "Fatturazione";
        var uri = new OtpUri(OtpType.Totp, secret, owner.UserName ?? "", issuer, OtpHashMode.Sha1, digits: 6, period: 30).ToString();
        return new TotpInvitation(kept, string.Join(' ', secret.Chunk(4).Select(g => new string(g))), uri);
    }
}
