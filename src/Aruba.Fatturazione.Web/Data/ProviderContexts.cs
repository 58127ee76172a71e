using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Aruba.Fatturazione.Web.Data;

// One derived context for each database gives each its own migrations folder; the model is the same
// (docs/decisions/0002-a-context-per-database.md).

/// <summary>The shop on SQLite, the embedded default.</summary>
public sealed class SqliteStoreDbContext(DbContextOptions<SqliteStoreDbContext> options, StoreWiring? wiring = null) : StoreDbContext(options, wiring);

/// <summary>The shop on SQL Server.</summary>
public sealed class SqlServerStoreDbContext(DbContextOptions<SqlServerStoreDbContext> options, StoreWiring? wiring = null) : StoreDbContext(options, wiring);

/// <summary>The shop on PostgreSQL.</summary>
public sealed class PostgreSqlStoreDbContext(DbContextOptions<PostgreSqlStoreDbContext> options, StoreWiring? wiring = null) : StoreDbContext(options, wiring);

/// <summary>Makes the contexts for <c>dotnet ef</c>, without a server and without starting the shop.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteStoreDbContext>
{
    public SqliteStoreDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteStoreDbContext>().UseSqlite("Data Source=:memory:").Options);
}

/// <inheritdoc cref="SqliteDesignTime" />
internal sealed class SqlServerDesignTime : IDesignTimeDbContextFactory<SqlServerStoreDbContext>
{
    public SqlServerStoreDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerStoreDbContext>().UseSqlServer("Server=nowhere").Options);
}

/// <inheritdoc cref="SqliteDesignTime" />
internal sealed class PostgreSqlDesignTime : IDesignTimeDbContextFactory<PostgreSqlStoreDbContext>
{
    public PostgreSqlStoreDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgreSqlStoreDbContext>().UseNpgsql("Host=nowhere").Options);
}
