using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using OtpNet;

namespace Aruba.Fatturazione.Web.Tests.Account;

public sealed class StaffAccessTests(AccountHost host) : IClassFixture<AccountHost>
{
    private const string Password = "lampada verde in cucina";
    private const string Desk = "/assistenza/ordini";
    private static int agents;

    [Fact]
    public async Task An_invited_agent_chooses_a_password_proves_the_second_factor_and_is_in()
    {
        var (browser, _, _) = await EnrolAsync();

        Assert.StartsWith("/assistenza", (await browser.OpenAsync(Desk)).Path, StringComparison.Ordinal);
        Assert.False((await browser.OpenAsync(Desk)).Path.StartsWith("/assistenza/accesso", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_invitation_works_once_and_the_newest_alone()
    {
        using var browser = host.NewBrowser();
        var email = NewEmail();
        var older = (await host.InviteAsync(email)).PathAndQuery;
        var newer = (await host.InviteAsync(email)).PathAndQuery;
        Assert.True((await browser.OpenAsync(older)).Says("non è più utilizzabile"));

        await CompleteAsync(await browser.OpenAsync(newer));

        Assert.True((await browser.OpenAsync(newer)).Says("non è più utilizzabile"));
    }

    [Fact]
    public async Task A_wrong_code_or_short_password_keeps_the_same_secret_on_the_page()
    {
        using var browser = host.NewBrowser();
        var page = await browser.OpenAsync((await host.InviteAsync(NewEmail())).PathAndQuery);

        var again = await page.SendAsync("Entra", ("Password", "corta"), ("Codice", "000000"));

        Assert.Equal(2, again.Errors.Count);
        Assert.Equal(Secret(page), Secret(again));
    }

    [Fact]
    public async Task A_code_works_once()
    {
        var (_, email, totp) = await EnrolAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        var code = totp.ComputeTotp(Now);

        using var first = host.NewBrowser();
        Assert.False(IsDoor(await SignInAsync(first, email, code)));
        using var second = host.NewBrowser();
        var replay = await SignInAsync(second, email, code);

        Assert.True(IsDoor(replay));
        Assert.Single(replay.Errors);
    }

    [Fact]
    public async Task Twenty_posts_of_one_code_open_the_door_once()
    {
        var (_, email, totp) = await EnrolAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        var code = totp.ComputeTotp(Now);
        var browsers = Enumerable.Range(0, 20).Select(_ => host.NewBrowser()).ToList();

        var pages = await Task.WhenAll(browsers.Select(b => SignInAsync(b, email, code)));

        Assert.Single(pages, p => !IsDoor(p));
        Assert.Single(browsers, b => b.Cookies.GetCookies(b.Address)["sessione"] is not null);
    }

    [Theory]
    [InlineData(-60, false)]
    [InlineData(30, true)]
    [InlineData(90, false)]
    public async Task A_clock_may_be_wrong_by_one_step(int seconds, bool isTaken)
    {
        var (_, email, totp) = await EnrolAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(2));

        var page = await SignInAsync(host.NewBrowser(), email, totp.ComputeTotp(Now.AddSeconds(seconds)));

        Assert.Equal(isTaken, !IsDoor(page));
    }

    [Fact]
    public async Task Wrong_password_wrong_code_and_unknown_agent_get_the_same_words()
    {
        var (_, email, totp) = await EnrolAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        using var browser = host.NewBrowser();

        var badCode = await SignInAsync(browser, email, "000000");
        var unknown = await SignInAsync(browser, "nessuno@assistenza.example", totp.ComputeTotp(Now));

        Assert.Equal(badCode.Errors, unknown.Errors);
        Assert.Equal(badCode.Status, unknown.Status);
    }

    [Fact]
    public async Task A_quarter_of_an_hour_without_use_ends_the_agents_session_and_eight_hours_in_any_case()
    {
        var (browser, email, totp) = await EnrolAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.True(IsDoor(await browser.OpenAsync(Desk)));

        await SignInAsync(browser, email, totp.ComputeTotp(Now));
        for (var minutes = 0; minutes < (8 * 60) - 10; minutes += 10)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(10));
            Assert.False(IsDoor(await browser.OpenAsync(Desk)));
        }

        host.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.True(IsDoor(await browser.OpenAsync(Desk)));
    }

    [Fact]
    public async Task Coming_and_going_leave_one_row_each_in_the_register()
    {
        var (browser, email, totp) = await EnrolAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var desk = await browser.OpenAsync(Desk);

        var left = await desk.SendAsync("Esci");
        await browser.PostAsync("/assistenza/esci", desk.Form("Esci").Fields);
        await SignInAsync(browser, email, totp.ComputeTotp(Now));
        await SignInAsync(host.NewBrowser(), email, "000000");

        Assert.True(IsDoor(left));
        Assert.Equal(["staff.signed-in", "staff.signed-out", "staff.signed-in"], await host.InDatabaseAsync(db =>
            db.Audit.Where(a => a.Actor == email).OrderBy(a => a.Id).Select(a => a.Action).ToListAsync()));
        Assert.True((await browser.OpenAsync("/assistenza/registro")).Says("Uscita dall'assistenza"));
    }

    [Fact]
    public async Task The_secret_is_not_in_the_database_as_it_is()
    {
        var (_, email, totp) = await EnrolAsync();

        var stored = await host.InDatabaseAsync(db => db.Users.SingleAsync(a => a.UserName == email));

        Assert.NotNull(stored.TotpSecret);
        Assert.DoesNotContain(totp.ComputeTotp(Now), stored.TotpSecret, StringComparison.Ordinal);
        Assert.True(stored.TotpSecret.Length > 100);
    }

    private DateTime Now => host.Clock.GetUtcNow().UtcDateTime;

    private static bool IsDoor(Page page) => page.Path.StartsWith("/assistenza/accesso", StringComparison.Ordinal);

    private static string NewEmail() => $"agente{Interlocked.Increment(ref agents)}@assistenza.example";

    private static string Secret(Page page) => page.Document.QuerySelector("main code")!.TextContent.Replace(" ", "", StringComparison.Ordinal);

    private static async Task<Page> SignInAsync(Browser browser, string email, string code) =>
        await (await browser.OpenAsync("/assistenza/accesso")).SendAsync("Accedi", ("Email", email), ("Password", Password), ("Codice", code));

    private async Task<Totp> CompleteAsync(Page page)
    {
        var totp = new Totp(Base32Encoding.ToBytes(Secret(page)));
        var inside = await page.SendAsync("Entra", ("Password", Password), ("Codice", totp.ComputeTotp(Now)));
        Assert.Empty(inside.Errors);
        return totp;
    }

    private async Task<(Browser Browser, string Email, Totp Totp)> EnrolAsync()
    {
        var browser = host.NewBrowser();
        var email = NewEmail();
        var totp = await CompleteAsync(await browser.OpenAsync((await host.InviteAsync(email)).PathAndQuery));
        return (browser, email, totp);
    }
}
