using System.Text;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Reconciliation;
using Aruba.Fatturazione.Web.Tests.Account;
using Aruba.Fatturazione.Web.Tests.Desk;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Outbox;
using Aruba.Fatturazione.Web.Tests.Payments;
using Aruba.Fatturazione.Web.Tests.Reconciliation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Aruba.Fatturazione.Web.Tests.Operations;

/// <summary>A page takes at most five SQL commands and a post at most twelve, the reading of the session included (bar C-5).</summary>
public sealed class CommandCountTests(CountedHost store, ITestOutputHelper output) : IClassFixture<CountedHost>
{
    private const int OfAPage = 5, OfAPost = 12;
    // Coming back from a provider is a GET that settles the payment: it is held to what a post may take.
    private const string Settling = "GET /pagamento/{id:guid}";
    private const string Chosen = "sette mele sul davanzale";

    // Addresses that the whole story passes; a walk that misses one is no proof.
    private static readonly string[] Story =
    [
        "GET /", "GET /acquista", "GET /accesso", "POST /accesso", "GET /registrazione", "POST /registrazione", "GET /registrazione/benvenuto",
        "GET /acquista/intestatario", "POST /acquista/intestatario", "GET /acquista/carrello", "POST /acquista/carrello", "POST /acquista/carrello/aggiungi",
        "POST /acquista/carrello/durata", "POST /acquista/carrello/elimina", "POST /acquista/carrello/quantita", "GET /acquista/modulo-ordine", "POST /acquista/modulo-ordine",
        "GET /area-clienti", "GET /area-clienti/ordini/{number}", "GET /area-clienti/ordini/{number}/annulla", "POST /area-clienti/ordini/{number}/annulla",
        "GET /area-clienti/ordini/{number}/paga", "POST /area-clienti/ordini/{number}/paga", "GET /paga", "POST /paga", "GET /paga/{number}", "POST /paga/{number}",
        "GET /pagamento/{id:guid}", "GET /pagamento/{id:guid}/annullato", "POST /webhooks/stripe",
        "GET /assistenza", "GET /assistenza/ordini", "GET /assistenza/cerca", "POST /assistenza/cerca", "GET /assistenza/ordini/{number}", "GET /assistenza/ordini/{number}/pagamento", "POST /assistenza/ordini/{number}/pagamento/verifica",
        "POST /assistenza/ordini/{number}/pagamento", "GET /assistenza/da-fare", "GET /assistenza/registro", "GET /assistenza/posta-in-uscita", "GET /assistenza/clienti/{id:guid}",
        "GET /assistenza/riconciliazione", "POST /assistenza/riconciliazione", "GET /assistenza/riconciliazione/file/{id:guid}", "GET /assistenza/riconciliazione/righe",
        "GET /assistenza/riconciliazione/righe/{id:guid}", "POST /assistenza/riconciliazione/righe/{id:guid}/verifica", "POST /assistenza/riconciliazione/righe/{id:guid}",
        "GET /assistenza/lavori", "POST /assistenza/ordini/esporta",
        "GET /pannello/accesso", "POST /pannello/accesso", "GET /pannello/password", "POST /pannello/password", "GET /pannello", "POST /pannello/esci",
        "GET /area-clienti/servizi/{id:guid}/rinnova", "GET /area-clienti/servizi/{id:guid}/cosa-rinnovi", "POST /area-clienti/servizi/{id:guid}/cosa-rinnovi",
        "GET /pannello/configurazione", "GET /pannello/configurazione/cedente", "POST /pannello/configurazione/cedente", "GET /pannello/configurazione/regime", "POST /pannello/configurazione/regime",
        "GET /pannello/configurazione/esigibilita", "POST /pannello/configurazione/esigibilita", "GET /pannello/configurazione/cassa-e-ritenute", "POST /pannello/configurazione/cassa-e-ritenute", "GET /pannello/configurazione/documento", "POST /pannello/configurazione/documento", "GET /pannello/configurazione/avvisi", "POST /pannello/configurazione/avvisi", "GET /pannello/configurazione/modulo-documenti", "POST /pannello/configurazione/modulo-documenti", "GET /pannello/configurazione/modulo-incassi", "POST /pannello/configurazione/modulo-incassi", "GET /pannello/configurazione/modulo-ordini", "POST /pannello/configurazione/modulo-ordini",
        "GET /area-clienti/dati", "GET /area-clienti/dati/contatti", "POST /area-clienti/dati/contatti", "GET /area-clienti/dati/servizi/{id:guid}", "POST /area-clienti/dati/servizi/{id:guid}",
        "GET /area-clienti/servizi/{id:guid}/riacquista", "POST /area-clienti/servizi/{id:guid}/riacquista",
        "GET /area-clienti/ordini/{number}/recesso", "POST /area-clienti/ordini/{number}/recesso",
        "GET /area-clienti/servizi/{id:guid}/disdetta", "POST /area-clienti/servizi/{id:guid}/disdetta", "POST /area-clienti/servizi/{id:guid}/disdetta/revoca",
        "GET /area-clienti/dati/sessioni", "POST /area-clienti/dati/sessioni", "GET /area-clienti/dati/consensi", "GET /area-clienti/dati/email", "POST /area-clienti/dati/email", "GET /email/conferma", "POST /email/conferma", "GET /area-clienti/dati/cancella", "POST /area-clienti/dati/cancella", "GET /account-cancellato", "GET /area-clienti/dati/codice-app", "POST /area-clienti/dati/codice-app/attiva", "POST /area-clienti/dati/codice-app/codici", "POST /area-clienti/dati/codice-app/disattiva", "POST /accesso/codice", "GET /area-clienti/dati/copia", "POST /area-clienti/dati/copia", "POST /area-clienti/dati/consensi",
        "GET /area-clienti/servizi/{id:guid}/aggiungi", "POST /area-clienti/servizi/{id:guid}/aggiungi",
        "GET /area-clienti/password", "POST /area-clienti/password", "POST /esci", "POST /recupero/username", "POST /recupero/password", "GET /documenti/{code}",
    ];

