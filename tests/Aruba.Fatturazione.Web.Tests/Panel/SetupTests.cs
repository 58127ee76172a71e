using System.Net;
using Aruba.Fatturazione.Intestatari;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.PanelSetup;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Renewals;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Aruba.Fatturazione.Web.Tests.Panel;

/// <summary>The first configuration, through the front door. Nobody moves the clock here but the tests that end a service in their own way.</summary>
public sealed class SetupTests(OutboxHost host) : IClassFixture<OutboxHost>
{
    private const string Home = "/pannello/configurazione";
    private const string Chosen = "otto barche nel porto";
    private static int subjects = 20_000;

    [Fact]
    public async Task It_begins_with_the_holders_data_leads_from_step_to_step_and_is_taken_up_later()
    {
        var (order, browser) = await InsideAsync();
        var home = await browser.OpenAsync("/pannello");
        Assert.True(home.Says("0 di"));
        Assert.True(home.Says("Le fatture non si fanno qui"));

        var first = await home.FollowAsync("Inizia: Cedente prestatore");
        Assert.Equal(order.Intestatario.Indirizzo.Via, first.Document.QuerySelector("#Indirizzo")!.GetAttribute("value"));
        var second = await first.SendAsync("Salva e continua", ("Indirizzo e numero", "  Via  Nuova 8 "), ("CAP", "I-00184"), ("Comune", "Roma"), ("Provincia", "roma"));

        Assert.Equal(($"{Home}/regime?salvato=cedente", "Regime fiscale"), (second.Path, second.Heading));
        Assert.True(second.Says("Salvato: Cedente prestatore"));
        Assert.True((await browser.OpenAsync("/pannello")).Says("Continua: Regime fiscale"));
        var kept = (await KeptAsync(order)).Cedente!;
        Assert.Equal(new Indirizzo("Via Nuova 8", "00184", "Roma", "RM"), kept.Sede);
        await second.SendAsync("Salva e continua", ("Regime fiscale", "RF01"));
        Assert.True((await browser.OpenAsync("/pannello")).Says("2 di 7"));
        Assert.Equal(RegimeFiscale.RF01, (await KeptAsync(order)).Regime!.Codice);
        Assert.Equal(["Cedente", "Regime"], await host.InDatabaseAsync(db => db.Audit.Where(a => a.Action == "panel.configured" && a.Topic == order.Number).OrderBy(a => a.Id).Select(a => a.Details!).ToListAsync()));
    }

    [Fact]
    public async Task Every_step_is_kept_as_it_was_meant_and_the_last_one_leads_to_the_summary()
    {
        var (order, browser) = await InsideAsync();
        await (await browser.OpenAsync($"{Home}/cedente")).SendAsync("Salva e continua");
        await (await browser.OpenAsync($"{Home}/regime")).SendAsync("Salva e continua", ("Regime fiscale", "RF01"));
        var previdenza = await (await browser.OpenAsync($"{Home}/esigibilita")).SendAsync("Salva e continua", ("I ·", "true"));
        Assert.Equal("Cassa previdenziale e ritenute", previdenza.Heading);
        await previdenza.SendAsync("Salva e continua", ("Cassa", "TC04"), ("Aliquota del contributo", " 4,00 % "), ("Il contributo", "true"), ("Tipo di ritenuta", "RT01"), ("Aliquota della ritenuta", "20"), ("Causale", "a"));
        await (await browser.OpenAsync($"{Home}/documento")).SendAsync("Salva e continua", ("Documento che emetti", "TD06"), ("Senza IVA", "true"));
        var module = await (await browser.OpenAsync($"{Home}/avvisi")).SendAsync("Salva e continua", ("Casella PEC", "Studio@PEC.it"), ("A chi dai accesso", "Commercialista"), ("Codice fiscale o partita IVA", "012 345 678 97"));
        Assert.Equal("Modulo Documenti", module.Heading);
        var summary = await module.SendAsync("Salva e continua", ("Sì", "true"));

        Assert.Equal($"{Home}?esito=completa", summary.Path);
        Assert.True(summary.Says("La prima configurazione è completa"));
        Assert.True((await browser.OpenAsync("/pannello")).Says("È completa."));
        var kept = await KeptAsync(order);
        Assert.Equal(new Previdenza { Cassa = new Cassa(TipoCassa.TC04, 400) { ConRitenuta = true }, Ritenuta = new Ritenuta(TipoRitenuta.RT01, 2_000, "A") }, kept.Previdenza);
        Assert.Equal(new Documento { Tipo = TipoDocumento.TD06, Prezzi = Prezzi.Netti }, kept.Documento);
        Assert.Equal(new Avvisi { Pec = "Studio@pec.it", Delega = new Delega(TipoDelega.Commercialista, "01234567897") }, kept.Avvisi);
        Assert.Equal(new Documenti { ConservaDdt = true }, kept.Documenti);
        var again = await browser.OpenAsync($"{Home}/cassa-e-ritenute");
        Assert.Equal("4 %", again.Document.QuerySelector("#AliquotaCassa")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Half_an_answer_is_no_answer_and_an_empty_one_says_none()
    {
        var (order, browser) = await InsideAsync();
        var page = await browser.OpenAsync($"{Home}/cassa-e-ritenute");

        var wrong = await page.SendAsync("Salva e continua", ("Aliquota del contributo", "4"), ("Aliquota della ritenuta", "venti"), ("Causale", "AA"));
        Assert.Equal(["#AliquotaRitenuta", "#Cassa", "#Causale", "#Ritenuta"], wrong.Document.QuerySelectorAll(".error-summary a").Select(a => a.GetAttribute("href")).Order(StringComparer.Ordinal));
        var mine = await (await browser.OpenAsync($"{Home}/avvisi")).SendAsync("Salva e continua", ("Casella PEC", "mah"), ("A chi dai accesso", "Premium"), ("Codice fiscale o partita IVA", order.CodiceFiscale.Value));
        Assert.Contains(mine.Errors, e => e.Contains("la delega va a qualcun altro", StringComparison.Ordinal));
        Assert.Equal(2, mine.Errors.Count);
        Assert.Equal(2, (await (await browser.OpenAsync($"{Home}/documento")).SendAsync("Salva e continua")).Errors.Count);
        Assert.Single((await (await browser.OpenAsync($"{Home}/esigibilita")).SendAsync("Salva e continua")).Errors);
        await page.SendAsync("Salva e continua");

        Assert.Equal(new Previdenza(), (await KeptAsync(order)).Previdenza);
    }

    [Fact]
    public async Task The_page_of_a_module_is_there_only_for_who_bought_it()
    {
        var (_, browser) = await InsideAsync();

        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync($"{Home}/modulo-documenti")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync($"{Home}/modulo-incassi")).Status);
        Assert.False((await browser.OpenAsync("/pannello")).Says("Modulo Ordini"));
    }

