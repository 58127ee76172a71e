using System.Net;
using Stripe;

namespace Aruba.Fatturazione.Web.Tests.Sandbox.Stripe;

public sealed class StripeRefusalTests(StripeSandbox sandbox) : IClassFixture<StripeSandbox>, IAsyncLifetime
{
    private const string Line = "line_items[0][quantity]=1&line_items[0][price_data][currency]=eur&line_items[0][price_data][unit_amount]=3050&line_items[0][price_data][product_data][name]=X";
    private const string Session = "mode=payment&success_url=http%3A%2F%2Flocalhost%2Fok&" + Line;

    public Task InitializeAsync() => sandbox.BeginAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("/v1/payment_intents", "amount=3050&currency=eur&colour=red", "parameter_unknown", "colour")]
    [InlineData("/v1/payment_intents", "amount=3050&currency=eur&payment_method_types[0]=card", "parameter_unknown", "payment_method_types")]
    [InlineData("/v1/payment_intents", "amount=3050&currency=eur&shipping[name]=x", "sandbox_not_modelled", "shipping")]
    [InlineData("/v1/payment_intents", "currency=eur", "parameter_missing", "amount")]
    [InlineData("/v1/payment_intents", "amount=3050", "parameter_missing", "currency")]
    [InlineData("/v1/payment_intents", "amount=30.50&currency=eur", "parameter_invalid_integer", "amount")]
    [InlineData("/v1/payment_intents", "amount=30,50&currency=eur", "parameter_invalid_integer", "amount")]
    [InlineData("/v1/payment_intents", "amount=%2B3050&currency=eur", "parameter_invalid_integer", "amount")]
    [InlineData("/v1/payment_intents", "amount=tanto&currency=eur", "parameter_invalid_integer", "amount")]
    [InlineData("/v1/payment_intents", "amount=&currency=eur", "parameter_invalid_empty", "amount")]
    [InlineData("/v1/payment_intents", "amount=49&currency=eur", "amount_too_small", "amount")]
    [InlineData("/v1/payment_intents", "amount=-100&currency=eur", "amount_too_small", "amount")]
    [InlineData("/v1/payment_intents", "amount=100000000&currency=eur", "amount_too_large", "amount")]
    [InlineData("/v1/payment_intents", "amount=3050&currency=lire", null, "currency")]
    [InlineData("/v1/payment_intents", "amount=3050&currency=eur&confirm=si", null, "confirm")]
    [InlineData("/v1/payment_intents", "amount=3050&currency=eur&off_session=true", null, "off_session")]
    [InlineData("/v1/payment_intents", "amount=3050&currency=eur&metadata=x", null, "metadata")]
    [InlineData("/v1/payment_intents", "amount[0]=3050&currency=eur", null, "amount")]
    [InlineData("/v1/payment_intents", "amount=3050&amount=4000&currency=eur", null, "amount")]
    [InlineData("/v1/payment_intents", "amount=3050&currency=eur&customer=cus_nessuno", "resource_missing", "customer")]
    [InlineData("/v1/payment_intents", "amount=3050&currency=eur&payment_method=pm_nessuna", "resource_missing", "payment_method")]
    [InlineData("/v1/payment_intents", "amount=3050&currency=eur&confirm=true&payment_method=pm_card_visa", null, "return_url")]
    [InlineData("/v1/payment_intents", "amount=3050&currency=eur&confirm=true&payment_method=pm_card_visa&return_url=esito", "url_invalid", "return_url")]
    [InlineData("/v1/payment_intents", "amount=3050&currency=eur&expand[]=colour", null, "expand")]
    [InlineData("/v1/checkout/sessions", "success_url=http%3A%2F%2Flocalhost%2Fok&" + Line, "parameter_missing", "mode")]
    [InlineData("/v1/checkout/sessions", "mode=payment&" + Line, "parameter_missing", "success_url")]
    [InlineData("/v1/checkout/sessions", "mode=payment&success_url=http%3A%2F%2Flocalhost%2Fok", "parameter_missing", "line_items")]
    [InlineData("/v1/checkout/sessions", "mode=pagamento&success_url=http%3A%2F%2Flocalhost%2Fok&" + Line, null, "mode")]
    [InlineData("/v1/checkout/sessions", Session + "&line_items[0][price_data][unit]=1", "parameter_unknown", "line_items[0][price_data][unit]")]
    [InlineData("/v1/checkout/sessions", Session + "&line_items[1][quantity]=1", "parameter_missing", "line_items[1][price_data]")]
    [InlineData("/v1/checkout/sessions", Session + "&line_items[2][quantity]=1", null, "line_items")]
    [InlineData("/v1/checkout/sessions", Session + "&expires_at=1", null, "expires_at")]
    [InlineData("/v1/checkout/sessions", Session + "&locale=italiano", null, "locale")]
    [InlineData("/v1/checkout/sessions", Session + "&setup_intent_data[description]=x", null, "setup_intent_data")]
    [InlineData("/v1/checkout/sessions", Session + "&customer=cus_x&customer_email=a%40b.example", null, "customer")]
    [InlineData("/v1/checkout/sessions", "mode=setup&success_url=http%3A%2F%2Flocalhost%2Fok", "parameter_missing", "currency")]
    [InlineData("/v1/checkout/sessions", "mode=setup&currency=eur&success_url=http%3A%2F%2Flocalhost%2Fok&" + Line, null, "line_items")]
    [InlineData("/v1/refunds", "payment_intent=pi_x&amount=0", "parameter_invalid_integer", "amount")]
    [InlineData("/v1/refunds", "payment_intent=pi_x&amount=1.00", "parameter_invalid_integer", "amount")]
    [InlineData("/v1/refunds", "payment_intent=pi_x&reason=boh", null, "reason")]
    [InlineData("/v1/customers", "metadata[una_chiave_molto_ma_molto_piu_lunga_di_quaranta]=x", null, "metadata")]
    [InlineData("/v1/customers", "name[x=1", null, "name[x")]
    public async Task A_request_that_is_wrong_is_refused_as_stripe_would_and_noted(string path, string form, string? code, string param)
    {
        var answer = await sandbox.PostAsync(path, form);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(("invalid_request_error", code, param), (answer.Error("type"), answer.Error("code"), answer.Error("param")));
        Assert.NotEmpty(answer.Error("message") ?? "");
        var noted = Assert.Single(sandbox.Ledger.RefusedRequests);
        Assert.Equal(("stripe", $"POST {path}", answer.Error("message")), (noted.Provider, noted.Path, noted.Why));
        Assert.Equal(400, Assert.Single(sandbox.Ledger.Calls).Status);
        Assert.Empty(await sandbox.Stripe.V1.PaymentIntents.ListAsync());
        Assert.Empty(await sandbox.Stripe.V1.Checkout.Sessions.ListAsync());
    }

    [Theory]
    [InlineData("/v1/payment_intents?limit=0", "limit")]
    [InlineData("/v1/payment_intents?limit=molti", "limit")]
    [InlineData("/v1/payment_intents?customer=cus_nessuno", "customer")]
    [InlineData("/v1/payment_intents?starting_after=pi_nessuno", "starting_after")]
    [InlineData("/v1/payment_intents?colour=red", "colour")]
    [InlineData("/v1/payment_intents?expand[]=customer", "expand")]
    [InlineData("/v1/payment_intents?expand[]=data.customer.colour", "expand")]
    [InlineData("/v1/payment_intents/search?query=attempt%20is%20one", "query")]
    [InlineData("/v1/payment_intents/search", "query")]
    [InlineData("/v1/events?type=a&types[]=b", "type")]
    public async Task A_wrong_question_is_refused_too(string address, string param)
    {
        var answer = await sandbox.RawAsync(HttpMethod.Get, address);

        Assert.Equal((HttpStatusCode.BadRequest, param), (answer.Status, answer.Error("param")));
        Assert.Single(sandbox.Ledger.RefusedRequests);
    }

    [Fact]
    public async Task The_key_is_checked_before_anything_else()
    {
        var none = await sandbox.RawAsync(HttpMethod.Post, "/v1/customers", "name=x", bearer: null);
        var wrong = await StripeSandbox.ErrorAsync(() => sandbox.Client("sk_test_another1234").V1.Customers.CreateAsync(new CustomerCreateOptions()), HttpStatusCode.Unauthorized);

        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_request_error"), (none.Status, none.Error("type")));
        Assert.Contains("Invalid API Key", wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("another", wrong.Message, StringComparison.Ordinal);
        Assert.Equal(2, sandbox.Ledger.RefusedRequests.Count);
    }

    [Fact]
    public async Task Another_content_type_another_version_and_another_address_are_refused()
    {
        var json = await sandbox.RawAsync(HttpMethod.Post, "/v1/customers", "{}", contentType: "application/json");
        var nowhere = await sandbox.RawAsync(HttpMethod.Post, "/v1/charges", "amount=3050");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/stripe/v1/customers");
        request.Headers.Authorization = new("Bearer", "sk_test_sandbox");
        request.Headers.Add("Stripe-Version", "2019-01-01");
        var old = await sandbox.Host.Http.SendAsync(request);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (json.Status, old.StatusCode));
        Assert.Equal(HttpStatusCode.NotFound, nowhere.Status);
        Assert.Contains("Unrecognized request URL (POST: /v1/charges)", nowhere.Error("message"), StringComparison.Ordinal);
        Assert.Equal(3, sandbox.Ledger.RefusedRequests.Count);
    }

    [Fact]
    public async Task What_is_not_there_is_a_404_and_no_mistake_of_the_caller()
    {
        var error = await StripeSandbox.ErrorAsync(() => sandbox.Stripe.V1.PaymentIntents.GetAsync("pi_nessuno"), HttpStatusCode.NotFound);

        Assert.Equal(("resource_missing", "id"), (error.Code, error.Param));
        Assert.Empty(sandbox.Ledger.RefusedRequests);
    }

    [Fact]
    public async Task A_card_number_that_a_caller_sends_is_not_written_down()
    {
        await sandbox.PostAsync("/v1/payment_intents", "amount=3050&currency=eur&4242424242424242=1");

        Assert.DoesNotContain("4242", Assert.Single(sandbox.Ledger.RefusedRequests).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_account_behind_the_key_can_be_asked_for()
    {
        var account = await sandbox.Stripe.V1.Accounts.GetSelfAsync();

        Assert.Equal(("acct_sandbox", "IT", true), (account.Id, account.Country, account.ChargesEnabled));
    }
}
