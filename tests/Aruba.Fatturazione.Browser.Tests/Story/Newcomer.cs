using Aruba.Fatturazione.Browser.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Account;
using Microsoft.Playwright;

namespace Aruba.Fatturazione.Browser.Tests.Story;

/// <summary>Somebody who has never been here and buys, page by page.</summary>
internal sealed class Newcomer(BrowserHost host, Window window)
{
    private const string Chosen = "sette mele sul davanzale";

    public Window Window => window;

    public Web.Tests.Account.Person Person { get; } = host.NewPerson();

    /// <summary>From the product page to the order form.</summary>
    public async Task ReachesOrderFormAsync()
    {
        await window.OpenAsync("/");
        await window.FollowAsync("Acquista");
        await window.HeadingIsAsync("Accedi o registrati");
        await window.FollowAsync("Registrati");
        await RegistersAsync();
        await window.WriteAsync("Password", AccountHost.Password);
        await window.SendAsync("Accedi");
        await window.HeadingIsAsync("Dati Intestatario");
        await window.PickAsync("Nessun identificativo");
        await window.SendAsync("Prosegui e completa l'ordine");
        await window.HeadingIsAsync("Conferma o modifica gli articoli su carrello");
        await window.SendAsync("Aggiungi al carrello Documenti");
        await window.SendAsync("Prosegui e completa l'ordine");
        await window.HeadingIsAsync("Modulo d'ordine");
    }

    /// <summary>Picks a method, ticks every box and confirms.</summary>
    public async Task OrdersAsync(string method)
    {
        if (method is "Bonifico" or "Bollettino postale")
        {
            await window.UnfoldAsync("Altre modalità");
        }

        await window.PickAsync(method);
        foreach (var box in await window.Page.Locator("input[type=checkbox]").AllAsync())
        {
            await window.TickAsync(box);
        }

        await window.SendAsync("Conferma e completa l'ordine");
    }

    /// <summary>The mail in the sandbox's inbox leads to the panel; a password is chosen, and the service is there.</summary>
    public async Task EntersPanelAsync()
    {
        await window.OpenAsync($"{host.Sandbox.BaseAddress}posta?destinatario={Uri.EscapeDataString(Person.Email)}");
        await window.FollowAsync("Servizio attivo");
        await window.FollowAsync("Testo");
        var lines = (await window.Page.Locator("pre").InnerTextAsync()).Split('\n').Select(l => l.Trim()).ToList();
        var (username, temporary) = (lines[lines.IndexOf("Username del pannello:") + 1], lines[lines.IndexOf("Password temporanea:") + 1]);

        await window.FollowAsync("/pannello");
        await window.WriteAsync("Username del pannello", username);
        await window.WriteAsync("Password", temporary);
        await window.SendAsync("Accedi");
        await window.HeadingIsAsync("Reset password");
        await window.WriteAsync("Password temporanea", temporary);
        await window.WriteAsync("Nuova password", Chosen);
        await window.SendAsync("Salva e prosegui");
        await window.HeadingIsAsync("Il tuo servizio");
        await window.SeesAsync("Attivo");
        await window.SeesAsync("Documenti");
    }

    public async Task RegistersAsync()
    {
        await window.HeadingIsAsync("Registrati");
        await window.ChooseAsync("Tipo di soggetto", "Persona fisica con partita IVA");
        await window.WriteAsync("Nome", "Anna");
        await window.WriteAsync("Cognome", "Bianchi");
        await window.WriteAsync("Codice fiscale", Person.CodiceFiscale);
        await window.WriteAsync("Partita IVA", Person.PartitaIva);
        await window.WriteAsync("Indirizzo e numero civico", "Via Larga 1");
        await window.WriteAsync("CAP", "20122");
        await window.WriteAsync("Comune", "Milano");
        await window.WriteAsync("Provincia", "Milano");
        await window.WriteAsync("Telefono", "02 1234567");
        await window.WriteAsync("Email di riferimento", Person.Email);
        await window.WriteAsync("Password", AccountHost.Password);
        await window.TickAsync(window.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Ho letto" }));
        await window.SendAsync("Registrati");
        await window.HeadingIsAsync("Registrazione completata");
    }
}
