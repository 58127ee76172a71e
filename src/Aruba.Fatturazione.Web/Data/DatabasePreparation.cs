using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Development;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Data;

/// <summary>Brings the database to the state that this version needs, and looks whether it keeps its promises.</summary>
internal static partial class DatabasePreparation
{
    // A migration of this schema takes seconds; whoever waits longer waits for something that will not come.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>At start: checks the database, migrates where that is allowed, and in Development adds the demo data.</summary>
    public static async Task PrepareDatabaseAsync(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<DatabaseOptions>>().Value;
        await app.Services.CheckSqliteAsync(app.Lifetime.ApplicationStopping);
        if (options.MigrateOnStart ?? app.Environment.IsDevelopment())
        {
            await app.Services.MigrateAsync(app.Lifetime.ApplicationStopping);
            if (app.Environment.IsDevelopment())
            {
                await AddDemoDataAsync(app.Services, app.Lifetime.ApplicationStopping);
            }
        }
        else if ((await app.Services.PendingAsync(app.Lifetime.ApplicationStopping)).Count is > 0 and var pending)
        {
            LogPending(app.Logger, pending);
            return;
        }

        KeyRing.RequireReadable(app.Services);
    }

    /// <summary>Applies what is pending and puts in the catalogue where there is none. Returns the names of what was applied.</summary>
    public static async Task<IReadOnlyList<string>> MigrateAsync(this IServiceProvider services, CancellationToken ct)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(ct);
        time.CancelAfter(Patience);
        try
        {
            await using var turn = await MigrationTurn.TakeAsync(services, time.Token);
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<StoreDbContext>();
            await turn.ForgetDeadMigrationAsync(db, time.Token);
            List<string> pending = [.. await db.Database.GetPendingMigrationsAsync(time.Token)];
            await db.Database.MigrateAsync(time.Token);
            await DemoCatalogue.AddWhereEmptyAsync(db, time.Token);
            return pending;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new ConfigurationProblem("Database", $"another instance has been migrating it for {Patience.TotalSeconds:0} seconds; wait for it, or stop it, and start again");
        }
    }

    /// <summary>Names of the migrations that the database has not seen.</summary>
    public static async Task<IReadOnlyList<string>> PendingAsync(this IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        return [.. await scope.ServiceProvider.GetRequiredService<StoreDbContext>().Database.GetPendingMigrationsAsync(ct)];
    }

    private static async Task AddDemoDataAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var everybody = await ActivatorUtilities.CreateInstance<DemoData>(scope.ServiceProvider).AddWhereMissingAsync(ct);
        if (services.GetService<DemoAccounts>() is { } board)
        {
            board.All = everybody;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} migrations are pending and Database:MigrateOnStart is off: the instance is not ready until the command migrate has run")]
    private static partial void LogPending(ILogger logger, int count);
}
