using Aruba.Fatturazione.Browser.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Infrastructure;

namespace Aruba.Fatturazione.Browser.Tests.Survey;

/// <summary>The three steps between account and order.</summary>
internal static class CheckoutPages
{
    private const string GoOn = "Prosegui e completa l'ordine";

    public static IEnumerable<SurveyEntry> All =>
    [
        new("/acquista/intestatario", "prefilled", async t => await t.OpenAsync(await t.NewcomerAsync(), "/acquista/intestatario")),
        .. new[] { "Libero professionista", "Ditta individuale", "Società", "Associazione, ente o studio associato", "Pubblica Amministrazione" }.Select(type =>
            new SurveyEntry("/acquista/intestatario", $"wrong: {type}", t => HolderAsync(t, type))),
        new("/acquista/intestatario", "long names", async t => await t.FillAsync(
            await t.OpenAsync(await t.NewcomerAsync(), "/acquista/intestatario"),
            "Aggiorna i campi",
            ("Cognome", new string('W', 60)), ("Indirizzo e numero civico", new string('w', 60)), ("Indirizzo email", $"{new string('w', 60)}@esempio.it"))),
        new("/acquista/carrello", "as it begins", async t => await CartAsync(t)),
        new("/acquista/carrello", "full", async t =>
        {
            var window = await CartAsync(t);
            while (await window.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Aggiungi al carrello" }).CountAsync() > 0)
            {
                await window.SendAsync("Aggiungi al carrello");
            }

            return window;
        }),
        new("/acquista/carrello", "refused quantity", async t => await t.FillAsync(await CartAsync(t), "Aggiungi al carrello Utenti", ("Quantità di Utenti", "999"))),
        new("/acquista/modulo-ordine", "empty", async t => await t.OpenAsync(await t.ReadyAsync("woocommerce", "ordini-elettronici"), Shopper.OrderForm)),
        new("/acquista/modulo-ordine", "wrong", async t => await t.FillAsync(await t.OpenAsync(await t.ReadyAsync(), Shopper.OrderForm), "Conferma e completa l'ordine")),
        new("/acquista/modulo-ordine", "subject taken", async t =>
        {
            var shopper = await t.ReadyAsync();
            await shopper.OrdersAsync(Orders.PaymentMethod.Bonifico);
            await shopper.DescribesHolderAsync();
            return await t.OpenAsync(shopper, "/acquista");
        }),
    ];

    private static async Task<Window> CartAsync(Tour tour)
    {
        var shopper = await tour.NewcomerAsync();
        await shopper.DescribesHolderAsync();
        return await tour.OpenAsync(shopper, "/acquista/carrello");
    }

    private static async Task<Window> HolderAsync(Tour tour, string type)
    {
        var window = await tour.OpenAsync(await tour.NewcomerAsync(), "/acquista/intestatario");
        await window.PickAsync(type);
        await window.SendAsync("Aggiorna i campi");
        return await tour.FillAsync(window, GoOn, ("Codice fiscale", "ABC"), ("Partita IVA", "1"), ("CAP", ""), ("Indirizzo email", "senza chiocciola"), ("Telefono", "boh"));
    }
}
