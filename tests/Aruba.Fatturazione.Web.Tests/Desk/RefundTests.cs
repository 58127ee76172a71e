using System.Net;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Sandbox.Mischief;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Tests.Account;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Payments;

namespace Aruba.Fatturazione.Web.Tests.Desk;

/// <summary>Money back from the desk: the provider's ledger says what really went back.</summary>
public sealed class RefundTests(AccountHost store) : IClassFixture<AccountHost>, IAsyncLifetime
{
    public Task InitializeAsync()
    {
        store.Sandbox.HttpMischief.Reset();
        store.Sandbox.WebhookMischief.Reset();
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(PaymentMethod.CartaDiCredito)]
    [InlineData(PaymentMethod.PayPal)]
    public async Task A_full_refund_says_what_it_causes_goes_back_once_and_switches_renewal_off(PaymentMethod method)
    {
        var (shopper, order) = await store.PaidAsync(method);
        var agent = await store.SomeAgentAsync();
        Assert.True((await store.ServiceOfAsync(order))!.RenewsItself);

        var asked = await agent.AskRefundAsync(order, order.Gross.Plain, "Acquisto sbagliato");
        var done = await asked.SendAsync("Rimborsa");
        await store.FinishAsync();

        Assert.True(asked.Says("tornano al cliente con") && asked.Says("il rimborso non lo chiude. Il rinnovo automatico si spegne."), asked.Text);
        Assert.True(done.Says("lo stiamo chiedendo al fornitore"), done.Text);
        Assert.Equal(order.Gross.Cents, Assert.Single(store.GivenBackFor(order)).AmountCents);
        var after = await store.OrderAsync(shopper);
        Assert.Equal((OrderStatus.Concluded, 0L, RefundStatus.Made), (after.Status, after.Paid.Cents, Assert.Single(after.Refunds).Status));
        Assert.Equal(RenewalOffReason.Refunded, (await store.ServiceOfAsync(order))!.RenewalOff);
        Assert.Equal(1, store.MailsAbout(shopper, "Rimborso, ordine"));
        Assert.Equal(["payment.refunded"], await store.AuditOfAsync(order));
        var page = await agent.OpenAsync(order.Home());
        Assert.True(page.Says("Acquisto sbagliato") && page.Says($"Restituiti {order.Gross}"), page.Text);
        Assert.DoesNotContain("Ricevuti -", page.Text, StringComparison.Ordinal);
        var own = await shopper.Browser.OpenAsync($"/area-clienti/ordini/{order.Number}");
        Assert.True(own.Says($"Restituiti {order.Gross}"), $"{own.Path} {own.Text}");
        Assert.True((await agent.RefundFormAsync(order)).Says("non resta niente da restituire"));
        Assert.Empty(store.Sandbox.Ledger.State.RefusedRequests);
    }

    [Fact]
    public async Task Parts_go_back_until_nothing_is_left_and_never_more()
    {
        var (shopper, order) = await store.PaidAsync();
        var agent = await store.SomeAgentAsync();

        await (await agent.AskRefundAsync(order, "10,00")).SendAsync("Rimborsa");
        await store.FinishAsync();
        var tooMuch = await agent.AskRefundAsync(order, order.Gross.Plain);
        var zero = await agent.AskRefundAsync(order, "0");
        var unreasoned = await agent.AskRefundAsync(order, "1,00", "  ");
        var rest = order.Gross - new Importo(1000);
        await (await agent.AskRefundAsync(order, rest.Plain)).SendAsync("Rimborsa");
        await store.FinishAsync();

        Assert.Contains($"Di questo pagamento si possono restituire al massimo {rest}", tooMuch.Errors);
        Assert.Contains("Scrivi l'importo da restituire, per esempio 36,48", zero.Errors);
        Assert.Contains("Scrivi perché lo restituisci: resta nella storia dell'ordine", unreasoned.Errors);
        Assert.Equal([1000L, rest.Cents], store.GivenBackFor(order).Select(r => r.AmountCents));
        Assert.Equal(3, (await store.OrderAsync(shopper)).Payments.Count);
        Assert.False((await store.ServiceOfAsync(order))!.RenewsItself);
    }

    [Fact]
    public async Task A_part_leaves_the_renewal_as_it_is()
    {
        var (_, order) = await store.PaidAsync();
        var agent = await store.SomeAgentAsync();

        var asked = await agent.AskRefundAsync(order, "5,00");
        await asked.SendAsync("Rimborsa");
        await store.FinishAsync();

        Assert.True(asked.Says("Il rinnovo automatico resta acceso."), asked.Text);
        Assert.True((await store.ServiceOfAsync(order))!.RenewsItself);
    }

