using Aruba.Fatturazione.Web.Configuration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Data;

/// <summary>
/// The right to migrate a SQLite file. EF Core guards a migration with a row in <c>__EFMigrationsLock</c>; a process killed in the middle
/// leaves the row, and the next one waits for it for ever (EF Core documentation, SQLite limitations). So whoever migrates first takes a
/// lock of the operating system, which dies with its process: under it, a row that is there belongs to nobody.
/// On the servers the lock belongs to the connection and needs no help.
/// </summary>
internal sealed partial class MigrationTurn(FileStream? hold, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until no other process of ours migrates this file.</summary>
    public static async Task<MigrationTurn> TakeAsync(IServiceProvider services, CancellationToken ct)
    {
        var logger = services.GetRequiredService<ILogger<MigrationTurn>>();
        var options = services.GetRequiredService<IOptions<DatabaseOptions>>().Value;
        var file = DatabaseSetup.SqliteFile(options, services.GetRequiredService<IHostEnvironment>().ContentRootPath);
        if (file is null)
        {
            return new MigrationTurn(null, logger);
        }

        var clock = services.GetRequiredService<TimeProvider>();
        while (true)
        {
            try
            {
                return new MigrationTurn(new FileStream(file + ".migrating", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), logger);
            }
            catch (IOException)
            {
                await Task.Delay(Pause, clock, ct);
            }
            catch (UnauthorizedAccessException)
            {
                throw new ConfigurationProblem("Database:ConnectionString", $"this user may not write beside {file}");
            }
        }
    }

    /// <summary>Removes the row that a killed migration left, saying so.</summary>
    public async Task ForgetDeadMigrationAsync(StoreDbContext db, CancellationToken ct)
    {
        if (hold is null || !await db.Database.CanConnectAsync(ct))
        {
            return;
        }

        var tables = await db.Database.SqlQuery<int>($"SELECT COUNT(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(ct);
        if (tables > 0 && await db.Database.ExecuteSqlAsync($"DELETE FROM __EFMigrationsLock", ct) > 0)
        {
            LogForgotten(logger);
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => hold?.DisposeAsync() ?? ValueTask.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message = "A migration was interrupted earlier; its lock was removed and the migration goes on")]
    private static partial void LogForgotten(ILogger logger);
}
