using Aruba.Fatturazione.Browser.Tests.Infrastructure;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Tests.Account;
using Aruba.Fatturazione.Web.Tests.Desk;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Browser.Tests.Survey;

/// <summary>
/// Brings a survey quickly to where it has to look: what comes before is done over plain HTTP, and the window opens with the cookies of
/// whoever did it.
/// </summary>
internal sealed class Tour(BrowserHost host)
{
    private static int agents;

    public BrowserHost Host => host;

    public async Task<Window> GuestAsync(string path)
    {
        var window = await host.NewWindowAsync();
        await window.OpenAsync(path);
        return window;
    }

    /// <summary>A stranger who fills in some fields and presses the button.</summary>
    public async Task<Window> SendAsync(string path, string button, params (string Label, string Text)[] fields) => await FillAsync(await GuestAsync(path), button, fields);

    /// <summary>Fills in some fields and presses the button.</summary>
    public async Task<Window> FillAsync(Window window, string button, params (string Label, string Text)[] fields)
    {
        foreach (var (label, text) in fields)
        {
            await window.WriteAsync(label, text);
        }

        await window.SendAsync(button);
        return window;
    }

    public async Task<Window> OpenAsync(Web.Tests.Infrastructure.Browser browser, string path)
    {
        var window = await host.WindowOfAsync(browser);
        await window.OpenAsync(path);
        return window;
    }

    public Task<Window> OpenAsync(Shopper shopper, string path) => OpenAsync(shopper.Browser, path);

    public Task<Shopper> NewcomerAsync() => Shopper.NewAsync(host);

    public Task<Shopper> ReadyAsync(params string[] modules) => Shopper.ReadyAsync(host, modules);

    /// <summary>A customer whose sign-in asks for the code of an app, and the page with the recovery codes.</summary>
    public async Task<(Shopper Shopper, Web.Tests.Infrastructure.Page Codes)> WithAppAsync()
    {
        var shopper = await NewcomerAsync();
        var page = await shopper.Browser.OpenAsync("/area-clienti/dati/codice-app");
        var secret = page.Document.QuerySelector("main code")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        var code = new OtpNet.Totp(OtpNet.Base32Encoding.ToBytes(secret)).ComputeTotp(host.Clock.GetUtcNow().UtcDateTime);
        return (shopper, await page.SendAsync("Attiva", ("Codice", code)));
    }

    /// <summary>A customer with a placed order.</summary>
    public async Task<(Shopper Shopper, string Number)> OrderedAsync(PaymentMethod method = PaymentMethod.Bonifico)
    {
        var shopper = await ReadyAsync("woocommerce");
        return (shopper, await shopper.OrdersAsync(method));
    }

    /// <summary>A customer whose order by card waits to be paid at the provider, and the provider's page.</summary>
    public async Task<(Shopper Shopper, string Number, Uri Provider)> AtProviderAsync(PaymentMethod method = PaymentMethod.CartaDiCredito)
    {
        var shopper = await ReadyAsync();
        var provider = await shopper.OrdersOnlineAsync(method);
        return (shopper, (await shopper.PlacedAsync())[0].Number, provider);
    }

    /// <summary>A customer with an active service bought by card.</summary>
    public async Task<(Shopper Shopper, string Number)> ActiveAsync(params string[] modules)
    {
        var shopper = await ReadyAsync(["woocommerce", .. modules]);
        await shopper.BuysByCardAsync();
        await host.FinishAsync();
        return (shopper, (await shopper.PlacedAsync())[0].Number);
    }

    /// <summary>Puts the expiry of an order's service so many days ahead; expired when that is past.</summary>
    public Task<int> EndsInAsync(string number, int days) => host.InDatabaseAsync(db =>
        db.Subscriptions.Where(s => s.Periods.Any(p => p.OrderNumber == number)).ExecuteUpdateAsync(u => u
            .SetProperty(s => s.ExpiresOn, host.Clock.Today().AddDays(days))
            .SetProperty(s => s.Status, days < 0 ? SubscriptionStatus.Expired : SubscriptionStatus.Active)));

    /// <summary>The first attempt to pay an order.</summary>
    public Task<Guid> AttemptAsync(string number) => host.InDatabaseAsync(db => db.PaymentAttempts.Where(a => a.OrderNumber == number).Select(a => a.Id).FirstAsync());