    [Fact]
    [Trait("row", "B-C4")]
    public async Task Two_agents_at_once_give_it_back_once_and_the_second_reads_who_did()
    {
        var (_, order) = await store.PaidAsync();
        var (first, second) = (await store.SomeAgentAsync(), await store.SomeAgentAsync());
        var (one, other) = (await first.AskRefundAsync(order, order.Gross.Plain, "Uno"), await second.AskRefundAsync(order, order.Gross.Plain, "Due"));

        await one.SendAsync("Rimborsa");
        var late = await other.SendAsync("Rimborsa");
        await store.FinishAsync();

        Assert.True(late.Says("L'ordine è cambiato mentre lo guardavi") && late.Says("Uno"), late.Text);
        Assert.True(late.Says("Di questo pagamento si possono restituire al massimo 0,00"), late.Text);
        Assert.Equal(order.Gross.Cents, Assert.Single(store.GivenBackFor(order)).AmountCents);
    }

    [Fact]
    [Trait("row", "B-C0")]
    public async Task The_same_form_sent_many_times_at_once_is_one_refund()
    {
        var (shopper, order) = await store.PaidAsync();
        var asked = await (await store.SomeAgentAsync()).AskRefundAsync(order, "7,00");

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => asked.SendAsync("Rimborsa"))));
        await store.FinishAsync();

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.Status));
        Assert.Equal(700, Assert.Single(store.GivenBackFor(order)).AmountCents);
        Assert.Single((await store.OrderAsync(shopper)).Refunds);
        Assert.Equal(["payment.refunded"], await store.AuditOfAsync(order));
    }

    [Theory]
    [InlineData(PaymentMethod.CartaDiCredito, HttpFault.TimeoutAfter)]
    [InlineData(PaymentMethod.CartaDiCredito, HttpFault.ResetAfter)]
    [InlineData(PaymentMethod.CartaDiCredito, HttpFault.TimeoutBefore)]
    [InlineData(PaymentMethod.CartaDiCredito, HttpFault.Malformed)]
    [InlineData(PaymentMethod.CartaDiCredito, HttpFault.ReplayedError)]
    [InlineData(PaymentMethod.PayPal, HttpFault.ResetAfter)]
    [InlineData(PaymentMethod.PayPal, HttpFault.Malformed)]
    public async Task A_refund_whose_answer_is_lost_is_looked_up_and_never_doubled(PaymentMethod method, HttpFault fault)
    {
        var (shopper, order) = await store.PaidAsync(method);
        var calls = method == PaymentMethod.PayPal ? new HttpMischiefRule("paypal", "POST /v2/payments/captures/*/refund", fault, Times: 2) : new HttpMischiefRule("stripe", "POST /v1/refunds", fault, Times: 2);
        var agent = await store.SomeAgentAsync();
        await (await agent.AskRefundAsync(order, order.Gross.Plain)).SendAsync("Rimborsa");
        store.Sandbox.HttpMischief.Add(calls);

        await store.FinishAsync();
        for (var hours = 0; hours < 30; hours += 3)
        {
            store.Clock.Advance(TimeSpan.FromHours(3)); // the provider's keys are forgotten on the way
            await store.FinishAsync();
        }

        Assert.Equal(order.Gross.Cents, Assert.Single(store.GivenBackFor(order)).AmountCents);
        var after = await store.OrderAsync(shopper);
        Assert.Equal((0L, 2), (after.Paid.Cents, after.Payments.Count));
        Assert.Equal(1, store.MailsAbout(shopper, "Rimborso, ordine"));
    }

    [Fact]
    [Trait("row", "failure 4")]
    public async Task The_webhook_of_our_own_refund_counts_it_once_and_is_no_task()
    {
        await store.HearWebhooksAsync();
        store.Sandbox.WebhookMischief.Add(new WebhookMischiefRule("stripe", WebhookFault.Double));
        var (shopper, order) = await store.PaidAsync();
        var agent = await store.SomeAgentAsync();
        var rounds = store.Sandbox.Ledger.State.Refunds.Count;

        await (await agent.AskRefundAsync(order, "12,00")).SendAsync("Rimborsa");
        await store.WaitAsync(shopper, o => o.Payments.Count == 2);
        await Task.Delay(500);
        await store.FinishAsync();

        Assert.Equal(2, (await store.OrderAsync(shopper)).Payments.Count);
        Assert.Equal(rounds + 1, store.Sandbox.Ledger.State.Refunds.Count);
        Assert.Empty(await store.TasksOfAsync(order));
        Assert.Equal(1, store.MailsAbout(shopper, "Rimborso, ordine"));
    }

    [Fact]
    public async Task A_refund_that_the_provider_refuses_is_shown_becomes_a_task_and_can_be_decided_anew()
    {
        store.Sandbox.WebhookMischief.Add(new WebhookMischiefRule("stripe", WebhookFault.Drop));
        var (shopper, order) = await store.PaidAsync();
        using (var http = new HttpClient { BaseAddress = store.Sandbox.BaseAddress })
        {
            // Disputed at the provider, of which no webhook tells: it refuses every refund.
            using var answer = await http.PostAsync("/stripe-console/dispute", new FormUrlEncodedContent([new("payment_intent", order.Payments[0].Reference)]));
            Assert.True((int)answer.StatusCode < 400, $"{answer.StatusCode}");
        }

        var agent = await store.SomeAgentAsync();
        await (await agent.AskRefundAsync(order, "9,00")).SendAsync("Rimborsa");
        await store.FinishAsync();

        Assert.Empty(store.GivenBackFor(order));
        Assert.Equal(RefundStatus.Failed, Assert.Single((await store.OrderAsync(shopper)).Refunds).Status);
        var page = await agent.OpenAsync(order.Home());
        Assert.True(page.Says("Rimborso non riuscito") && page.Says("Stripe rifiuta il rimborso"), page.Text);
        var list = await agent.OpenAsync("/assistenza/da-fare");
        Assert.True(list.Says("Rimborso non riuscito") && list.Says(order.Number), list.Text);
        Assert.NotNull(list.Document.QuerySelector("header .badge.warn"));
        Assert.Equal(0, store.MailsAbout(shopper, "Rimborso"));
        Assert.True((await agent.RefundFormAsync(order)).Says($"Si possono restituire {order.Gross}"));
    }

    [Fact]
    public async Task Money_that_goes_back_before_the_service_is_active_cancels_the_order()
    {
        var (shopper, order) = await store.PaidAsync(active: false);
        Assert.Equal(OrderStatus.AwaitingActivation, order.Status);
        var agent = await store.SomeAgentAsync();

        var asked = await agent.AskRefundAsync(order, order.Gross.Plain);
        await asked.SendAsync("Rimborsa");
        await store.FinishAsync();

        Assert.True(asked.Says("L'ordine sarà annullato e il servizio non si attiva."), asked.Text);
        Assert.Equal(OrderStatus.Cancelled, (await store.OrderAsync(shopper)).Status);
        Assert.Null(await store.ServiceOfAsync(order));
        Assert.Single(store.GivenBackFor(order));
        Assert.Equal(0, store.MailsAbout(shopper, "Il servizio è attivo"));
    }

    [Fact]
    public async Task A_bonifico_is_paid_back_by_hand_with_its_reference_once()
    {
        var shopper = await Shopper.ReadyAsync(store);
        var number = await shopper.OrdersAsync(PaymentMethod.Bonifico);
        var agent = await store.SomeAgentAsync();
        var form = await agent.OpenAsync($"/assistenza/ordini/{number}/pagamento");
        await (await form.SendNamedAsync("Continua", ("Importo", "36,48"), ("Conto", "bank"), ("Riferimento", $"CRO {number}"))).SendAsync("Registra");
        await store.FinishAsync();
        var order = await store.OrderAsync(shopper);

        var bare = await (await agent.RefundFormAsync(order)).SendAsync("Continua", ("Quanto restituisci", "36,48"), ("Perché", "Recesso"));
        var asked = await bare.SendAsync("Continua", ("Riferimento", $"rim {number}"));
        var done = await asked.SendAsync("Registra il rimborso");
        var again = await asked.SendAsync("Registra il rimborso");
        await store.FinishAsync();

        Assert.Contains(bare.Errors, e => e.StartsWith("Inserisci il riferimento della banca", StringComparison.Ordinal));
        Assert.True(asked.Says("da qui non parte nessun bonifico"), asked.Text);
        Assert.True(done.Says("Il rimborso è registrato") && again.Says("Il rimborso è registrato"), again.Text);
        var after = await store.OrderAsync(shopper);
        var row = Assert.Single(after.Payments, p => p.Reverses is not null);
        Assert.Equal(("bank", $"RIM {number}", -order.Gross.Cents), (row.Source, row.Reference, row.Amount.Cents));
        Assert.Equal(0, after.Paid.Cents);
        Assert.Equal(1, store.MailsAbout(shopper, "Rimborso, ordine"));
        Assert.Equal(["payment.registered", "payment.refunded"], await store.AuditOfAsync(order));
    }
}
