namespace Aruba.Fatturazione.Web.Development;

/// <summary>An account that the demo data made, to be shown to whoever tries the shop. Development only: the password is not a secret.</summary>
/// <param name="Role">Who it is, in Italian, as the sandbox shows it.</param>
/// <param name="Username">What to type as username.</param>
/// <param name="Password">What to type as password.</param>
/// <param name="Note">What can be tried with it, in Italian; may be empty.</param>
/// <param name="TotpSecret">BASE32 secret of the second factor; null without one.</param>
internal sealed record DemoAccount(string Role, string Username, string Password, string Note, string? TotpSecret);

/// <summary>The accounts to announce when the shop has started; the demo data fills it before that.</summary>
internal sealed class DemoAccounts
{
    /// <summary>In the order in which they are shown.</summary>
    public IReadOnlyList<DemoAccount> All { get; set; } = [];
}
