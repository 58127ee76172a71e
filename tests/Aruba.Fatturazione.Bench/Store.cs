using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Aruba.Fatturazione.Bench;

/// <summary>A database of the bench's own: a SQLite file, or a database on the PostgreSQL server that was named.</summary>
internal sealed class Store(string provider, string connectionString, string? server, string name) : IAsyncDisposable
{
    public string Provider => provider;

    public string ConnectionString => connectionString;

    public static Store NewSqlite(string folder) => new("Sqlite", $"Data Source={Path.Combine(folder, "bench.db")}", null, "");

    public static async Task<Store> NewPostgresAsync(string server)
    {
        var name = $"bench_{Environment.ProcessId}";
        await OnServerAsync(server, $"CREATE DATABASE {name}");
        return new Store("PostgreSql", new NpgsqlConnectionStringBuilder(server) { Database = name }.ToString(), server, name);
    }

    /// <summary>How many events of the flood are stored.</summary>
    public async Task<long> EventsAsync()
    {
        await using DbConnection connection = server is null ? new SqliteConnection(connectionString) : new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """SELECT COUNT(*) FROM "ProviderEvents" WHERE "EventId" LIKE 'evt_bench%'""";
        return Convert.ToInt64(await command.ExecuteScalarAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await OnServerAsync(server, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        }
    }

    private static async Task OnServerAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is made of this class's own name.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
