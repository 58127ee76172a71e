using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Sandbox.Smtp;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Aruba.Fatturazione.Web.Tests.Account;

/// <summary>A shop whose outbox runs when the test says so, and people to register in it.</summary>
public class AccountHost : StoreHost
{
    public const string Password = "tre gatti al sole";

    /// <summary>A page that only a signed-in customer sees.</summary>
    public const string Inside = "/area-clienti/password";

    private int people;

    protected override bool RunsJobs => false;

    public Person NewPerson()
    {
        var n = Interlocked.Increment(ref people);
        var code = CodiceFiscale.For("Bianchi", "Anna", new DateOnly(1950, 1, 1).AddDays(n), female: true, "F205");
        var digits = $"{n + 1_000_000:0000000}001";
        var partitaIva = Enumerable.Range(0, 10).Select(d => digits + d).First(p => PartitaIva.TryParse(p, out _));
        return new Person($"anna{n}@esempio.it", code.Value, partitaIva);
    }

    public static Task<Page> SendRegistrationAsync(Page form, Person person) => form.SendAsync(
        "Registrati",
        ("Tipo di soggetto", "Persona fisica con partita IVA"), ("Nome", "Anna"), ("Cognome", "Bianchi"), ("Codice fiscale", person.CodiceFiscale),
        ("Partita IVA", person.PartitaIva), ("Indirizzo", "Via Larga 1"), ("CAP", "20122"), ("Comune", "Milano"), ("Provincia", "Milano"),
        ("Telefono", "02 1234567"), ("Email", person.Email), ("Password", Password), ("Ho letto", "true"));

    /// <summary>Registers through the pages; returns the username that the page shows.</summary>
    public async Task<string> RegisterAsync(Browser browser, Person person)
    {
        var welcome = await SendRegistrationAsync(await browser.OpenAsync("/registrazione"), person);
        return UsernameOn(welcome);
    }

    public static string UsernameOn(Page welcome) => welcome.Document.QuerySelector(".lead strong")!.TextContent;

    public static async Task<Page> SignInAsync(Browser browser, string username, string password = Password, string returnUrl = Inside) =>
        await (await browser.OpenAsync($"/accesso?returnUrl={Uri.EscapeDataString(returnUrl)}")).SendAsync("Accedi", ("Username", username), ("Password", password));

    /// <summary>A new customer, signed in.</summary>
    public async Task<(Browser Browser, string Username, Person Person)> CustomerAsync()
    {
        var browser = NewBrowser();
        var person = NewPerson();
        var username = await RegisterAsync(browser, person);
        Assert.Equal(Inside, (await SignInAsync(browser, username)).Path);
        return (browser, username, person);
    }

    public static async Task<bool> IsInsideAsync(Browser browser) => (await browser.OpenAsync(Inside)).Path == Inside;

    public IReadOnlyList<ReceivedMail> MailsTo(string address) => [.. Mailbox.All.Where(m => m.To.Contains(address))];

    public async Task<Uri> InviteAsync(string email)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<StaffAccounts>().InviteAsync(email, CancellationToken.None);
    }

    public Task BlockAsync(string username) => InDatabaseAsync(db =>
        db.Users.Where(a => a.UserName == username).ExecuteUpdateAsync(u => u.SetProperty(a => a.BlockedAt, Clock.GetUtcNow().UtcDateTime)));
}

/// <summary>Somebody with data of their own.</summary>
public sealed record Person(string Email, string CodiceFiscale, string PartitaIva);
