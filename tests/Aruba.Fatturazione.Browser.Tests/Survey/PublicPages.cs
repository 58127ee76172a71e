using Aruba.Fatturazione.Browser.Tests.Story;
using Aruba.Fatturazione.Orders;

namespace Aruba.Fatturazione.Browser.Tests.Survey;

/// <summary>What strangers see.</summary>
internal static class PublicPages
{
    public static IEnumerable<SurveyEntry> All =>
    [
        new("/", "", t => t.GuestAsync("/")),
        new("/aiuto", "", t => t.GuestAsync("/aiuto")),
        new("/sviluppo/orologio", "", t => t.GuestAsync("/sviluppo/orologio")),
        new("/sviluppo/orologio", "days passed", t => t.GuestAsync("/sviluppo/orologio?passati=7")),
        new("/contatti", "", t => t.GuestAsync("/contatti")),
        new("/privacy", "", t => t.GuestAsync("/privacy")),
        new("/accessibilita", "", t => t.GuestAsync("/accessibilita")),
        new("/documenti", "", t => t.GuestAsync("/documenti")),
        new("/documenti/{code}", "", t => t.GuestAsync("/documenti/condizioni-generali")),
        new("/documenti/{code}/{version}", "", async t =>
        {
            var window = await t.GuestAsync("/documenti");
            await window.OpenAsync(await window.Page.Locator("main a[href^='/documenti/']").Last.GetAttributeAsync("href") ?? "");
            return window;
        }),
        .. Access, .. Recovery, .. QuickPay,
    ];

    private static IEnumerable<SurveyEntry> Access =>
    [
        new("/accesso", "empty", t => t.GuestAsync("/accesso")),
        new("/accesso", "wrong: nothing typed", t => t.SendAsync("/accesso", "Accedi")),
        new("/accesso", "wrong: unknown", t => t.SendAsync("/accesso", "Accedi", ("Username", "9999999@aruba.it"), ("Password", "non la so proprio"))),
        new("/accesso", "wrong: a PEC", t => t.SendAsync("/accesso", "Accedi", ("Username", "ditta@pec.it"), ("Password", "non la so proprio"))),
        new("/accesso", "signed out", async t =>
        {
            var window = await t.OpenAsync(await t.NewcomerAsync(), "/area-clienti");
            await window.SendAsync("Esci");
            return window;
        }),
        new("/registrazione", "empty", t => t.GuestAsync("/registrazione")),
        new("/registrazione", "wrong: nothing typed", t => t.SendAsync("/registrazione", "Registrati")),
        new("/registrazione", "wrong: one field", t => t.SendAsync("/registrazione", "Registrati", ("Nome", "Anna"), ("Codice fiscale", "BNCNNA50A42F205"), ("Partita IVA", "123"), ("CAP", "0"))),
        new("/registrazione/benvenuto", "", async t =>
        {
            var window = await t.GuestAsync("/registrazione");
            await new Newcomer(t.Host, window).RegistersAsync();
            return window;
        }),
    ];

    private static IEnumerable<SurveyEntry> Recovery =>
    [
        new("/recupero/username", "empty", t => t.GuestAsync("/recupero/username")),
        new("/recupero/username", "wrong", t => t.SendAsync("/recupero/username", "Invia lo username")),
        new("/recupero/username", "sent", t => t.SendAsync("/recupero/username", "Invia lo username", ("Email", "nessuno@esempio.it"))),
        new("/recupero/password", "empty", t => t.GuestAsync("/recupero/password")),
        new("/recupero/password", "wrong", t => t.SendAsync("/recupero/password", "Invia il link")),
        new("/recupero/password", "sent", t => t.SendAsync("/recupero/password", "Invia il link", ("Username", "9999999@aruba.it"))),
        new("/recupero/password/nuova", "dead link", t => t.GuestAsync("/recupero/password/nuova?t=vecchio")),
        new("/recupero/password/nuova", "empty", NewPasswordAsync),
        new("/recupero/password/nuova", "wrong", async t =>
        {
            var window = await NewPasswordAsync(t);
            await window.WriteAsync("Nuova password", "corta");
            await window.SendAsync("Cambia la password");
            return window;
        }),
    ];

    private static IEnumerable<SurveyEntry> QuickPay =>
    [
        new("/paga", "empty", t => t.GuestAsync("/paga")),
        new("/paga", "wrong", t => t.SendAsync("/paga", "Continua", ("Numero d'ordine", "non lo so"))),
        new("/paga/{number}", "", async t => await t.GuestAsync($"/paga/{(await t.OrderedAsync()).Number}")),
        new("/paga/{number}", "wrong", async t => await t.SendAsync($"/paga/{(await t.OrderedAsync()).Number}", "Paga")),
        new("/pagamento/{id:guid}", "to be finished", async t => await t.GuestAsync($"/pagamento/{await t.AttemptAsync((await t.AtProviderAsync()).Number):N}")),
        new("/pagamento/{id:guid}", "received", async t => await t.GuestAsync($"/pagamento/{await t.AttemptAsync((await t.ActiveAsync()).Number):N}")),
        new("/pagamento/{id:guid}/annullato", "", async t => await t.GuestAsync($"/pagamento/{await t.AttemptAsync((await t.AtProviderAsync(PaymentMethod.PayPal)).Number):N}/annullato")),
    ];

    private static async Task<Infrastructure.Window> NewPasswordAsync(Tour tour)
    {
        var customer = await tour.NewcomerAsync();
        await (await tour.SendAsync("/recupero/password", "Invia il link", ("Username", customer.Username))).DisposeAsync();
        return await tour.GuestAsync(await tour.LinkAsync(customer.Person.Email, "/recupero/password/nuova"));
    }
}
