namespace Aruba.Fatturazione.Web.Configuration;

/// <summary>The parts of the pipeline that are not one line.</summary>
internal static class Pipeline
{
    public static void AddStoreTelemetry(this WebApplicationBuilder builder) => builder.Services.AddSingleton<StoreTelemetry>();

    public static void AddStoreHealth(this IServiceCollection services) => services.AddHealthChecks();

    public static void AddStoreLimits(this IServiceCollection services) => services.AddRateLimiter(_ => { });

    public static void UseStoreProxies(this WebApplication app) => _ = app;

    public static void UseStoreErrors(this WebApplication app) => _ = app;

    public static void UseStoreHeaders(this WebApplication app) => _ = app;

    public static void UseStoreRequestLog(this WebApplication app) => _ = app;

    public static void MapStoreHealth(this WebApplication app) => app.MapHealthChecks("/health/live").AllowAnonymous();
}
