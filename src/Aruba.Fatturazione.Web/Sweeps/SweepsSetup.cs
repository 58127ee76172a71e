using Aruba.Fatturazione.Web.Configuration;

namespace Aruba.Fatturazione.Web.Sweeps;

/// <summary>Registers sweeps, so that all of them are on one list.</summary>
internal static class SweepsSetup
{
    /// <summary>A sweep, which goes round by itself where jobs are enabled.</summary>
    public static IServiceCollection AddSweep<T>(this IServiceCollection services, JobsOptions jobs)
        where T : Sweep
    {
        services.AddSingleton<T>();
        services.AddSingleton<Sweep>(sp => sp.GetRequiredService<T>());
        if (jobs.Enabled)
        {
            services.AddHostedService(sp => sp.GetRequiredService<T>());
        }

        return services;
    }
}
