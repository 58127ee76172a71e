using System.Security.Claims;

namespace Aruba.Fatturazione.Web.Accounts;

/// <summary>What a signed-in principal says about itself.</summary>
public static class Principals
{
    /// <summary>Claim that tells customers from staff.</summary>
    public const string KindClaim = "kind";

    /// <summary>Claim of the panel that is "yes" once the holder has chosen a password.</summary>
    public const string PanelReadyClaim = "panel-ready";

    /// <summary>Claim with the UTC instant, in ticks, at which the password was last typed in this browser.</summary>
    public const string ProvenClaim = "proven";

    /// <summary>The signed-in account, or null.</summary>
    public static Guid? TryAccountId(this ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    /// <summary>The account (or, in the panel, the panel access). Throws when nobody is signed in: the policy should have refused.</summary>
    public static Guid AccountId(this ClaimsPrincipal user) =>
        Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier) ?? throw new InvalidOperationException("Nobody is signed in."));

    /// <summary>The username shown in headers, history and audit.</summary>
    public static string Username(this ClaimsPrincipal user) => user.Identity?.Name ?? "";
}
