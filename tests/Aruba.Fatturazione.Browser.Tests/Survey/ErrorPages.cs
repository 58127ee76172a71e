using Aruba.Fatturazione.Browser.Tests.Infrastructure;

namespace Aruba.Fatturazione.Browser.Tests.Survey;

/// <summary>What is shown when there is nothing to show.</summary>
internal static class ErrorPages
{
    public static IEnumerable<SurveyEntry> All =>
    [
        new("error:404", "", t => t.GuestAsync("/non-esiste")),
        new("error:404", "somebody else's order", async t => await t.OpenAsync(await t.NewcomerAsync(), $"/area-clienti/ordini/{(await t.OrderedAsync()).Number}")),
        new("error:404", "at the desk", t => t.DeskAsync("/assistenza/ordini/NESSUNO")),
        new("error:400", "expired page", async t =>
        {
            var window = await t.GuestAsync("/accesso");
            await window.WriteAsync("Username", "1234567@aruba.it");
            await window.Page.Context.ClearCookiesAsync();
            await window.SendAsync("Accedi");
            await window.HeadingIsAsync("La pagina è scaduta");
            return window;
        }),
        new("error:405", "", async t => await ShownAsync(t, "/esci")),
        new("error:413", "", async t =>
        {
            var window = await t.GuestAsync("/accesso");
            await window.Page.EvaluateAsync("() => { document.querySelector('#Username').removeAttribute('maxlength'); document.querySelector('#Username').value = 'x'.repeat(100000); }");
            await window.SendAsync("Accedi");
            return window;
        }),
    ];

    private static Task<Window> ShownAsync(Tour tour, string path) => tour.GuestAsync(path);
}
