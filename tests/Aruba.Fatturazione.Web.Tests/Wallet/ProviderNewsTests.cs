using System.Net.Http.Headers;
using System.Net.Http.Json;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Sandbox.Mischief;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Payments;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Wallet;

/// <summary>What happens to kept methods at the providers (bar B-P18, failure 13).</summary>
public sealed class ProviderNewsTests(WalletHost store) : IClassFixture<WalletHost>, IAsyncLifetime
{
    public static TheoryData<PaymentMethod> Kinds => WalletHost.Kinds;

    public Task InitializeAsync()
    {
        store.Sandbox.HttpMischief.Reset();
        store.Sandbox.WebhookMischief.Reset();
        return store.HearWebhooksAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_card_renewed_by_the_network_is_taken_over_and_its_owner_told()
    {
        var shopper = await store.OwnerAsync(PaymentMethod.CartaDiCredito);
        var method = Assert.Single(await store.MethodsAsync(shopper));

        await AtSandboxAsync("/stripe-console/update-card", new { payment_method = method.Token, exp_month = 8, exp_year = 2044, last4 = "1881" });
        await store.UntilAsync(() => Task.FromResult(store.HasMail(shopper, "Dati della carta aggiornati")));

        Assert.Contains("Visa che termina con 1881, scade 08/2044", store.Mail(shopper, "Dati della carta aggiornati").Text, StringComparison.Ordinal);
        var list = await shopper.Browser.OpenAsync(WalletHost.List);
        Assert.True(list.Says("•••• 1881") && list.Says("08/2044"), list.Text);
        Assert.Equal(method.Id, (await store.ServiceAsync(shopper)).RenewalMethodId);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task B_P18_a_method_withdrawn_at_the_provider_goes_renewal_stops_and_customer_and_desk_are_told(PaymentMethod kind)
    {
        var shopper = await store.OwnerAsync(kind);
        var method = Assert.Single(await store.MethodsAsync(shopper));
        var order = await store.OrderAsync(shopper);

        await WithdrawAsync(method);
        await store.UntilAsync(async () => !(await store.ServiceAsync(shopper)).RenewsItself);
        await store.FinishAsync();

        Assert.NotNull(Assert.Single(await store.MethodsAsync(shopper)).RemovedAt);
        Assert.Equal(RenewalOffReason.MethodRemoved, (await store.ServiceAsync(shopper)).RenewalOff);
        Assert.Contains("non è più autorizzato", store.Mail(shopper, "Metodo di pagamento rimosso").Text, StringComparison.Ordinal);
        store.Mail(shopper, "Rinnovo automatico disattivato");
        Assert.Equal(1, await TasksAsync(order, DeskTaskKind.MethodWithdrawn));
        Assert.True((await shopper.Browser.OpenAsync("/area-clienti")).Says("Il metodo di pagamento è stato rimosso"));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Our_own_removal_comes_back_as_news_and_changes_nothing_more(PaymentMethod kind)
    {
        var shopper = await store.OwnerAsync(kind);
        var method = Assert.Single(await store.MethodsAsync(shopper));

        await (await shopper.Browser.OpenAsync($"{WalletHost.List}/{method.Id}/rimuovi")).SendAsync("Rimuovi il metodo", ("Disattiva", "true"));
        await store.FinishAsync();
        await store.Sandbox.Webhooks.SettleAsync(TimeSpan.FromSeconds(20));
        await store.FinishAsync();

        store.Mail(shopper, "Metodo di pagamento rimosso");
        Assert.Equal(0, await TasksAsync(await store.OrderAsync(shopper), DeskTaskKind.MethodWithdrawn));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Failure_13_money_without_a_kept_method_completes_the_purchase_and_says_that_renewal_is_off(PaymentMethod kind)
    {
        var shopper = await Shopper.ReadyAsync(store);
        if (kind == PaymentMethod.PayPal)
        {
            await WalletHost.PaysAsync(shopper, kind, "vault-no@acquirenti.example");
        }
        else
        {
            // The card is paid with and withdrawn before the shop asks what became of it.
            await store.HearWebhooksAsync();
            store.Sandbox.WebhookMischief.Add(new WebhookMischiefRule("stripe", WebhookFault.Drop));
            var back = await Payer.PayByCardAsync(await shopper.OrdersOnlineAsync(kind));
            var customer = store.Sandbox.Ledger.State.Captures[^1].Customer;
            await DetachAsync(store.Sandbox.Ledger.State.Vault.Single(v => v.Customer == customer).Id);
            await shopper.Browser.OpenAsync(back!);
        }

        await store.FinishAsync();
        await store.Sandbox.Webhooks.SettleAsync(TimeSpan.FromSeconds(20));
        await store.FinishAsync();

        var order = await store.OrderAsync(shopper);
        Assert.Equal(OrderStatus.Concluded, order.Status);
        Assert.Single(store.TakenFor(order));
        Assert.Empty(await store.MethodsAsync(shopper));
        Assert.Equal(RenewalOffReason.NotKept, (await store.ServiceAsync(shopper)).RenewalOff);
        foreach (var path in new[] { "/area-clienti", $"/area-clienti/ordini/{order.Number}" })
        {
            var page = await shopper.Browser.OpenAsync(path);
            Assert.True(page.Says("Non attivo") && page.Says("il fornitore non ha potuto registrare il metodo"), page.Text);
        }

        Assert.Contains("non devi pagare di nuovo", store.Mail(shopper, $"Metodo di pagamento non registrato, ordine {order.Number}").Text, StringComparison.Ordinal);
        Assert.Equal(1, await TasksAsync(order, DeskTaskKind.MethodNotKept));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_account_that_PayPal_keeps_a_moment_later_renews_the_service_with_or_without_its_webhook(bool isTold)
    {
        if (!isTold)
        {
            store.Sandbox.WebhookMischief.Add(new WebhookMischiefRule("paypal", WebhookFault.Drop));
        }

        var shopper = await Shopper.ReadyAsync(store);
        await WalletHost.PaysAsync(shopper, PaymentMethod.PayPal, "later@acquirenti.example");
        await store.FinishAsync();
        await store.Sandbox.Webhooks.SettleAsync(TimeSpan.FromSeconds(20));
        for (var minutes = 0; minutes < 20; minutes++)
        {
            store.Clock.Advance(TimeSpan.FromMinutes(1));
            await store.FinishAsync();
        }

        var service = await store.ServiceAsync(shopper);
        Assert.Equal(Assert.Single(await store.MethodsAsync(shopper)).Id, service.RenewalMethodId);
        Assert.NotNull(service.RenewalMandate);
        store.Mail(shopper, "Metodo di pagamento registrato");
        store.Mail(shopper, "Attivazione rinnovo automatico");
        Assert.Equal(0, await TasksAsync(await store.OrderAsync(shopper), DeskTaskKind.MethodNotKept));
    }

    [Fact]
    public async Task Failure_13_an_account_that_PayPal_never_keeps_is_told_within_the_day()
    {
        store.Sandbox.WebhookMischief.Add(new WebhookMischiefRule("paypal", WebhookFault.Drop));
        var shopper = await Shopper.ReadyAsync(store);
        await WalletHost.PaysAsync(shopper, PaymentMethod.PayPal, "later@acquirenti.example");
        store.Sandbox.HttpMischief.Add(new HttpMischiefRule("paypal", "GET /v2/checkout/orders/*", HttpFault.Status, Status: 503));
        for (var rounds = 0; rounds < 30; rounds++)
        {
            await store.FinishAsync();
            store.Clock.Advance(TimeSpan.FromMinutes(6));
        }

        var order = await store.OrderAsync(shopper);
        Assert.Equal(OrderStatus.Concluded, order.Status);
        Assert.Equal(RenewalOffReason.NotKept, (await store.ServiceAsync(shopper)).RenewalOff);
        store.Mail(shopper, "Metodo di pagamento non registrato");
        Assert.Equal(1, await TasksAsync(order, DeskTaskKind.MethodNotKept));
    }

    [Fact]
    public async Task Nothing_in_the_outbox_names_a_token_or_an_account_of_a_provider()
    {
        var shopper = await store.OwnerAsync(PaymentMethod.PayPal);
        var method = Assert.Single(await store.MethodsAsync(shopper));

        var payloads = await store.InDatabaseAsync(db => db.Outbox.Select(m => m.Payload + m.Outcome + m.LastError).ToListAsync());

        Assert.NotEmpty(payloads);
        Assert.DoesNotContain(payloads, p => p.Contains(method.Token, StringComparison.Ordinal) || p.Contains("acquirenti", StringComparison.Ordinal));
    }

    private Task WithdrawAsync(SavedMethod method) => method.Method == PaymentMethod.PayPal
        ? AtSandboxAsync($"/paypal-console/vault/{method.Token}/revoke", new { })
        : DetachAsync(method.Token);

    private async Task DetachAsync(string token)
    {
        using var http = new HttpClient { BaseAddress = store.Sandbox.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sk_test_sandbox");
        using var answer = await http.PostAsync($"/stripe/v1/payment_methods/{token}/detach", null);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task AtSandboxAsync(string path, object what)
    {
        using var http = new HttpClient { BaseAddress = store.Sandbox.BaseAddress };
        using var answer = await http.PostAsJsonAsync(path, what);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private Task<int> TasksAsync(Order order, DeskTaskKind kind) =>
        store.InDatabaseAsync(db => db.DeskTasks.CountAsync(t => t.OrderNumber == order.Number && t.Kind == kind));
}