    [Fact]
    public async Task What_is_wrong_is_told_beside_its_field_and_nothing_typed_is_lost()
    {
        var (order, browser) = await InsideAsync(Company());

        var page = await (await browser.OpenAsync($"{Home}/cedente")).SendAsync("Salva e continua", ("CAP", "ABC"), ("Telefono", "boh"), ("Indirizzo email", "senza chiocciola"), ("Numero REA", "Atlantide 12"), ("Capitale sociale", "tanto"));

        Assert.Equal(5, page.Errors.Count);
        Assert.Equal("Atlantide 12", page.Document.QuerySelector("#Rea")!.GetAttribute("value"));
        Assert.True((await (await browser.OpenAsync($"{Home}/regime")).SendAsync("Salva e continua")).Says("Scegli il regime fiscale"));
        Assert.False(await host.InDatabaseAsync(db => db.PanelConfigurations.AnyAsync(c => db.Subscriptions.Any(s => s.Id == c.SubscriptionId && s.AccountId == order.AccountId))));
    }

    [Fact]
    public async Task What_does_not_suit_the_subject_is_asked_once_and_kept_when_confirmed()
    {
        var (order, browser) = await InsideAsync(Company());

        var odd = await (await browser.OpenAsync($"{Home}/regime")).SendAsync("Salva e continua", ("Regime fiscale", "RF19"));
        Assert.True(odd.Says("è delle persone fisiche"));
        await odd.SendAsync("Salva comunque");
        var noRea = await (await browser.OpenAsync($"{Home}/cedente")).SendAsync("Salva e continua");
        Assert.True(noRea.Says("indica il numero REA"));
        await noRea.SendAsync("Salva comunque", ("Numero REA", "rea mi 1234567"), ("Capitale sociale", "10.000"), ("Soci", "Socio unico"));

        var kept = await KeptAsync(order);
        Assert.Equal(RegimeFiscale.RF19, kept.Regime!.Codice);
        Assert.Equal(new Rea("MI", "1234567") { Capitale = new Importo(1_000_000), Soci = Soci.SU }, kept.Cedente!.Rea);
        var summary = await browser.OpenAsync(Home);
        Assert.All(new[] { "MI-1234567", "Socio unico", "RF19 · Regime forfettario" }, words => Assert.True(summary.Says(words), words));
    }

    [Fact]
    public async Task B_C3_the_second_tab_is_told_what_the_first_saved_and_saves_over_it_only_when_it_says_so()
    {
        var (order, browser) = await InsideAsync();
        await (await browser.OpenAsync($"{Home}/regime")).SendAsync("Salva e continua", ("Regime fiscale", "RF01"));
        var first = await browser.OpenAsync($"{Home}/regime");
        var second = await browser.OpenAsync($"{Home}/regime");
        await first.SendAsync("Salva e continua", ("Regime fiscale", "RF12"));

        var told = await second.SendAsync("Salva e continua", ("Regime fiscale", "RF19"));

        Assert.True(told.Says("modificato altrove"));
        Assert.True(told.Says("RF12 · Agriturismo"));
        Assert.Equal(RegimeFiscale.RF12, (await KeptAsync(order)).Regime!.Codice);
        await told.SendAsync("Salva e continua");
        Assert.Equal(RegimeFiscale.RF19, (await KeptAsync(order)).Regime!.Codice);
    }

