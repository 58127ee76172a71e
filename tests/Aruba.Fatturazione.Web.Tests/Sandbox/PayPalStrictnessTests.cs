using System.Net;
using System.Text;
using System.Text.Json;

namespace Aruba.Fatturazione.Web.Tests.Sandbox;

public sealed class PayPalStrictnessTests(PayPalCaller paypal) : IClassFixture<PayPalCaller>, IAsyncLifetime
{
    private const string Amount = """ "amount": { "currency_code": "EUR", "value": "10.00" } """;

    public Task InitializeAsync() => paypal.ClearAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("""{ "purchase_units": [ { AMOUNT } ] }""", "/intent", "MISSING_REQUIRED_PARAMETER")]
    [InlineData("""{ "intent": "capture", "purchase_units": [ { AMOUNT } ] }""", "/intent", "INVALID_PARAMETER_VALUE")]
    [InlineData("""{ "intent": "CAPTURE" }""", "/purchase_units", "MISSING_REQUIRED_PARAMETER")]
    [InlineData("""{ "intent": "CAPTURE", "purchase_units": [] }""", "/purchase_units", "INVALID_ARRAY_LENGTH")]
    [InlineData("""{ "intent": "CAPTURE", "purchase_units": [ {} ] }""", "/purchase_units/0/amount", "MISSING_REQUIRED_PARAMETER")]
    [InlineData("""{ "intent": "CAPTURE", "purchase_units": [ { "amount": { "value": "10.00" } } ] }""", "/purchase_units/0/amount/currency_code", "MISSING_REQUIRED_PARAMETER")]
    [InlineData("""{ "intent": "CAPTURE", "purchase_units": [ { "amount": { "currency_code": "EUR", "value": 10.00 } } ] }""", "/purchase_units/0/amount/value", "INVALID_PARAMETER_SYNTAX")]
    [InlineData("""{ "intent": "CAPTURE", "purchase_units": [ { "amount": { "currency_code": "EUR", "value": "10,00" } } ] }""", "/purchase_units/0/amount/value", "INVALID_PARAMETER_SYNTAX")]
    [InlineData("""{ "intent": "CAPTURE", "purchase_units": [ { AMOUNT, "customId": "x" } ] }""", "/purchase_units/0/customId", "UNKNOWN_PARAMETER")]
    [InlineData("""{ "intent": "CAPTURE", "purchase_units": [ { AMOUNT, "custom_id": "" } ] }""", "/purchase_units/0/custom_id", "INVALID_STRING_LENGTH")]
    [InlineData("""{ "intent": "CAPTURE", "purchase_units": [ { AMOUNT } ], "payment_source": { "paypal": { "experience_context": { "locale": "italiano" } } } }""", "/payment_source/paypal/experience_context/locale", "INVALID_PARAMETER_SYNTAX")]
    [InlineData("""{ "intent": "CAPTURE", "purchase_units": [ { AMOUNT } ], "payment_source": { "paypal": { "experience_context": { "return_url": "/ritorno" } } } }""", "/payment_source/paypal/experience_context/return_url", "INVALID_PARAMETER_SYNTAX")]
    [InlineData("""{ "intent": "CAPTURE", "purchase_units": [ { AMOUNT } ], "payment_source": { "paypal": { "attributes": { "vault": { "store_in_vault": "ON_SUCCESS" } } } } }""", "/payment_source/paypal/attributes/vault/usage_type", "MISSING_REQUIRED_PARAMETER")]
    public async Task What_breaks_the_schema_is_refused_and_noted(string body, string field, string issue)
    {
        var answer = await paypal.PostAsync("/v2/checkout/orders", body.Replace("AMOUNT", Amount.Trim(), StringComparison.Ordinal));

        var detail = answer.Body.GetProperty("details")[0];
        Assert.Equal((HttpStatusCode.BadRequest, "INVALID_REQUEST"), (answer.Status, answer.Text("name")));
        Assert.Equal((field, issue), (detail.GetProperty("field").GetString(), detail.GetProperty("issue").GetString()));
        Assert.NotEmpty(answer.Text("debug_id"));
        var refusal = Assert.Single(paypal.Ledger.RefusedRequests);
        Assert.Equal(("paypal", "POST /v2/checkout/orders", $"{field}: {issue}"), (refusal.Provider, refusal.Path, refusal.Why));
    }

    [Theory]
    [InlineData("EUR", "10.001", "DECIMAL_PRECISION")]
    [InlineData("EUR", "0.00", "CANNOT_BE_ZERO_OR_NEGATIVE")]
    [InlineData("EUR", "-1.00", "CANNOT_BE_ZERO_OR_NEGATIVE")]
    [InlineData("EUR", "10000000.00", "CANNOT_BE_ZERO_OR_NEGATIVE")]
    [InlineData("XXX", "10.00", "CURRENCY_NOT_SUPPORTED")]
    public async Task An_amount_that_cannot_be_paid_is_refused_and_noted(string currency, string value, string issue)
    {
        var answer = await paypal.PostAsync(
            "/v2/checkout/orders", $$"""{ "intent": "CAPTURE", "purchase_units": [ { "amount": { "currency_code": "{{currency}}", "value": "{{value}}" } } ] }""");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, issue), (answer.Status, answer.Issue));
        Assert.Single(paypal.Ledger.RefusedRequests);
    }

    [Theory]
    [InlineData("10", 1000)]
    [InlineData("10.5", 1050)]
    [InlineData(".99", 99)]
    [InlineData("9999999.99", 999_999_999)]
    public async Task An_amount_counts_to_the_cent_however_it_is_written(string value, long cents)
    {
        await paypal.BuyAsync($"importo-{cents}", amount: value);

        Assert.Equal(cents, Assert.Single(paypal.Ledger.Captures).AmountCents);
    }

    [Fact]
    public async Task Text_that_is_not_json_is_refused()
    {
        var answer = await paypal.PostAsync("/v2/checkout/orders", "{ intent: ");

        Assert.Equal("MALFORMED_REQUEST_JSON", answer.Issue);
    }

    [Fact]
    public async Task Another_media_type_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/paypal/v2/checkout/orders") { Content = new StringContent("{}", Encoding.UTF8, "text/plain") };
        request.Headers.Authorization = new("Bearer", "nessuno");
        var stranger = await paypal.Sandbox.Http.SendAsync(request);

        using var bare = new HttpRequestMessage(HttpMethod.Post, "/paypal/v2/checkout/orders") { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        var nobody = await paypal.Sandbox.Http.SendAsync(bare);
        var body = JsonDocument.Parse(await nobody.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
        Assert.Equal((HttpStatusCode.Unauthorized, "AUTHENTICATION_FAILURE"), (nobody.StatusCode, body.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task A_saved_account_is_charged_only_under_a_request_id()
    {
        var token = await paypal.KeepAsync("s1");
        var order = (await paypal.PostAsync("/v2/checkout/orders", PayPalCaller.Bare("s2"))).Id;

        var answer = await paypal.PostAsync($"/v2/checkout/orders/{order}/capture", $$"""{ "payment_source": { "paypal": { "vault_id": "{{token}}" } } }""", id: "");

        Assert.Equal("PAYPAL_REQUEST_ID_REQUIRED", answer.Issue);
        Assert.Single(paypal.Ledger.Captures);
    }

    [Fact]
    public async Task Every_call_is_in_the_ledger_with_its_key_and_status()
    {
        await paypal.PostAsync("/v2/checkout/orders", PayPalCaller.Order("t1"), "chiave-t1");

        var call = Assert.Single(paypal.Ledger.Calls);
        Assert.Equal(("paypal", "POST", "/v2/checkout/orders", 200, "chiave-t1"), (call.Provider, call.Method, call.Path, call.Status, call.IdempotencyKey));
    }
}
