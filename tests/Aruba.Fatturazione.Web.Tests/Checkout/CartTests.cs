using Aruba.Fatturazione.Web.Tests.Account;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Checkout;

public sealed class CartTests(AccountHost store) : IClassFixture<AccountHost>
{
    private const string CartPath = "/acquista/carrello";

    [Fact]
    public async Task What_needs_another_module_brings_it_along_and_leaves_with_it()
    {
        var shopper = await WithHolderAsync();

        var added = await (await shopper.Browser.OpenAsync(CartPath)).SendAsync("Aggiungi al carrello WooCommerce");
        Assert.True(added.Says("Abbiamo aggiunto anche Documenti"), added.Text);
        Assert.Equal("80,40 €", Total(added));
        var removed = await added.SendAsync("Elimina dal carrello Documenti");

        Assert.True(removed.Says("Documenti non è più nel carrello, e nemmeno WooCommerce"), removed.Text);
        Assert.Equal("36,48 €", Total(removed));
    }

    [Fact]
    [Trait("row", "failure 23")]
    public async Task Term_and_quantity_change_the_total_and_survive_on_another_device()
    {
        var shopper = await WithHolderAsync();
        var page = await (await shopper.Browser.OpenAsync(CartPath)).SendAsync("Aggiorna durata", ("Durata", "3"));
        page = await page.SendAsync("Aggiungi al carrello Utenti", ("Quantità", "2"));
        Assert.Equal("175,31 €", Total(page));

        using var phone = store.NewBrowser();
        var there = await AccountHost.SignInAsync(phone, shopper.Username, returnUrl: CartPath);

        Assert.Equal("175,31 €", Total(there));
    }

    [Theory]
    [InlineData("utenti-aggiuntivi", "21")]
    [InlineData("utenti-aggiuntivi", "0")]
    [InlineData("utenti-aggiuntivi", "-3")]
    [InlineData("utenti-aggiuntivi", "2147483648")]
    [InlineData("utenti-aggiuntivi", "due")]
    [InlineData("documenti", "2")]
    [InlineData("oro-zecchino", "1")]
    public async Task What_cannot_be_bought_changes_nothing_and_says_why(string code, string quantity)
    {
        var shopper = await WithHolderAsync();
        var cart = await shopper.Browser.OpenAsync(CartPath);

        var after = await shopper.Browser.PostAsync(CartPath + "/aggiungi", [Token(cart), new("articolo", code), new("quantita", quantity)]);

        Assert.Equal("36,48 €", Total(after));
        Assert.True(after.Says("il carrello non è cambiato"), after.Text);
    }

    [Fact]
    public async Task Many_clicks_at_once_put_a_module_in_once()
    {
        var shopper = await WithHolderAsync();
        var token = Token(await shopper.Browser.OpenAsync(CartPath));

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => shopper.Browser.PostAsync(CartPath + "/aggiungi", [token, new("articolo", "woocommerce")])));

        var lines = await store.InDatabaseAsync(db => db.Carts.Where(c => db.Users.Any(u => u.Id == c.AccountId && u.UserName == shopper.Username))
            .SelectMany(c => c.Lines).Select(l => l.ProductCode).ToListAsync());
        Assert.Equal(["documenti", "fatturazione-elettronica", "woocommerce"], lines.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Steps_out_of_order_lead_to_the_first_missing_one()
    {
        var shopper = await Shopper.NewAsync(store);
        await shopper.Browser.OpenAsync("/acquista");
        Assert.Equal("/acquista/intestatario", (await shopper.Browser.OpenAsync(CartPath)).Path);
        Assert.Equal("/acquista/intestatario", (await shopper.Browser.OpenAsync(Shopper.OrderForm)).Path);

        await shopper.DescribesHolderAsync();
        Assert.Equal(CartPath, (await shopper.Browser.OpenAsync(Shopper.OrderForm)).Path);

        await shopper.ConfirmsCartAsync();
        Assert.Equal(Shopper.OrderForm, (await shopper.Browser.OpenAsync(Shopper.OrderForm)).Path);
        await (await shopper.Browser.OpenAsync(CartPath)).SendAsync("Aggiungi al carrello Incassi");
        Assert.Equal(CartPath, (await shopper.Browser.OpenAsync(Shopper.OrderForm)).Path);
    }

    private async Task<Shopper> WithHolderAsync()
    {
        var shopper = await Shopper.NewAsync(store);
        await shopper.DescribesHolderAsync();
        return shopper;
    }

    private static KeyValuePair<string, string> Token(Page page) =>
        page.Form("Prosegui").Fields.Single(f => f.Key.Contains("Token", StringComparison.OrdinalIgnoreCase));

    private static string Total(Page page) => page.Document.QuerySelector(".order-total .money, .order-total dd")!.TextContent.Trim().Replace('\u00a0', ' ');
}