    [Fact]
    public async Task B_C3_two_first_saves_at_once_leave_one_row_with_both_steps()
    {
        var (order, browser) = await InsideAsync();
        var cedente = (await browser.OpenAsync($"{Home}/cedente")).Form("Salva e continua");
        var regime = (await browser.OpenAsync($"{Home}/regime")).Form("Salva e continua").Set("Regime fiscale", "RF01");

        await Task.WhenAll(cedente.SendAsync(), regime.SendAsync());

        var kept = await KeptAsync(order);
        Assert.True(kept is { Cedente: not null, Regime: not null });
    }

    [Fact]
    public async Task After_the_expiry_all_can_be_read_nothing_changed_and_it_goes_with_the_service()
    {
        var (order, browser) = await InsideAsync();
        var open = await browser.OpenAsync($"{Home}/regime");
        await open.SendAsync("Salva e continua", ("Regime fiscale", "RF01"));
        await EndsInAsync(order, -1);

        var home = await browser.OpenAsync("/pannello");
        Assert.True(home.Says("Ancora 90 giorni in sola lettura, poi"));
        Assert.Equal($"/area-clienti/servizi/{await ServiceAsync(order)}/rinnova", home.Document.QuerySelector(".notice a.button")!.GetAttribute("href"));
        var step = await browser.OpenAsync($"{Home}/regime");
        Assert.True(step.Says("RF01 · Regime ordinario"));
        Assert.Null(step.Document.QuerySelector("main form"));
        Assert.True((await open.SendAsync("Salva e continua", ("Regime fiscale", "RF19"))).Says("non si può più modificare"));
        Assert.Equal(RegimeFiscale.RF01, (await KeptAsync(order)).Regime!.Codice);

        await EndsInAsync(order, -91);
        await host.App.Services.GetRequiredService<ServiceSweep>().RunDueAsync(CancellationToken.None);

        Assert.Equal("/pannello/accesso", (await browser.OpenAsync("/pannello")).Path);
        var service = await ServiceAsync(order);
        Assert.False(await host.InDatabaseAsync(db => db.PanelConfigurations.AnyAsync(c => c.SubscriptionId == service)));
        using var stranger = host.NewBrowser();
        var username = await host.InDatabaseAsync(db => db.PanelAccesses.Where(p => p.SubscriptionId == service).Select(p => p.Username).SingleAsync());
        Assert.True((await (await stranger.OpenAsync("/pannello/accesso")).SendAsync("Accedi", ("Username del pannello", username), ("Password", Chosen))).Says("non corrispondono"));
    }

    [Fact]
    public async Task It_is_in_the_owners_copy_of_the_data()
    {
        var (order, browser) = await InsideAsync();
        await (await browser.OpenAsync($"{Home}/regime")).SendAsync("Salva e continua", ("Regime fiscale", "RF04"));
        using var owner = await host.OwnerAsync(order);

        using var answer = await (await owner.OpenAsync("/area-clienti/dati/copia")).Form("Scarica per un programma").SendOnceAsync();

        Assert.Contains("RF04 · Agricoltura", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    // Every fourth of the invented subjects is a società.
    private static Intestatario Company() => SeedPeople.At(4 * Interlocked.Increment(ref subjects));

    private static Intestatario Professional() => SeedPeople.At((4 * Interlocked.Increment(ref subjects)) + 1);

    private async Task<(Order Order, Browser Browser)> InsideAsync(Intestatario? holder = null)
    {
        var order = await host.OrderAsync(holder: holder ?? Professional());
        await host.PayAsync(order);
        await host.RunAllAsync();
        var (username, temporary) = OutboxHost.Credentials(host.MailsAbout(order).Last(m => m.Subject.StartsWith("Servizio attivo", StringComparison.Ordinal)));
        var browser = host.NewBrowser();
        var reset = await (await browser.OpenAsync("/pannello/accesso")).SendAsync("Accedi", ("Username del pannello", username), ("Password", temporary));
        await reset.SendAsync("Salva e prosegui", ("Password temporanea", temporary), ("Nuova password", Chosen));
        return (order, browser);
    }

    private Task<Guid> ServiceAsync(Order order) => host.InDatabaseAsync(db => db.Subscriptions.Where(s => s.AccountId == order.AccountId).Select(s => s.Id).SingleAsync());

    private Task<PanelConfiguration> KeptAsync(Order order) => host.InDatabaseAsync(db =>
        db.PanelConfigurations.AsNoTracking().SingleAsync(c => db.Subscriptions.Any(s => s.Id == c.SubscriptionId && s.AccountId == order.AccountId)));

    // As if the term had been shorter; the plan looks at once.
    private Task<int> EndsInAsync(Order order, int days) => host.InDatabaseAsync(db =>
    {
        var (now, last) = (host.Clock.UtcNow(), host.Clock.Today().AddDays(days));
        return db.Subscriptions.Where(s => s.AccountId == order.AccountId).ExecuteUpdateAsync(u => u.SetProperty(s => s.ExpiresOn, last).SetProperty(s => s.NextLookAt, now));
    });
}
