using System.Net;
using Aruba.Fatturazione.Web.Tests.Account;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Checkout;

/// <summary>Bar B-C3: two tabs change the holder's data, and neither erases the other without knowing.</summary>
public sealed class HolderChangeTests(AccountHost store) : IClassFixture<AccountHost>
{
    private const string Step = "/acquista/intestatario";
    private const string GoOn = "Prosegui e completa l'ordine";

    [Fact]
    public async Task B_C3_the_second_tab_is_told_what_the_first_saved_keeps_what_it_typed_and_overwrites_only_knowingly()
    {
        var shopper = await Shopper.NewAsync(store);
        await shopper.DescribesHolderAsync();
        var (first, second) = (await shopper.Browser.OpenAsync(Step), await shopper.Browser.OpenAsync(Step));

        await first.SendAsync(GoOn, ("Indirizzo e numero civico", "Via Nuova 7"));
        var told = await second.SendAsync(GoOn, ("Telefono", "02 7654321"), ("Indirizzo e numero civico", "Via Larga 99"));
        var meanwhile = await StoredAsync(shopper);
        var gone = await told.SendAsync(GoOn);

        Assert.True(told.Says("Questi dati sono stati modificati altrove") && told.Says("Indirizzo: Via Nuova 7"), told.Text);
        Assert.Equal("Via Larga 99", told.Document.QuerySelector("[name=Indirizzo]")!.GetAttribute("value"));
        Assert.Equal("02 7654321", told.Document.QuerySelector("[name=Telefono]")!.GetAttribute("value"));
        Assert.Equal("Via Nuova 7", meanwhile);
        Assert.StartsWith("/acquista/carrello", gone.Path, StringComparison.Ordinal);
        Assert.Equal("Via Larga 99", await StoredAsync(shopper));
    }

    [Fact]
    public async Task B_C3_a_tab_opened_before_anything_was_saved_is_told_too()
    {
        var shopper = await Shopper.NewAsync(store);
        await shopper.Browser.OpenAsync("/acquista");
        var (first, second) = (await shopper.Browser.OpenAsync(Step), await shopper.Browser.OpenAsync(Step));

        await first.SendAsync(GoOn, ("Nessun identificativo", "true"), ("Indirizzo e numero civico", "Via Prima 1"));
        var told = await second.SendAsync(GoOn, ("Nessun identificativo", "true"), ("Indirizzo e numero civico", "Via Seconda 2"));

        Assert.True(told.Says("Indirizzo: Via Prima 1"), told.Text);
        Assert.Equal("Via Prima 1", await StoredAsync(shopper));
    }

    [Fact]
    public async Task The_same_data_from_two_tabs_and_another_tab_that_only_changes_the_cart_disturb_nobody()
    {
        var shopper = await Shopper.NewAsync(store);
        await shopper.DescribesHolderAsync();
        var (first, second) = (await shopper.Browser.OpenAsync(Step), await shopper.Browser.OpenAsync(Step));

        await first.SendAsync(GoOn, ("Indirizzo e numero civico", "Via Nuova 7"));
        await shopper.ConfirmsCartAsync();
        var gone = await second.SendAsync(GoOn, ("Indirizzo e numero civico", "Via Nuova 7"));

        Assert.StartsWith("/acquista/", gone.Path, StringComparison.Ordinal);
        Assert.NotEqual("Dati Intestatario", gone.Heading);
    }

    [Fact]
    public async Task B_C3_ten_tabs_at_once_leave_one_of_their_data_and_no_error()
    {
        var shopper = await Shopper.NewAsync(store);
        await shopper.DescribesHolderAsync();
        var tabs = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => shopper.Browser.OpenAsync(Step)));

        var answers = await Task.WhenAll(tabs.Select((tab, i) => Task.Run(() => tab.SendAsync(GoOn, ("Indirizzo e numero civico", $"Via Numero {i}")))));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.Status));
        var saved = Assert.Single(answers, a => a.Heading != "Dati Intestatario");
        Assert.Equal($"Via Numero {Array.IndexOf(answers, saved)}", await StoredAsync(shopper));
    }

    private Task<string?> StoredAsync(Shopper shopper) => store.InDatabaseAsync(async db =>
        (await db.Carts.AsNoTracking().SingleAsync(c => db.Users.Any(u => u.Id == c.AccountId && u.UserName == shopper.Username))).Intestatario?.Indirizzo.Via);
}