    [Fact]
    public async Task Every_page_of_the_story_takes_at_most_five_commands_and_every_post_at_most_twelve()
    {
        await store.HearWebhooksAsync();
        await ByTransferAsync();
        await ByCardAsync();
        await ByPayPalAsync();
        await AccountAsync();
        await ReconciliationAsync();

        var table = store.Counter.Requests.Where(a => a.Route.StartsWith("GET", StringComparison.Ordinal) || a.IsPost)
            .GroupBy(a => a.Route).Select(g => g.MaxBy(a => a.Commands.Count)!).OrderByDescending(a => a.Commands.Count).ThenBy(a => a.Route, StringComparer.Ordinal).ToList();
        Report(table);
        Assert.Empty(Story.Except(table.Select(a => a.Route)));
        Assert.Empty(table.Where(a => a.Commands.Count > Most(a)).Select(a => $"{a.Route}: {a.Commands.Count}"));
    }

    // From the product page to the panel, paid by bonifico, with a full cart and every page of the way.
    private async Task ByTransferAsync()
    {
        var shopper = await Shopper.NewAsync(store);
        var browser = shopper.Browser;
        await browser.OpenAsync("/");
        await browser.OpenAsync("/documenti/condizioni-generali");
        await shopper.DescribesHolderAsync();
        var cart = await browser.OpenAsync("/acquista/carrello");
        foreach (var code in new[] { "documenti", "woocommerce", "incassi-e-pagamenti", "ordini-elettronici", "utenti-aggiuntivi", "spazio-aggiuntivo" })
        {
            cart = await InCartAsync(browser, cart, "aggiungi", ("articolo", code), ("quantita", "1"));
        }

        cart = await InCartAsync(browser, cart, "quantita", ("articolo", "utenti-aggiuntivi"), ("quantita", "3"));
        cart = await InCartAsync(browser, cart, "elimina", ("articolo", "spazio-aggiuntivo"));
        await InCartAsync(browser, cart, "durata", ("anni", "3"));
        await shopper.ConfirmsCartAsync();
        var number = await shopper.OrdersAsync(PaymentMethod.Bonifico);
        await store.FinishAsync();
        await browser.OpenAsync($"/area-clienti/ordini/{number}?nuovo=1");
        await browser.OpenAsync($"/area-clienti/ordini/{number}/annulla");

        var order = await store.OrderAsync(shopper);
        using var agent = await store.SomeAgentAsync();
        foreach (var page in new[] { "/assistenza", "/assistenza/ordini", "/assistenza/da-fare", "/assistenza/registro", "/assistenza/posta-in-uscita", $"/assistenza/clienti/{order.AccountId}", $"{order.Home()}/rimanda" })
        {
            await agent.OpenAsync(page);
        }

        foreach (var key in new[] { order.AccountUsername, number[..6] })
        {
            await (await agent.OpenAsync("/assistenza/registro")).SendAsync("Trova", ("Ordine, cliente", key));
        }

        var form = await agent.OpenAsync($"{order.Home()}/pagamento");
        var asked = await form.SendNamedAsync("Continua", ("Importo", order.Gross.Plain), ("Conto", "bank"), ("Riferimento", $"conti {number}"));
        await asked.SendAsync("Registra");
        await store.FinishAsync();
        await agent.OpenAsync(order.Home());
        await browser.OpenAsync("/area-clienti");
        await browser.OpenAsync($"/area-clienti/ordini/{number}");
        await PanelAsync(shopper);
        await CancelAsync();
    }

