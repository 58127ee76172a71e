using Aruba.Fatturazione.Web.Configuration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Aruba.Fatturazione.Web.Data;

/// <summary>Brings the database to the state that this version needs.</summary>
internal static class DatabasePreparation
{
    /// <summary>At start: migrates where that is allowed, and in Development adds the demo data.</summary>
    public static async Task PrepareDatabaseAsync(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<DatabaseOptions>>().Value;
        if (options.MigrateOnStart ?? app.Environment.IsDevelopment())
        {
            await app.Services.MigrateAsync(app.Lifetime.ApplicationStopping);
        }
    }

    /// <summary>Applies what is pending and puts in the catalogue where there is none.</summary>
    public static async Task MigrateAsync(this IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StoreDbContext>();
        await db.Database.MigrateAsync(ct);
        await DemoCatalogue.AddWhereEmptyAsync(db, ct);
    }
}
