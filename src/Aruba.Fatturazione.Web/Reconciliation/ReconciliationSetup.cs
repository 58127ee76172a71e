namespace Aruba.Fatturazione.Web.Reconciliation;

/// <summary>Registers the reading of bank files.</summary>
internal static class ReconciliationSetup
{
    public static IServiceCollection AddStoreReconciliation(this IServiceCollection services) => services.AddScoped<BankFiles>();
}