    private async Task PanelAsync(Shopper shopper)
    {
        var mail = store.MailsTo(shopper.Person.Email).Last(m => m.Subject.StartsWith("Servizio attivo", StringComparison.Ordinal));
        var (username, temporary) = OutboxHost.Credentials(mail);
        using var holder = store.NewBrowser();
        var first = await (await holder.OpenAsync("/pannello/accesso")).SendAsync("Accedi", ("Username del pannello", username), ("Password", temporary));
        var home = await first.SendAsync("Salva e prosegui", ("Password temporanea", temporary), ("Nuova password", Chosen));
        Assert.Equal("/pannello", home.Path.Split('?')[0]);
        var regime = await (await holder.OpenAsync("/pannello/configurazione/cedente")).SendAsync("Salva e continua");
        var esigibilita = await regime.SendAsync("Salva e continua", ("Regime fiscale", "RF01"));
        var cassa = await esigibilita.SendAsync("Salva e continua", ("I ·", "true"));
        var documento = await cassa.SendAsync("Salva e continua");
        var avvisi = await documento.SendAsync("Salva e continua", ("Documento che emetti", "TD01"), ("Senza IVA", "true"));
        var summary = await avvisi.SendAsync("Salva e continua");
        while (summary.Path.Contains("/modulo-", StringComparison.Ordinal))
        {
            summary = await summary.SendAsync("Salva e continua", ("Sì", "true"));
        }

        Assert.True(summary.Says("La prima configurazione è completa"));
        await summary.SendAsync("Esci");
        await (await holder.OpenAsync("/pannello/recupero")).SendAsync("Richiedi", ("Username del pannello", username));
    }

    private async Task CancelAsync()
    {
        var shopper = await Shopper.ReadyAsync(store);
        var number = await shopper.OrdersAsync(PaymentMethod.Bollettino);
        await (await shopper.Browser.OpenAsync($"/area-clienti/ordini/{number}/annulla")).SendAsync("Annulla l'ordine");
    }

    // Given up once, then paid by card, which is kept; another order is paid by its number.
    private async Task ByCardAsync()
    {
        var shopper = await Shopper.ReadyAsync(store, "documenti");
        var page = await shopper.OrdersOnlineAsync(PaymentMethod.CartaDiCredito);
        var again = await shopper.Browser.OpenAsync(await Payer.GiveUpAsync(page));
        using (var answer = await again.Form("Paga").Set("Carta di credito", "true").Tick("Autorizzo").SendOnceAsync())
        {
            await shopper.Browser.OpenAsync((await Payer.PayByCardAsync(answer.Headers.Location!))!);
        }

        await store.FinishAsync();
        var order = await store.OrderAsync(shopper);
        await shopper.Browser.OpenAsync($"/area-clienti/ordini/{order.Number}");
        using var agent = await store.SomeAgentAsync();
        await agent.OpenAsync(order.Home());
        var asked = await agent.AskRefundAsync(order, "1,00");
        await asked.SendAsync("Rimborsa");
        await store.FinishAsync();
        await agent.OpenAsync(order.Home());

        var other = await Shopper.ReadyAsync(store);
        var number = await other.OrdersAsync(PaymentMethod.Bonifico);
        using var somebody = store.NewBrowser();
        var choose = await (await somebody.OpenAsync("/paga")).SendAsync("Continua", ("Numero d'ordine", number));
        using var paid = await choose.Form("Paga").Set("Carta di credito", "true").SendOnceAsync();
        await somebody.OpenAsync((await Payer.PayByCardAsync(paid.Headers.Location!))!);
        await store.FinishAsync();
    }

