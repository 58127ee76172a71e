using System.Net;
using System.Security.Cryptography;
using System.Text;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Sandbox.Mischief;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Tests.Account;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Payments;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Desk;

/// <summary>What providers do without the shop becomes a task: bar B-P18, failure 17.</summary>
public sealed class TaskTests(AccountHost store) : IClassFixture<AccountHost>, IAsyncLifetime
{
    public async Task InitializeAsync()
    {
        store.Sandbox.HttpMischief.Reset();
        await store.HearWebhooksAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(PaymentMethod.CartaDiCredito)]
    [InlineData(PaymentMethod.PayPal)]
    public async Task B_P18_a_refund_at_the_providers_console_is_booked_told_and_a_task_to_be_closed_with_a_reason(PaymentMethod method)
    {
        var (shopper, order) = await store.PaidAsync(method);
        var agent = await store.SomeAgentAsync();

        await AtConsoleAsync(method, order, "refund", ("amount", "500"), ("importo", "5,00"));
        var after = await store.WaitAsync(shopper, o => o.Payments.Count == 2);
        var list = await agent.OpenAsync("/assistenza/da-fare");
        var question = await (await agent.OpenAsync(order.Home())).FollowAsync("Chiudi l'attività");
        var bare = await question.SendAsync("Chiudi l'attività");
        var closed = await question.SendAsync("Chiudi l'attività", ("Che cosa è stato fatto", "Deciso con il cliente"));
        var twice = await question.SendAsync("Chiudi l'attività", ("Che cosa è stato fatto", "Anche io"));

        Assert.Equal(order.Gross.Cents - 500, after.Paid.Cents);
        Assert.Equal(RenewalOffReason.Disputed, (await store.ServiceOfAsync(order))!.RenewalOff);
        Assert.Equal(1, store.MailsAbout(shopper, "Rimborso, ordine"));
        Assert.True(list.Says("Rimborso fatto dal fornitore") && list.Says(order.Number) && list.Says("Rimborso di 5,00"), list.Text);
        Assert.Contains(bare.Errors, e => e.StartsWith("Scrivi che cosa è stato fatto", StringComparison.Ordinal));
        Assert.True(closed.Says("L'attività è chiusa") && !closed.Says(order.Number), closed.Text);
        Assert.True(twice.Says("già chiusa"), twice.Text);
        var task = Assert.Single(await store.TasksOfAsync(order));
        Assert.Equal("Deciso con il cliente", task.Note);
        Assert.Equal(["task.closed"], await store.AuditOfAsync(order));
    }

    [Fact]
    public async Task B_P18_a_card_dispute_takes_the_money_tells_everybody_and_closes_itself_when_it_is_won()
    {
        var (shopper, order) = await store.PaidAsync();
        var agent = await store.SomeAgentAsync();

        await AtConsoleAsync(PaymentMethod.CartaDiCredito, order, "dispute");
        var disputed = await store.WaitAsync(shopper, o => o.Payments.Count == 2);
        var list = await agent.OpenAsync("/assistenza/da-fare");
        await PostAsync("/stripe-console/dispute/close", ("dispute", disputed.Payments.Single(p => p.Reverses is not null).Reference), ("outcome", "won"));
        var won = await store.WaitAsync(shopper, o => o.Payments.Count == 3);

        Assert.Equal(0, disputed.Paid.Cents);
        Assert.True(list.Says("Pagamento contestato") && list.Says(order.Number), list.Text);
        Assert.Equal((1, 0), (store.MailsAbout(shopper, "Pagamento contestato"), store.MailsAbout(shopper, "Rimborso")));
        Assert.Equal(order.Gross.Cents, won.Paid.Cents);
        Assert.NotNull(Assert.Single(await store.TasksOfAsync(order)).ClosedAt);
        Assert.False((await store.ServiceOfAsync(order))!.RenewsItself);
    }

