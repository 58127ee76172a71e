using Aruba.Fatturazione.Web.Tests.Account;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using OtpNet;

namespace Aruba.Fatturazione.Web.Tests.Profile;

public sealed class AppCodeTests(AccountHost host) : IClassFixture<AccountHost>
{
    private const string Here = "/area-clienti/dati/codice-app";

    [Fact]
    public async Task Once_on_the_password_alone_opens_nothing_and_the_code_opens_once()
    {
        var (_, username, totp, _) = await OnAsync();
        var browser = host.NewBrowser();

        var asked = await AccountHost.SignInAsync(browser, username);
        Assert.Equal("Il codice dell'app", asked.Heading);
        Assert.False(await AccountHost.IsInsideAsync(browser));
        Assert.Single((await asked.SendAsync("Entra", ("Codice", "000000"))).Errors);
        var code = Code(totp);
        Assert.Equal(AccountHost.Inside, (await asked.SendAsync("Entra", ("Codice", code))).Path);

        var again = await AccountHost.SignInAsync(host.NewBrowser(), username);
        Assert.Single((await again.SendAsync("Entra", ("Codice", code))).Errors);
    }

    [Fact]
    public async Task Switching_it_on_needs_a_code_of_the_app_ends_the_other_sessions_and_is_told()
    {
        var (browser, username, person) = await host.CustomerAsync();
        var elsewhere = host.NewBrowser();
        await AccountHost.SignInAsync(elsewhere, username);
        var page = await browser.OpenAsync(Here);
        var refused = await page.SendAsync("Attiva", ("Codice", "123456"));
        Assert.Single(refused.Errors);
        Assert.Equal(SecretOn(page), SecretOn(refused));

        await refused.SendAsync("Attiva", ("Codice", Code(TotpOf(refused))));

        Assert.False(await AccountHost.IsInsideAsync(elsewhere));
        Assert.True(await AccountHost.IsInsideAsync(browser));
        await host.RunOutboxAsync();
        Assert.Single(host.MailsTo(person.Email), m => m.Subject == "Accesso con il codice dell'app attivato");
        var stored = await host.InDatabaseAsync(db => db.Users.Where(a => a.UserName == username).Select(a => a.TotpSecret).SingleAsync());
        Assert.DoesNotContain(SecretOn(page), stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recovery_code_opens_once_and_the_owner_is_told()
    {
        var (_, username, _, codes) = await OnAsync();
        Assert.Equal(10, codes.Distinct().Count());

        var inside = await (await AccountHost.SignInAsync(host.NewBrowser(), username)).SendAsync("Entra", ("Codice", codes[2].ToLowerInvariant()));
        Assert.Equal(AccountHost.Inside, inside.Path);
        var second = await (await AccountHost.SignInAsync(host.NewBrowser(), username)).SendAsync("Entra", ("Codice", codes[2]));

        Assert.Single(second.Errors);
        Assert.True((await inside.FollowAsync("Area clienti")).Says("I miei dati"));
    }

    [Fact]
    public async Task One_code_posted_by_four_browsers_at_once_opens_one()
    {
        var (_, username, totp, _) = await OnAsync();
        var doors = new List<Page>();
        for (var i = 0; i < 4; i++)
        {
            doors.Add(await AccountHost.SignInAsync(host.NewBrowser(), username));
        }

        var code = Code(totp);
        var ends = await Task.WhenAll(doors.Select(d => d.SendAsync("Entra", ("Codice", code))));

        Assert.Single(ends, e => e.Path == AccountHost.Inside);
    }

    [Fact]
    public async Task After_five_wrong_codes_one_has_to_wait()
    {
        var (_, username, totp, _) = await OnAsync();
        var code = Code(totp);
        var door = await AccountHost.SignInAsync(host.NewBrowser(), username);
        for (var i = 0; i < 5; i++)
        {
            await door.SendAsync("Entra", ("Codice", "000000"));
        }

        var refused = await door.SendAsync("Entra", ("Codice", code));

        Assert.Contains("riprova fra", Assert.Single(refused.Errors), StringComparison.Ordinal);
        Assert.Equal(429, (int)refused.Status);
    }

    [Fact]
    public async Task Too_late_between_password_and_code_or_after_a_new_password_both_are_asked_again()
    {
        var (inside, username, totp, _) = await OnAsync();
        var slow = await AccountHost.SignInAsync(host.NewBrowser(), username);
        host.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Contains("più di 5 minuti", Assert.Single((await slow.SendAsync("Entra", ("Codice", Code(totp)))).Errors), StringComparison.Ordinal);

        var overtaken = await AccountHost.SignInAsync(host.NewBrowser(), username);
        await (await inside.OpenAsync("/area-clienti/password")).SendAsync("Cambia la password", ("Password attuale", AccountHost.Password), ("Nuova password", "sette mele sul davanzale"));
        Assert.NotEqual(AccountHost.Inside, (await overtaken.SendAsync("Entra", ("Codice", Code(totp)))).Path);
    }

    [Fact]
    public async Task Once_off_again_the_password_is_enough_and_the_recovery_codes_are_gone()
    {
        var (browser, username, _, _) = await OnAsync();

        await (await browser.OpenAsync(Here)).SendAsync("Disattiva il codice dell'app");

        Assert.Equal(AccountHost.Inside, (await AccountHost.SignInAsync(host.NewBrowser(), username)).Path);
        Assert.False(await host.InDatabaseAsync(db => db.RecoveryCodes.AnyAsync(c => db.Users.Any(a => a.Id == c.AccountId && a.UserName == username))));
    }

    private static string SecretOn(Page page) => page.Document.QuerySelector("main code")!.TextContent.Replace(" ", "", StringComparison.Ordinal);

    private static Totp TotpOf(Page page) => new(Base32Encoding.ToBytes(SecretOn(page)));

    // A later step each time: the one that proved the app is used up.
    private string Code(Totp totp)
    {
        host.Clock.Advance(TimeSpan.FromSeconds(31));
        return totp.ComputeTotp(host.Clock.GetUtcNow().UtcDateTime);
    }

    private async Task<(Browser Browser, string Username, Totp Totp, IReadOnlyList<string> Codes)> OnAsync()
    {
        var (browser, username, _) = await host.CustomerAsync();
        var page = await browser.OpenAsync(Here);
        var totp = TotpOf(page);
        var done = await page.SendAsync("Attiva", ("Codice", Code(totp)));
        Assert.Equal("I tuoi codici di recupero", done.Heading);
        return (browser, username, totp, [.. done.Document.QuerySelectorAll("main li code").Select(c => c.TextContent)]);
    }
}
