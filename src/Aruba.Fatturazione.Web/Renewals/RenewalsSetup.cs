using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Sweeps;

namespace Aruba.Fatturazione.Web.Renewals;

/// <summary>Registers the life of services after their activation.</summary>
internal static class RenewalsSetup
{
    public static IServiceCollection AddStoreRenewals(this IServiceCollection services, JobsOptions jobs)
    {
        services.AddScoped<RenewalOrders>();
        services.AddScoped<ExtensionOrders>();
        services.AddScoped<Rehearsal>();
        services.AddScoped<ServiceLook>();
        services.AddScoped<ServicePost>();
        services.AddScoped<Disdette>();
        services.AddScoped<Withdrawals>();
        services.AddScoped<Repurchases>();
        return services.AddSweep<ServiceSweep>(jobs);
    }
}
