using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Accounts;

/// <summary>Names of the two ways of being signed in: shop and desk accounts, and the panel.</summary>
public static class Schemes
{
    /// <summary>Customers and staff.</summary>
    public const string Account = "Account";

    /// <summary>Holders of a service, in the panel.</summary>
    public const string Panel = "Panel";
}

/// <summary>Names of the policies. Everything that says nothing is for signed-in customers.</summary>
public static class Policies
{
    /// <summary>A signed-in customer.</summary>
    public const string Customer = "Customer";

    /// <summary>An agent, with the second factor.</summary>
    public const string Staff = "Staff";

    /// <summary>Signed in to the panel and past the mandatory password change.</summary>
    public const string Panel = "Panel";

    /// <summary>Signed in to the panel, password still to be changed or not.</summary>
    public const string PanelAnyState = "PanelAnyState";
}

/// <summary>Accounts, hashing, sign-in cookies and policies.</summary>
internal static class AccountsSetup
{
    public static IServiceCollection AddStoreAccounts(this IServiceCollection services, IHostEnvironment environment)
    {
        _ = environment;
        services.AddIdentityCore<Account>(o => o.User.RequireUniqueEmail = false).AddEntityFrameworkStores<StoreDbContext>();
        services.AddOptions<PasswordHasherOptions>().Configure<IOptions<AccountOptions>>((hasher, o) => hasher.IterationCount = o.Value.PasswordIterations);
        services.AddAuthentication(Schemes.Account)
            .AddCookie(Schemes.Account, o => o.LoginPath = "/accesso")
            .AddCookie(Schemes.Panel, o => o.LoginPath = "/pannello/accesso");
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder(Schemes.Account).RequireAuthenticatedUser().Build());
        services.AddAntiforgery();
        return services;
    }
}
