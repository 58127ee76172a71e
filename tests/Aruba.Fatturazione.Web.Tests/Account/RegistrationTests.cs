using System.Text.RegularExpressions;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Account;

public sealed partial class RegistrationTests(AccountHost host) : IClassFixture<AccountHost>
{
    [Fact]
    public async Task A_new_customer_sees_the_username_and_goes_on_with_the_password_alone()
    {
        using var browser = host.NewBrowser();
        var form = await (await browser.OpenAsync($"/accesso?returnUrl={AccountHost.Inside}")).FollowAsync("Registrati");

        var welcome = await AccountHost.SendRegistrationAsync(form, host.NewPerson());

        Assert.Matches(@"Il tuo username è \d{7,8}@aruba\.it", welcome.Text);
        Assert.True(welcome.Says("Conferma iscrizione"));
        Assert.False(await AccountHost.IsInsideAsync(browser));
        Assert.Equal(AccountHost.Inside, (await welcome.SendAsync("Accedi", ("Password", AccountHost.Password))).Path);
    }

    [Fact]
    public async Task An_empty_form_comes_back_with_one_named_problem_for_each_field()
    {
        var page = await (await host.NewBrowser().OpenAsync("/registrazione")).SendAsync("Registrati");

        Assert.StartsWith("Errore: ", page.Title, StringComparison.Ordinal);
        Assert.Equal(13, page.Errors.Count);
        Assert.All(page.Errors, e => Assert.InRange(e.Length, 10, 120));
        Assert.Equal(13, page.Document.QuerySelectorAll("[aria-invalid=true]").Length);
    }

    [Fact]
    public async Task A_wrong_form_keeps_what_was_typed_but_not_the_password()
    {
        var person = host.NewPerson() with { PartitaIva = "1234567890" };

        var page = await AccountHost.SendRegistrationAsync(await host.NewBrowser().OpenAsync("/registrazione"), person);

        Assert.Contains("ne hai scritte 10", Assert.Single(page.Errors), StringComparison.Ordinal);
        Assert.Equal(person.Email, page.Document.GetElementById("Email")!.GetAttribute("value"));
        Assert.Null(page.Document.GetElementById("Password")!.GetAttribute("value"));
        Assert.False(page.Document.GetElementById("Novita")!.HasAttribute("checked"));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task A_subject_or_mailbox_registered_before_gets_the_same_page_and_the_owner_a_mail(bool sameSubject, bool sameMailbox)
    {
        using var browser = host.NewBrowser();
        var owner = host.NewPerson();
        var first = await AccountHost.SendRegistrationAsync(await browser.OpenAsync("/registrazione"), owner);
        var fresh = host.NewPerson();
        var again = new Person(sameMailbox ? owner.Email : fresh.Email, sameSubject ? owner.CodiceFiscale : fresh.CodiceFiscale, sameSubject ? owner.PartitaIva : fresh.PartitaIva);

        using var stranger = host.NewBrowser();
        var second = await AccountHost.SendRegistrationAsync(await stranger.OpenAsync("/registrazione"), again);

        Assert.Equal(Bare(first), Bare(second));
        Assert.Equal(first.Path.Length, second.Path.Length, 30.0);
        Assert.NotEqual(AccountHost.UsernameOn(first), AccountHost.UsernameOn(second));
        await host.RunOutboxAsync();
        var mail = Assert.Single(host.MailsTo(owner.Email));
        Assert.Contains(AccountHost.UsernameOn(first), mail.Text, StringComparison.Ordinal);
        Assert.Empty(host.MailsTo(fresh.Email));
        Assert.NotEqual(AccountHost.Inside, (await AccountHost.SignInAsync(stranger, AccountHost.UsernameOn(second))).Path);
    }

    [Fact]
    public async Task The_same_form_sent_ten_times_at_once_makes_one_account()
    {
        var person = host.NewPerson();
        var browsers = Enumerable.Range(0, 10).Select(_ => host.NewBrowser()).ToList();
        var forms = await Task.WhenAll(browsers.Select(b => b.OpenAsync("/registrazione")));

        await Task.WhenAll(forms.Select(f => AccountHost.SendRegistrationAsync(f, person)));

        Assert.Equal(1, await host.InDatabaseAsync(db => db.Users.CountAsync(a => a.Email == person.Email)));
    }

    [Fact]
    public async Task Marketing_is_a_separate_choice_that_nobody_makes_for_the_customer()
    {
        var person = host.NewPerson();

        await host.RegisterAsync(host.NewBrowser(), person);

        var account = await host.InDatabaseAsync(db => db.Users.SingleAsync(a => a.Email == person.Email));
        Assert.Null(account.MarketingConsentAt);
        Assert.NotNull(account.PrivacyVersion);
        Assert.Equal("+39021234567", account.Registrant!.Telefono);
        Assert.Equal("MI", account.Registrant.Indirizzo.Provincia);
    }

    private static string Bare(Page page) => Changing().Replace(page.Html, "");

    [GeneratedRegex("""\d{7,8}@aruba\.it|(?<=name="__RequestVerificationToken" type="hidden" value=")[^"]+|(?<=nonce=")[^"]+""", RegexOptions.None, 1000)]
    private static partial Regex Changing();
}
