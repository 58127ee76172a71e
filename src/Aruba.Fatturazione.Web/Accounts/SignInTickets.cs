using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Aruba.Fatturazione.Web.Accounts;

/// <summary>What the browser holds between password and code: encrypted, good for five minutes and for that password. It opens nothing by itself.</summary>
public sealed class SignInTickets(IDataProtectionProvider protection, TimeProvider clock)
{
    private const int PrintLength = 16;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);
    private readonly IDataProtector protector = protection.CreateProtector("Aruba.Fatturazione.SignIn");

    /// <summary>A ticket for an account whose password was just right.</summary>
    public string For(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{account.Id:N}|{clock.UtcNow().Ticks}|{PrintOf(account)}"));
    }

    /// <summary>Whose living ticket it is, or null.</summary>
    public Guid? OwnerOf(string? ticket) => Read(ticket) is { } read ? read.Owner : null;

    /// <summary>False when the password was changed meanwhile.</summary>
    public bool IsOf(string? ticket, Account account) => Read(ticket) is { } read && read.Owner == account?.Id && read.Print == PrintOf(account);

    private (Guid Owner, string Print)? Read(string? ticket)
    {
        try
        {
            return protector.Unprotect(ticket ?? "").Split('|') is [var id, var ticks, var print]
                && clock.UtcNow() - new DateTime(long.Parse(ticks, CultureInfo.InvariantCulture), DateTimeKind.Utc) <= Life
                ? (Guid.ParseExact(id, "N"), print)
                : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private static string PrintOf(Account account) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(account.PasswordHash ?? "")))[..PrintLength];
}
