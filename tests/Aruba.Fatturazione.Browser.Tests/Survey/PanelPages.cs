using Aruba.Fatturazione.Browser.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Browser.Tests.Survey;

/// <summary>The panel of whoever holds a service.</summary>
internal static class PanelPages
{
    public static IEnumerable<SurveyEntry> All =>
    [
        new("/pannello/accesso", "empty", t => t.GuestAsync("/pannello/accesso")),
        new("/pannello/accesso", "wrong: nothing typed", t => t.SendAsync("/pannello/accesso", "Accedi")),
        new("/pannello/accesso", "wrong: unknown", t => t.SendAsync("/pannello/accesso", "Accedi", ("Username", "ARUBA00000000000"), ("Password", "mah"))),
        new("/pannello/recupero", "empty", t => t.GuestAsync("/pannello/recupero")),
        new("/pannello/recupero", "wrong", t => t.SendAsync("/pannello/recupero", "Richiedi")),
        new("/pannello/recupero", "sent", t => t.SendAsync("/pannello/recupero", "Richiedi", ("Username", "ARUBA00000000000"))),
        new("/pannello/password", "must change", async t => (await FirstAsync(t)).Window),
        new("/pannello/password", "wrong", async t => await t.FillAsync((await FirstAsync(t)).Window, "Salva e prosegui", ("Nuova password", "corta"))),
        new("/pannello/password", "changed by choice", async t =>
        {
            var window = await InsideAsync(t);
            await window.FollowAsync("Cambia la password");
            return window;
        }),
        new("/pannello", "", InsideAsync),
        new("/pannello", "expired", t => ExpiredAsync(t, "/pannello")),
        new("/pannello/configurazione/cedente", "", t => StepAsync(t, "cedente")),
        new("/pannello/configurazione/cedente", "wrong", async t => await t.FillAsync(await StepAsync(t, "cedente"), "Salva e continua", ("CAP", "12"), ("Comune", ""))),
        new("/pannello/configurazione/regime", "", t => StepAsync(t, "regime")),
        new("/pannello/configurazione/regime", "wrong", async t => await t.FillAsync(await StepAsync(t, "regime"), "Salva e continua")),
        new("/pannello/configurazione/esigibilita", "", t => StepAsync(t, "esigibilita")),
        new("/pannello/configurazione/cassa-e-ritenute", "", t => StepAsync(t, "cassa-e-ritenute")),
        new("/pannello/configurazione/cassa-e-ritenute", "wrong", async t => await t.FillAsync(await StepAsync(t, "cassa-e-ritenute"), "Salva e continua", ("Aliquota del contributo", "tanto"), ("Causale del pagamento", "AA"))),
        new("/pannello/configurazione/documento", "", t => StepAsync(t, "documento")),
        new("/pannello/configurazione/avvisi", "odd", async t => await t.FillAsync(await StepAsync(t, "avvisi"), "Salva e continua", ("Casella PEC per gli avvisi", "io@esempio.it"))),
        new("/pannello/configurazione/modulo-documenti", "", t => StepAsync(t, "modulo-documenti")),
        new("/pannello/configurazione/modulo-incassi", "", t => StepAsync(t, "modulo-incassi")),
        new("/pannello/configurazione/modulo-ordini", "wrong", async t => await t.FillAsync(await StepAsync(t, "modulo-ordini"), "Salva e continua")),
        new("/pannello/configurazione", "expired", t => ExpiredAsync(t, "/pannello/configurazione")),
        new("/pannello/configurazione/cedente", "expired", t => ExpiredAsync(t, "/pannello/configurazione/cedente")),
        new("/pannello/configurazione", "begun", async t =>
        {
            var window = await t.FillAsync(await StepAsync(t, "cedente"), "Salva e continua");
            await window.OpenAsync("/pannello/configurazione");
            return window;
        }),
    ];

    // One step was answered, then the term ended.
    private static async Task<Window> ExpiredAsync(Tour tour, string path)
    {
        var window = await tour.FillAsync(await StepAsync(tour, "cedente"), "Salva e continua");
        var username = await window.Page.Locator(".site-header .who").InnerTextAsync();
        await tour.EndsInAsync(await tour.Host.InDatabaseAsync(db => db.PanelAccesses.Where(p => p.Username == username.Trim()).Select(p => p.OrderNumber).SingleAsync()), -20);
        await window.OpenAsync(path);
        return window;
    }

    private static async Task<Window> StepAsync(Tour tour, string step)
    {
        var window = await InsideAsync(tour);
        await window.OpenAsync($"/pannello/configurazione/{step}");
        return window;
    }

    private static async Task<(Window Window, string Temporary)> FirstAsync(Tour tour)
    {
        var (username, temporary) = await tour.CredentialsAsync();
        return (await tour.SendAsync("/pannello/accesso", "Accedi", ("Username", username), ("Password", temporary)), temporary);
    }

    private static async Task<Window> InsideAsync(Tour tour)
    {
        var (window, temporary) = await FirstAsync(tour);
        return await tour.FillAsync(window, "Salva e prosegui", ("Password temporanea", temporary), ("Nuova password", "otto barche nel porto"));
    }
}
