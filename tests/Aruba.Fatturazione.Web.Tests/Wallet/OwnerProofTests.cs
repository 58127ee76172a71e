using System.Net;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Tests.Account;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Payments;

namespace Aruba.Fatturazione.Web.Tests.Wallet;

/// <summary>Adding and removing want a password that was typed within five minutes.</summary>
public sealed class OwnerProofTests(WalletHost store) : IClassFixture<WalletHost>
{
    [Fact]
    public async Task A_password_typed_longer_ago_is_asked_again_and_nothing_else_is_lost()
    {
        var shopper = await Shopper.NewAsync(store);
        var fresh = await shopper.Browser.OpenAsync($"{WalletHost.List}/aggiungi");
        Assert.Null(fresh.Document.QuerySelector("[type=password]"));

        store.SixMinutesLater();
        var asked = await fresh.SendAsync("Continua dal fornitore", ("Account PayPal", "true"), ("Autorizzo", "true"));
        Assert.Contains("password", Assert.Single(asked.Errors), StringComparison.OrdinalIgnoreCase);
        var wrong = await asked.SendAsync("Continua dal fornitore", ("Password dell'account", "non è questa"));
        Assert.Contains("La password non è questa", Assert.Single(wrong.Errors), StringComparison.Ordinal);
        Assert.DoesNotContain("non è questa\"", wrong.Html, StringComparison.Ordinal);
        using var right = await wrong.Form("Continua dal fornitore").Set("Password dell'account", AccountHost.Password).SendOnceAsync();

        Assert.StartsWith($"{store.Sandbox.BaseAddress}paypal/", right.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Null((await shopper.Browser.OpenAsync($"{WalletHost.List}/aggiungi")).Document.QuerySelector("[type=password]"));
        store.SixMinutesLater();
        Assert.NotNull((await shopper.Browser.OpenAsync($"{WalletHost.List}/aggiungi")).Document.QuerySelector("[type=password]"));
    }

    [Fact]
    public async Task Only_the_browser_in_which_it_was_typed_has_proven_anything()
    {
        var shopper = await Shopper.NewAsync(store);
        using var other = store.NewBrowser();
        await AccountHost.SignInAsync(other, shopper.Username);
        store.SixMinutesLater();
        var page = await shopper.Browser.OpenAsync($"{WalletHost.List}/aggiungi");

        using var done = await page.Form("Continua").Set("Account PayPal", "true").Tick("Autorizzo").Set("Password dell'account", AccountHost.Password).SendOnceAsync();

        Assert.NotNull(done.Headers.Location);
        Assert.NotNull((await other.OpenAsync($"{WalletHost.List}/aggiungi")).Document.QuerySelector("[type=password]"));
    }

    [Fact]
    public async Task Guessing_is_slowed_down_as_at_the_sign_in_and_removes_nothing()
    {
        var shopper = await store.OwnerAsync(PaymentMethod.CartaDiCredito);
        var method = Assert.Single(await store.MethodsAsync(shopper));
        store.SixMinutesLater();
        var page = await shopper.Browser.OpenAsync($"{WalletHost.List}/{method.Id}/rimuovi");
        for (var guesses = 0; guesses < 5; guesses++)
        {
            page = await page.SendAsync("Rimuovi il metodo", ("Disattiva", "true"), ("Password dell'account", $"tentativo {guesses}"));
            Assert.Single(page.Errors);
        }

        var stopped = await page.SendAsync("Rimuovi il metodo", ("Disattiva", "true"), ("Password dell'account", AccountHost.Password));

        Assert.Equal(HttpStatusCode.TooManyRequests, stopped.Status);
        Assert.Contains("Troppi tentativi", Assert.Single(stopped.Errors), StringComparison.Ordinal);
        Assert.Null(Assert.Single(await store.MethodsAsync(shopper)).RemovedAt);
        store.Clock.Advance(TimeSpan.FromSeconds(31));
        var removed = await stopped.SendAsync("Rimuovi il metodo", ("Disattiva", "true"), ("Password dell'account", AccountHost.Password));
        Assert.True(removed.Says("Il metodo è rimosso"), removed.Text);
    }
}
