using Aruba.Fatturazione.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Renewals;

/// <summary>Strange nights, sleeps and clocks (bars B-W1 to B-W5). One host for each test: they let years pass.</summary>
public sealed class CalendarTests : IAsyncLifetime
{
    private readonly RenewalHost host = new();

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData(2027, 3, 28)]
    [InlineData(2027, 10, 31)]
    [Trait("row", "B-W3")]
    public async Task A_charge_due_in_the_night_of_the_other_clock_happens_once(int year, int month, int day)
    {
        var night = new DateOnly(year, month, day);
        var shopper = await host.WithCardAsync();
        await EndsOnAsync(night.AddDays(7));
        host.GoTo(night.AddDays(-5));
        await host.DayAsync();
        Assert.Single(await host.TakenAsync(shopper));

        // From three hours before the change to the evening, a tick every quarter of an hour.
        host.Clock.SetUtcNow(new DateTimeOffset(RomeCalendar.StartOf(night).AddHours(-1), TimeSpan.Zero));
        for (var quarter = 0; quarter < 4 * 20; quarter++)
        {
            await host.TickAsync();
            host.Clock.Advance(TimeSpan.FromMinutes(15));
        }

        await host.DayAsync();
        Assert.Equal(2, (await host.TakenAsync(shopper)).Count);
        Assert.Equal(2, (await host.ServiceAsync(shopper)).Periods.Count);
    }

    [Fact]
    [Trait("row", "B-W1")]
    public async Task An_expiry_holds_to_the_last_second_of_its_day_in_Rome()
    {
        var shopper = await host.WithBonificoAsync();
        var expiry = (await host.ServiceAsync(shopper)).ExpiresOn;
        var midnight = RomeCalendar.StartOf(expiry.AddDays(1));

        host.Clock.SetUtcNow(new DateTimeOffset(midnight.AddSeconds(-1), TimeSpan.Zero));
        await host.DayAsync();
        Assert.Equal(SubscriptionStatus.Active, (await host.ServiceAsync(shopper)).Status);

        host.Clock.SetUtcNow(new DateTimeOffset(midnight, TimeSpan.Zero));
        await host.DayAsync();
        Assert.Equal(SubscriptionStatus.Expired, (await host.ServiceAsync(shopper)).Status);
    }

    [Fact]
    [Trait("row", "B-W4")]
    public async Task A_shop_that_slept_past_the_expiry_charges_nothing_and_tells_once_that_it_expired()
    {
        var shopper = await host.WithCardAsync();
        await host.ComesToAsync(shopper, 15);
        await host.ComesToAsync(shopper, -10);
        await host.DayAsync();

        Assert.Single(await host.TakenAsync(shopper));
        Assert.Equal(SubscriptionStatus.Expired, (await host.ServiceAsync(shopper)).Status);
        Assert.Single(host.Mails(shopper, "Il tuo servizio è scaduto"));
    }

    [Fact]
    [Trait("row", "B-W5")]
    public async Task A_clock_that_goes_back_two_hours_or_jumps_a_day_does_nothing_twice()
    {
        var shopper = await host.WithCardAsync();
        await host.ComesToAsync(shopper, 15);
        await host.ComesToAsync(shopper, 7);
        var mails = host.Mails(shopper, "").Count;

        // A clock that is put back is another instance whose clock is behind.
        host.Clock.AdjustTime(host.Clock.GetUtcNow().AddHours(-2));
        await host.DayAsync();
        host.Clock.AdjustTime(host.Clock.GetUtcNow().AddHours(26));
        await host.DayAsync();

        Assert.Equal(2, (await host.TakenAsync(shopper)).Count);
        Assert.Equal(mails, host.Mails(shopper, "").Count);
        Assert.Single(await host.RenewalsAsync(shopper));
    }

    [Fact]
    [Trait("row", "B-W5")]
    public async Task After_2038_services_are_renewed_as_before()
    {
        host.Clock.SetUtcNow(new DateTimeOffset(2038, 1, 18, 9, 0, 0, TimeSpan.Zero));
        var shopper = await host.WithCardAsync();
        var expiry = (await host.ServiceAsync(shopper)).ExpiresOn;
        Assert.Equal(new DateOnly(2039, 1, 18), expiry);

        await host.ComesToAsync(shopper, 15);
        await host.ComesToAsync(shopper, 7);

        Assert.Equal(new DateOnly(2040, 1, 18), (await host.ServiceAsync(shopper)).ExpiresOn);
    }

    // Moves the whole term of the only service, its anchor included.
    private Task<int> EndsOnAsync(DateOnly expiry) => host.InDatabaseAsync(async db =>
    {
        var starts = expiry.AddYears(-1);
        await db.Set<SubscriptionPeriod>().ExecuteUpdateAsync(u => u.SetProperty(p => p.StartsOn, starts).SetProperty(p => p.EndsOn, expiry));
        return await db.Subscriptions.ExecuteUpdateAsync(u => u.SetProperty(s => s.AnchorOn, starts).SetProperty(s => s.ExpiresOn, expiry).SetProperty(s => s.NextLookAt, host.Clock.UtcNow()));
    });
}
