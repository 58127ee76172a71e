using System.Net;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Checkout;
using Aruba.Fatturazione.Web.Tests.Account;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Aruba.Fatturazione.Web.Tests.Checkout;

/// <summary>What the database decides when an order is placed.</summary>
public sealed class PlacementTests(AccountHost host) : IClassFixture<AccountHost>
{
    private static int subjects = 70_000;

    [Fact]
    public async Task Ten_carts_of_one_account_confirmed_at_once_are_five_unpaid_orders_and_a_cancelled_one_makes_room()
    {
        var shopper = await Shopper.NewAsync(host);
        await AllowManyCartsAsync();

        var results = await Task.WhenAll((await CartsAsync(shopper, 10)).Select(cart => PlaceAsync(shopper, cart)));

        Assert.Equal(OrderPlacement.MostUnpaid, results.OfType<Placement.Placed>().Count());
        Assert.Equal(5, results.OfType<Placement.TooManyUnpaid>().Count());
        var orders = await shopper.PlacedAsync();
        Assert.Equal([0, 1, 2, 3, 4], orders.Select(o => o.UnpaidPlace!.Value).Order());
        await CancelAsync(orders[2].Number);

        var more = await CartsAsync(shopper, 2);
        Assert.IsType<Placement.Placed>(await PlaceAsync(shopper, more[0]));
        Assert.IsType<Placement.TooManyUnpaid>(await PlaceAsync(shopper, more[1]));
    }

    [Fact]
    public async Task The_sixth_unpaid_order_is_refused_with_the_way_on()
    {
        var shopper = await Shopper.ReadyAsync(host);
        await AllowManyCartsAsync();
        foreach (var cart in await CartsAsync(shopper, OrderPlacement.MostUnpaid))
        {
            Assert.IsType<Placement.Placed>(await PlaceAsync(shopper, cart));
        }

        var page = await (await shopper.FilledOrderFormAsync()).SendAsync();

        Assert.True(page.Says("Hai già 5 ordini in attesa di pagamento: pagane o annullane uno, poi conferma questo"), page.Text);
        Assert.Equal(Shopper.OrderForm, page.Path);
        Assert.Equal(5, (await shopper.PlacedAsync()).Count);
    }

    [Fact]
    public async Task The_cart_is_gone_with_the_order_and_the_next_purchase_begins_anew()
    {
        var shopper = await Shopper.ReadyAsync(host, DemoCatalogue.Documenti);
        await shopper.OrdersAsync(PaymentMethod.Bonifico);

        Assert.Equal(0, await host.InDatabaseAsync(db => db.Carts.CountAsync(c => db.Users.Any(u => u.Id == c.AccountId && u.UserName == shopper.Username))));
        Assert.Equal("/acquista/intestatario", (await shopper.Browser.OpenAsync("/acquista")).Path);
    }

    // The pages allow one open cart; the limit must stand without that.
    private Task<int> AllowManyCartsAsync() => host.InDatabaseAsync(db => db.Database.ExecuteSqlRawAsync("DROP INDEX IF EXISTS \"IX_Carts_AccountId\""));

    private Task<List<Guid>> CartsAsync(Shopper shopper, int count) => host.InDatabaseAsync(async db =>
    {
        var account = await db.Users.Where(u => u.UserName == shopper.Username).Select(u => u.Id).SingleAsync();
        var catalogue = await db.CatalogueOnAsync(host.Clock.Today(), CancellationToken.None);
        var carts = Enumerable.Range(0, count).Select(_ => Cart(account, catalogue.Service.Code)).ToList();
        db.Carts.AddRange(carts);
        await db.SaveChangesAsync();
        return carts.ConvertAll(c => c.Id);
    });

    private Cart Cart(Guid account, string service)
    {
        var cart = new Cart(Guid.CreateVersion7(), account, OrderKind.Purchase, service, host.Clock.UtcNow());
        cart.Describe(SeedPeople.At(Interlocked.Increment(ref subjects)));
        cart.ConfirmLines(host.Clock.UtcNow());
        return cart;
    }

    /// <summary>Confirms a cart as a request would, past the checks of the page.</summary>
    private async Task<Placement> PlaceAsync(Shopper shopper, Guid id)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StoreDbContext>();
        var cart = await db.Carts.SingleAsync(c => c.Id == id);
        var by = new Confirmation(cart.AccountId, shopper.Username, PaymentMethod.Bonifico, [], IPAddress.Loopback, "prova");
        var catalogue = await db.CatalogueOnAsync(host.Clock.Today(), CancellationToken.None);
        return await scope.ServiceProvider.GetRequiredService<OrderPlacement>().PlaceAsync(cart, catalogue, by, CancellationToken.None);
    }

    private Task<int> CancelAsync(string number) => host.InDatabaseAsync(async db =>
    {
        Assert.True((await db.OrderForVerbsAsync(number, CancellationToken.None))?.Cancel("prova", host.Clock.UtcNow()));
        return await db.SaveChangesAsync();
    });
}
