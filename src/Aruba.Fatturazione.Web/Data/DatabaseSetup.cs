using System.Runtime.CompilerServices;
using Aruba.Fatturazione.Web.Configuration;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Aruba.Fatturazione.Web.Data;

/// <summary>Registers the context of the configured database.</summary>
internal static class DatabaseSetup
{
    public static IServiceCollection AddStoreDatabase(this IServiceCollection services, DatabaseOptions options, string contentRoot)
    {
        services.AddSingleton<StoreWiring>();
        services.AddSingleton<SqlitePragmas>();
        switch (options.Provider)
        {
            case DatabaseProvider.Sqlite:
                var file = SqliteConnectionString(options, contentRoot);
                return services.Add<SqliteStoreDbContext>((sp, o) => SqliteBatches.Use(o.UseSqlite(file)).AddInterceptors(sp.GetRequiredService<SqlitePragmas>()));
            case DatabaseProvider.SqlServer:
                return services.Add<SqlServerStoreDbContext>((_, o) => o.UseSqlServer(Required(options)));
            case DatabaseProvider.PostgreSql:
                return services.Add<PostgreSqlStoreDbContext>((_, o) => o.UseNpgsql(Required(options)));
            default:
                throw new ConfigurationProblem("Database:Provider", "write Sqlite, SqlServer or PostgreSql");
        }
    }

    // The options are the same for every context: made once, not for each request.
    private static IServiceCollection Add<TContext>(this IServiceCollection services, Action<IServiceProvider, DbContextOptionsBuilder> use)
        where TContext : StoreDbContext =>
        services.AddDbContext<StoreDbContext, TContext>(
            (sp, o) =>
            {
                use(sp, o);
                o.AddInterceptors(sp.GetServices<IInterceptor>());
            },
            optionsLifetime: ServiceLifetime.Singleton);

    /// <summary>The file under <c>App_Data</c> unless a connection string is given. Foreign keys and a busy wait are always on.</summary>
    public static string SqliteConnectionString(DatabaseOptions options, string contentRoot)
    {
        var builder = Read(options, contentRoot);
        if (Path.GetDirectoryName(builder.DataSource) is { Length: > 0 } folder)
        {
            MakeFolder(folder);
        }

        return builder.ToString();
    }

    /// <summary>Full path of the SQLite file, or null when the database is not one.</summary>
    public static string? SqliteFile(DatabaseOptions options, string contentRoot) =>
        options.Provider == DatabaseProvider.Sqlite && Read(options, contentRoot).DataSource is { Length: > 0 } file and not ":memory:" ? file : null;

    private static SqliteConnectionStringBuilder Read(DatabaseOptions options, string contentRoot)
    {
        var text = options.ConnectionString.Length > 0
            ? options.ConnectionString
            : $"Data Source={Path.Combine(contentRoot, "App_Data", "fatturazione.db")}";
        SqliteConnectionStringBuilder builder;
        try
        {
            builder = new SqliteConnectionStringBuilder(text) { ForeignKeys = true };
        }
        catch (ArgumentException)
        {
            throw new ConfigurationProblem("Database:ConnectionString", "cannot be read; for SQLite write Data Source=/path/to/file.db");
        }

        builder.DefaultTimeout = Math.Max(builder.DefaultTimeout, 10);
        if (!Path.IsPathRooted(builder.DataSource) && builder.DataSource is not ":memory:")
        {
            builder.DataSource = Path.GetFullPath(builder.DataSource, contentRoot);
        }

        return builder;
    }

    private static void MakeFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationProblem("Database:ConnectionString", $"the folder {folder} cannot be made ({e.Message.TrimEnd('.')}); choose one that this user may write");
        }
    }

    private static string Required(DatabaseOptions options) =>
        options.ConnectionString.Length > 0
            ? options.ConnectionString
            : throw new ConfigurationProblem("Database:ConnectionString", $"give the connection string of the {options.Provider} database");
}

/// <summary>
/// Sets what SQLite forgets between connections: a commit is on disk when it returns (<c>synchronous=FULL</c>), and readers never
/// stop writers (WAL). The provider begins its write transactions IMMEDIATE, so that they wait instead of failing.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;";

    // The pool hands out the same connection again and again: it is told once.
    private readonly ConditionalWeakTable<object, object> told = [];

    public override void ConnectionOpened(System.Data.Common.DbConnection connection, ConnectionEndEventData eventData)
    {
        if (!IsNew(connection))
        {
            return;
        }

        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(System.Data.Common.DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (!IsNew(connection))
        {
            return;
        }

        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private bool IsNew(System.Data.Common.DbConnection connection) =>
        connection is not SqliteConnection { Handle: { } physical } || told.TryAdd(physical, physical);
}
