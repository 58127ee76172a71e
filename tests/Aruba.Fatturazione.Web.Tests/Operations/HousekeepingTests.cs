using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Payments;
using Aruba.Fatturazione.Web.Payments.Webhooks;
using Aruba.Fatturazione.Web.Tests.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Aruba.Fatturazione.Web.Tests.Operations;

/// <summary>One host for each test: they move the clock by years.</summary>
public sealed class HousekeepingTests : IAsyncLifetime
{
    private readonly OutboxHost host = new();

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Done_work_leaves_the_outbox_after_400_days_and_what_is_not_done_stays()
    {
        var (order, _, _) = await host.ActiveAsync();
        var parked = await host.OrderAsync();
        await host.InDatabaseAsync(db => db.Outbox.Where(m => m.Topic == parked.Number).ExecuteUpdateAsync(u => u.SetProperty(m => m.ParkedAt, host.Clock.UtcNow())));

        host.Clock.Advance(TimeSpan.FromDays(399));
        await RunAsync();
        Assert.NotEqual(0, await RowsAsync(order.Number));

        host.Clock.Advance(TimeSpan.FromDays(2));
        await RunAsync();
        Assert.Equal(0, await RowsAsync(order.Number));
        Assert.NotEqual(0, await RowsAsync(parked.Number));
        Assert.Equal(1, await host.InDatabaseAsync(db => db.Orders.CountAsync(o => o.Number == order.Number)));
        using var agent = await host.AgentAsync("pulizia@example.it");
        Assert.Equal(System.Net.HttpStatusCode.OK, (await agent.OpenAsync($"/assistenza/ordini/{order.Number}")).Status);
    }

    [Fact]
    public async Task More_rows_than_one_bite_go_in_one_round()
    {
        var old = host.Clock.UtcNow().AddDays(-500);
        await host.InDatabaseAsync(async db =>
        {
            db.Outbox.AddRange(Enumerable.Range(0, 1_200).Select(_ => new Web.Outbox.OutboxMessage
            {
                Id = Guid.CreateVersion7(host.Clock.GetUtcNow()),
                Event = "E",
                Reaction = "R",
                Payload = "{}",
                Topic = "vecchio",
                CreatedAt = old,
                DueAt = old,
                DoneAt = old,
            }));
            return await db.SaveChangesAsync();
        });

        await RunAsync();

        Assert.Equal(0, await RowsAsync("vecchio"));
    }

    [Fact]
    public async Task The_body_of_a_handled_event_is_emptied_after_90_days_and_the_event_is_still_known()
    {
        var now = host.Clock.UtcNow();
        await host.InDatabaseAsync(db =>
        {
            db.ProviderEvents.AddRange(Event("evt_trattato", now, now), Event("evt_in_attesa", now, null));
            return db.SaveChangesAsync();
        });

        host.Clock.Advance(TimeSpan.FromDays(91));
        await RunAsync();

        var bodies = await host.InDatabaseAsync(db => db.ProviderEvents.ToDictionaryAsync(e => e.EventId, e => e.Body));
        Assert.Equal(("", "{}"), (bodies["evt_trattato"], bodies["evt_in_attesa"]));
    }

    private static ProviderEvent Event(string id, DateTime at, DateTime? handled) => new()
    {
        Id = Guid.CreateVersion7(),
        Provider = PaymentSources.Stripe,
        EventId = id,
        Type = "charge.succeeded",
        Body = "{}",
        ReceivedAt = at,
        HandledAt = handled,
    };

    private Task<int> RunAsync() => host.Services.GetRequiredService<Housekeeping>().RunDueAsync(CancellationToken.None);

    private Task<int> RowsAsync(string topic) => host.InDatabaseAsync(db => db.Outbox.CountAsync(m => m.Topic == topic));
}
