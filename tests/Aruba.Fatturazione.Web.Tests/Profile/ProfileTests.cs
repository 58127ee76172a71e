using System.Net;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Tests.Account;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Profile;

public sealed class ProfileTests(AccountHost host) : IClassFixture<AccountHost>
{
    private const string Home = "/area-clienti/dati";

    [Fact]
    public async Task The_room_shows_what_is_known_and_says_what_never_changes()
    {
        var (browser, username, person) = await host.CustomerAsync();

        var page = await (await browser.OpenAsync("/area-clienti")).FollowAsync("I miei dati");

        Assert.Equal(Home, page.Path);
        Assert.All([username, person.Email, person.CodiceFiscale, person.PartitaIva, "Via Larga 1, 20122 Milano (MI)", "non si cambiano"], text => Assert.True(page.Says(text), text));
    }

    [Fact]
    public async Task Address_and_telephone_are_kept_and_the_owner_is_told_without_the_data()
    {
        var (browser, username, person) = await host.CustomerAsync();

        var done = await (await browser.OpenAsync($"{Home}/contatti")).SendAsync("Salva", ("Indirizzo", "Via Corta 22"), ("Telefono", "06 7654321"));

        Assert.True(done.Says("Via Corta 22, 20122 Milano (MI)"));
        await host.RunOutboxAsync();
        var mail = Assert.Single(host.MailsTo(person.Email), m => m.Subject == "Indirizzo o telefono cambiati");
        Assert.DoesNotContain("Corta", mail.Text, StringComparison.Ordinal);
        Assert.Equal("account.contacts-changed", await host.InDatabaseAsync(db => db.Audit.Where(a => a.Actor == username).Select(a => a.Action).SingleAsync()));
    }

    [Fact]
    public async Task Wrong_contacts_are_told_beside_their_fields_and_nothing_typed_is_lost()
    {
        var (browser, _, _) = await host.CustomerAsync();

        var again = await (await browser.OpenAsync($"{Home}/contatti")).SendAsync("Salva", ("Indirizzo", "Via Nuova 3"), ("CAP", "12"), ("Telefono", "boh"));

        Assert.Equal(2, again.Errors.Count);
        Assert.Contains("Via Nuova 3", again.Html, StringComparison.Ordinal);
        Assert.True((await browser.OpenAsync(Home)).Says("Via Larga 1"));
    }

    [Fact]
    public async Task After_five_minutes_the_password_is_asked_again_before_anything_changes()
    {
        var (browser, _, _) = await host.CustomerAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(6));

        var refused = await (await browser.OpenAsync($"{Home}/contatti")).SendAsync("Salva", ("Indirizzo", "Via Corta 22"), ("Password", "un'altra password"));
        Assert.Single(refused.Errors);
        var done = await refused.SendAsync("Salva", ("Password", AccountHost.Password));

