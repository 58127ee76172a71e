using System.Net;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Commands;
using Aruba.Fatturazione.Web.Tests.Desk;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Panel;

/// <summary>One host for each test: they move the clock by days.</summary>
public sealed class PanelTests : IAsyncLifetime
{
    private const string Chosen = "otto barche nel porto";
    private readonly OutboxHost host = new();

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task The_mailed_password_opens_the_panel_once_it_is_changed()
    {
        var (order, username, password) = await host.ActiveAsync();
        using var browser = host.NewBrowser();

        var reset = await SignInAsync(browser, username, password);
        Assert.Equal(("/pannello/password", "Reset password"), (reset.Path, reset.Heading));
        var home = await reset.SendAsync("Salva e prosegui", ("Password temporanea", password), ("Nuova password", Chosen));

        Assert.Equal("Il tuo servizio", home.Heading);
        Assert.All(new[] { "Documenti", order.Intestatario.DisplayName, "24 novembre 2027", "fra 365 giorni", "Cedente prestatore", "Regime fiscale" }, words => Assert.True(home.Says(words), words));
        await host.RunAllAsync();
        Assert.Single(host.MailsAbout(order), m => m.Subject.StartsWith("Password del pannello cambiata", StringComparison.Ordinal) && m.To.Contains(OutboxHost.AccountEmail(order)));
        using var later = host.NewBrowser();
        Assert.True((await SignInAsync(later, username, password)).Says("non corrispondono"));
        Assert.Equal("/pannello", (await SignInAsync(later, username, Chosen)).Path);
    }

    [Theory]
    [InlineData("  {0}\n", "\t{1} ")]
    [InlineData("aruba{2}", "\u00a0{1}\u200b")]
    [InlineData("Aruba {2}", "{1}")]
    public async Task What_copying_brings_along_does_no_harm(string typedName, string typedPassword)
    {
        var (_, username, password) = await host.ActiveAsync();
        using var browser = host.NewBrowser();

        var reset = await SignInAsync(
            browser,
            string.Format(null, typedName, username, password, username[5..]),
            string.Format(null, typedPassword, username, password));

        Assert.Equal("/pannello/password", reset.Path);
        Assert.Equal("/pannello?esito=password-cambiata", (await reset.SendAsync("Salva e prosegui", ("Password temporanea", $" {password} "), ("Nuova password", Chosen))).Path);
    }

    [Fact]
    public async Task Until_it_is_changed_every_page_of_the_panel_leads_to_the_change()
    {
        var (_, username, password) = await host.ActiveAsync();
        using var browser = host.NewBrowser();
        await SignInAsync(browser, username, password);
        var inside = StoreRoutes.Of(host.App).Where(r => r.Pattern.StartsWith("/pannello", StringComparison.Ordinal) && !r.IsPublic).ToList();

        foreach (var route in inside.Where(r => r.Pattern is not ("/pannello/password" or "/pannello/esci" or "/pannello/sessione")))
        {
            using var answer = await browser.Client.SendAsync(new HttpRequestMessage(new HttpMethod(route.Method), route.Pattern));
            Assert.Equal((route, "/pannello/password"), (route, answer.Headers.Location?.ToString()));
        }

        Assert.True(inside.Count >= 4, $"{inside.Count}");
        var out_ = await (await browser.OpenAsync("/pannello")).SendAsync("Esci");
        Assert.Equal("/pannello/accesso?esito=uscito", out_.Path);
        Assert.Equal("/pannello/accesso", (await browser.OpenAsync("/pannello/password")).Path);
    }

    [Fact]
    public async Task A_block_of_the_account_closes_the_open_panel_at_once()
    {
        var (order, username, password) = await host.ActiveAsync();
        using var browser = host.NewBrowser();
        await SignInAsync(browser, username, password);

        var before = await browser.OpenAsync("/pannello/password");
        var now = host.Clock.GetUtcNow().UtcDateTime;
        await host.InDatabaseAsync(db => db.Users.Where(a => a.Id == order.AccountId).ExecuteUpdateAsync(u => u.SetProperty(a => a.BlockedAt, now)));
        var after = await browser.OpenAsync("/pannello/password");

        Assert.Equal(("/pannello/password", "/pannello/accesso"), (before.Path, after.Path));
    }

