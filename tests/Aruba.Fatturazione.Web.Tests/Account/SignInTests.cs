using System.Net;
using System.Text.RegularExpressions;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Tests.Infrastructure;

namespace Aruba.Fatturazione.Web.Tests.Account;

public sealed partial class SignInTests(AccountHost host) : IClassFixture<AccountHost>
{
    [Fact]
    public async Task The_page_has_the_two_boxes_of_the_guide_with_their_words()
    {
        var page = await host.NewBrowser().OpenAsync("/accesso");

        Assert.Equal(["Cliente già registrato", "Nuovo cliente"], page.Document.QuerySelectorAll("main h2").Select(h => h.TextContent));
        Assert.Equal("/recupero/username", (await page.FollowAsync("non ricordi lo username")).Path);
        Assert.Equal("/recupero/password", (await page.FollowAsync("non ricordi la password")).Path);
        Assert.Equal("/registrazione", (await page.FollowAsync("Registrati")).Path);
    }

    [Fact]
    public async Task A_customer_signs_in_with_the_number_alone_and_goes_where_the_way_led()
    {
        using var browser = host.NewBrowser();
        var username = await host.RegisterAsync(browser, host.NewPerson());
        var wanted = await browser.OpenAsync(AccountHost.Inside);
        Assert.StartsWith("/accesso?returnUrl=", wanted.Path, StringComparison.Ordinal);

        var inside = await wanted.SendAsync("Accedi", ("Username", $" {username[..^9]} "), ("Password", AccountHost.Password));

        Assert.Equal(AccountHost.Inside, inside.Path);
        Assert.Contains("no-store", inside.Answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_password_unknown_username_and_blocked_account_get_the_same_answer()
    {
        using var browser = host.NewBrowser();
        var username = await host.RegisterAsync(browser, host.NewPerson());
        var blocked = await host.RegisterAsync(browser, host.NewPerson());
        await host.BlockAsync(blocked);

        var wrong = await AccountHost.SignInAsync(browser, username, "un'altra password");
        var unknown = await AccountHost.SignInAsync(browser, "4444444@aruba.it");
        var refused = await AccountHost.SignInAsync(browser, blocked);

        Assert.Equal(HttpStatusCode.OK, wrong.Status);
        Assert.StartsWith("Errore: ", wrong.Title, StringComparison.Ordinal);
        Assert.Single(wrong.Errors);
        Assert.Equal(Bare(wrong, username), Bare(unknown, "4444444@aruba.it"));
        Assert.Equal(Bare(wrong, username), Bare(refused, blocked));
        Assert.Equal(wrong.Answer.Headers.Select(h => h.Key), unknown.Answer.Headers.Select(h => h.Key));
    }

    [Fact]
    public async Task A_PEC_typed_as_username_gets_its_own_explanation()
    {
        var page = await AccountHost.SignInAsync(host.NewBrowser(), "studio@pec.esempio.it");

        Assert.Contains(page.Errors, e => e.Contains("PEC", StringComparison.Ordinal) && e.Contains("username numerico", StringComparison.Ordinal));
        Assert.Equal("studio@pec.esempio.it", page.Document.GetElementById("Username")!.GetAttribute("value"));
        Assert.Null(page.Document.GetElementById("Password")!.GetAttribute("value"));
    }

    [Fact]
    public async Task After_five_failures_everyone_waits_half_a_minute_then_the_owner_gets_in()
    {
        using var browser = host.NewBrowser();
        var username = await host.RegisterAsync(browser, host.NewPerson());
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await AccountHost.SignInAsync(browser, username, "sbagliata di nuovo")).Status);
        }

        var tooSoon = await AccountHost.SignInAsync(browser, username);
        Assert.Equal(HttpStatusCode.TooManyRequests, tooSoon.Status);
        Assert.Equal(TimeSpan.FromSeconds(30), tooSoon.Answer.Headers.RetryAfter!.Delta);
        Assert.Contains(tooSoon.Errors, e => e.Contains("30 secondi", StringComparison.Ordinal));