    public Task<Guid> AccountOfAsync(string number) => host.InDatabaseAsync(db => db.Orders.Where(o => o.Number == number).Select(o => o.AccountId).SingleAsync());

    public Task<Web.Tests.Infrastructure.Browser> AgentAsync() => host.AgentAsync($"agente{Interlocked.Increment(ref agents)}@giro.example");

    public async Task<Window> DeskAsync(string path) => await OpenAsync(await AgentAsync(), path);

    /// <summary>The same for an agent who typed the password an hour ago.</summary>
    public async Task<Window> DeskLaterAsync(string path)
    {
        var name = $"agente{Interlocked.Increment(ref agents)}@giro.example";
        var agent = await host.AgentAsync(name);
        var before = host.Clock.UtcNow().AddHours(-1);
        await host.InDatabaseAsync(db => db.Sessions.Where(s => db.Users.Any(a => a.Id == s.OwnerId && a.UserName == name))
            .ExecuteUpdateAsync(u => u.SetProperty(s => s.ProvenAt, before)));
        return await OpenAsync(agent, path);
    }

    /// <summary>An agent registers part of the money, or all of it.</summary>
    public async Task<string> RegisterAsync(string number, string? amount = null)
    {
        using var agent = await AgentAsync();
        var reference = $"GIRO-{number}-{amount}";
        var form = await agent.OpenAsync($"/assistenza/ordini/{number}/pagamento");
        List<(string, string)> fields = [("Conto", "bank"), ("Riferimento", reference)];
        if (amount is not null)
        {
            fields.Add(("Importo", amount));
        }

        await (await form.SendNamedAsync("Continua", [.. fields])).SendAsync("Registra");
        return reference;
    }

    /// <summary>Username and temporary password of a service that has just been activated.</summary>
    public async Task<(string Username, string Temporary)> CredentialsAsync()
    {
        var (shopper, _) = await ActiveAsync("incassi-e-pagamenti", "ordini-elettronici");
        return OutboxHost.Credentials(host.MailsTo(shopper.Person.Email).Last(m => m.Subject.StartsWith("Servizio attivo", StringComparison.Ordinal)));
    }

    /// <summary>Where the one-time link of the newest mail to somebody leads.</summary>
    public async Task<string> LinkAsync(string email, string path)
    {
        await host.FinishAsync();
        var text = host.MailsTo(email)[^1].Text;
        return text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).First(w => w.Contains(path, StringComparison.Ordinal));
    }

    /// <summary>An order whose activation failed.</summary>
    public async Task<string> FailedAsync()
    {
        var (_, number) = await OrderedAsync();
        await RegisterAsync(number);
        await host.InDatabaseAsync(async db =>
        {
            (await db.OrderForVerbsAsync(number, CancellationToken.None) ?? throw new InvalidOperationException(number)).FailActivation("Partita IVA già in uso", host.Clock.UtcNow());
            return await db.SaveChangesAsync();
        });
        return number;
    }

    /// <summary>An order that was cancelled before its money came: somebody has to decide.</summary>
    public async Task<string> UndecidedAsync()
    {
        var (shopper, number) = await OrderedAsync();
        await (await shopper.Browser.OpenAsync($"/area-clienti/ordini/{number}/annulla")).SendAsync("Annulla l'ordine");
        var gross = await host.InDatabaseAsync(db => db.Orders.Where(o => o.Number == number).Select(o => o.Gross).SingleAsync());
        await RegisterAsync(number, gross.Plain);
        return number;
    }

    /// <summary>A mail that gave up.</summary>
    public async Task<Guid> ParkedAsync()
    {
        var (_, number) = await OrderedAsync();
        return await host.InDatabaseAsync(async db =>
        {
            var message = await db.Outbox.FirstAsync(m => m.Topic == number);
            (message.ParkedAt, message.Outcome) = (host.Clock.UtcNow(), "550 casella inesistente");
            await db.SaveChangesAsync();
            return message.Id;
        });
    }

    /// <summary>Something that an agent has to see to.</summary>
    public async Task<Guid> TaskAsync()
    {
        var (_, number) = await OrderedAsync();
        return await host.InDatabaseAsync(async db =>
        {
            var task = DeskTask.Open(Guid.CreateVersion7(), $"giro:{number}", DeskTaskKind.Dispute, number, "Contestazione di 5,00 €", host.Clock.UtcNow());
            db.Add(task);
            await db.SaveChangesAsync();
            return task.Id;
        });
    }
}
