using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Sandbox.Ledger;
using Aruba.Fatturazione.Sandbox.Smtp;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Renewals;
using Aruba.Fatturazione.Web.Tests.Account;
using Aruba.Fatturazione.Web.Tests.Desk;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Payments;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Aruba.Fatturazione.Web.Tests.Renewals;

/// <summary>A shop whose days the test lets pass.</summary>
public sealed class RenewalHost : AccountHost
{
    /// <summary>A service bought by card, active, that renews itself.</summary>
    public async Task<Shopper> WithCardAsync(string card = "accepted")
    {
        var shopper = await Shopper.ReadyAsync(this);
        await shopper.BuysByCardAsync(card);
        await this.FinishAsync();
        Assert.True((await ServiceAsync(shopper)).RenewsItself);
        return shopper;
    }

    /// <summary>A service bought by bonifico, active.</summary>
    public async Task<Shopper> WithBonificoAsync()
    {
        var shopper = await Shopper.ReadyAsync(this);
        await CreditAsync(await shopper.OrdersAsync(PaymentMethod.Bonifico));
        return shopper;
    }

    /// <summary>The desk registers the whole amount of an order, and what follows is done.</summary>
    public async Task CreditAsync(string number)
    {
        var due = await InDatabaseAsync(db => db.Orders.Where(o => o.Number == number).Select(o => o.Gross).SingleAsync());
        using var agent = await SignedInAsync(AccountKind.Staff, $"cassa-{number}@example.it");
        var form = await agent.OpenAsync($"/assistenza/ordini/{number}/pagamento");
        var asked = await form.SendNamedAsync("Continua", ("Importo", due.Plain), ("Conto", "bank"), ("Riferimento", $"cro-{number}"));
        await asked.SendAsync("Registra");
        await this.FinishAsync();
    }

    public Task<Subscription> ServiceAsync(Shopper shopper) => InDatabaseAsync(db =>
        db.Subscriptions.AsNoTracking().Include(s => s.Periods).Include(s => s.Steps).Include(s => s.Items)
            .Where(s => db.Users.Any(a => a.Id == s.AccountId && a.UserName == shopper.Username)).OrderByDescending(s => s.ExpiresOn).FirstAsync());

    public Task<List<Order>> RenewalsAsync(Shopper shopper) => InDatabaseAsync(db =>
        db.Orders.AsNoTracking().Include(o => o.Payments).Where(o => o.AccountUsername == shopper.Username && o.Kind == OrderKind.Renewal).OrderBy(o => o.PlacedAt).ToListAsync());

    /// <summary>What the provider really took from somebody, purchase and renewals.</summary>
    public async Task<IReadOnlyList<LedgerCapture>> TakenAsync(Shopper shopper)
    {
        var numbers = await InDatabaseAsync(db => db.Orders.Where(o => o.AccountUsername == shopper.Username).Select(o => o.Number).ToListAsync());
        return [.. Sandbox.Ledger.State.Captures.Where(c => c.Order is { } order && numbers.Contains(order))];
    }

    /// <summary>Lets time pass to noon of the day so many days before the present expiry, and does what is due then.</summary>
    public async Task ComesToAsync(Shopper shopper, int daysBefore)
    {
        GoTo((await ServiceAsync(shopper)).ExpiresOn.AddDays(-daysBefore));
        await DayAsync();
    }

    /// <summary>Noon of that Rome day, or later if it is later.</summary>
    public void GoTo(DateOnly day)
    {
        var noon = new DateTimeOffset(RomeCalendar.StartOf(day).AddHours(12), TimeSpan.Zero);
        if (noon > Clock.GetUtcNow())
        {
            Clock.SetUtcNow(noon);
        }
    }

    /// <summary>What the clock does by itself: services, unanswered payments, outbox.</summary>
    public async Task DayAsync()
    {
        await TickAsync();
        await RunSweepAsync();
        await this.FinishAsync();
    }

    public Task<int> TickAsync(WebApplication? instance = null) =>
        (instance ?? App).Services.GetRequiredService<ServiceSweep>().RunDueAsync(CancellationToken.None);

    /// <summary>The page of that person, signed in anew: sessions do not last a year.</summary>
    public async Task<Browser> BackAsync(Shopper shopper)
    {
        var browser = NewBrowser();
        await SignInAsync(browser, shopper.Username);
        return browser;
    }

    public IReadOnlyList<ReceivedMail> Mails(Shopper shopper, string subject) =>
        [.. MailsTo(shopper.Person.Email).Where(m => m.Subject.StartsWith(subject, StringComparison.Ordinal))];
}
