using System.Text.Encodings.Web;
using System.Text.Unicode;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Development;
using Aruba.Fatturazione.Web.Features;
using Aruba.Fatturazione.Web.Features.Admin.Home;
using Aruba.Fatturazione.Web.Features.Admin.Orders;
using Aruba.Fatturazione.Web.Features.Checkout;
using Aruba.Fatturazione.Web.Features.Documents;
using Aruba.Fatturazione.Web.Features.Home;
using Aruba.Fatturazione.Web.Mail;
using Aruba.Fatturazione.Web.Outbox;
using Aruba.Fatturazione.Web.Payments;
using Aruba.Fatturazione.Web.Reconciliation;
using Aruba.Fatturazione.Web.Renewals;
using FluentValidation;
using FluentValidation.AspNetCore;
using Microsoft.Extensions.WebEncoders;

namespace Aruba.Fatturazione.Web;

/// <summary>Puts the shop together: what it is made of and what a request passes through.</summary>
public static class StoreApp
{
    /// <summary>Where the shop listens unless <c>ASPNETCORE_URLS</c> says otherwise.</summary>
    public const string DefaultUrl = "http://localhost:5080";

    /// <summary>Registers everything. Throws <see cref="ConfigurationProblem"/> when a setting makes a start pointless.</summary>
    public static WebApplicationBuilder AddStore(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        if (string.IsNullOrEmpty(configuration["urls"]))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        builder.AddStoreOptions();
        builder.AddStoreLogs();
        builder.Services.AddStoreDatabase(configuration.Section<DatabaseOptions>("Database"), builder.Environment.ContentRootPath);
        builder.Services.AddStoreKeys(configuration.Section<KeysOptions>("Keys"));
        builder.Services.AddStoreAccounts();
        builder.Services.AddStorePayments(configuration);
        builder.Services.AddStoreRenewals(builder.Configuration.Section<JobsOptions>("Jobs"));
        builder.Services.AddStoreReconciliation();
        builder.Services.AddStoreOutbox(configuration.Section<JobsOptions>("Jobs"));
        builder.AddStoreTelemetry();
        builder.Services.AddStoreHealth();
        builder.Services.AddStoreHeaders(production: !builder.Environment.IsDevelopment(), PaymentPages.Origins(configuration));
        builder.AddStoreLimits();
        builder.Services.AddStorePageCache();

        builder.Services.AddSingleton(TimeProvider.System);
#if DEBUG
        DemoClock.AddTo(builder);
#endif
        builder.Services.AddSingleton<StoreUrls>();
        builder.Services.AddSingleton<CatalogueCache>();
        builder.Services.AddSingleton<Mailer>();
        builder.Services.AddSingleton<ContractLibrary>();
        builder.Services.AddScoped<OrderPlacement>();
        builder.Services.AddSingleton<SealedSearch>();
        builder.Services.AddSingleton<DeskFigures>();
        AddPages(builder.Services);
        return builder;
    }

    /// <summary>What a request passes through, in order.</summary>
    public static WebApplication UseStore(this WebApplication app)
    {
        app.UseStoreHeaders();
        app.UseStoreProxies();
        app.UseStoreRequestLog();
        app.UseStoreErrors();
        app.UseStoreHosts();
        app.UseRouting();
        app.UseStoreNotFound();
        app.UseStoreLimits();
        app.UseOutputCache();
        app.UseStoreForgeryGuard();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapStoreHealth();
        app.MapStaticAssets().AllowAnonymous();
        app.MapControllers().WithStaticAssets();
        return app;
    }

    private static void AddPages(IServiceCollection services)
    {
        // Italian letters stay letters in the page source: à, not &#xE0;.
        services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddControllersWithViews(mvc =>
        {
            ItalianModelBinding.Apply(mvc);
            Forgery.Apply(mvc);
            mvc.Filters.Add<CardNumberGuard>();
        }).AddFeatureFolders();
        services.AddFluentValidationAutoValidation(o => o.DisableDataAnnotationsValidation = true);
        services.AddValidatorsFromAssemblyContaining(typeof(StoreApp), ServiceLifetime.Singleton, includeInternalTypes: true);
        ValidatorOptions.Global.DefaultRuleLevelCascadeMode = CascadeMode.Stop;
    }
}
