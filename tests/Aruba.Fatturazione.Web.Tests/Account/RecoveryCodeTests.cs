using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using OtpNet;

namespace Aruba.Fatturazione.Web.Tests.Account;

public sealed class RecoveryCodeTests(AccountHost host) : IClassFixture<AccountHost>
{
    private const string Password = "lampada verde in cucina";
    private static int agents;

    [Fact]
    public async Task A_new_agent_is_led_to_the_codes_and_gets_ten_different_ones()
    {
        var (browser, email) = await EnrolAsync();
        var page = await browser.OpenAsync("/assistenza/codici-di-recupero");
        Assert.True(page.Says("Non hai codici di recupero"));

        var codes = await MakeAsync(browser);

        Assert.Equal(10, codes.Distinct().Count());
        Assert.True((await browser.OpenAsync("/assistenza/codici-di-recupero")).Says("Ti restano 10 codici"));
        await host.RunOutboxAsync();
        Assert.Single(host.MailsTo(email), m => m.Subject == "Nuovi codici di recupero dell'assistenza");
    }

    [Fact]
    public async Task A_code_opens_the_desk_once_however_it_is_typed_and_the_agent_is_told()
    {
        var (browser, email) = await EnrolAsync();
        var code = (await MakeAsync(browser))[3];

        Assert.False(IsDoor(await SignInAsync(email, code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal))));
        Assert.True(IsDoor(await SignInAsync(email, code)));

        Assert.True((await browser.OpenAsync("/assistenza/codici-di-recupero")).Says("Ti restano 9 codici"));
        await host.RunOutboxAsync();
        Assert.Contains("Codici che restano: 9.", host.MailsTo(email).Single(m => m.Subject == "Accesso con un codice di recupero").Text, StringComparison.Ordinal);
        Assert.True((await browser.OpenAsync("/assistenza/registro")).Says("Accesso con un codice di recupero"));
    }

    [Fact]
    public async Task Ten_posts_of_one_code_open_the_door_once()
    {
        var (browser, email) = await EnrolAsync();
        var code = (await MakeAsync(browser))[0];

        var pages = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => SignInAsync(email, code)));

        Assert.Single(pages, p => !IsDoor(p));
    }

    [Fact]
    public async Task New_codes_kill_the_old_ones_and_need_the_password_unless_it_was_typed_just_now()
    {
        var (browser, email) = await EnrolAsync();
        var old = (await MakeAsync(browser))[0];
        host.Clock.Advance(TimeSpan.FromMinutes(6));

        var refused = await (await browser.OpenAsync("/assistenza/codici-di-recupero")).SendAsync("Crea 10 codici nuovi", ("La tua password", "un'altra password"));
        Assert.Single(refused.Errors);
        var fresh = (await MakeAsync(browser))[0];

        Assert.True(IsDoor(await SignInAsync(email, old)));
        Assert.False(IsDoor(await SignInAsync(email, fresh)));
    }

    [Fact]
    public async Task The_codes_are_not_in_the_database_as_they_are()
    {
        var (browser, email) = await EnrolAsync();
        var codes = await MakeAsync(browser);

        var hashes = await host.InDatabaseAsync(db => db.RecoveryCodes.Where(c => db.Users.Any(a => a.Id == c.AccountId && a.UserName == email)).Select(c => c.Hash).ToListAsync());

        Assert.Equal(10, hashes.Count);
        Assert.DoesNotContain(hashes, h => codes.Any(c => h.Contains(c.Replace("-", "", StringComparison.Ordinal), StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_customer_has_no_such_page()
    {
        var (browser, _, _) = await host.CustomerAsync();

        Assert.Equal("/assistenza/accesso", new Uri(browser.Address, (await browser.OpenAsync("/assistenza/codici-di-recupero")).Path).AbsolutePath);
    }

    private static bool IsDoor(Page page) => page.Path.StartsWith("/assistenza/accesso", StringComparison.Ordinal);

    private static async Task<List<string>> MakeAsync(Browser browser)
    {
        var ask = await browser.OpenAsync("/assistenza/codici-di-recupero");
        (string, string)[] typed = ask.Document.QuerySelector("input[type=password]") is null ? [] : [("La tua password", Password)];
        var page = await ask.SendAsync("Crea 10 codici nuovi", typed);
        return [.. page.Document.QuerySelectorAll("main code").Select(c => c.TextContent)];
    }

    private async Task<Page> SignInAsync(string email, string code) =>
        await (await host.NewBrowser().OpenAsync("/assistenza/accesso")).SendAsync("Accedi", ("Email", email), ("Password", Password), ("Codice", code));

    private async Task<(Browser Browser, string Email)> EnrolAsync()
    {
        var browser = host.NewBrowser();
        var email = $"recupero{Interlocked.Increment(ref agents)}@assistenza.example";
        var page = await browser.OpenAsync((await host.InviteAsync(email)).PathAndQuery);
        var secret = page.Document.QuerySelector("main code")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        var code = new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(host.Clock.GetUtcNow().UtcDateTime);
        var inside = await page.SendAsync("Entra", ("Password", Password), ("Codice", code));
        Assert.Equal("/assistenza/codici-di-recupero", inside.Path);
        return (browser, email);
    }
}
