using System.Net;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Account;

public sealed class SessionTests(AccountHost host) : IClassFixture<AccountHost>
{
    [Fact]
    public async Task The_cookie_is_a_random_key_that_scripts_cannot_read_and_the_database_does_not_know()
    {
        using var browser = host.NewBrowser();
        var username = await host.RegisterAsync(browser, host.NewPerson());
        var form = (await browser.OpenAsync("/accesso")).Form("Accedi").Set("Username", username).Set("Password", AccountHost.Password);

        using var answer = await form.SendOnceAsync();

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith("sessione=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
        var key = Key(browser);
        Assert.Equal(43, key.Length);
        Assert.False(await host.InDatabaseAsync(db => db.Sessions.AnyAsync(s => s.KeyHash == key)));
    }

    [Fact]
    public async Task Half_an_hour_without_use_ends_the_session()
    {
        var (browser, _, _) = await host.CustomerAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(29));
        Assert.True(await AccountHost.IsInsideAsync(browser));

        host.Clock.Advance(TimeSpan.FromMinutes(29));
        Assert.True(await AccountHost.IsInsideAsync(browser));

        host.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.False(await AccountHost.IsInsideAsync(browser));
    }

    [Fact]
    public async Task A_day_ends_the_session_however_busy_it_was()
    {
        var (browser, _, _) = await host.CustomerAsync();
        for (var minutes = 0; minutes < (24 * 60) - 20; minutes += 20)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(20));
            Assert.True(await AccountHost.IsInsideAsync(browser));
        }

        host.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.False(await AccountHost.IsInsideAsync(browser));
    }

    [Fact]
    public async Task A_cookie_copied_before_signing_out_is_dead_afterwards_on_the_other_instance_too()
    {
        var (browser, _, _) = await host.CustomerAsync();
        var other = await host.StartInstanceAsync();
        using var thief = host.NewBrowser(other);
        thief.Cookies.Add(thief.Address, new Cookie("sessione", Key(browser)));
        Assert.True(await AccountHost.IsInsideAsync(thief));

        using var answer = await (await browser.OpenAsync(AccountHost.Inside)).Form("Esci").SendOnceAsync();

        Assert.Equal("\"cache\", \"storage\"", answer.Headers.GetValues("Clear-Site-Data").Single());
        Assert.False(await AccountHost.IsInsideAsync(thief));
        Assert.False(await AccountHost.IsInsideAsync(browser));
    }

    [Fact]
    public async Task A_new_password_needs_the_present_one_ends_the_other_sessions_and_is_told_by_mail()
    {
        var (browser, username, person) = await host.CustomerAsync();
        using var other = host.NewBrowser();
        await AccountHost.SignInAsync(other, username);
        var before = Key(browser);

        var refused = await (await browser.OpenAsync(AccountHost.Inside)).SendAsync("Cambia la password", ("Password attuale", "non è questa"), ("Nuova password", "quattro gatti al sole"));
        Assert.Contains(refused.Errors, e => e.Contains("attuale", StringComparison.Ordinal));
        Assert.True(await AccountHost.IsInsideAsync(other));

        var changed = await refused.SendAsync("Cambia la password", ("Password attuale", AccountHost.Password), ("Nuova password", "quattro gatti al sole"));

        Assert.True(changed.Says("La password è cambiata"));
        Assert.NotEqual(before, Key(browser));
        Assert.True(await AccountHost.IsInsideAsync(browser));
        Assert.False(await AccountHost.IsInsideAsync(other));
        Assert.Equal(AccountHost.Inside, (await AccountHost.SignInAsync(other, username, "quattro gatti al sole")).Path);
        await host.RunOutboxAsync();
        var mail = Assert.Single(host.MailsTo(person.Email), m => m.Subject.Contains("cambiata", StringComparison.Ordinal));
        Assert.DoesNotContain("?t=", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blocked_account_is_out_at_the_next_request()
    {
        var (browser, username, _) = await host.CustomerAsync();

        await host.BlockAsync(username);

        Assert.False(await AccountHost.IsInsideAsync(browser));
    }

    [Fact]
    public async Task Signing_in_again_gives_a_new_key_and_kills_the_one_brought_along()
    {
        var (browser, username, _) = await host.CustomerAsync();
        using var old = host.NewBrowser();
        old.Cookies.Add(old.Address, new Cookie("sessione", Key(browser)));

        await AccountHost.SignInAsync(browser, username);

        Assert.NotEqual(Key(old), Key(browser));
        Assert.False(await AccountHost.IsInsideAsync(old));
    }

    [Fact]
    public async Task A_customer_finds_the_door_of_the_desk_closed()
    {
        var (browser, _, _) = await host.CustomerAsync();

        var page = await browser.OpenAsync("/assistenza/ordini");

        Assert.StartsWith("/assistenza/accesso", page.Path, StringComparison.Ordinal);
    }

    private static string Key(Browser browser) => browser.Cookies.GetCookies(browser.Address)["sessione"]!.Value;
}
