using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Development;

namespace Aruba.Fatturazione.Web.Commands;

/// <summary>The shop itself.</summary>
internal static class RunShop
{
    /// <summary>Runs until it is asked to stop; returns the exit code.</summary>
    public static async Task<int> RunAsync(string[] settings, CancellationToken ct)
    {
        var builder = ShopBuilder.New(settings);
        builder.FollowListeningAddress();
#if DEBUG
        await builder.AddSandboxAsync(ct);
#endif
        builder.AddStore();
        await using var app = builder.Build();
        await app.PrepareDatabaseAsync();
        app.UseStore();
        await app.StartAsync(ct);
        await app.WaitForShutdownAsync(ct);
        return 0;
    }
}