        host.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(AccountHost.Inside, (await AccountHost.SignInAsync(browser, username)).Path);
    }

    [Fact]
    public async Task The_wait_doubles_with_each_further_failure()
    {
        using var browser = host.NewBrowser();
        const string nobody = "5555555@aruba.it";
        for (var i = 0; i < 5; i++)
        {
            await AccountHost.SignInAsync(browser, nobody);
        }

        host.Clock.Advance(TimeSpan.FromSeconds(30));
        await AccountHost.SignInAsync(browser, nobody);
        var again = await AccountHost.SignInAsync(browser, nobody);

        Assert.Equal(TimeSpan.FromSeconds(60), again.Answer.Headers.RetryAfter!.Delta);
    }

    [Theory]
    [InlineData("/", true)]
    [InlineData("/acquista", true)]
    [InlineData("/acquista/carrello?esito=aggiunto&voce=documenti", true)]
    [InlineData("/area-clienti/ordini/AB-1", true)]
    [InlineData("/a#b", true)]
    [InlineData("/a//b", true)]
    [InlineData("/a%20b", true)]
    [InlineData("/?u=https://x.example", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("acquista", false)]
    [InlineData("//x.example", false)]
    [InlineData("///x.example", false)]
    [InlineData("/\\x.example", false)]
    [InlineData("\\\\x.example", false)]
    [InlineData("\\/x.example", false)]
    [InlineData("https:x.example", false)]
    [InlineData("https://x.example", false)]
    [InlineData("HTTPS://x.example", false)]
    [InlineData("http:/x.example", false)]
    [InlineData("ftp://x.example", false)]
    [InlineData("%2f%2fx.example", false)]
    [InlineData("/%2fx.example", false)]
    [InlineData("/%2Fx.example", false)]
    [InlineData("/%5cx.example", false)]
    [InlineData("/%5Cx.example", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("data:text/html,x", false)]
    [InlineData("/\t/x.example", false)]
    [InlineData("/\n/x.example", false)]
    [InlineData("/%09/x.example", false)]
    [InlineData("/a%0d%0aSet-Cookie:x=1", false)]
    [InlineData(" //x.example", false)]
    [InlineData("~//x.example", false)]
    [InlineData("@x.example", false)]
    public void Only_pages_of_this_shop_are_gone_back_to(string? address, bool isLocal) =>
        Assert.Equal(isLocal ? address : null, ReturnUrls.Local(address));

    [Fact]
    public async Task A_forged_way_back_leads_to_the_customers_own_area()
    {
        using var browser = host.NewBrowser();
        var username = await host.RegisterAsync(browser, host.NewPerson());
        var form = (await browser.OpenAsync("/accesso")).Form("Accedi").Set("Username", username).Set("Password", AccountHost.Password);

        using var answer = await form.SetByName("ReturnUrl", "//x.example").SendOnceAsync();

        Assert.Equal("/area-clienti", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        using var browser = host.NewBrowser();
        using var answer = await browser.PostOnceAsync("/accesso", [new("Username", "1234567@aruba.it"), new("Password", "x")]);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Every_form_that_posts_has_one_token()
    {
        var (browser, _, _) = await host.CustomerAsync();
        var pages = await Task.WhenAll(new[] { "/accesso", "/registrazione", "/recupero/username", AccountHost.Inside }.Select(browser.OpenAsync));

        Assert.All(pages.SelectMany(p => p.Document.QuerySelectorAll("form[method=post]")), f => Assert.Single(f.QuerySelectorAll("[name=__RequestVerificationToken]")));
    }

    // What may differ: the username typed, the antiforgery token and the nonce of the scripts.
    private static string Bare(Page page, string username) =>
        Changing().Replace(page.Html.Replace(username, "USERNAME", StringComparison.Ordinal), "");

    [GeneratedRegex("""(?<=name="__RequestVerificationToken" type="hidden" value=")[^"]+|(?<=nonce=")[^"]+""", RegexOptions.None, 1000)]
    private static partial Regex Changing();
}
