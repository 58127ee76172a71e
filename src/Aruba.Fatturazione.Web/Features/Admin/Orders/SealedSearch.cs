using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Aruba.Fatturazione.Web.Features.Admin.Orders;

/// <summary>
/// Puts what an agent searched for into an address without telling it: mail addresses and tax codes stay out of histories, logs and
/// proxies. Only the same agent can open it, for as long as a session stays idle.
/// </summary>
public sealed class SealedSearch(IDataProtectionProvider protection, TimeProvider clock)
{
    private const int MaxTyped = 200;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    private readonly IDataProtector protector = protection.CreateProtector("Aruba.Fatturazione.DeskSearch");

    /// <summary>Seals it; null when nothing was typed.</summary>
    public string? Seal(Guid agent, string? typed)
    {
        var text = (typed ?? "").Trim();
        text = text.Length > MaxTyped ? text[..MaxTyped] : text;
        return text.Length == 0 ? null : protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{(clock.GetUtcNow() + Life).Ticks}|{agent:N}|{text}"));
    }

    /// <summary>Opens it; null when it is too old, somebody else's, or was changed.</summary>
    public string? Open(Guid agent, string token)
    {
        try
        {
            var parts = protector.Unprotect(token).Split('|', 3);
            return parts.Length == 3 && parts[1] == agent.ToString("N") && long.Parse(parts[0], CultureInfo.InvariantCulture) > clock.GetUtcNow().Ticks ? parts[2] : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