    private async Task ByPayPalAsync()
    {
        var (shopper, order) = await store.PaidAsync(PaymentMethod.PayPal);
        await shopper.Browser.OpenAsync($"/area-clienti/ordini/{order.Number}");
        await shopper.Browser.OpenAsync("/area-clienti");
        var service = await store.InDatabaseAsync(db => db.Subscriptions.Where(s => db.Users.Any(a => a.Id == s.AccountId && a.UserName == shopper.Username)).Select(s => s.Id).SingleAsync());
        await (await shopper.Browser.OpenAsync($"/area-clienti/dati/servizi/{service}")).SendAsync("Salva", ("Indirizzo e numero", "Via Nuova 8"));
        await shopper.Browser.OpenAsync($"/area-clienti/servizi/{service}/rinnova");
        await (await shopper.Browser.OpenAsync($"/area-clienti/servizi/{service}/cosa-rinnovi")).Form("Salva").Tick("Incassi e pagamenti").SendAsync();
        var leaving = await (await shopper.Browser.OpenAsync($"/area-clienti/servizi/{service}/disdetta")).SendAsync("Conferma la disdetta");
        await leaving.SendAsync("Revoca la disdetta");
        var priced = await (await shopper.Browser.OpenAsync($"/area-clienti/servizi/{service}/aggiungi")).SendAsync("Calcola", ("Spazio", "2"));
        await priced.SendAsync("Aggiungi e scegli", [.. priced.Document.QuerySelectorAll("form[method=post] .check label").Select(l => (l.TextContent, "true"))]);
        await (await shopper.Browser.OpenAsync((await shopper.Browser.OpenAsync($"/area-clienti/servizi/{service}/aggiungi")).Path.Replace("/paga", "/annulla", StringComparison.Ordinal))).SendAsync("Annulla l'ordine");
        await store.InDatabaseAsync(db => db.Orders.Where(o => o.Id == order.Id).ExecuteUpdateAsync(s => s.SetProperty(o => o.Intestatario.Type, Intestatari.SubjectType.PersonaFisica)));
        await (await shopper.Browser.OpenAsync($"/area-clienti/ordini/{order.Number}/recesso")).SendAsync("Conferma recesso");
        await (await shopper.Browser.OpenAsync($"/area-clienti/servizi/{service}/riacquista")).SendAsync("Riacquista");
        await store.FinishAsync();
    }

    private async Task AppCodeAsync()
    {
        var (browser, username, _) = await store.CustomerAsync();
        var page = await browser.OpenAsync("/area-clienti/dati/codice-app");
        var totp = new OtpNet.Totp(OtpNet.Base32Encoding.ToBytes(page.Document.QuerySelector("main code")!.TextContent.Replace(" ", "", StringComparison.Ordinal)));
        await page.SendAsync("Attiva", ("Codice", totp.ComputeTotp(store.Clock.GetUtcNow().UtcDateTime)));
        await (await browser.OpenAsync("/area-clienti/dati/codice-app")).SendAsync("Crea 10 codici");
        store.Clock.Advance(TimeSpan.FromSeconds(31));
        await (await AccountHost.SignInAsync(store.NewBrowser(), username)).SendAsync("Entra", ("Codice", totp.ComputeTotp(store.Clock.GetUtcNow().UtcDateTime)));
        await (await browser.OpenAsync("/area-clienti/dati/codice-app")).SendAsync("Disattiva il codice");
    }

