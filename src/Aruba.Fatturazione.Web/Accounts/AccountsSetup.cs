using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Panel;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Aruba.Fatturazione.Web.Accounts;

/// <summary>Names of the two ways of being signed in: shop and desk accounts, and the panel.</summary>
public static class Schemes
{
    /// <summary>Customers and staff.</summary>
    public const string Account = "Account";

    /// <summary>Holders of a service, in the panel.</summary>
    public const string Panel = "Panel";
}

/// <summary>Names of the policies. A page that names none is for accounts that are signed in, customers and staff alike.</summary>
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
    public static IServiceCollection AddStoreAccounts(this IServiceCollection services)
    {
        services.AddIdentityCore<Account>().AddEntityFrameworkStores<StoreDbContext>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<Pepper>();
        services.AddScoped<Sessions>();
        services.AddScoped<Attempts>();
        services.AddScoped<OneTimeLinks>();
        services.AddScoped<SignIn>();
        services.AddScoped<OwnerProof>();
        services.AddScoped<Registrations>();
        services.AddScoped<PasswordChanges>();
        services.AddScoped<EmailChanges>();
        services.AddScoped<AccountDeletion>();
        services.AddScoped<Features.Profile.PersonalData>();
        services.AddScoped<AccountPost>();
        services.AddScoped<PanelDoor>();
        services.AddScoped<PanelPasswords>();
        services.AddScoped<StaffAccounts>();
        services.AddScoped<StaffEnrolment>();
        services.AddScoped<RecoveryCodes>();
        services.AddScoped<StaffPost>();
        services.AddSingleton<TotpCodes>();
        services.AddSingleton<SignInTickets>();
        services.AddScoped<SecondFactor>();
        AddDoors(services);
        AddForms(services);
        return services;
    }

    private static void AddDoors(IServiceCollection services)
    {
        services.AddAuthentication(Schemes.Account)
            .AddScheme<AuthenticationSchemeOptions, SessionHandler>(Schemes.Account, null)
            .AddScheme<AuthenticationSchemeOptions, SessionHandler>(Schemes.Panel, null);
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder(Schemes.Account).RequireAuthenticatedUser().Build())
            .AddPolicy(Policies.Customer, Needs(Schemes.Account, Principals.KindClaim, nameof(AccountKind.Customer)))
            .AddPolicy(Policies.Staff, Needs(Schemes.Account, Principals.KindClaim, nameof(AccountKind.Staff)))
            .AddPolicy(Policies.Panel, Needs(Schemes.Panel, Principals.PanelReadyClaim, "yes"))
            .AddPolicy(Policies.PanelAnyState, new AuthorizationPolicyBuilder(Schemes.Panel).RequireAuthenticatedUser().Build());
    }

    private static void AddForms(IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddAntiforgery();
        services.AddOptions<AntiforgeryOptions>().Configure<IHttpContextAccessor>((o, accessor) => o.Cookie = new AntiforgeryCookie(accessor));
        services.Configure<MvcOptions>(o =>
        {
            o.Filters.Add<BusyFilter>();
            o.Filters.Add<AutoValidateAntiforgeryTokenAttribute>();
        });
    }

    private static AuthorizationPolicy Needs(string scheme, string claim, string value) =>
        new AuthorizationPolicyBuilder(scheme).RequireAuthenticatedUser().RequireClaim(claim, value).Build();
}
