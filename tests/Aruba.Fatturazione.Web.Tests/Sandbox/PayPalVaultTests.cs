using System.Net;
using System.Text.Json;

namespace Aruba.Fatturazione.Web.Tests.Sandbox;

public sealed class PayPalVaultTests(PayPalCaller paypal) : IClassFixture<PayPalCaller>, IAsyncLifetime
{
    private const string Setup = """
        { "customer": { "id": "conto-7" }, "payment_source": { "paypal": { "usage_type": "MERCHANT", "customer_type": "BUSINESS", "permit_multiple_payment_tokens": true,
          "experience_context": { "return_url": "http://127.0.0.1:5080/salvato", "cancel_url": "http://127.0.0.1:5080/no", "locale": "it-IT", "shipping_preference": "NO_SHIPPING" } } } }
        """;

    public Task InitializeAsync() => paypal.ClearAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_purchase_keeps_the_account_and_it_pays_again_without_its_owner()
    {
        var first = await paypal.BuyAsync("a1", keep: true, customer: "conto-1");
        var token = first.Vault!.Value.GetProperty("id").GetString();
        var order = (await paypal.PostAsync("/v2/checkout/orders", PayPalCaller.Bare("a2"))).Id;
        var second = await paypal.PostAsync($"/v2/checkout/orders/{order}/capture", WithToken(token));

        Assert.Equal("VAULTED", first.Vault.Value.GetProperty("status").GetString());
        Assert.Equal("conto-1", first.Vault.Value.GetProperty("customer").GetProperty("id").GetString());
        Assert.Equal("COMPLETED", second.State);
        Assert.Equal(["a1", "a2"], paypal.Ledger.Captures.Select(c => c.Attempt));
        var kept = Assert.Single(paypal.Ledger.Vault);
        Assert.Equal((token, "conto-1", "ok@acquirenti.example"), (kept.Id, kept.Customer, kept.Email));
        Assert.All(paypal.Ledger.Captures, c => Assert.Equal(token, c.Method));
    }

    [Fact]
    public async Task A_buyer_who_cannot_be_kept_pays_all_the_same()
    {
        var bought = await paypal.BuyAsync("b1", "vault-no@acquirenti.example", keep: true);

        Assert.Equal("COMPLETED", bought.State);
        Assert.Null(bought.Vault);
        Assert.Empty(paypal.Ledger.Vault);
    }

    [Fact]
    public async Task A_buyer_kept_later_is_announced_by_webhook_and_found_by_asking()
    {
        var bought = await paypal.BuyAsync("c1", "later@acquirenti.example", keep: true, customer: "conto-2");
        var told = (await paypal.HooksAsync()).Single(h => h.Type == "VAULT.PAYMENT-TOKEN.CREATED").Resource;
        var now = await paypal.GetAsync($"/v2/checkout/orders/{bought.Id}");

        Assert.Equal("APPROVED", bought.Vault!.Value.GetProperty("status").GetString());
        Assert.False(bought.Vault.Value.TryGetProperty("id", out _));
        Assert.Equal(bought.Id, told.GetProperty("metadata").GetProperty("order_id").GetString());
        Assert.Equal(told.GetProperty("id").GetString(), now.Vault!.Value.GetProperty("id").GetString());
        Assert.Equal("conto-2", told.GetProperty("customer").GetProperty("id").GetString());
    }

    [Fact]
    public async Task The_same_account_of_the_same_customer_is_kept_once_unless_several_are_wanted()
    {
        var one = await paypal.KeepAsync("d1", customer: "conto-3");
        var two = await paypal.KeepAsync("d2", customer: "conto-3");
        var other = await paypal.KeepAsync("d3", customer: "conto-4");

        Assert.Equal(one, two);
        Assert.NotEqual(one, other);
    }

    [Fact]
    public async Task An_account_is_kept_without_a_purchase()
    {
        var setup = await paypal.PostAsync("/v3/vault/setup-tokens", Setup);
        var early = await paypal.PostAsync("/v3/vault/payment-tokens", From(setup.Id));
        using var approval = await paypal.Sandbox.Http.PostAsync(
            $"/paypal/agreements/approve?approval_session_id={setup.Id}", new FormUrlEncodedContent([new("conto", "ok@acquirenti.example"), new("email", "")]));
        var approved = await paypal.GetAsync($"/v3/vault/setup-tokens/{setup.Id}");
        var kept = await paypal.PostAsync("/v3/vault/payment-tokens", From(setup.Id));
        var list = await paypal.GetAsync("/v3/vault/payment-tokens?customer_id=conto-7");

        Assert.Equal((HttpStatusCode.Created, "PAYER_ACTION_REQUIRED"), (setup.Status, setup.State));
        Assert.EndsWith($"/paypal/agreements/approve?approval_session_id={setup.Id}", setup.Link("approve"), StringComparison.Ordinal);
        Assert.Equal("SETUP_TOKEN_NOT_APPROVED", early.Issue);
        Assert.Equal($"http://127.0.0.1:5080/salvato?approval_token_id={setup.Id}&approval_session_id={setup.Id}", approval.Headers.Location?.ToString());
        Assert.Equal("APPROVED", approved.State);
        Assert.Equal(HttpStatusCode.Created, kept.Status);
        Assert.Equal("ok@acquirenti.example", kept.Body.GetProperty("payment_source").GetProperty("paypal").GetProperty("email_address").GetString());
        Assert.Equal(kept.Id, list.Body.GetProperty("payment_tokens")[0].GetProperty("id").GetString());
        Assert.Empty(paypal.Ledger.Captures);
    }