    [Fact]
    public async Task A_panel_session_ended_by_a_block_stays_ended_when_the_block_is_lifted()
    {
        var (order, username, password) = await host.ActiveAsync();
        using var browser = host.NewBrowser();
        await SignInAsync(browser, username, password);
        using var agent = await host.AgentAsync("sblocco@example.it");
        var customer = $"/assistenza/clienti/{order.AccountId}";

        await (await agent.OpenAsync($"{customer}/blocca")).SendNamedAsync("Blocca l'account", ("Motivo", "Dubbio"));
        await (await agent.OpenAsync($"{customer}/sblocca")).SendNamedAsync("Sblocca l'account", ("Motivo", "Chiarito"));

        Assert.Equal("/pannello/accesso", (await browser.OpenAsync("/pannello/password")).Path);
    }

    [Fact]
    public async Task A_temporary_password_works_for_72_hours_and_only_who_has_it_learns_that_it_expired()
    {
        var (_, username, password) = await host.ActiveAsync();
        using var browser = host.NewBrowser();
        host.Clock.Advance(TimeSpan.FromHours(72) - TimeSpan.FromSeconds(1));
        Assert.Equal("/pannello/password", (await SignInAsync(browser, username, password)).Path);
        host.Clock.Advance(TimeSpan.FromSeconds(1));

        var late = await (await browser.OpenAsync("/pannello/password")).SendAsync("Salva e prosegui", ("Password temporanea", password), ("Nuova password", Chosen));
        Assert.True(late.Says("scaduta"));
        using var other = host.NewBrowser();
        Assert.True((await SignInAsync(other, username, password)).Says("è scaduta: fattene mandare una nuova"));
        Assert.False((await SignInAsync(other, username, "sbagliata")).Says("scaduta"));
    }

    [Fact]
    public async Task A_new_temporary_password_kills_the_old_one_and_ends_the_sessions()
    {
        var (order, username, password) = await host.ActiveAsync();
        using var inside = host.NewBrowser();
        await (await SignInAsync(inside, username, password)).SendAsync("Salva e prosegui", ("Password temporanea", password), ("Nuova password", Chosen));
        using var owner = await host.OwnerAsync(order);
        var service = await host.InDatabaseAsync(db => db.Subscriptions.Where(s => s.AccountId == order.AccountId).Select(s => s.Id).SingleAsync());

        Assert.Equal("/area-clienti?esito=credenziali", await AskAsync(owner, service));
        Assert.Equal("/area-clienti?esito=credenziali-attesa", await AskAsync(owner, service));
        await host.RunAllAsync();

        var fresh = Assert.Single(host.MailsAbout(order), m => m.Subject.StartsWith("Nuova password temporanea", StringComparison.Ordinal));
        Assert.Equal("/pannello/accesso", (await inside.OpenAsync("/pannello")).Path);
        Assert.True((await SignInAsync(inside, username, Chosen)).Says("non corrispondono"));
        Assert.Equal("/pannello/password", (await SignInAsync(inside, username, OutboxHost.Credentials(fresh).Password)).Path);
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("/area-clienti?esito=credenziali", await AskAsync(owner, service));
    }

    [Fact]
    public async Task Nobody_asks_for_the_password_of_somebody_elses_service()
    {
        var (order, _, _) = await host.ActiveAsync();
        var (other, _, _) = await host.ActiveAsync();
        using var stranger = await host.OwnerAsync(other);
        var service = await host.InDatabaseAsync(db => db.Subscriptions.Where(s => s.AccountId == order.AccountId).Select(s => s.Id).SingleAsync());

        using var answer = await PostAsync(stranger, service);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain(await host.InDatabaseAsync(db => db.Outbox.Select(m => m.Event).ToListAsync()), e => e == "PanelCredentialsRequested");
    }

    [Fact]
    public async Task Recovery_tells_nothing_and_mails_the_owner_only()
    {
        var (order, username, _) = await host.ActiveAsync();
        using var browser = host.NewBrowser();

        var known = await (await browser.OpenAsync("/pannello/recupero")).SendAsync("Richiedi", ("Username del pannello", username.ToLowerInvariant()));
        var unknown = await (await browser.OpenAsync("/pannello/recupero")).SendAsync("Richiedi", ("Username del pannello", "ARUBA00000000000"));
        var again = await (await browser.OpenAsync("/pannello/recupero")).SendAsync("Richiedi", ("Username del pannello", username));
        await host.RunAllAsync();

        Assert.Equal(known.Text, unknown.Text);
        Assert.Equal(known.Text, again.Text);
        var mail = Assert.Single(host.MailsAbout(order), m => m.Subject.StartsWith("Nuova password temporanea", StringComparison.Ordinal));
        Assert.Equal([OutboxHost.AccountEmail(order)], mail.To);
    }