    [Fact]
    public async Task B_P18_a_paypal_dispute_and_its_reversal_are_one_task_and_one_letter()
    {
        var (shopper, order) = await store.PaidAsync(PaymentMethod.PayPal);

        await AtConsoleAsync(PaymentMethod.PayPal, order, "dispute");
        await store.WaitAsync(shopper, _ => store.MailsAbout(shopper, "Pagamento contestato") == 1);
        await AtConsoleAsync(PaymentMethod.PayPal, order, "reverse");
        var after = await store.WaitAsync(shopper, o => o.Payments.Count == 2);

        Assert.Equal(0, after.Paid.Cents);
        Assert.Equal(DeskTaskKind.Dispute, Assert.Single(await store.TasksOfAsync(order)).Kind);
        Assert.Equal(1, store.MailsAbout(shopper, "Pagamento contestato"));
        Assert.False((await store.ServiceOfAsync(order))!.RenewsItself);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_refund_that_the_bank_sends_back_is_booked_back_told_and_can_be_decided_anew(bool oldNewsComesLast)
    {
        store.Sandbox.WebhookMischief.Add(new WebhookMischiefRule("stripe", WebhookFault.Drop));
        var (shopper, order) = await store.PaidAsync();
        var agent = await store.SomeAgentAsync();
        await (await agent.AskRefundAsync(order, "8,00")).SendAsync("Rimborsa");
        var made = (await store.WaitAsync(shopper, o => o.Payments.Count == 2)).Refunds.Single();

        await TellStripeAsync("refund.failed", RefundNow("failed", made, order));
        await store.FinishAsync();
        if (oldNewsComesLast)
        {
            await TellStripeAsync("refund.created", RefundNow("pending", made, order));
            await store.FinishAsync();
        }

        var after = await store.OrderAsync(shopper);
        var again = await agent.AskRefundAsync(order, order.Gross.Plain);
        store.Sandbox.WebhookMischief.Reset();
        Assert.Equal((order.Gross.Cents, 3, RefundStatus.Failed), (after.Paid.Cents, after.Payments.Count, after.Refunds.Single().Status));
        Assert.Equal("Confermi il rimborso?", again.Heading);
        Assert.Equal(1, store.MailsAbout(shopper, "Rimborso non riuscito"));
        var task = Assert.Single(await store.TasksOfAsync(order));
        Assert.Equal((DeskTaskKind.RefundFailed, null), (task.Kind, task.ClosedAt));
    }

    [Fact]
    [Trait("row", "failure 6")]
    [Trait("row", "B-P13")]
    public async Task An_attempt_that_nobody_answers_for_is_a_task_and_asking_again_settles_and_closes_it()
    {
        var shopper = await Shopper.ReadyAsync(store);
        var page = await shopper.OrdersOnlineAsync(PaymentMethod.CartaDiCredito);
        store.Sandbox.WebhookMischief.Add(new WebhookMischiefRule("stripe", WebhookFault.Drop));
        store.Sandbox.HttpMischief.Add(new HttpMischiefRule("stripe", "/v1/", HttpFault.Status, Status: 503));
        Assert.NotNull(await Payer.PayByCardAsync(page));
        for (var looks = 0; looks < 12; looks++)
        {
            store.Clock.Advance(TimeSpan.FromHours(24));
            await store.RunSweepAsync();
        }

        await store.FinishAsync();
        var agent = await store.SomeAgentAsync();
        var list = await agent.OpenAsync("/assistenza/da-fare");
        store.Sandbox.HttpMischief.Reset();
        store.Sandbox.WebhookMischief.Reset();
        var order = await store.OrderAsync(shopper);
        var task = Assert.Single(await store.TasksOfAsync(order));
        var after = await agent.PostAsync($"/assistenza/attivita/{task.Id}/chiedi", list.Form("Chiedi ancora").Fields);

        Assert.True(list.Says("Pagamento senza risposta") && list.Says("Carta di credito: il fornitore non dice"), list.Text);
        Assert.True(after.Says("Lo abbiamo chiesto di nuovo") && after.Says("Registrato"), after.Text);
        Assert.Equal(OrderStatus.AwaitingActivation, (await store.OrderAsync(shopper)).Status);
        Assert.NotNull(Assert.Single(await store.TasksOfAsync(order)).ClosedAt);
    }

    [Theory]
    [InlineData(WebhookFault.OtherAccount, "un altro account")]
    [InlineData(WebhookFault.OtherMode, "un'altra modalità")]
    public async Task B_P14_an_event_of_another_account_or_mode_is_kept_has_no_effect_and_is_a_task(WebhookFault fault, string why)
    {
        var (shopper, order) = await store.PaidAsync();
        await store.FinishAsync();
        store.Sandbox.WebhookMischief.Add(new WebhookMischiefRule("stripe", fault));

        await AtConsoleAsync(PaymentMethod.CartaDiCredito, order, "refund", ("amount", "500"));
        var agent = await store.SomeAgentAsync();
        var list = await agent.OpenAsync("/assistenza/da-fare");
        for (var tries = 0; tries < 100 && !list.Says(why); tries++)
        {
            await Task.Delay(100);
            await store.FinishAsync();
            list = await agent.OpenAsync("/assistenza/da-fare");
        }

        store.Sandbox.WebhookMischief.Reset();
        Assert.True(list.Says("Evento sconosciuto") && list.Says(why), list.Text);
        Assert.Single((await store.OrderAsync(shopper)).Payments);
        Assert.Empty(await store.TasksOfAsync(order));
        Assert.NotNull(list.Document.QuerySelector("header .badge.warn"));
    }

    [Fact]
    public async Task B_P14_an_event_about_an_unknown_payment_is_acknowledged_waits_and_becomes_a_task()
    {
        var thing = """{"id":"re_ignoto","object":"refund","amount":100,"currency":"eur","created":1795510800,"status":"succeeded","payment_intent":"pi_ignoto","metadata":{}}""";

        var id = await TellStripeAsync("refund.created", thing);
        await store.FinishAsync();
        var waiting = await store.InDatabaseAsync(db => db.ProviderEvents.AsNoTracking().SingleAsync(e => e.EventId == id));
        for (var hours = 0; hours < 100; hours += 2)
        {
            store.Clock.Advance(TimeSpan.FromHours(2));
            await store.FinishAsync();
        }

        Assert.Null(waiting.HandledAt);
        var task = await store.InDatabaseAsync(db => db.DeskTasks.AsNoTracking().SingleAsync(t => t.Key == $"event:stripe:{waiting.EventId}"));
        Assert.Contains("parla di qualcosa che il negozio non conosce", task.Words, StringComparison.Ordinal);
        Assert.True((await (await store.SomeAgentAsync()).OpenAsync("/assistenza/posta-in-uscita")).Says("Notizia del fornitore di pagamento"));
    }

    private static string RefundNow(string status, Refund refund, Order order) =>
        $$$"""{"id":"{{{refund.Reference}}}","object":"refund","amount":{{{refund.Amount.Cents}}},"currency":"eur","created":1795510800,"status":"{{{status}}}","payment_intent":"{{{order.Payments[0].Reference}}}","metadata":{"refund":"{{{refund.Id:N}}}"}}""";

    private Task AtConsoleAsync(PaymentMethod method, Order order, string deed, params (string, string)[] fields) => method == PaymentMethod.PayPal
        ? PostAsync($"/paypal-console/captures/{order.Payments[0].Reference}/{deed}", [.. fields.Where(f => f.Item1 == "importo")])
        : PostAsync($"/stripe-console/{deed}", [("payment_intent", order.Payments[0].Reference), .. fields.Where(f => f.Item1 != "importo")]);

    private async Task PostAsync(string address, params (string Name, string Value)[] fields)
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = store.Sandbox.BaseAddress };
        using var answer = await http.PostAsync(address, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));
        Assert.True((int)answer.StatusCode < 400, $"{address}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    private async Task<string> TellStripeAsync(string type, string thing)
    {
        var at = store.Clock.GetUtcNow().ToUnixTimeSeconds();
        var id = $"evt_{Guid.CreateVersion7():N}";
        var body = $$$"""{"id":"{{{id}}}","object":"event","type":"{{{type}}}","livemode":false,"created":{{{at}}},"api_version":"2026-10-28.endive","data":{"object":{{{thing}}}}}""";
        var proof = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes("whsec_sandbox"), Encoding.UTF8.GetBytes($"{at}.{body}")));
        using var http = new HttpClient { BaseAddress = store.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/stripe") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Stripe-Signature", $"t={at},v1={proof}");
        using var answer = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return id;
    }
}
