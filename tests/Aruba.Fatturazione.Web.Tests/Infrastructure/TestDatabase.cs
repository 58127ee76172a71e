using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Aruba.Fatturazione.Web.Tests.Infrastructure;

/// <summary>
/// A database of its own for each host, copied from a template that is migrated once. TEST_DATABASE chooses the kind;
/// TEST_POSTGRES is the connection string of a PostgreSQL server on which databases may be made (tests/run starts one).
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly SemaphoreSlim OneMaker = new(1, 1);
    private static string? template;
    private static int count;

    private readonly string name;

    private TestDatabase(string ownName, string connectionString)
    {
        name = ownName;
        ConnectionString = connectionString;
    }

    public static DatabaseProvider Provider { get; } =
        Enum.Parse<DatabaseProvider>(Environment.GetEnvironmentVariable("TEST_DATABASE") ?? nameof(DatabaseProvider.Sqlite));

    public string ConnectionString { get; }

    public static async Task<TestDatabase> NewAsync()
    {
        await OneMaker.WaitAsync();
        try
        {
            template ??= await MakeTemplateAsync();
            var fresh = $"shop_{Environment.ProcessId}_{Interlocked.Increment(ref count)}";
            return new TestDatabase(fresh, Provider == DatabaseProvider.Sqlite ? CopyFile(fresh) : await CopyPostgresAsync(fresh));
        }
        finally
        {
            OneMaker.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Provider == DatabaseProvider.Sqlite)
        {
            SqliteConnection.ClearAllPools();
            foreach (var file in Directory.GetFiles(Folder, name + ".db*"))
            {
                File.Delete(file);
            }

            return;
        }

        NpgsqlConnection.ClearAllPools();
        await OnServerAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }

    private static string Folder { get; } = Directory.CreateTempSubdirectory("shop-tests-").FullName;

    private static string Server => Environment.GetEnvironmentVariable("TEST_POSTGRES")
        ?? throw new InvalidOperationException("TEST_POSTGRES must name a PostgreSQL server: run the tests with tests/run.");

    private static async Task<string> MakeTemplateAsync()
    {
        if (Provider == DatabaseProvider.Sqlite)
        {
            var file = Path.Combine(Folder, "template.db");
            await using (var sqlite = new SqliteStoreDbContext(new DbContextOptionsBuilder<SqliteStoreDbContext>().UseSqlite($"Data Source={file};Pooling=False").Options))
            {
                await FillAsync(sqlite);
            }

            return file;
        }

        var made = $"template_{Environment.ProcessId}";
        await OnServerAsync($"CREATE DATABASE {made}");
        await using (var postgres = new PostgreSqlStoreDbContext(
            new DbContextOptionsBuilder<PostgreSqlStoreDbContext>().UseNpgsql(On(made) + ";Pooling=false").Options))
        {
            await FillAsync(postgres);
        }

        return made;
    }

    private static async Task FillAsync(StoreDbContext db)
    {
        await db.Database.MigrateAsync();
        await DemoCatalogue.AddWhereEmptyAsync(db, CancellationToken.None);
    }

    private static string CopyFile(string copy)
    {
        var file = Path.Combine(Folder, copy + ".db");
        File.Copy(template!, file);
        return $"Data Source={file}";
    }

    private static async Task<string> CopyPostgresAsync(string copy)
    {
        await OnServerAsync($"CREATE DATABASE {copy} TEMPLATE {template}");
        return On(copy);
    }

    private static string On(string database) => new NpgsqlConnectionStringBuilder(Server) { Database = database }.ToString();

    private static async Task OnServerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Server);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is made of this class's own names.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
