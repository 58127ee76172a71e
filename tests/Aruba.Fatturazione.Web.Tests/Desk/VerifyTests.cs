using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Tests.Account;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Payments;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Desk;

/// <summary>Money that is not what was asked for: failure 9, bar B-P15. Nothing activates until a person decides.</summary>
public sealed class VerifyTests(AccountHost store) : IClassFixture<AccountHost>
{
    [Fact]
    public async Task Failure_9_money_for_a_cancelled_order_is_kept_told_and_reopens_it_with_one_click_and_a_confirmation()
    {
        var (shopper, order) = await PaysClosedOrderAsync();
        var agent = await store.SomeAgentAsync();

        var own = await shopper.Browser.OpenAsync($"/area-clienti/ordini/{order.Number}");
        var list = await agent.OpenAsync("/assistenza/da-fare");
        var page = await agent.OpenAsync(order.Home());
        var asked = await page.FollowAsync("Riapri l'ordine");
        var done = await asked.SendAsync("Riapri l'ordine");
        await store.FinishAsync();

        Assert.Equal(OrderStatus.Cancelled, order.Status);
        Assert.True(own.Says("Abbiamo ricevuto un pagamento quando l'ordine era già chiuso") && !own.Says("Grazie"), own.Text);
        Assert.Equal(1, store.MailsAbout(shopper, "Pagamento da verificare"));
        Assert.Contains(order.Number, list.Numbers());
        Assert.True(page.Says("Un pagamento attende una decisione") && page.Says(order.Payments[0].Reference), page.Text);
        Assert.True(asked.Says("pagano l'ordine per intero: il servizio sarà attivato"), asked.Text);
        Assert.True(done.Says("Il pagamento è accettato"), done.Text);
        Assert.Equal(OrderStatus.Concluded, (await store.OrderAsync(shopper)).Status);
        Assert.NotNull(await store.ServiceOfAsync(order));
        Assert.Equal(1, store.MailsAbout(shopper, "Conferma pagamento"));
        Assert.DoesNotContain(order.Number, (await agent.OpenAsync("/assistenza/da-fare")).Numbers());
        Assert.Contains("payment.accepted", await store.AuditOfAsync(order));
    }

    [Fact]
    public async Task Failure_9_money_for_a_cancelled_order_goes_back_with_one_click_and_a_confirmation()
    {
        var (shopper, order) = await PaysClosedOrderAsync();
        var agent = await store.SomeAgentAsync();

        var asked = await (await agent.OpenAsync(order.Home())).FollowAsync("Rimborsa");
        await asked.SendAsync("Rimborsa");
        await store.FinishAsync();

        Assert.True(asked.Says("L'ordine resta chiuso: nulla si attiva."), asked.Text);
        Assert.Equal(order.Gross.Cents, Assert.Single(store.GivenBackFor(order)).AmountCents);
        var after = await store.OrderAsync(shopper);
        Assert.Equal((OrderStatus.Cancelled, null), (after.Status, after.NeedsDecisionSince));
        Assert.Null(await store.ServiceOfAsync(order));
        Assert.Equal(1, store.MailsAbout(shopper, "Rimborso, ordine"));
        Assert.DoesNotContain(order.Number, (await agent.OpenAsync("/assistenza/da-fare")).Numbers());
    }

    [Fact]
    [Trait("row", "B-P15")]
    [Trait("row", "failure 22")]
    public async Task Failure_22_another_amount_activates_nothing_shows_both_sides_and_can_be_accepted()
    {
        var (shopper, order) = await PaysAnotherAmountAsync();
        var agent = await store.SomeAgentAsync();

        var own = await shopper.Browser.OpenAsync($"/area-clienti/ordini/{order.Number}");
        var page = await agent.OpenAsync(order.Home());
        await (await page.FollowAsync("Accetta il pagamento")).SendAsync("Accetta il pagamento");
        await store.FinishAsync();

        Assert.Equal((OrderStatus.AwaitingPayment, 0L), (order.Status, order.Paid.Cents));
        Assert.True(own.Says("non corrisponde a quello che avevamo chiesto") && own.Says("Non pagare un'altra volta"), own.Text);
        Assert.Null(own.Document.QuerySelector("a[href$='/paga']"));
        Assert.Equal(1, store.MailsAbout(shopper, "Pagamento da verificare"));
        Assert.True(page.Says("30,00 €") && page.Says(order.Gross.ToString()), page.Text);
        Assert.Equal((OrderStatus.Concluded, order.Gross.Cents), await store.OrderAsync(shopper) is var after ? (after.Status, after.Paid.Cents) : default);
        Assert.Single(store.TakenFor(order));
    }

