using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Tests.Account;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Profile;

public sealed class EmailTests(AccountHost host) : IClassFixture<AccountHost>
{
    private const string Home = "/area-clienti/dati";
    private static int mailboxes;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_mailbox_changes_when_both_have_consented_in_either_order_and_not_before(bool presentFirst)
    {
        var (browser, username, person, wanted) = await AskedAsync();
        var (present, fresh) = (LinkIn(person.Email), LinkIn(wanted));
        Assert.True((await browser.OpenAsync(Home)).Says($"La nuova email è {wanted}"));

        var half = await ConsentAsync(presentFirst ? present : fresh);
        Assert.True(half.Says("Manca l'altra conferma"), half.Text);
        Assert.Equal(person.Email, await EmailAsync(username));
        var done = await ConsentAsync(presentFirst ? fresh : present);

        Assert.True(done.Says("L'email è cambiata"), done.Text);
        Assert.Equal(wanted, await EmailAsync(username));
        await host.RunOutboxAsync();
        Assert.Single(host.MailsTo(wanted), m => m.Subject == "Questa è l'email del tuo account");
        Assert.Single(host.MailsTo(person.Email), m => m.Subject == "L'email del tuo account è cambiata");
        Assert.False(await AccountHost.IsInsideAsync(browser));
    }

    [Fact]
    public async Task Looking_uses_nothing_up_and_a_used_link_is_dead()
    {
        var (_, _, person, _) = await AskedAsync();
        var link = LinkIn(person.Email);
        await host.NewBrowser().OpenAsync(link);
        await ConsentAsync(link);

        Assert.True((await host.NewBrowser().OpenAsync(link)).Says("non vale più"));
    }

    [Fact]
    public async Task The_present_mailbox_can_say_no_and_then_the_other_link_is_dead()
    {
        var (browser, username, person, wanted) = await AskedAsync();

        var no = await (await host.NewBrowser().OpenAsync(LinkIn(person.Email))).SendAsync("Non l'ho chiesto io");

        Assert.True(no.Says("resta quella di prima"));
        Assert.True((await host.NewBrowser().OpenAsync(LinkIn(wanted))).Says("non vale più"));
        Assert.Equal(person.Email, await EmailAsync(username));
        Assert.False((await browser.OpenAsync(Home)).Says(wanted));
    }

    [Fact]
    public async Task Both_links_die_after_a_day()
    {
        var (_, username, person, wanted) = await AskedAsync();
        host.Clock.Advance(TimeSpan.FromHours(25));

        Assert.True((await host.NewBrowser().OpenAsync(LinkIn(person.Email))).Says("non vale più"));
        Assert.True((await host.NewBrowser().OpenAsync(LinkIn(wanted))).Says("non vale più"));
        Assert.Equal(person.Email, await EmailAsync(username));
    }

    [Fact]
    public async Task Who_asks_for_the_mailbox_of_another_account_learns_nothing_and_its_owner_is_told_without_a_link()
    {
        var (_, _, victim) = await host.CustomerAsync();
        var (browser, username, person) = await host.CustomerAsync();

        var page = await AskAsync(browser, victim.Email);

        Assert.True(page.Says("Abbiamo scritto alle due caselle"));
        await host.RunOutboxAsync();
        Assert.DoesNotContain("email/conferma", Assert.Single(host.MailsTo(victim.Email), m => m.Subject == "Questa email ha già un account").Text, StringComparison.Ordinal);
        await ConsentAsync(LinkIn(person.Email));
        Assert.Equal(person.Email, await EmailAsync(username));
    }

    [Fact]
    public async Task A_mailbox_that_became_somebody_elses_meanwhile_stays_theirs()
    {
        var (_, username, person, wanted) = await AskedAsync();
        await ConsentAsync(LinkIn(person.Email));
        var fast = host.NewPerson() with { Email = wanted };
        var link = LinkIn(wanted);
        await host.RegisterAsync(host.NewBrowser(), fast);

        var lost = await ConsentAsync(link);

        Assert.True(lost.Says("ha già un account"), lost.Text);
        Assert.Equal(person.Email, await EmailAsync(username));
    }

    [Fact]
    public async Task Two_consents_in_one_instant_make_one_change()
    {
        var (_, username, person, wanted) = await AskedAsync();

        await Task.WhenAll(ConsentAsync(LinkIn(person.Email)), ConsentAsync(LinkIn(wanted)));

        Assert.Equal(wanted, await EmailAsync(username));
        Assert.Equal(1, await host.InDatabaseAsync(db => db.Audit.CountAsync(a => a.Actor == username && a.Action == "account.email-changed")));
    }

    [Fact]
    public async Task A_newer_request_kills_the_older_one_and_only_hashes_of_links_are_stored()
    {
        var (browser, username, person, wanted) = await AskedAsync();
        var old = LinkIn(wanted);
        host.Clock.Advance(TimeSpan.FromMinutes(6));
        var newer = $"nuova{Interlocked.Increment(ref mailboxes)}@esempio.it";
        await (await browser.OpenAsync($"{Home}/email")).SendAsync("Manda i due link", ("Nuova email", newer), ("Password", AccountHost.Password));
        await host.RunOutboxAsync();

        Assert.True((await host.NewBrowser().OpenAsync(old)).Says("non vale più"));
        var token = LinkIn(newer).Split("t=")[1];
        Assert.False(await host.InDatabaseAsync(db => db.OneTimeLinks.AnyAsync(l => l.TokenHash == token)));
        Assert.Equal(person.Email, await EmailAsync(username));
    }

    [Fact]
    public async Task The_same_mailbox_a_wrong_one_and_a_second_request_at_once_are_refused_beside_the_field()
    {
        var (browser, _, person, _) = await AskedAsync();

        Assert.Contains("già l'email", Assert.Single((await AskAsync(browser, person.Email.ToUpperInvariant())).Errors), StringComparison.Ordinal);
        Assert.Single((await AskAsync(browser, "senza chiocciola")).Errors);
        Assert.Contains("fra cinque minuti", Assert.Single((await AskAsync(browser, "terza@esempio.it")).Errors), StringComparison.Ordinal);
    }

    private static Task<Page> AskAsync(Browser browser, string email) => AskPageAsync(browser, email);

    private static async Task<Page> AskPageAsync(Browser browser, string email) =>
        await (await browser.OpenAsync($"{Home}/email")).SendAsync("Manda i due link", ("Nuova email", email));

    private async Task<(Browser Browser, string Username, Person Person, string Wanted)> AskedAsync()
    {
        var (browser, username, person) = await host.CustomerAsync();
        var wanted = $"nuova{Interlocked.Increment(ref mailboxes)}@esempio.it";
        Assert.True((await AskAsync(browser, wanted)).Says("Abbiamo scritto alle due caselle"));
        await host.RunOutboxAsync();
        return (browser, username, person, wanted);
    }

    private async Task<Page> ConsentAsync(string link) => await (await host.NewBrowser().OpenAsync(link)).SendAsync("Confermo il cambio");

    private string LinkIn(string mailbox) => new Uri(host.MailsTo(mailbox).Last(m => m.Text.Contains("email/conferma", StringComparison.Ordinal)).Text
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).First(w => w.Contains("email/conferma", StringComparison.Ordinal))).PathAndQuery;

    private Task<string?> EmailAsync(string username) => host.InDatabaseAsync(db => db.Users.Where(a => a.UserName == username).Select(a => a.Email).SingleAsync());
}