        Assert.True(done.Says("Via Corta 22"));
    }

    [Fact]
    public async Task Each_open_browser_is_listed_and_one_can_be_closed_from_another()
    {
        var (here, username, person) = await host.CustomerAsync();
        var there = await ThereAsync(username);

        var list = await here.OpenAsync($"{Home}/sessioni");
        Assert.True(list.Says("Firefox su Windows"));
        Assert.True(list.Says("127.0.0.x"));
        Assert.False(list.Says("127.0.0.1"));
        var done = await list.SendAsync("Chiudi la sessione di Firefox");

        Assert.True(done.Says("La sessione è chiusa"));
        Assert.False(await AccountHost.IsInsideAsync(there));
        Assert.True(await AccountHost.IsInsideAsync(here));
        await host.RunOutboxAsync();
        Assert.Single(host.MailsTo(person.Email), m => m.Subject == "Sessioni chiuse");
    }

    [Fact]
    public async Task All_other_sessions_are_closed_at_once_and_nobody_elses()
    {
        var (here, username, _) = await host.CustomerAsync();
        var (stranger, _, _) = await host.CustomerAsync();
        Browser[] there = [await ThereAsync(username), await ThereAsync(username)];

        await (await here.OpenAsync($"{Home}/sessioni")).SendAsync("Chiudi tutte le altre sessioni");

        Assert.False(await AccountHost.IsInsideAsync(there[0]));
        Assert.False(await AccountHost.IsInsideAsync(there[1]));
        Assert.True(await AccountHost.IsInsideAsync(here));
        Assert.True(await AccountHost.IsInsideAsync(stranger));
    }

    [Fact]
    public async Task Nobody_closes_the_session_of_somebody_else()
    {
        var (here, username, _) = await host.CustomerAsync();
        var (stranger, other, _) = await host.CustomerAsync();
        await ThereAsync(username);
        var hash = await host.InDatabaseAsync(db => db.Sessions.Where(s => db.Users.Any(a => a.Id == s.OwnerId && a.UserName == other)).Select(s => s.KeyHash).SingleAsync());

        var form = (await here.OpenAsync($"{Home}/sessioni")).Form("Chiudi tutte");
        await form.SetByName("Sessione", hash[..OwnSession.HandleLength]).SendAsync();

        Assert.True(await AccountHost.IsInsideAsync(stranger));
    }

    [Fact]
    public async Task The_consent_is_given_and_taken_back_with_its_time_and_the_version_of_the_text()
    {
        var (browser, username, person) = await host.CustomerAsync();

        await (await browser.OpenAsync($"{Home}/consensi")).SendAsync("Salva", ("Desidero ricevere", "true"));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var page = await browser.OpenAsync($"{Home}/consensi");
        Assert.True(page.Says("Consenso dato, informativa 2026-01-01"));
        await page.SendAsync("Salva", ("Desidero ricevere", "false"));

        var rows = await host.InDatabaseAsync(db => db.Consents.Where(c => db.Users.Any(a => a.Id == c.AccountId && a.UserName == username)).OrderBy(c => c.At).ToListAsync());
        Assert.Equal([true, false], rows.Select(r => r.Given));
        Assert.All(rows, r => Assert.Equal("2026-01-01", r.TextVersion));
        Assert.Null(await host.InDatabaseAsync(db => db.Users.Where(a => a.UserName == username).Select(a => a.MarketingConsentAt).SingleAsync()));
        await host.RunOutboxAsync();
        Assert.Equal(2, host.MailsTo(person.Email).Count(m => m.Subject.StartsWith("Consenso a sconti e novità", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_room_is_closed_to_strangers_and_agents()
    {
        using var agent = await host.AgentAsync("dati@assistenza.example");

        Assert.StartsWith("/accesso", (await host.NewBrowser().OpenAsync(Home)).Path, StringComparison.Ordinal);
        Assert.StartsWith("/accesso", (await agent.OpenAsync(Home)).Path, StringComparison.Ordinal);
        using var forged = await host.NewBrowser().PostOnceAsync($"{Home}/sessioni", [new("Sessione", "altre")]);
        Assert.NotEqual(HttpStatusCode.OK, forged.StatusCode);
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox su Windows")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1", "Safari su iPhone")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge su Windows")]
    [InlineData("<script>alert(1)</script>", "Browser sconosciuto")]
    [InlineData(null, "Browser sconosciuto")]
    public void A_browser_is_named_in_words_of_ours(string? userAgent, string words) => Assert.Equal(words, DeviceWords.Of(userAgent));

    [Theory]
    [InlineData("203.0.113.77", "203.0.113.x")]
    [InlineData("::ffff:203.0.113.77", "203.0.113.x")]
    [InlineData("2001:db8:12ab:34cd::1", "2001:0db8:12ab:…")]
    public void A_network_is_named_without_the_line(string address, string network) => Assert.Equal(network, DeviceWords.NetworkOf(IPAddress.Parse(address)));

    private async Task<Browser> ThereAsync(string username)
    {
        var browser = host.NewBrowser();
        browser.Client.DefaultRequestHeaders.UserAgent.Clear();
        browser.Client.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0");
        await AccountHost.SignInAsync(browser, username);
        return browser;
    }
}
