using System.Security.Cryptography;
using Aruba.Fatturazione.Web.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Configuration;

/// <summary>
/// Two questions for whoever runs the shop. <c>/health/live</c>: does the process answer? <c>/health/ready</c>: should it get customers?
/// Mail server and providers are not asked: without them the shop still sells. The answers are one word; the reasons are in the log.
/// </summary>
internal static class Health
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static IServiceCollection AddStoreHealth(this IServiceCollection services)
    {
        services.AddSingleton<Drain>();
        services.AddHostedService(sp => sp.GetRequiredService<Drain>());
        services.AddHealthChecks()
            .AddCheck<DrainCheck>("draining", timeout: Patience)
            .AddCheck<DatabaseCheck>("database", timeout: Patience)
            .AddCheck<KeyRingCheck>("keys", timeout: Patience)
            .AddCheck<DiskCheck>("disk", timeout: Patience);
        services.AddSingleton<DatabaseCheck>();
        return services;
    }

    public static void MapStoreHealth(this WebApplication app)
    {
        Map(app, "/health/live", _ => false);
        Map(app, "/health/ready", _ => true);
    }

    private static void Map(WebApplication app, string path, Func<HealthCheckRegistration, bool> which) =>
        app.MapHealthChecks(path, new HealthCheckOptions
        {
            Predicate = which,
            ResponseWriter = (http, report) =>
            {
                http.Response.ContentType = "text/plain; charset=utf-8";
                return http.Response.WriteAsync(report.Status == HealthStatus.Unhealthy ? "unavailable\n" : "ok\n", http.RequestAborted);
            },
        })
        .AllowAnonymous()
        .WithMetadata(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]));

    private sealed class DrainCheck(Drain drain) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(drain.IsDraining ? HealthCheckResult.Unhealthy("The instance is stopping") : HealthCheckResult.Healthy());
    }

    private sealed class DatabaseCheck(IServiceScopeFactory scopes) : IHealthCheck
    {
        // The schema of a running version does not go backwards: once it is known to be there it is not asked again.
        private bool migrated;

        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<StoreDbContext>();
            if (!migrated)
            {
                migrated = !(await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any();
                return migrated ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("Migrations are pending: run the command migrate");
            }

            await db.Products.Select(p => p.Code).FirstOrDefaultAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
    }

    private sealed class KeyRingCheck(IDataProtectionProvider keys) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                var protector = keys.CreateProtector("health");
                return Task.FromResult(protector.Unprotect(protector.Protect("ok")) == "ok" ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
            }
            catch (CryptographicException e)
            {
                return Task.FromResult(HealthCheckResult.Unhealthy("The key ring cannot be read", e));
            }
        }
    }

    private sealed class DiskCheck(DiskSpace disk) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(disk.IsEnough ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The disk is nearly full"));
    }
}

/// <summary>
/// Stopping in order: first the instance says that it is not ready, then, when load balancers have had time to notice, the door closes,
/// and what is in flight ends.
/// </summary>
internal sealed class Drain(IOptions<LimitsOptions> limits, IHostEnvironment environment, TimeProvider clock, IHostApplicationLifetime lifetime) : IHostedLifecycleService
{
    private const int ProductionSeconds = 5;

    /// <summary>True from the moment in which the instance was asked to stop.</summary>
    public bool IsDraining => lifetime.ApplicationStopping.IsCancellationRequested;

    /// <inheritdoc />
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        var seconds = limits.Value.DrainSeconds ?? (environment.IsDevelopment() ? 0 : ProductionSeconds);
        return seconds == 0
            ? Task.CompletedTask
            : Task.Delay(TimeSpan.FromSeconds(seconds), clock, cancellationToken);
    }

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