    [Fact]
    public async Task Who_only_knows_the_username_cannot_take_away_the_chosen_password()
    {
        var (order, username, password) = await host.ActiveAsync();
        using var inside = host.NewBrowser();
        await (await SignInAsync(inside, username, password)).SendAsync("Salva e prosegui", ("Password temporanea", password), ("Nuova password", Chosen));
        using var stranger = host.NewBrowser();

        await (await stranger.OpenAsync("/pannello/recupero")).SendAsync("Richiedi", ("Username del pannello", username));
        await host.RunAllAsync();

        Assert.Equal("/pannello", (await inside.OpenAsync("/pannello")).Path);
        Assert.DoesNotContain(host.MailsAbout(order), m => m.Subject.StartsWith("Nuova password temporanea", StringComparison.Ordinal));
        Assert.Contains(host.MailsAbout(order), m => m.Text.Contains("resta valida", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("corta", "almeno 12 caratteri")]
    [InlineData("password1234", "più usate")]
    [InlineData("{0}", "uguale a quella che stai cambiando")]
    [InlineData(" {0} ", "uguale a quella che stai cambiando")]
    [InlineData("{1} la mia", "tuoi dati")]
    public async Task A_password_that_cannot_be_chosen_is_refused_with_its_reason(string wanted, string reason)
    {
        var (_, username, password) = await host.ActiveAsync();
        using var browser = host.NewBrowser();
        var reset = await SignInAsync(browser, username, password);

        var again = await reset.SendAsync("Salva e prosegui", ("Password temporanea", password), ("Nuova password", string.Format(null, wanted, password, username)));

        Assert.Contains(again.Errors, e => e.Contains(reason, StringComparison.Ordinal));
        Assert.DoesNotContain(password, again.Html, StringComparison.Ordinal);
        Assert.Equal("/pannello/password", (await browser.OpenAsync("/pannello")).Path);
    }

    [Fact]
    public async Task Guessing_is_slowed_down_after_five_failures()
    {
        var (_, username, password) = await host.ActiveAsync();
        using var browser = host.NewBrowser();
        for (var i = 0; i < 5; i++)
        {
            Assert.True((await SignInAsync(browser, username, $"sbagliata {i}")).Says("non corrispondono"));
        }

        var slowed = await SignInAsync(browser, username, password);

        Assert.Equal(HttpStatusCode.TooManyRequests, slowed.Status);
        host.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal("/pannello/password", (await SignInAsync(browser, username, password)).Path);
    }

    [Fact]
    public async Task The_temporary_password_is_in_the_mail_and_nowhere_in_the_database()
    {
        var (_, _, password) = await host.ActiveAsync();

        var all = await host.InDatabaseAsync(async db => string.Join('\n', [
            .. await db.Outbox.Select(m => m.Payload + m.Outcome + m.LastError + m.Topic).ToListAsync(),
            .. await db.PanelAccesses.Select(p => p.PasswordHash + p.Username).ToListAsync(),
            .. await db.Audit.Select(a => a.Details ?? "").ToListAsync(),
        ]));

        Assert.NotEmpty(all);
        Assert.DoesNotContain(password, all, StringComparison.Ordinal);
        Assert.DoesNotContain(password.Replace("-", "", StringComparison.Ordinal), all, StringComparison.Ordinal);
    }

    private static async Task<Page> SignInAsync(Browser browser, string username, string password) =>
        await (await browser.OpenAsync("/pannello/accesso")).SendAsync("Accedi", ("Username del pannello", username), ("Password", password));

    private static async Task<string?> AskAsync(Browser owner, Guid service)
    {
        using var answer = await PostAsync(owner, service);
        return answer.Headers.Location?.ToString();
    }

    private static async Task<HttpResponseMessage> PostAsync(Browser owner, Guid service)
    {
        var page = await owner.OpenAsync("/area-clienti/password");
        var token = page.Document.QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await owner.PostOnceAsync($"/area-clienti/servizi/{service}/credenziali", [new("__RequestVerificationToken", token)]);
    }
}