    [Fact]
    [Trait("row", "B-P15")]
    [Trait("row", "failure 22")]
    public async Task Failure_22_another_currency_can_only_go_back()
    {
        var (shopper, order) = await PaysAnotherAmountAsync();
        await store.InDatabaseAsync(db => db.Set<RegisteredPayment>().Where(p => p.Id == order.Payments[0].Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.Currency, "USD")));
        var agent = await store.SomeAgentAsync();

        var page = await agent.OpenAsync(order.Home());
        var forced = await agent.OpenAsync($"{order.Home()}/accetta");
        var asked = await page.FollowAsync("Rimborsa");
        await asked.SendAsync("Rimborsa");
        await store.FinishAsync();

        Assert.True(page.Says("36,48 USD"), page.Text);
        Assert.Empty(page.Document.QuerySelectorAll("a[href$='/accetta']"));
        Assert.True(forced.Says("Non è più possibile"), forced.Text);
        Assert.True(asked.Says("36,48 USD tornano al cliente"), asked.Text);
        Assert.Single(store.GivenBackFor(order));
        var after = await store.OrderAsync(shopper);
        Assert.Equal((OrderStatus.AwaitingPayment, null), (after.Status, after.NeedsDecisionSince));
        Assert.True((await shopper.Browser.OpenAsync($"/area-clienti/ordini/{order.Number}")).Says("Paga"));
    }

    [Fact]
    [Trait("row", "failure 22")]
    public async Task Money_of_another_owner_is_in_the_books_and_does_not_count()
    {
        var shopper = await Shopper.ReadyAsync(store);
        var page = await shopper.OrdersOnlineAsync(PaymentMethod.CartaDiCredito);
        var order = await store.OrderAsync(shopper);
        await store.InDatabaseAsync(db => db.ProviderCustomers.Where(c => c.AccountId == order.AccountId).ExecuteUpdateAsync(s => s.SetProperty(c => c.Reference, $"cus_{order.Number}")));

        await shopper.Browser.OpenAsync((await Payer.PayByCardAsync(page))!);
        await store.FinishAsync();

        var after = await store.OrderAsync(shopper);
        Assert.Equal((OrderStatus.AwaitingPayment, false), (after.Status, Assert.Single(after.Payments).Counts));
        Assert.Empty(await store.InDatabaseAsync(db => db.SavedMethods.Where(m => m.AccountId == order.AccountId).ToListAsync()));
        Assert.True((await (await store.SomeAgentAsync()).OpenAsync(order.Home())).Says("ha pagato un titolare che non è quello di questo account"));
    }

    [Fact]
    public async Task Part_of_the_money_on_a_cancelled_order_makes_the_rest_payable()
    {
        var shopper = await Shopper.ReadyAsync(store);
        var number = await shopper.OrdersAsync(PaymentMethod.Bonifico);
        var agent = await store.SomeAgentAsync();
        await (await agent.OpenAsync($"/assistenza/ordini/{number}/annulla")).SendNamedAsync("Annulla", ("Motivo", "Richiesta"));
        var form = await agent.OpenAsync($"/assistenza/ordini/{number}/pagamento");
        await (await form.SendNamedAsync("Continua", ("Importo", "20,00"), ("Conto", "bank"), ("Riferimento", $"PARTE {number}"))).SendAsync("Registra");

        var asked = await agent.OpenAsync($"/assistenza/ordini/{number}/accetta");
        await asked.SendAsync("Riapri l'ordine");
        await store.FinishAsync();

        Assert.True(asked.Says("attende gli altri 16,48"), asked.Text);
        var order = await store.OrderAsync(shopper);
        Assert.Equal((OrderStatus.AwaitingPayment, 1648L), (order.Status, order.StillDue.Cents));
        Assert.Equal(1, store.MailsAbout(shopper, "Pagamento parziale"));
        Assert.True((await shopper.Browser.OpenAsync($"/area-clienti/ordini/{number}")).Says("restano da pagare 16,48"));
    }

    [Fact]
    public async Task An_order_whose_subject_has_another_waiting_order_cannot_be_reopened_for_the_rest()
    {
        var shopper = await Shopper.ReadyAsync(store);
        var number = await shopper.OrdersAsync(PaymentMethod.Bonifico);
        var agent = await store.SomeAgentAsync();
        await (await agent.OpenAsync($"/assistenza/ordini/{number}/annulla")).SendNamedAsync("Annulla", ("Motivo", "Richiesta"));
        var form = await agent.OpenAsync($"/assistenza/ordini/{number}/pagamento");
        await (await form.SendNamedAsync("Continua", ("Importo", "20,00"), ("Conto", "bank"), ("Riferimento", $"PARTE {number}"))).SendAsync("Registra");
        await shopper.DescribesHolderAsync();
        await shopper.ConfirmsCartAsync();
        await shopper.OrdersAsync(PaymentMethod.Bonifico);

        var done = await (await agent.OpenAsync($"/assistenza/ordini/{number}/accetta")).SendAsync("Riapri l'ordine");

        Assert.True(done.Says("c'è già un altro ordine in attesa di pagamento"), done.Text);
        Assert.Contains("Annullato", done.Heading);
    }

    [Fact]
    [Trait("row", "failure 8")]
    public async Task Cancelling_at_the_desk_closes_what_was_begun_at_the_provider()
    {
        var shopper = await Shopper.ReadyAsync(store);
        var page = await shopper.OrdersOnlineAsync(PaymentMethod.CartaDiCredito);
        var order = await store.OrderAsync(shopper);
        var agent = await store.SomeAgentAsync();

        await (await agent.OpenAsync($"{order.Home()}/annulla")).SendNamedAsync("Annulla", ("Motivo", "Richiesta"));

        Assert.Equal(OrderStatus.Cancelled, (await store.OrderAsync(shopper)).Status);
        using var late = new Browser(store.Sandbox.BaseAddress);
        Assert.DoesNotContain("Numero della carta", (await late.OpenAsync(page.PathAndQuery)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B_C4_staff_and_provider_together_are_one_activation_and_staff_read_who_was_faster()
    {
        var shopper = await Shopper.ReadyAsync(store);
        var page = await shopper.OrdersOnlineAsync(PaymentMethod.CartaDiCredito);
        var order = await store.OrderAsync(shopper);
        var agent = await store.SomeAgentAsync();
        var form = await agent.OpenAsync($"{order.Home()}/pagamento");
        var asked = await form.SendNamedAsync("Continua", ("Importo", "36,48"), ("Conto", "bank"), ("Riferimento", $"INSIEME {order.Number}"));

        await shopper.Browser.OpenAsync((await Payer.PayByCardAsync(page))!);
        var late = await asked.SendAsync("Registra");
        await store.FinishAsync();

        Assert.True(late.Says("L'ordine è cambiato mentre lo guardavi") && late.Says("Da Carta di credito (Stripe), 24 novembre 2026, ore 10:00"), late.Text);
        var after = await store.OrderAsync(shopper);
        Assert.Equal((OrderStatus.Concluded, 1), (after.Status, after.Payments.Count));
    }

    /// <summary>The order is cancelled while its buyer is on the provider's page, and the page is paid all the same.</summary>
    private async Task<(Shopper Shopper, Order Order)> PaysClosedOrderAsync()
    {
        var shopper = await Shopper.ReadyAsync(store);
        var page = await shopper.OrdersOnlineAsync(PaymentMethod.CartaDiCredito);
        await store.InDatabaseAsync(async db =>
        {
            var order = await db.Orders.Include(o => o.Payments).SingleAsync(o => o.AccountUsername == shopper.Username);
            order.Cancel("prova", store.Clock.GetUtcNow().UtcDateTime);
            return await db.SaveChangesAsync();
        });
        await shopper.Browser.OpenAsync((await Payer.PayByCardAsync(page))!);
        await store.FinishAsync();
        return (shopper, await store.OrderAsync(shopper));
    }

    /// <summary>The shop had asked for 30 €, and the provider took the whole price.</summary>
    private async Task<(Shopper Shopper, Order Order)> PaysAnotherAmountAsync()
    {
        var shopper = await Shopper.ReadyAsync(store);
        var page = await shopper.OrdersOnlineAsync(PaymentMethod.CartaDiCredito);
        var order = await store.OrderAsync(shopper);
        await store.InDatabaseAsync(db => db.PaymentAttempts.Where(a => a.OrderId == order.Id).ExecuteUpdateAsync(s => s.SetProperty(a => a.Amount, new Importo(3000))));
        await shopper.Browser.OpenAsync((await Payer.PayByCardAsync(page))!);
        await store.FinishAsync();
        return (shopper, await store.OrderAsync(shopper));
    }
}