    [Fact]
    public async Task A_setup_token_is_used_once_and_the_same_request_gives_the_same_account()
    {
        var setup = await ApprovedSetupAsync();
        var kept = await paypal.PostAsync("/v3/vault/payment-tokens", From(setup), "salva-1");
        var again = await paypal.PostAsync("/v3/vault/payment-tokens", From(setup), "salva-1");
        var other = await paypal.PostAsync("/v3/vault/payment-tokens", From(setup), "salva-2");

        Assert.Equal((kept.Id, HttpStatusCode.OK), (again.Id, again.Status));
        Assert.Equal("SETUP_TOKEN_ALREADY_USED", other.Issue);
        Assert.Single(paypal.Ledger.Vault);
    }

    [Fact]
    public async Task A_forgotten_account_cannot_be_charged_and_may_be_forgotten_twice()
    {
        var token = await paypal.KeepAsync("g1", customer: "conto-5");
        var order = (await paypal.PostAsync("/v2/checkout/orders", PayPalCaller.Bare("g2"))).Id;

        Assert.Equal(HttpStatusCode.NoContent, (await paypal.DeleteAsync($"/v3/vault/payment-tokens/{token}")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await paypal.DeleteAsync($"/v3/vault/payment-tokens/{token}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await paypal.GetAsync($"/v3/vault/payment-tokens/{token}")).Status);
        Assert.Equal("TOKEN_ID_NOT_FOUND", (await paypal.PostAsync($"/v2/checkout/orders/{order}/capture", WithToken(token))).Issue);
        Assert.NotNull(Assert.Single(paypal.Ledger.Vault).RemovedAt);
        Assert.Single(paypal.Ledger.Captures);
    }

    [Fact]
    public async Task An_account_whose_owner_withdrew_cannot_be_charged()
    {
        var token = await paypal.KeepAsync("h1");
        var order = (await paypal.PostAsync("/v2/checkout/orders", PayPalCaller.Bare("h2"))).Id;
        await paypal.Sandbox.Http.PostAsync($"/paypal-console/vault/{token}/revoke", content: null);

        var refused = await paypal.PostAsync($"/v2/checkout/orders/{order}/capture", WithToken(token));
        var told = (await paypal.HooksAsync()).Single(h => h.Type == "VAULT.PAYMENT-TOKEN.DELETED");

        Assert.Equal("AGREEMENT_ALREADY_CANCELLED", refused.Issue);
        Assert.Equal(token, told.Resource.GetProperty("id").GetString());
        Assert.NotNull(Assert.Single(paypal.Ledger.Vault).RemovedAt);
    }

    [Fact]
    public async Task An_account_that_pays_once_may_refuse_the_next_time()
    {
        var token = await paypal.KeepAsync("i1", "renewal-no@acquirenti.example");
        var order = (await paypal.PostAsync("/v2/checkout/orders", PayPalCaller.Bare("i2"))).Id;

        Assert.Equal("INSTRUMENT_DECLINED", (await paypal.PostAsync($"/v2/checkout/orders/{order}/capture", WithToken(token))).Issue);
        Assert.Single(paypal.Ledger.Captures);
    }

    private async Task<string> ApprovedSetupAsync()
    {
        var setup = await paypal.PostAsync("/v3/vault/setup-tokens", Setup);
        await paypal.Sandbox.Http.PostAsync($"/paypal/agreements/approve?approval_session_id={setup.Id}", new FormUrlEncodedContent([new("email", "ok@acquirenti.example")]));
        return setup.Id;
    }

    private static string WithToken(string? token) => $$"""{ "payment_source": { "paypal": { "vault_id": "{{token}}" } } }""";

    private static string From(string setup) => JsonSerializer.Serialize(new { payment_source = new { token = new { id = setup, type = "SETUP_TOKEN" } } });
}
