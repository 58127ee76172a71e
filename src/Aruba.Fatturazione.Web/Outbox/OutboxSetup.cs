using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Outbox.Handlers;
using Aruba.Fatturazione.Web.Sweeps;

namespace Aruba.Fatturazione.Web.Outbox;

/// <summary>Registers the outbox, its reactions and, where jobs are enabled, the dispatcher.</summary>
internal static class OutboxSetup
{
    public static IServiceCollection AddStoreOutbox(this IServiceCollection services, JobsOptions options)
    {
        var reactions = StoreReactions.Table();
        services.AddSingleton(reactions);
        services.AddSingleton<OutboxBell>();
        services.AddScoped<OrderPost>();
        services.AddScoped<PanelPost>();
        services.AddScoped<MethodPost>();
        services.AddScoped<RenewalPost>();
        services.AddSingleton<TransferWords>();
        foreach (var reaction in reactions.ReactionTypes)
        {
            services.AddScoped(reaction);
        }

        return services.AddSingleton<SweepBook>().AddSweep<Housekeeping>(options).AddSweep<OutboxDispatcher>(options);
    }
}
