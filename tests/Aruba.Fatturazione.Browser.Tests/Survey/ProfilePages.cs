using Aruba.Fatturazione.Browser.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Browser.Tests.Survey;

/// <summary><i>I miei dati</i>.</summary>
internal static class ProfilePages
{
    private const string Home = "/area-clienti/dati";

    public static IEnumerable<SurveyEntry> All =>
    [
        new(Home, "new", t => NewcomerAsync(t, Home)),
        new(Home, "with a service", async t => await t.OpenAsync((await t.ActiveAsync()).Shopper, Home)),
        new($"{Home}/contatti", "", t => NewcomerAsync(t, $"{Home}/contatti")),
        new($"{Home}/contatti", "wrong", async t => await t.FillAsync(await NewcomerAsync(t, $"{Home}/contatti"), "Salva", ("Indirizzo", ""), ("CAP", "1"), ("Telefono", "boh"))),
        new($"{Home}/servizi/{{id:guid}}", "", HolderAsync),
        new($"{Home}/servizi/{{id:guid}}", "wrong", async t => await t.FillAsync(await HolderAsync(t), "Salva", ("Indirizzo e numero civico", ""), ("Codice o casella PEC", "XX"), ("Indirizzo email", "senza chiocciola"))),
        new($"{Home}/servizi/{{id:guid}}", "odd", async t => await t.FillAsync(await HolderAsync(t), "Salva", ("Indirizzo email", "studio@pec.it"))),
        new($"{Home}/sessioni", "", async t =>
        {
            var shopper = await t.NewcomerAsync();
            await Web.Tests.Account.AccountHost.SignInAsync(t.Host.NewBrowser(), shopper.Username);
            return await t.OpenAsync(shopper, $"{Home}/sessioni");
        }),
        new($"{Home}/email", "", t => NewcomerAsync(t, $"{Home}/email")),
        new($"{Home}/email", "wrong", async t => await t.FillAsync(await NewcomerAsync(t, $"{Home}/email"), "Manda i due link", ("Nuova email", "boh"))),
        new(Home, "waiting for consent", async t => await t.OpenAsync(await AskedAsync(t), Home)),
        new("/email/conferma", "dead link", t => t.GuestAsync("/email/conferma?t=vecchio")),
        new("/email/conferma", "", ConfirmAsync),
        new("/email/conferma", "consented", async t =>
        {
            var window = await ConfirmAsync(t);
            await window.SendAsync("Confermo il cambio");
            return window;
        }),
        new($"{Home}/cancella", "", t => NewcomerAsync(t, $"{Home}/cancella")),
        new($"{Home}/cancella", "wrong", async t => await t.FillAsync(await NewcomerAsync(t, $"{Home}/cancella"), "Cancella l'account")),
        new($"{Home}/cancella", "refused", async t => await t.OpenAsync((await t.ActiveAsync()).Shopper, $"{Home}/cancella")),
        new("/account-cancellato", "", t => t.GuestAsync("/account-cancellato")),
        new($"{Home}/codice-app", "off", t => NewcomerAsync(t, $"{Home}/codice-app")),
        new($"{Home}/codice-app", "wrong", async t => await t.FillAsync(await NewcomerAsync(t, $"{Home}/codice-app"), "Attiva", ("Codice", "1"))),
        new($"{Home}/codice-app", "on", async t => await t.OpenAsync((await t.WithAppAsync()).Shopper, $"{Home}/codice-app")),
        new("/accesso", "code of the app", async t => await t.SendAsync("/accesso", "Accedi", ("Username", (await t.WithAppAsync()).Shopper.Username), ("Password", Web.Tests.Account.AccountHost.Password))),
        new($"{Home}/copia", "", t => NewcomerAsync(t, $"{Home}/copia")),
        new($"{Home}/consensi", "", t => NewcomerAsync(t, $"{Home}/consensi")),
    ];

    private static async Task<Window> NewcomerAsync(Tour tour, string path) => await tour.OpenAsync(await tour.NewcomerAsync(), path);

    private static async Task<Web.Tests.Infrastructure.Shopper> AskedAsync(Tour tour)
    {
        var shopper = await tour.NewcomerAsync();
        await (await shopper.Browser.OpenAsync($"{Home}/email")).SendAsync("Manda i due link", ("Nuova email", $"nuova.{shopper.Username[..7]}@esempio.it"));
        return shopper;
    }

    private static async Task<Window> ConfirmAsync(Tour tour) => await tour.GuestAsync(await tour.LinkAsync((await AskedAsync(tour)).Person.Email, "email/conferma"));

    private static async Task<Window> HolderAsync(Tour tour)
    {
        var (shopper, number) = await tour.ActiveAsync();
        var id = await tour.Host.InDatabaseAsync(db => db.Subscriptions.Where(s => s.Periods.Any(p => p.OrderNumber == number)).Select(s => s.Id).SingleAsync());
        return await tour.OpenAsync(shopper, $"{Home}/servizi/{id}");
    }
}
