using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Aruba.Fatturazione.Web.Payments;
using Aruba.Fatturazione.Web.Payments.PayPal;
using Aruba.Fatturazione.Web.Payments.Stripe;
using Aruba.Fatturazione.Web.Renewals;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Configuration;

/// <summary>Binds and checks the sections of the configuration. A wrong setting stops the start with one line.</summary>
internal static partial class OptionsSetup
{
    /// <summary>Registers every section. Throws <see cref="ConfigurationProblem"/> naming everything that is wrong, one line each.</summary>
    public static void AddStoreOptions(this WebApplicationBuilder builder)
    {
        var problems = Problems(builder.Configuration, builder.Environment);
        if (problems.Count > 0)
        {
            throw ConfigurationProblem.Of(problems);
        }

        foreach (var section in Sections)
        {
            section.Register(builder.Services, builder.Configuration);
        }
    }

    /// <summary>Everything that is wrong with the settings: unreadable values and unknown keys, or else broken rules.</summary>
    public static IReadOnlyList<ConfigurationProblem> Problems(IConfiguration configuration, IHostEnvironment environment)
    {
        List<ConfigurationProblem> unreadable = [.. Sections.SelectMany(s => s.Check(configuration))];
        return unreadable.Count > 0 ? unreadable : [.. SettingsRules.Broken(configuration, production: !environment.IsDevelopment())];
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
            // The binder's message names the value as well, which may be a secret typed under the wrong key.
            var key = KeyInMessage().Match(e.Message);
            throw new ConfigurationProblem(key.Success ? key.Groups["key"].Value : section, "its value cannot be read; see the list of settings in docs/8-operations.md");
        }
    }

    private static readonly IReadOnlyList<ISection> Sections =
    [
        new Bound<DatabaseOptions>("Database"),
        new Bound<StoreOptions>("Store"),
        new Bound<SmtpOptions>("Smtp"),
        new Bound<BankOptions>("Bank"),
        new Bound<PostalOptions>("Postal"),
        new Bound<PaymentsOptions>("Payments"),
        new Bound<StripeOptions>("Stripe"),
        new Bound<PayPalOptions>("PayPal"),
        new Bound<RenewalOptions>("Renewal"),
        new Bound<WithdrawalOptions>("Withdrawal"),
        new Bound<JobsOptions>("Jobs"),
        new Bound<KeysOptions>("Keys"),
        new Bound<AccountOptions>("Accounts"),
        new Bound<SandboxOptions>("Sandbox"),
        new Bound<LimitsOptions>("Limits"),
        new Bound<LogsOptions>("Logs"),
        new Bound<TelemetryOptions>("Telemetry"),
    ];

    /// <summary>Every setting there is, as <c>Section:Key</c>; the documentation is compared with it.</summary>
    public static IEnumerable<string> Keys => Sections.SelectMany(s => s.Keys);

    [GeneratedRegex("at '(?<key>[^']+)'", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeyInMessage();

    private interface ISection
    {
        IEnumerable<string> Keys { get; }

        IEnumerable<ConfigurationProblem> Check(IConfiguration configuration);

        void Register(IServiceCollection services, IConfiguration configuration);
    }

    private sealed class Bound<T>(string name) : ISection
        where T : class, new()
    {
        public IEnumerable<string> Keys => UnknownKeys.Of<T>().Select(key => $"{name}:{key}");

        public IEnumerable<ConfigurationProblem> Check(IConfiguration configuration) =>
            [.. UnknownKeys.In<T>(configuration.GetSection(name)), .. Unreadable(configuration)];

        public void Register(IServiceCollection services, IConfiguration configuration) =>
            services.AddSingleton(Options.Create(configuration.Section<T>(name)));

        private IEnumerable<ConfigurationProblem> Unreadable(IConfiguration configuration)
        {
            try
            {
                var value = configuration.Section<T>(name);
                List<ValidationResult> results = [];
                Validator.TryValidateObject(value, new ValidationContext(value), results, validateAllProperties: true);
                return results.Select(r => new ConfigurationProblem($"{name}:{r.MemberNames.First()}", r.ErrorMessage ?? "out of range"));
            }
            catch (ConfigurationProblem problem)
            {
                return [problem];
            }
        }
    }
}
