using System.Text.RegularExpressions;
using Aruba.Fatturazione.Web.Tests.Infrastructure;

namespace Aruba.Fatturazione.Web.Tests.Account;

public sealed partial class RecoveryTests(AccountHost host) : IClassFixture<AccountHost>
{
    private const string NewPassword = "cinque cani in salita";

    [Fact]
    public async Task The_link_changes_the_password_once_ends_the_sessions_and_signs_nobody_in()
    {
        var (browser, username, person) = await host.CustomerAsync();
        using var other = host.NewBrowser();
        var link = await AskAsync(other, username, person);

        await other.OpenAsync(link);
        await other.OpenAsync(link);
        Assert.True(await AccountHost.IsInsideAsync(browser));
        var form = await other.OpenAsync(link);
        var done = await form.SendAsync("Cambia la password", ("Nuova password", NewPassword));

        Assert.Equal("/accesso?esito=password-cambiata", done.Path);
        Assert.False(await AccountHost.IsInsideAsync(other));
        Assert.False(await AccountHost.IsInsideAsync(browser));
        Assert.True((await other.OpenAsync(link)).Says("non è più utilizzabile"));
        Assert.True((await form.SendAsync("Cambia la password", ("Nuova password", "sei topi in cantina"))).Says("non è più utilizzabile"));
        Assert.Equal(AccountHost.Inside, (await AccountHost.SignInAsync(other, username, NewPassword)).Path);
        await host.RunOutboxAsync();
        Assert.Contains(host.MailsTo(person.Email), m => m.Subject.Contains("cambiata", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_link_is_dead_after_an_hour()
    {
        var (browser, username, person) = await host.CustomerAsync();
        var link = await AskAsync(browser, username, person);

        host.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.True((await browser.OpenAsync(link)).Says("Scegli la nuova password"));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await browser.OpenAsync(link)).Says("non è più utilizzabile"));
    }

    [Fact]
    public async Task The_newest_link_alone_works()
    {
        var (browser, username, person) = await host.CustomerAsync();
        var first = await AskAsync(browser, username, person);
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        var second = await AskAsync(browser, person.Email, person);

        Assert.NotEqual(first, second);
        Assert.True((await browser.OpenAsync(first)).Says("non è più utilizzabile"));
        Assert.True((await browser.OpenAsync(second)).Says("Scegli la nuova password"));
    }

    [Fact]
    public async Task A_changed_password_kills_the_link()
    {
        var (browser, username, person) = await host.CustomerAsync();
        var link = await AskAsync(browser, username, person);

        await (await browser.OpenAsync(AccountHost.Inside)).SendAsync("Cambia la password", ("Password attuale", AccountHost.Password), ("Nuova password", NewPassword));

        Assert.True((await browser.OpenAsync(link)).Says("non è più utilizzabile"));
    }

    [Fact]
    public async Task A_refused_password_leaves_the_link_alive()
    {
        var (browser, username, person) = await host.CustomerAsync();
        var link = await AskAsync(browser, username, person);

        var refused = await (await browser.OpenAsync(link)).SendAsync("Cambia la password", ("Nuova password", "anna bianchi 1"));

        Assert.Single(refused.Errors);
        Assert.StartsWith("Errore: ", refused.Title, StringComparison.Ordinal);
        Assert.Equal("/accesso?esito=password-cambiata", (await refused.SendAsync("Cambia la password", ("Nuova password", NewPassword))).Path);
    }

    [Fact]
    public async Task Twenty_posts_of_one_link_change_the_password_once()
    {
        var (browser, username, person) = await host.CustomerAsync();
        var form = await browser.OpenAsync(await AskAsync(browser, username, person));

        var pages = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => form.SendAsync("Cambia la password", ("Nuova password", $"{NewPassword} {i}"))));

        Assert.Single(pages, p => p.Path == "/accesso?esito=password-cambiata");
        await host.RunOutboxAsync();
        Assert.Single(host.MailsTo(person.Email), m => m.Subject.Contains("cambiata", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/recupero/password", "Invia il link", "Username o email", "4444444@aruba.it")]
    [InlineData("/recupero/username", "Invia lo username", "Email, codice", "nessuno@esempio.it")]
    public async Task Known_and_unknown_names_get_the_same_page(string address, string button, string field, string unknown)
    {
        using var browser = host.NewBrowser();
        var person = host.NewPerson();
        await host.RegisterAsync(browser, person);
        var mails = host.Mailbox.All.Count;

        var known = await (await browser.OpenAsync(address)).SendAsync(button, (field, person.Email));
        var nobody = await (await browser.OpenAsync(address)).SendAsync(button, (field, unknown));
        await host.RunOutboxAsync();

        Assert.Equal(known.Path, nobody.Path);
        Assert.Equal(Bare(known), Bare(nobody));
        Assert.Equal(mails + 1, host.Mailbox.All.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task The_username_goes_to_the_accounts_own_mailbox_by_mailbox_or_code(int by)
    {
        using var browser = host.NewBrowser();
        var person = host.NewPerson();
        var username = await host.RegisterAsync(browser, person);
        var told = new[] { person.Email.ToUpperInvariant(), person.CodiceFiscale.ToLowerInvariant(), "IT" + person.PartitaIva }[by];

        await (await browser.OpenAsync("/recupero/username")).SendAsync("Invia lo username", ("Email, codice", told));
        await host.RunOutboxAsync();

        Assert.Contains(username, Assert.Single(host.MailsTo(person.Email)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mailbox_gets_one_mail_in_five_minutes_and_five_in_a_day()
    {
        using var browser = host.NewBrowser();
        var person = host.NewPerson();
        await host.RegisterAsync(browser, person);
        async Task<int> AskAgainAsync(TimeSpan after)
        {
            host.Clock.Advance(after);
            await (await browser.OpenAsync("/recupero/username")).SendAsync("Invia lo username", ("Email, codice", person.Email));
            await host.RunOutboxAsync();
            return host.MailsTo(person.Email).Count;
        }

        Assert.Equal(1, await AskAgainAsync(TimeSpan.Zero));
        Assert.Equal(1, await AskAgainAsync(TimeSpan.FromMinutes(4)));
        for (var mail = 2; mail <= 5; mail++)
        {
            Assert.Equal(mail, await AskAgainAsync(TimeSpan.FromMinutes(5)));
        }

        Assert.Equal(5, await AskAgainAsync(TimeSpan.FromHours(2)));
        Assert.Equal(6, await AskAgainAsync(TimeSpan.FromHours(24)));
    }

    private static string Bare(Page page) => Changing().Replace(page.Html, "");

    private async Task<string> AskAsync(Browser browser, string who, Person person)
    {
        var seen = host.MailsTo(person.Email).Count;
        await (await browser.OpenAsync("/recupero/password")).SendAsync("Invia il link", ("Username o email", who));
        await host.RunOutboxAsync();
        var mail = host.MailsTo(person.Email)[seen];
        return Link().Match(mail.Text).Value;
    }

    [GeneratedRegex(@"/recupero/password/nuova\?t=[\w-]{43}", RegexOptions.None, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("""(?<=name="__RequestVerificationToken" type="hidden" value=")[^"]+|(?<=nonce=")[^"]+""", RegexOptions.None, 1000)]
    private static partial Regex Changing();
}
