using System.Diagnostics;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Aruba.Fatturazione.Web.Tests.Operations;

public sealed class MigrationTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("shop-migrations-").FullName;

    [Fact]
    public async Task A_migration_that_was_killed_does_not_stop_the_next_one()
    {
        await using var app = Shop();
        await app.Services.MigrateAsync(CancellationToken.None);
        await ExecuteAsync(app, "INSERT INTO __EFMigrationsLock(Id, Timestamp) VALUES (1, '2026-11-24 08:59:59')");
        var watch = Stopwatch.StartNew();

        Assert.Empty(await app.Services.MigrateAsync(CancellationToken.None));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), watch.Elapsed.ToString());
    }

    [Fact]
    public async Task Several_instances_started_at_once_apply_the_schema_once()
    {
        var instances = Enumerable.Range(0, 4).Select(_ => Shop()).ToList();

        var applied = await Task.WhenAll(instances.Select(i => Task.Run(() => i.Services.MigrateAsync(CancellationToken.None))));

        Assert.Single(applied, a => a.Count > 0);
        foreach (var instance in instances)
        {
            await instance.DisposeAsync();
        }
    }

    [Fact]
    public async Task The_file_keeps_what_it_promises()
    {
        await using var app = Shop();

        await app.Services.CheckSqliteAsync(CancellationToken.None);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private WebApplication Shop()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development", ContentRootPath = StoreHost.ContentRoot });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:ConnectionString"] = $"Data Source={Path.Combine(folder, "shop.db")}",
            ["Logs:Folder"] = "",
        });
        builder.AddStore();
        return builder.Build();
    }

    private static async Task ExecuteAsync(WebApplication app, string sql)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<StoreDbContext>().Database.ExecuteSqlRawAsync(sql);
    }
}
