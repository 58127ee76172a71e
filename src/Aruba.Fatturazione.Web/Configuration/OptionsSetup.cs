using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Configuration;

/// <summary>Binds and checks the sections of the configuration. A wrong setting stops the start with one line.</summary>
internal static class OptionsSetup
{
    public static void AddStoreOptions(this WebApplicationBuilder builder)
    {
        Add<DatabaseOptions>(builder, "Database");
        Add<StoreOptions>(builder, "Store");
        Add<SmtpOptions>(builder, "Smtp");
        Add<BankOptions>(builder, "Bank");
        Add<PostalOptions>(builder, "Postal");
        Add<JobsOptions>(builder, "Jobs");
        Add<KeysOptions>(builder, "Keys");
        Add<AccountOptions>(builder, "Accounts");
        Add<SandboxOptions>(builder, "Sandbox");
    }

    /// <summary>A section for use while the application is being put together.</summary>
    public static T Section<T>(this IConfiguration configuration, string section)
        where T : class, new()
    {
        try
        {
            return configuration.GetSection(section).Get<T>() ?? new T();
        }
        catch (InvalidOperationException e)
        {
            throw new ConfigurationProblem(section, e.InnerException?.Message ?? e.Message);
        }
    }

    private static void Add<T>(WebApplicationBuilder builder, string section)
        where T : class, new()
    {
        var value = builder.Configuration.Section<T>(section);
        builder.Services.AddSingleton(Options.Create(value));
    }
}
