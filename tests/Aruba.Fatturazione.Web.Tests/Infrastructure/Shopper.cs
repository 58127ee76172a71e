using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Tests.Account;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Infrastructure;

/// <summary>A customer who buys through the pages, step by step.</summary>
public sealed class Shopper(AccountHost store, Browser browser, string username, Person person)
{
    public const string Confirm = "Conferma e completa l'ordine";
    public const string OrderForm = "/acquista/modulo-ordine";
    private const string GoOn = "Prosegui e completa l'ordine";

    public Browser Browser => browser;

    public string Username => username;

    public Person Person => person;

    /// <summary>Registered and signed in.</summary>
    public static async Task<Shopper> NewAsync(AccountHost store)
    {
        var (browser, username, person) = await store.CustomerAsync();
        return new Shopper(store, browser, username, person);
    }

    /// <summary>With a described holder and a confirmed cart that holds also those modules.</summary>
    public static async Task<Shopper> ReadyAsync(AccountHost store, params string[] modules)
    {
        var shopper = await NewAsync(store);
        await shopper.DescribesHolderAsync();
        await shopper.ConfirmsCartAsync(modules);
        return shopper;
    }

    public async Task<Page> DescribesHolderAsync() =>
        await (await browser.OpenAsync("/acquista")).SendAsync(GoOn, ("Nessun identificativo", "true"));

    /// <summary>Puts articles into the cart by code and goes on to the order form.</summary>
    public async Task<Page> ConfirmsCartAsync(params string[] modules)
    {
        var cart = await browser.OpenAsync("/acquista/carrello");
        foreach (var code in modules)
        {
            var token = cart.Form(GoOn).Fields.Single(f => f.Key.Contains("Token", StringComparison.OrdinalIgnoreCase));
            cart = await browser.PostAsync("/acquista/carrello/aggiungi", [token, new("articolo", code), new("quantita", "1")]);
        }

        return await cart.SendAsync(GoOn);
    }

    /// <summary>The order form filled in: method chosen, every box ticked.</summary>
    public async Task<Form> FilledOrderFormAsync(PaymentMethod method = PaymentMethod.Bonifico)
    {
        var page = await browser.OpenAsync(OrderForm);
        var form = page.Form(Confirm).SetByName("Metodo", method.ToString());
        foreach (var box in page.Document.QuerySelectorAll("input[type=checkbox]"))
        {
            form.SetByName(box.GetAttribute("name")!, "true");
        }

        return form;
    }

    /// <summary>Confirms the order and returns its number.</summary>
    public async Task<string> OrdersAsync(PaymentMethod method)
    {
        using var answer = await (await FilledOrderFormAsync(method)).SendOnceAsync();
        return NumberIn(answer) ?? throw new InvalidOperationException($"No order was placed: {(int)answer.StatusCode} {answer.Headers.Location}.");
    }

    /// <summary>Confirms the order to be paid with a provider; returns its page.</summary>
    public async Task<Uri> OrdersOnlineAsync(PaymentMethod method)
    {
        using var answer = await (await FilledOrderFormAsync(method)).SendOnceAsync();
        return answer.Headers.Location is { IsAbsoluteUri: true } page
            ? page
            : throw new InvalidOperationException($"No provider's page: {(int)answer.StatusCode} {answer.Headers.Location}.");
    }

    /// <summary>Buys by card and comes back; returns the page where one lands.</summary>
    public async Task<Page> BuysByCardAsync(string card = "accepted", string bank = "Conferma")
    {
        var page = await OrdersOnlineAsync(PaymentMethod.CartaDiCredito);
        var back = await Payer.PayByCardAsync(page, card, bank) ?? throw new InvalidOperationException("The provider's page kept the buyer.");
        return await browser.OpenAsync(back);
    }

    /// <summary>The account's orders with lines and acceptances.</summary>
    public Task<List<Order>> PlacedAsync() => store.InDatabaseAsync(db =>
        db.Orders.AsNoTracking().Include(o => o.Lines).Include(o => o.Acceptances).Where(o => o.AccountUsername == username).ToListAsync());

    /// <summary>The number to which an answer leads, or null.</summary>
    public static string? NumberIn(HttpResponseMessage answer)
    {
        const string Orders = "/area-clienti/ordini/";
        var target = answer.Headers.Location?.ToString() ?? "";
        return target.StartsWith(Orders, StringComparison.Ordinal) ? target[Orders.Length..].Split('?')[0] : null;
    }
}
