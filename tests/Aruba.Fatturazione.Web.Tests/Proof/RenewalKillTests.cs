using System.Diagnostics;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Renewals;
using Aruba.Fatturazione.Web.Tests.Desk;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Payments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Aruba.Fatturazione.Web.Tests.Proof;

/// <summary>The shop dies, breaks or hangs while it renews a service: it comes back, and there is one charge and one term (bar B-K1).</summary>
public sealed class RenewalKillTests : IAsyncLifetime
{
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(60);

    private readonly MortalShop shop = new();

    public async Task InitializeAsync()
    {
        await MortalShop.BuiltAsync();
        await shop.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await shop.EndAsync();
        await shop.DisposeAsync();
    }

    [Fact]
    [Trait("row", "B-W6")]
    public async Task A_shop_killed_broken_or_hung_in_the_middle_of_a_renewal_charges_once_and_adds_one_term()
    {
        await shop.LiveAsync();
        foreach (var (point, deed) in new[]
        {
            ("renewal.prepared", "kill"), ("attempt.saved", "kill"), ("provider.collected", "kill"), ("answer.saved", "kill"), ("renewal.charged", "kill"),
            ("renewal.prepared", "throw"), ("renewal.charged", "throw"), ("renewal.prepared", "hang"), ("renewal.charged", "hang"),
        })
        {
            await RenewalAsync(point, deed);
        }
    }

    private async Task RenewalAsync(string point, string deed)
    {
        var shopper = await shop.CustomerThereAsync();
        await shopper.BuysByCardAsync();
        await UntilAsync(point, async () => (await shop.OrderAsync(shopper)).Status == OrderStatus.Concluded && await QuietAsync());
        await shop.DieAsync();
        var service = await DueAsync(shopper);

        shop.Order(point, deed);
        shop.Begin();
        await UntilAsync($"{point} {deed}: never met", () => Task.FromResult(shop.WasMet));
        if (deed == "kill")
        {
            await UntilAsync($"{point} {deed}: still alive", () => Task.FromResult(shop.IsDead));
        }
        else if (deed == "hang")
        {
            // Another instance takes over when the lease has ended; the one that hangs is put to sleep by an operator.
            await TakeTheLeaseOffAsync(service);
            await shop.Services.GetRequiredService<ServiceSweep>().RunDueAsync(CancellationToken.None);
            await shop.DieAsync();
        }
        else
        {
            await shop.ReadyAsync();
            await shop.DieAsync();
        }

        await TakeTheLeaseOffAsync(service);
        await shop.TakeTheMinuteOffAsync();
        await shop.LiveAsync();
        await UntilAsync($"{point} {deed}: not renewed", async () => await TermsAsync(service) == 2 && await QuietAsync());
        IReadOnlyList<string> found = [];
        await UntilAsync($"{point} {deed}", async () => (found = await shop.FindAsync()).Count == 0, () => string.Join('\n', found));

        var orders = await shop.InDatabaseAsync(db => db.Orders.AsNoTracking().Where(o => o.SubscriptionId == service && o.Kind == OrderKind.Renewal).ToListAsync());
        var order = Assert.Single(orders);
        Assert.True(shop.TakenFor(order) is [{ } taken] && taken.AmountCents == order.Gross.Cents, $"{point} {deed}: {shop.TakenFor(order).Count} charges");
    }

    // A year has passed but for a week, and the owner was told two days ago.
    private async Task<Guid> DueAsync(Shopper shopper)
    {
        var now = TimeProvider.System.UtcNow();
        var today = RomeCalendar.DayOf(now);
        return await shop.InDatabaseAsync(async db =>
        {
            var service = await db.Subscriptions.AsNoTracking().SingleAsync(s => db.Users.Any(a => a.Id == s.AccountId && a.UserName == shopper.Username));
            var (anchor, expiry) = (today.AddDays(7).AddYears(-1), today.AddDays(7));
            await db.Set<SubscriptionPeriod>().Where(p => p.OrderNumber == db.Orders.Where(o => o.AccountId == service.AccountId).Select(o => o.Number).First())
                .ExecuteUpdateAsync(u => u.SetProperty(p => p.StartsOn, anchor).SetProperty(p => p.EndsOn, expiry));
            await db.Subscriptions.Where(s => s.Id == service.Id)
                .ExecuteUpdateAsync(u => u.SetProperty(s => s.AnchorOn, anchor).SetProperty(s => s.ExpiresOn, expiry).SetProperty(s => s.NextLookAt, now.AddMinutes(-1)));
            var tracked = await db.Subscriptions.Include(s => s.Items).Include(s => s.Periods).Include(s => s.Steps).SingleAsync(s => s.Id == service.Id);
            var gross = await db.Orders.Where(o => o.AccountId == service.AccountId).Select(o => o.Gross).SingleAsync();
            tracked.Announce(Guid.CreateVersion7(), 15, gross, now.AddDays(-2));
            await db.SaveChangesAsync();
            return service.Id;
        });
    }

    private Task<int> TakeTheLeaseOffAsync(Guid service) => shop.InDatabaseAsync(db => db.Subscriptions.Where(s => s.Id == service && s.NextLookAt != null)
        .ExecuteUpdateAsync(u => u.SetProperty(s => s.NextLookAt, TimeProvider.System.UtcNow().AddSeconds(-1))));

    private Task<int> TermsAsync(Guid service) => shop.InDatabaseAsync(db => db.Subscriptions.Where(s => s.Id == service).Select(s => s.Periods.Count).SingleAsync());

    private async Task<bool> QuietAsync() => !await shop.InDatabaseAsync(db => db.Outbox.AnyAsync(m => m.DoneAt == null));

    private static async Task UntilAsync(string point, Func<Task<bool>> done, Func<string>? why = null)
    {
        var watch = Stopwatch.StartNew();
        while (!await done())
        {
            Assert.True(watch.Elapsed < Minute, $"{point}: not within a minute. {why?.Invoke()}");
            await Task.Delay(200);
        }
    }
}
