using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Sandbox.Smtp;
using Aruba.Fatturazione.Web.Tests.Account;
using Aruba.Fatturazione.Web.Tests.Desk;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Outbox;

namespace Aruba.Fatturazione.Web.Tests.Story;

/// <summary>From «Acquista» to the panel, each in their own browser, with the mailbox as witness.</summary>
public sealed class WholeStoryTests(AccountHost store) : IClassFixture<AccountHost>
{
    private const string Chosen = "sette mele sul davanzale";

    [Theory]
    [InlineData(PaymentMethod.Bonifico, "bank", "IBAN")]
    [InlineData(PaymentMethod.Bollettino, "postal", "Conto corrente postale")]
    public async Task A_newcomer_buys_pays_and_enters_the_panel(PaymentMethod method, string account, string howToPay)
    {
        var shopper = await Shopper.ReadyAsync(store, "woocommerce");
        var number = await shopper.OrdersAsync(method);
        await store.RunOutboxAsync();

        var outcome = await shopper.Browser.OpenAsync($"/area-clienti/ordini/{number}?nuovo=1");
        Assert.All(new[] { "Ordine confermato", howToPay, number, "WooCommerce", "Documenti" }, words => Assert.True(outcome.Says(words), $"{words}: {outcome.Text}"));
        Assert.Equal(3, MailsTo(shopper).Count(m => m.Text.Contains(number, StringComparison.Ordinal) || m.Subject.Contains("iscrizione", StringComparison.OrdinalIgnoreCase)));

        var gross = (await shopper.PlacedAsync()).Single().Gross;
        using var agent = await store.SignedInAsync(Accounts.AccountKind.Staff, $"agente-{method}@example.it");
        var form = await agent.OpenAsync($"/assistenza/ordini/{number}/pagamento");
        var asked = await form.SendNamedAsync("Continua", ("Importo", gross.Plain), ("Conto", account), ("Riferimento", $"storia-{method}"));
        Assert.Contains("Attesa attivazione", (await asked.SendAsync("Registra")).Heading);
        await store.RunOutboxAsync();
        await store.RunOutboxAsync();

        var active = MailsTo(shopper).Single(m => m.Subject.StartsWith("Servizio attivo", StringComparison.Ordinal));
        var (panel, temporary) = OutboxHost.Credentials(active);
        using var holder = store.NewBrowser();
        var first = await (await holder.OpenAsync("/pannello/accesso")).SendAsync("Accedi", ("Username del pannello", panel), ("Password", temporary));
        var home = await first.SendAsync("Salva e prosegui", ("Password temporanea", temporary), ("Nuova password", Chosen));

        Assert.True(home.Says("WooCommerce"), home.Text);
        var area = await shopper.Browser.OpenAsync("/area-clienti");
        Assert.All(new[] { "Concluso", "Attivo", "ARUBA" + shopper.Person.PartitaIva }, words => Assert.True(area.Says(words), area.Text));
        Assert.True((await shopper.Browser.OpenAsync($"/area-clienti/ordini/{number}")).Says("Il servizio è attivo"));
    }

    private IEnumerable<ReceivedMail> MailsTo(Shopper shopper) => store.Mailbox.All.Where(m => m.To.Contains(shopper.Person.Email));
}