    private async Task ProfileAsync(Browser browser, string present)
    {
        await (await browser.OpenAsync("/area-clienti/dati/copia")).SendAsync("Scarica da leggere");
        await (await browser.OpenAsync("/area-clienti/dati/email")).SendAsync("Manda i due link", ("Nuova email", "contata@esempio.it"));
        await store.FinishAsync();
        foreach (var mailbox in new[] { present, "contata@esempio.it" })
        {
            var words = store.MailsTo(mailbox).SelectMany(m => m.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            var link = words.Last(w => w.Contains("email/conferma", StringComparison.Ordinal));
            await (await browser.OpenAsync(new Uri(link).PathAndQuery)).SendAsync("Confermo il cambio");
        }

        await (await browser.OpenAsync("/area-clienti/dati/contatti")).SendAsync("Salva", ("Indirizzo", "Via Nuova 8"));
        var sessions = await browser.OpenAsync("/area-clienti/dati/sessioni");
        await browser.PostAsync("/area-clienti/dati/sessioni", [sessions.Form("Esci").Fields.Single(f => f.Key.Contains("Token", StringComparison.OrdinalIgnoreCase)), new("Sessione", "altre")]);
        await (await browser.OpenAsync("/area-clienti/dati/consensi")).SendAsync("Salva", ("Desidero", "true"));
    }

    private async Task AccountAsync()
    {
        var (browser, username, person) = await store.CustomerAsync();
        await ProfileAsync(browser, person.Email);
        await (await browser.OpenAsync(AccountHost.Inside)).SendAsync("Cambia la password", ("Password attuale", AccountHost.Password), ("Nuova password", Chosen));
        await (await browser.OpenAsync("/area-clienti")).SendAsync("Esci");
        await (await browser.OpenAsync("/recupero/username")).SendAsync("Invia lo username", ("Email, codice fiscale o partita IVA", person.CodiceFiscale));
        await (await browser.OpenAsync("/recupero/password")).SendNamedAsync("Invia il link", ("Username", username));
        await AppCodeAsync();
        var (leaving, _, _) = await store.CustomerAsync();
        await (await leaving.OpenAsync("/area-clienti/dati/cancella")).SendAsync("Cancella l'account", ("Ho capito", "true"));
        await store.FinishAsync();
    }

    private async Task ReconciliationAsync()
    {
        const string Lines = "/assistenza/riconciliazione/righe";
        var shopper = await Shopper.ReadyAsync(store);
        var number = await shopper.OrdersAsync(PaymentMethod.Bonifico);
        using var agent = await store.SomeAgentAsync();
        var file = await agent.UploadFileAsync(Statements.Camt([new Movement("1.00", number, "CONTO 1")]));
        await store.FinishAsync();
        await agent.OpenAsync(file.Path);
        await agent.OpenAsync($"{Lines}?stato=Partial");
        var id = await store.InDatabaseAsync(db => db.Set<BankLine>().Where(l => l.Reference == "CONTO 1").Select(l => l.Id).SingleAsync());
        var asked = await (await agent.OpenAsync($"{Lines}/{id}")).SendAsync("Continua");
        await asked.SendAsync("Registra");
        await agent.OpenAsync("/assistenza/lavori");
        using var export = await (await agent.OpenAsync("/assistenza/ordini")).Form("Esporta").SendOnceAsync();
    }

    private static Task<Page> InCartAsync(Browser browser, Page cart, string verb, params (string Name, string Value)[] fields)
    {
        var token = cart.Form("Prosegui e completa l'ordine").Fields.Single(f => f.Key.Contains("Token", StringComparison.OrdinalIgnoreCase));
        return browser.PostAsync($"/acquista/carrello/{verb}", [token, .. fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value))]);
    }

    private static int Most(Asked asked) => asked.IsPost || asked.Route == Settling ? OfAPost : OfAPage;

    private void Report(List<Asked> table)
    {
        var text = new StringBuilder();
        foreach (var row in table)
        {
            text.AppendLine($"{row.Commands.Count,3}  {row.Route}");
        }

        foreach (var row in table.Where(a => a.Commands.Count > Most(a)))
        {
            text.AppendLine().AppendLine($"{row.Route} ({row.Path})").AppendJoin('\n', row.Commands.Select(c => "    " + string.Join(' ', c.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) is var line && line.Length > 90 ? line[..90] : line)).AppendLine();
        }

        output.WriteLine(text.ToString());
        if (Environment.GetEnvironmentVariable("COMMANDS_TABLE") is { Length: > 0 } file)
        {
            File.WriteAllText(file, text.ToString());
        }
    }
}

/// <summary>A shop whose commands are counted.</summary>
public sealed class CountedHost : AccountHost
{
    internal CommandCounter Counter { get; } = new();

    protected override void Configure(WebApplicationBuilder builder) =>
        builder.Services.AddSingleton<IInterceptor>(Counter).AddSingleton<IStartupFilter>(Counter);
}
