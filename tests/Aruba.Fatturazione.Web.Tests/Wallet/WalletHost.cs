using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Sandbox.Ledger;
using Aruba.Fatturazione.Sandbox.Smtp;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Tests.Account;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Payments;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Wallet;

/// <summary>A shop with both providers, and what tests of the wallet ask of it. The providers' ledger and the mailbox are the witnesses.</summary>
public sealed class WalletHost : AccountHost
{
    public const string List = "/area-clienti/metodi";

    /// <summary>Both kinds of method, for theories.</summary>
    public static TheoryData<PaymentMethod> Kinds => [PaymentMethod.CartaDiCredito, PaymentMethod.PayPal];

    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("PayPal:ApiBase", $"{Sandbox.BaseAddress}paypal"),
        new("PayPal:ClientId", "sandbox-client"),
        new("PayPal:ClientSecret", "sandbox-secret"),
        new("PayPal:WebhookId", "WH-SANDBOX"),
    ];

    public static string ProviderOf(PaymentMethod kind) => kind == PaymentMethod.PayPal ? "paypal" : "stripe";

    /// <summary>How the shop describes what <see cref="KeepsAsync"/> registers.</summary>
    public static string NameOf(PaymentMethod kind) => kind == PaymentMethod.PayPal ? "PayPal o…@acquirenti.example" : "Visa che termina con 4242, scade 12/2040";

    public static string TitleOf(PaymentMethod kind) => kind == PaymentMethod.PayPal ? "Account PayPal" : "Carta di credito o di debito";

    /// <summary>A customer with a service that was paid with that method and renews with it.</summary>
    public async Task<Shopper> OwnerAsync(PaymentMethod kind, string account = "ok@acquirenti.example")
    {
        var shopper = await Shopper.ReadyAsync(this);
        await PaysAsync(shopper, kind, account);
        await this.FinishAsync();
        return shopper;
    }

    /// <summary>Orders, pays at the provider and comes back.</summary>
    public static async Task<Page> PaysAsync(Shopper shopper, PaymentMethod kind, string account = "ok@acquirenti.example")
    {
        var page = await shopper.OrdersOnlineAsync(kind);
        var back = kind == PaymentMethod.PayPal ? await Payer.PayByPayPalAsync(page, account) : await Payer.PayByCardAsync(page);
        return await shopper.Browser.OpenAsync(back!);
    }

    /// <summary>Fills the page of a new method and goes to the provider; its page.</summary>
    public static async Task<Uri> GoesToKeepAsync(Browser browser, PaymentMethod kind)
    {
        using var answer = await (await browser.OpenAsync($"{List}/aggiungi")).Form("Continua dal fornitore").Set(TitleOf(kind), "true").Tick("Autorizzo").SendOnceAsync();
        return answer.Headers.Location is { IsAbsoluteUri: true } page ? page : throw new InvalidOperationException($"No provider's page: {(int)answer.StatusCode} {answer.Headers.Location}.");
    }

    /// <summary>Agrees at the provider; where it leads in the shop.</summary>
    public static async Task<string> AgreesAsync(Uri page, PaymentMethod kind, string account = "ok@acquirenti.example")
    {
        if (kind == PaymentMethod.CartaDiCredito)
        {
            return await Payer.PayByCardAsync(page) ?? throw new InvalidOperationException("The provider's page kept the buyer.");
        }

        using var buyer = new Browser(new Uri(page.GetLeftPart(UriPartial.Authority)));
        using var answer = await (await buyer.OpenAsync(page.PathAndQuery)).Form("Accetta").SetByName("email", account).SendOnceAsync();
        return new Uri(buyer.Address, answer.Headers.Location!).PathAndQuery;
    }

    /// <summary>Registers a method through the pages; the page where one lands.</summary>
    public static async Task<Page> KeepsAsync(Browser browser, PaymentMethod kind, string account = "ok@acquirenti.example") =>
        await browser.OpenAsync(await AgreesAsync(await GoesToKeepAsync(browser, kind), kind, account));

    public Task<List<SavedMethod>> MethodsAsync(Shopper shopper) => InDatabaseAsync(async db =>
    {
        var owner = await db.Users.Where(a => a.UserName == shopper.Username).Select(a => a.Id).SingleAsync();
        return await db.SavedMethods.AsNoTracking().Where(m => m.AccountId == owner).OrderBy(m => m.KeptAt).ToListAsync();
    });

    public Task<Subscription> ServiceAsync(Shopper shopper) => InDatabaseAsync(async db =>
    {
        var owner = await db.Users.Where(a => a.UserName == shopper.Username).Select(a => a.Id).SingleAsync();
        return await db.Subscriptions.AsNoTracking().SingleAsync(s => s.AccountId == owner);
    });

    /// <summary>What the provider really keeps under the token of a method.</summary>
    public LedgerVaulted KeptAtProvider(SavedMethod method) => Sandbox.Ledger.State.Vault.Last(v => v.Id == method.Token);

    public ReceivedMail Mail(Shopper shopper, string subject) => Assert.Single(MailsTo(shopper.Person.Email), m => m.Subject.StartsWith(subject, StringComparison.Ordinal));

    public bool HasMail(Shopper shopper, string subject) => MailsTo(shopper.Person.Email).Any(m => m.Subject.StartsWith(subject, StringComparison.Ordinal));

    /// <summary>Runs the outbox until it is so; what comes from a provider takes real time.</summary>
    public async Task UntilAsync(Func<Task<bool>> itIsSo)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            await this.FinishAsync();
            if (await itIsSo())
            {
                return;
            }

            await Task.Delay(100);
        }

        Assert.Fail("It did not happen within ten seconds.");
    }

    /// <summary>Somebody's clock: the password was typed longer ago than five minutes.</summary>
    public void SixMinutesLater() => Clock.Advance(TimeSpan.FromMinutes(6));
}
