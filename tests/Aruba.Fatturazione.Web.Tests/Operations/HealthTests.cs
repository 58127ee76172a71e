using System.Net;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aruba.Fatturazione.Web.Tests.Operations;

public sealed class HealthTests
{
    [Fact]
    public async Task A_shop_in_order_lives_and_is_ready()
    {
        var store = await StartedAsync(new StoreHost());
        await using var _ = new Stop(store);

        Assert.Equal((HttpStatusCode.OK, "ok\n"), await AskAsync(store, "/health/live"));
        Assert.Equal((HttpStatusCode.OK, "ok\n"), await AskAsync(store, "/health/ready"));
    }

    [Fact]
    public async Task Without_its_tables_it_lives_but_is_not_ready_and_tells_strangers_no_reason()
    {
        var store = await StartedAsync(new StoreHost());
        await using var _ = new Stop(store);
        await store.InDatabaseAsync(db => db.Database.ExecuteSqlRawAsync("""DELETE FROM "__EFMigrationsHistory" """));

        Assert.Equal((HttpStatusCode.OK, "ok\n"), await AskAsync(store, "/health/live"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unavailable\n"), await AskAsync(store, "/health/ready"));
    }

    [Fact]
    public async Task With_a_full_disk_it_is_not_ready()
    {
        var store = await StartedAsync(new FullDisk());
        await using var _ = new Stop(store);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await AskAsync(store, "/health/ready")).Status);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(store, "/health/live")).Status);
    }

    [Fact]
    public async Task Asked_to_stop_it_says_so_before_it_closes_the_door()
    {
        var store = await StartedAsync(new SlowDoor());
        await using var _ = new Stop(store);
        store.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await AskAsync(store, "/health/ready")).Status);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(store, "/contatti")).Status);
    }

    private static async Task<StoreHost> StartedAsync(StoreHost store)
    {
        await store.InitializeAsync();
        return store;
    }

    private static async Task<(HttpStatusCode Status, string Text)> AskAsync(StoreHost store, string address)
    {
        using var browser = store.NewBrowser();
        using var answer = await browser.Client.GetAsync(address);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private sealed class FullDisk : StoreHost
    {
        protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Limits:MinimumFreeMegabytes", "1000000")];
    }

    private sealed class SlowDoor : StoreHost
    {
        protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Limits:DrainSeconds", "60")];
    }

    private sealed class Stop(StoreHost store) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await store.DisposeAsync();
    }
}
