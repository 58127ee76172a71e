using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Intestatari;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Tests.Account;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Checkout;

public sealed class IntestatarioTests(AccountHost host) : IClassFixture<AccountHost>
{
    private const string Step = "/acquista/intestatario";
    private const string GoOn = "Prosegui e completa l'ordine";

    [Fact]
    public async Task The_form_comes_filled_in_with_the_registration_and_only_the_recipient_is_missing()
    {
        var (browser, _, person) = await host.CustomerAsync();

        var page = await OpenAsync(browser);

        Assert.Equal("Dati Intestatario", page.Heading);
        Assert.Equal("Bianchi", Value(page, "Cognome"));
        Assert.Equal(person.CodiceFiscale, Value(page, "CodiceFiscale"));
        Assert.Equal(person.PartitaIva, Value(page, "PartitaIva"));
        Assert.Equal("MI", Value(page, "Provincia"));
        Assert.Equal("02 123 4567", Value(page, "Telefono"));
        Assert.Equal(person.Email, Value(page, "Email"));
        Assert.True(page.Says("Passo 2 di 5"));
        Assert.NotNull(page.Document.QuerySelector(".order-summary"));
        var sent = await page.SendAsync(GoOn);
        Assert.Contains("Scegli come ricevere la fattura", Assert.Single(sent.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registrant_goes_on_with_one_choice_and_finds_the_data_again()
    {
        var (browser, username, person) = await host.CustomerAsync();

        var answer = await (await OpenAsync(browser)).Form(GoOn).Set("Codice destinatario", "true").Set("Codice o casella PEC", "SDI: krrh6b9").SendOnceAsync();

        Assert.Equal("/acquista/carrello", answer.Headers.Location?.ToString());
        var holder = await HolderAsync(username);
        Assert.Equal("SDI:KRRH6B9", holder.Recapito.Stored);
        Assert.Equal("Anna Bianchi", holder.DisplayName);
        Assert.Equal(person.Email, holder.Email);
        Assert.Equal("KRRH6B9", Value(await browser.OpenAsync(Step), "Recapito"));
    }

    [Fact]
    public async Task The_page_promises_the_holders_mailbox_what_is_mailed_there_and_no_credentials()
    {
        var (browser, _, _) = await host.CustomerAsync();

        var page = await (await OpenAsync(browser)).SendAsync(GoOn, ("Nessun identificativo", "true"), ("Indirizzo email", "anna@pec.it"));

        Assert.True(page.Says("Qui arrivano le istruzioni di pagamento"));
        Assert.True(page.Says("altrimenti non ricevi le istruzioni di pagamento"));
        Assert.DoesNotContain("credenziali", page.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Libero professionista", 11)]
    [InlineData("Ditta individuale", 12)]
    [InlineData("Società", 12)]
    [InlineData("Associazione, ente o studio associato", 12)]
    [InlineData("Pubblica Amministrazione", 11)]
    [InlineData("Persona fisica con partita IVA", 11)]
    public async Task Each_kind_of_subject_must_give_its_own_data(string kind, int problems)
    {
        var (browser, _, _) = await host.CustomerAsync();
        var form = (await (await OpenAsync(browser)).SendAsync("Aggiorna i campi", (kind, "true"))).Form(GoOn);
        string[] emptied = ["Denominazione", "Nome", "Cognome", "CodiceFiscale", "PartitaIva", "Indirizzo", "Cap", "Comune", "Provincia", "Telefono", "Email"];
        foreach (var name in emptied)
        {
            form.SetByName(name, "");
        }

        var page = await form.SendAsync();

        Assert.StartsWith("Errore: Dati Intestatario — Acquisto", page.Title, StringComparison.Ordinal);
        Assert.Equal(problems, page.Errors.Count);
        Assert.All(page.Errors, e => Assert.InRange(e.Length, 10, 120));
        Assert.Equal(problems, page.Document.QuerySelectorAll("[aria-invalid=true]").Length);
    }

    [Fact]
    public async Task Changing_the_kind_of_subject_loses_nothing_that_was_typed()
    {
        var (browser, _, _) = await host.CustomerAsync();
        var company = await (await OpenAsync(browser)).SendAsync("Aggiorna i campi", ("Società", "true"), ("Comune", "Monza"));
        Assert.Empty(company.Errors);
        Assert.True(company.Says("Cognome del rappresentante legale"));

        var person = await company.SendAsync("Aggiorna i campi", ("Persona fisica", "true"), ("Denominazione", "Rossi & C."));

        Assert.Null(person.Document.QuerySelector("label[for=Denominazione]"));
        var back = await person.SendAsync("Aggiorna i campi", ("Società", "true"));
        Assert.Equal("Rossi & C.", Value(back, "Denominazione"));
        Assert.Equal("Bianchi", Value(back, "Cognome"));
        Assert.Equal("Monza", Value(back, "Comune"));
    }

    [Fact]
    public async Task What_looks_odd_is_shown_once_and_may_be_confirmed()
    {
        var (browser, username, _) = await host.CustomerAsync();

        var page = await (await OpenAsync(browser)).SendAsync(
            GoOn, ("CAP", "50123"), ("Nome", "Berta"), ("Indirizzo email", "studio@pec.it"), ("Nessun identificativo", "true"));

        Assert.True(page.Says("Controlla questi dati"));
        Assert.Empty(page.Errors);
        Assert.DoesNotContain("Errore", page.Title, StringComparison.Ordinal);
        Assert.Equal(3, page.Document.QuerySelectorAll("p.warning").Length);
        var answer = await page.Form("Prosegui comunque").SendOnceAsync();
        Assert.Equal("/acquista/carrello", answer.Headers.Location?.ToString());
        Assert.Equal("NESSUNO", (await HolderAsync(username)).Recapito.Stored);
        Assert.Equal(System.Net.HttpStatusCode.Redirect, (await (await browser.OpenAsync(Step)).Form(GoOn).SendOnceAsync()).StatusCode);
    }

    [Fact]
    public async Task A_new_oddity_is_shown_even_after_another_was_confirmed()
    {
        var (browser, _, _) = await host.CustomerAsync();
        var page = await (await OpenAsync(browser)).SendAsync(GoOn, ("CAP", "50123"), ("Nessun identificativo", "true"));

        var again = await page.SendAsync("Prosegui comunque", ("Nome", "Berta"));

        Assert.True(again.Says("Il codice fiscale non corrisponde a nome e cognome"));
    }

    [Fact]
    public async Task A_pec_pasted_as_code_is_taken_as_pec_and_said_so()
    {
        var (browser, username, _) = await host.CustomerAsync();

        var page = await (await OpenAsync(browser)).SendAsync(GoOn, ("Codice destinatario", "true"), ("Codice o casella PEC", " Anna@PEC.it "));

        Assert.True(page.Says("useremo la PEC"));
        Assert.True(page.Document.QuerySelector("input[value=CasellaPec]")!.HasAttribute("checked"));
        await page.Form("Prosegui comunque").SendOnceAsync();
        Assert.Equal("PEC:Anna@pec.it", (await HolderAsync(username)).Recapito.Stored);
    }

    [Fact]
    public async Task Choosing_no_recipient_and_writing_one_is_explained()
    {
        var (browser, _, _) = await host.CustomerAsync();

        var page = await (await OpenAsync(browser)).SendAsync(GoOn, ("Nessun identificativo", "true"), ("Codice o casella PEC", "KRRH6B9"));

        Assert.Contains("svuota questo campo", Assert.Single(page.Errors), StringComparison.Ordinal);
        Assert.Equal("KRRH6B9", Value(page, "Recapito"));
    }

    [Fact]
    public async Task A_public_body_sees_only_the_code_and_may_have_no_partita_iva()
    {
        var (browser, username, _) = await host.CustomerAsync();
        var page = await (await OpenAsync(browser)).SendAsync("Aggiorna i campi", ("Pubblica Amministrazione", "true"));
        Assert.False(page.Says("Casella PEC"));

        var answer = await page.Form(GoOn).Set("Denominazione", "Comune di Prova").Set("Codice fiscale", "80012345676").Set("Partita IVA", "")
            .Set("Codice destinatario", "uf ab12").Set("CIG", "7a1b2c3d4e").SendOnceAsync();

        Assert.Equal("/acquista/carrello", answer.Headers.Location?.ToString());
        var holder = await HolderAsync(username);
        Assert.Equal(("SDI:UFAB12", "7A1B2C3D4E", null), (holder.Recapito.Stored, holder.Cig, holder.PartitaIva));
        Assert.Equal(new RappresentanteLegale("Anna", "Bianchi"), holder.Rappresentante);
    }

    [Fact]
    public async Task The_kind_of_subject_can_be_changed_after_saving()
    {
        var (browser, username, _) = await host.CustomerAsync();
        await (await OpenAsync(browser)).Form(GoOn).Set("Nessun identificativo", "true").SendOnceAsync();

        var company = await (await browser.OpenAsync(Step)).SendAsync("Aggiorna i campi", ("Società", "true"));
        await company.Form(GoOn).Set("Denominazione", "Prova S.r.l.").Set("Codice fiscale", "00743110157").Set("Partita IVA", "00743110157").SendOnceAsync();

        var holder = await HolderAsync(username);
        Assert.Equal(("Prova S.r.l.", null, "Bianchi"), (holder.DisplayName, holder.Nome, holder.Rappresentante?.Cognome));
    }

    [Fact]
    public async Task An_unpaid_order_of_the_same_subject_stops_the_purchase_and_leads_to_paying_it()
    {
        var (browser, username, _) = await host.CustomerAsync();
        var number = await OrderedAsync(browser, username, paid: false);

        var page = await (await OpenAsync(browser)).SendAsync(GoOn, ("Nessun identificativo", "true"));

        Assert.Equal("Fatturazione elettronica è già attivo su questo codice fiscale o partita IVA", Assert.Single(page.Errors));
        Assert.Equal($"/area-clienti/ordini/{number}", page.Document.QuerySelector(".notice a")!.GetAttribute("href"));
        Assert.True(page.Says($"Paga l'ordine {number}"));
    }

    [Fact]
    public async Task A_service_of_somebody_else_stops_the_purchase_and_tells_nothing_about_it()
    {
        var (browser, username, _) = await host.CustomerAsync();
        var number = await OrderedAsync(browser, username, paid: true);
        Assert.True((await (await OpenAsync(browser)).SendAsync(GoOn, ("Nessun identificativo", "true"))).Says("Apri l'area clienti"));
        var holder = await HolderAsync(username);
        var (stranger, _, _) = await host.CustomerAsync();

        var page = await (await OpenAsync(stranger)).SendAsync(GoOn, ("Codice fiscale", holder.CodiceFiscale.Value), ("Nessun identificativo", "true"));

        Assert.Equal("/contatti", page.Document.QuerySelector(".notice a")!.GetAttribute("href"));
        Assert.DoesNotContain(number, page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(holder.Email, page.Html, StringComparison.Ordinal);
    }

    private static async Task<Page> OpenAsync(Browser browser)
    {
        var page = await browser.OpenAsync("/acquista");
        Assert.Equal(Step, page.Path);
        return page;
    }

    private static string? Value(Page page, string id) => page.Document.GetElementById(id)?.GetAttribute("value");

    private Task<Intestatario> HolderAsync(string username) => host.InDatabaseAsync(async db =>
    {
        var id = await db.Users.Where(a => a.UserName == username).Select(a => a.Id).SingleAsync();
        var carts = await db.Carts.AsNoTracking().Where(c => c.AccountId == id).ToListAsync();
        return carts.Select(c => c.Intestatario).First(i => i is not null)!;
    });

    // Later steps have tests of their own: the order is placed through its verbs.
    private async Task<string> OrderedAsync(Browser browser, string username, bool paid)
    {
        await (await OpenAsync(browser)).Form(GoOn).Set("Nessun identificativo", "true").SendOnceAsync();
        return await host.InDatabaseAsync(async db =>
        {
            var now = host.Clock.GetUtcNow().UtcDateTime;
            var account = await db.Users.SingleAsync(a => a.UserName == username);
            var cart = await db.Carts.SingleAsync(c => c.AccountId == account.Id);
            cart.ConfirmLines(now);
            var order = cart.PlaceOrder(
                new OrderTicket(Guid.NewGuid(), OrderNumber.New(), PaymentMethod.Bonifico, username, account.Email!, [], now),
                await db.CatalogueOnAsync(RomeCalendar.DayOf(now), CancellationToken.None));
            db.Orders.Add(order);
            if (paid)
            {
                Activate(db, order, now);
            }

            await db.SaveChangesAsync();
            return order.Number;
        });
    }

    private static void Activate(StoreDbContext db, Order order, DateTime now)
    {
        order.Register(new RegisteredPayment
        {
            Id = Guid.NewGuid(),
            Source = "bank",
            Reference = order.Number,
            Amount = order.Gross,
            ValueDate = RomeCalendar.DayOf(now),
            RegisteredBy = "prova",
            RegisteredAt = now,
        });
        var service = Subscription.ActivateFrom(order, Guid.NewGuid(), RomeCalendar.DayOf(now));
        order.Activate(service.Id, now);
        db.Subscriptions.Add(service);
    }
}
