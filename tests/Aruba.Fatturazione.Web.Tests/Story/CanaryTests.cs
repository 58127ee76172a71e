using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Sandbox.Smtp;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Tests.Account;
using Aruba.Fatturazione.Web.Tests.Desk;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Operations;
using Aruba.Fatturazione.Web.Tests.Outbox;

namespace Aruba.Fatturazione.Web.Tests.Story;

/// <summary>The whole purchase, with its mistakes and faults, and nothing of what was typed in the logs.</summary>
public sealed class CanaryTests : IAsyncLifetime
{
    private const string Chosen = "nove canarini gialli";
    private readonly LoggingHost store = new();

    public Task InitializeAsync() => store.InitializeAsync();

    public async Task DisposeAsync()
    {
        await store.DisposeAsync();
        Directory.Delete(store.Folder, recursive: true);
    }

    [Theory]
    [InlineData(PaymentMethod.Bonifico)]
    [InlineData(PaymentMethod.CartaDiCredito)]
    public async Task A_purchase_with_mistakes_and_faults_leaves_no_personal_data_in_the_logs(PaymentMethod method)
    {
        var typed = new List<string>();
        var shopper = await WrongThenRightAsync(typed);
        store.Sandbox.SmtpMischief.Set(SmtpBehaviour.RefuseTemporarily, shopper.Person.Email, once: true);

        var number = await BuyAsync(shopper, method);
        await RunAllAsync();
        store.Clock.Advance(TimeSpan.FromMinutes(10));
        await RunAllAsync();
        if (method == PaymentMethod.Bonifico)
        {
            await RegisterAsync(number, (await shopper.PlacedAsync()).Single().Gross.Plain);
        }

        await RunAllAsync();
        typed.AddRange(await EnterPanelAsync(shopper));

        await store.StopAsync();
        LogCanary.AssertAbsent(store.Folder, [.. typed]);
        Assert.Contains(number, string.Join('\n', Directory.GetFiles(store.Folder).Select(File.ReadAllText)), StringComparison.Ordinal);
    }

    private async Task<Shopper> WrongThenRightAsync(List<string> typed)
    {
        var browser = store.NewBrowser();
        var person = store.NewPerson();
        var wrong = await (await browser.OpenAsync("/registrazione")).SendAsync("Registrati", ("Email", "canarino-sbagliato@esempio"), ("Codice fiscale", person.CodiceFiscale), ("Password", "canarinobreve"));
        Assert.NotEmpty(wrong.Errors);
        var username = await store.RegisterAsync(browser, person);
        await AccountHost.SignInAsync(browser, username, "canarino password errata");
        await AccountHost.SignInAsync(browser, username);
        var shopper = new Shopper(store, browser, username, person);
        await shopper.DescribesHolderAsync();
        await shopper.ConfirmsCartAsync();
        typed.AddRange([
            "canarino-sbagliato", "canarinobreve", "canarino password errata", AccountHost.Password, person.Email, person.CodiceFiscale, person.PartitaIva,
            "Via Larga", "02 1234567", "0212345", "021234567", "Bianchi", Key(browser, "sessione"), Key(browser, "modulo"),
        ]);
        return shopper;
    }

    private async Task<string> BuyAsync(Shopper shopper, PaymentMethod method)
    {
        if (method == PaymentMethod.Bonifico)
        {
            return await shopper.OrdersAsync(method);
        }

        await shopper.BuysByCardAsync();
        return (await shopper.PlacedAsync()).Single().Number;
    }

    private async Task RegisterAsync(string number, string gross)
    {
        using var agent = await store.SignedInAsync(AccountKind.Staff, "canarino-agente@example.it");
        var form = await agent.OpenAsync($"/assistenza/ordini/{number}/pagamento");
        var asked = await form.SendNamedAsync("Continua", ("Importo", gross), ("Conto", "bank"), ("Riferimento", $"rif-{number}"));
        await asked.SendAsync("Registra");
    }

    private async Task<string[]> EnterPanelAsync(Shopper shopper)
    {
        var active = store.MailsTo(shopper.Person.Email).Single(m => m.Subject.StartsWith("Servizio attivo", StringComparison.Ordinal));
        var (panel, temporary) = OutboxHost.Credentials(active);
        using var holder = store.NewBrowser();
        await (await holder.OpenAsync("/pannello/accesso")).SendAsync("Accedi", ("Username del pannello", panel), ("Password", "canarino sbagliato"));
        var first = await (await holder.OpenAsync("/pannello/accesso")).SendAsync("Accedi", ("Username del pannello", panel), ("Password", temporary));
        await first.SendAsync("Salva e prosegui", ("Password temporanea", temporary), ("Nuova password", Chosen));
        return [temporary, Chosen, panel, "canarino sbagliato", Key(holder, "pannello")];
    }

    private async Task RunAllAsync()
    {
        while (await store.RunOutboxAsync() > 0)
        {
        }
    }

    private static string Key(Browser browser, string cookie) => browser.Cookies.GetCookies(browser.Address)[cookie]!.Value;

    private sealed class LoggingHost : AccountHost
    {
        public string Folder { get; } = Directory.CreateTempSubdirectory("shop-canary-").FullName;

        protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Logs:Folder", Folder)];

        /// <summary>Ends the shop so that the last line is written.</summary>
        public Task StopAsync() => App.StopAsync();
    }
}
