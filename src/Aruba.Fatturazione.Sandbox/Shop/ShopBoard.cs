using OtpNet;

namespace Aruba.Fatturazione.Sandbox.Shop;

/// <summary>What the shop tells the sandbox about itself at its start (<c>PUT /shop</c>).</summary>
/// <param name="StoreUrl">Absolute address of the shop.</param>
/// <param name="Accounts">Demo accounts to try.</param>
public sealed record ShopAnnouncement(string StoreUrl, IReadOnlyList<AnnouncedAccount> Accounts);

/// <summary>A demo account.</summary>
/// <param name="Role">Who it is, in Italian, as shown.</param>
/// <param name="Username">What to type as username.</param>
/// <param name="Password">What to type as password.</param>
/// <param name="Note">What can be tried with it; may be empty.</param>
/// <param name="TotpSecret">BASE32 secret of the second factor; null when the account has none.</param>
public sealed record AnnouncedAccount(string Role, string Username, string Password, string? Note, string? TotpSecret);

/// <summary>What <c>GET /shop</c> returns: the announcement with the codes of this moment in place of the secrets.</summary>
/// <param name="StoreUrl">Absolute address of the shop; null when no shop has announced itself.</param>
/// <param name="Accounts">Demo accounts to try.</param>
public sealed record ShopToTry(string? StoreUrl, IReadOnlyList<AccountToTry> Accounts);

/// <summary>A demo account with its current one-time code.</summary>
/// <param name="Role">Who it is.</param>
/// <param name="Username">What to type as username.</param>
/// <param name="Password">What to type as password.</param>
/// <param name="Note">What can be tried with it; may be empty.</param>
/// <param name="OneTimeCode">Six digits; null when the account has no second factor.</param>
/// <param name="ExpiresInSeconds">Seconds until the next code; null without a code.</param>
public sealed record AccountToTry(string Role, string Username, string Password, string Note, string? OneTimeCode, int? ExpiresInSeconds);

/// <summary>Remembers the last announcement and computes the one-time codes (RFC 6238: SHA-1, 30 s, 6 digits).</summary>
internal sealed class ShopBoard(TimeProvider clock)
{
    private volatile ShopAnnouncement? announcement;

    /// <summary>Address of the shop as announced; null when no shop has announced itself.</summary>
    public string? StoreUrl => announcement?.StoreUrl;

    /// <summary>Takes the announcement, or says in one sentence what is wrong with it.</summary>
    public string? Announce(ShopAnnouncement news)
    {
        if (!Uri.TryCreate(news.StoreUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            return "storeUrl must be an absolute http or https address.";
        }

        if (news.Accounts is null || news.Accounts.Any(a => a?.Role is null || a.Username is null || a.Password is null))
        {
            return "accounts must be an array; each account needs role, username and password.";
        }

        if (news.Accounts.Any(a => a.TotpSecret is not null && !IsBase32(a.TotpSecret)))
        {
            return "totpSecret must be BASE32, or null.";
        }

        announcement = news;
        return null;
    }

    /// <summary>The announcement with the codes of this moment.</summary>
    public ShopToTry Now() => announcement is { } shop
        ? new ShopToTry(shop.StoreUrl.TrimEnd('/'), [.. shop.Accounts.Select(ToTry)])
        : new ShopToTry(null, []);

    private AccountToTry ToTry(AnnouncedAccount account)
    {
        var (code, seconds) = CodeOf(account.TotpSecret);
        return new AccountToTry(account.Role, account.Username, account.Password, account.Note ?? "", code, seconds);
    }

    private (string? Code, int? Seconds) CodeOf(string? secret)
    {
        if (secret is null)
        {
            return (null, null);
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var totp = new Totp(Base32Encoding.ToBytes(secret));
        return (totp.ComputeTotp(now), totp.RemainingSeconds(now));
    }

    private static bool IsBase32(string text) =>
        text.TrimEnd('=') is { Length: > 0 } body && body.All(c => char.IsAsciiLetter(c) || c is >= '2' and <= '7');
}
