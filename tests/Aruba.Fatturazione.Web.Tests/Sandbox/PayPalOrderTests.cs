using System.Net;
using System.Text;
using System.Text.Json;
using Aruba.Fatturazione.Sandbox.Mischief;

namespace Aruba.Fatturazione.Web.Tests.Sandbox;

public sealed class PayPalOrderTests(PayPalCaller paypal) : IClassFixture<PayPalCaller>, IAsyncLifetime
{
    private const string Orders = "/v2/checkout/orders";

    public Task InitializeAsync() => paypal.ClearAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("sandbox-client:wrong", "client_credentials", HttpStatusCode.Unauthorized, "invalid_client")]
    [InlineData("wrong:sandbox-secret", "client_credentials", HttpStatusCode.Unauthorized, "invalid_client")]
    [InlineData("sandbox-client:sandbox-secret", "password", HttpStatusCode.BadRequest, "unsupported_grant_type")]
    public async Task A_token_is_given_for_the_right_keys_only(string keys, string grant, HttpStatusCode status, string error)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/paypal/v1/oauth2/token") { Content = new FormUrlEncodedContent([new("grant_type", grant)]) };
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(keys)));

        using var answer = await paypal.Sandbox.Http.SendAsync(request);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(error, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_token_lives_nine_hours()
    {
        paypal.Sandbox.Clock.Advance(TimeSpan.FromSeconds(32_399));
        Assert.Equal(HttpStatusCode.NotFound, (await paypal.GetAsync($"{Orders}/NESSUNO")).Status);

        paypal.Sandbox.Clock.Advance(TimeSpan.FromSeconds(1));
        var late = await paypal.GetAsync($"{Orders}/NESSUNO");
        await paypal.SignInAsync();

        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_token"), (late.Status, late.Text("error")));
    }

    [Fact]
    public async Task An_order_is_created_approved_and_captured()
    {
        var created = await paypal.PostAsync(Orders, PayPalCaller.Order("a1"));
        var back = await paypal.ApproveAsync(created.Id);
        var approved = await paypal.GetAsync($"{Orders}/{created.Id}");
        var captured = await paypal.PostAsync($"{Orders}/{created.Id}/capture");
        var shown = await paypal.GetAsync($"/v2/payments/captures/{captured.Capture.GetProperty("id").GetString()}");

        Assert.Equal((HttpStatusCode.OK, "PAYER_ACTION_REQUIRED"), (created.Status, created.State));
        Assert.EndsWith($"/paypal/checkoutnow?token={created.Id}", created.Link("payer-action"), StringComparison.Ordinal);
        Assert.StartsWith($"http://127.0.0.1:5080/ritorno?token={created.Id}&PayerID=", back?.ToString(), StringComparison.Ordinal);
        Assert.Equal("APPROVED", approved.State);
        Assert.Equal((HttpStatusCode.Created, "COMPLETED"), (captured.Status, captured.State));
        Assert.Equal("36.60", captured.Capture.GetProperty("amount").GetProperty("value").GetString());
        Assert.Equal("a1", shown.Text("custom_id"));
        Assert.Equal(created.Id, shown.Body.GetProperty("supplementary_data").GetProperty("related_ids").GetProperty("order_id").GetString());
        var taken = Assert.Single(paypal.Ledger.Captures);
        Assert.Equal(("paypal", "ORD-1", "a1", 3660L, "eur"), (taken.Provider, taken.Order, taken.Attempt, taken.AmountCents, taken.Currency));
        Assert.Empty(paypal.Ledger.RefusedRequests);
    }

    [Fact]
    public async Task An_order_without_payment_source_waits_for_one()
    {
        var created = await paypal.PostAsync(Orders, PayPalCaller.Bare("b1"), whole: true);
        var tooEarly = await paypal.PostAsync($"{Orders}/{created.Id}/capture");

        Assert.Equal((HttpStatusCode.Created, "CREATED"), (created.Status, created.State));
        Assert.Equal("b1", created.Body.GetProperty("purchase_units")[0].GetProperty("custom_id").GetString());
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "ORDER_NOT_APPROVED"), (tooEarly.Status, tooEarly.Issue));
        Assert.Empty(paypal.Ledger.Captures);
    }

    [Fact]
    public async Task An_order_is_captured_once()
    {
        var first = await paypal.BuyAsync("c1");

        var again = await paypal.PostAsync($"{Orders}/{first.Id}/capture");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "ORDER_ALREADY_CAPTURED"), (again.Status, again.Issue));
        Assert.Single(paypal.Ledger.Captures);
    }

    [Fact]
    public async Task A_buyer_who_is_refused_can_choose_another_account_for_the_same_order()
    {
        var order = (await paypal.PostAsync(Orders, PayPalCaller.Order("d1"))).Id;
        await paypal.ApproveAsync(order, "no@acquirenti.example");
        var refused = await paypal.PostAsync($"{Orders}/{order}/capture");
        await paypal.ApproveAsync(order);
        var taken = await paypal.PostAsync($"{Orders}/{order}/capture");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "INSTRUMENT_DECLINED"), (refused.Status, refused.Issue));
        Assert.EndsWith($"/checkoutnow?token={order}", refused.Link("redirect"), StringComparison.Ordinal);
        Assert.Equal("COMPLETED", taken.State);
        Assert.Single(paypal.Ledger.Captures);
    }

    [Fact]
    public async Task Two_orders_with_one_invoice_number_are_paid_once()
    {
        var one = (await paypal.PostAsync(Orders, PayPalCaller.Order("e1", invoice: "ORD-9"))).Id;
        var two = (await paypal.PostAsync(Orders, PayPalCaller.Order("e2", invoice: "ORD-9"))).Id;
        await paypal.ApproveAsync(one);
        await paypal.ApproveAsync(two);
        await paypal.PostAsync($"{Orders}/{one}/capture");

        var second = await paypal.PostAsync($"{Orders}/{two}/capture");
        var third = await paypal.PostAsync(Orders, PayPalCaller.Order("e3", invoice: "ORD-9"));

        Assert.Equal("DUPLICATE_INVOICE_ID", second.Issue);
        Assert.Equal("DUPLICATE_INVOICE_ID", third.Issue);
        Assert.Single(paypal.Ledger.Captures);
    }

    [Fact]
    public async Task A_repeated_request_is_one_order_and_one_capture_and_shows_them_as_they_are_now()
    {
        var body = PayPalCaller.Order("f1");
        var first = await paypal.PostAsync(Orders, body, "ripetuta-f1");
        await paypal.ApproveAsync(first.Id);
        var again = await paypal.PostAsync(Orders, body, "ripetuta-f1");
        var capture = await paypal.PostAsync($"{Orders}/{first.Id}/capture", "{}", "cattura-f1");
        var captureAgain = await paypal.PostAsync($"{Orders}/{first.Id}/capture", "{}", "cattura-f1");

        Assert.Equal((first.Id, "APPROVED", HttpStatusCode.OK), (again.Id, again.State, again.Status));
        Assert.Equal(capture.Capture.GetProperty("id").GetString(), captureAgain.Capture.GetProperty("id").GetString());
        Assert.Single(paypal.Ledger.Captures);
        Assert.Empty(paypal.Ledger.RefusedRequests);
    }

    [Fact]
    public async Task After_six_hours_a_request_id_is_forgotten()
    {
        var first = await paypal.PostAsync(Orders, PayPalCaller.Order("g1"), "vecchia-g1");
        paypal.Sandbox.Clock.Advance(TimeSpan.FromHours(6));

        var later = await paypal.PostAsync(Orders, PayPalCaller.Order("g1"), "vecchia-g1");

        Assert.NotEqual(first.Id, later.Id);
    }

    [Fact]
    public async Task The_same_request_id_with_another_amount_is_answered_as_before_and_noted()
    {
        var first = await paypal.PostAsync(Orders, PayPalCaller.Order("h1", "10.00"), "stessa-h1");

        var other = await paypal.PostAsync(Orders, PayPalCaller.Order("h1", "20.00"), "stessa-h1");

        Assert.Equal(first.Id, other.Id);
        Assert.Contains("another body", Assert.Single(paypal.Ledger.RefusedRequests).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_leaves_the_request_id_free()
    {
        var order = (await paypal.PostAsync(Orders, PayPalCaller.Order("i1"))).Id;
        var early = await paypal.PostAsync($"{Orders}/{order}/capture", "{}", "cattura-i1");
        await paypal.ApproveAsync(order);

        var then = await paypal.PostAsync($"{Orders}/{order}/capture", "{}", "cattura-i1");

        Assert.Equal("ORDER_NOT_APPROVED", early.Issue);
        Assert.Equal("COMPLETED", then.State);
    }

    [Fact]
    public async Task The_same_request_id_at_the_same_moment_is_a_conflict()
    {
        var order = (await paypal.PostAsync(Orders, PayPalCaller.Order("j1"))).Id;
        await paypal.ApproveAsync(order);
        paypal.Break("POST /v2/checkout/orders/*/capture", HttpFault.Delay, seconds: 2, times: 1);

        var first = paypal.PostAsync($"{Orders}/{order}/capture", "{}", "insieme-j1");
        var second = await WhileInProgressAsync(() => paypal.PostAsync($"{Orders}/{order}/capture", "{}", "insieme-j1"));

        Assert.Equal((HttpStatusCode.Conflict, "PREVIOUS_REQUEST_IN_PROGRESS"), (second.Status, second.Issue));
        Assert.Equal("COMPLETED", (await first).State);
        Assert.Single(paypal.Ledger.Captures);

        // The first one needs a moment to arrive; until then the second would be the first.
        async Task<PayPalCaller.Answer> WhileInProgressAsync(Func<Task<PayPalCaller.Answer>> ask)
        {
            while (paypal.Sandbox.App.HttpMischief.Rules.Count > 0)
            {
                await Task.Delay(5);
            }

            await Task.Delay(200);
            return await ask();
        }
    }

    [Fact]
    public async Task A_500_is_replayed_under_its_request_id_and_nowhere_else()
    {
        paypal.Break("POST /v2/checkout/orders", HttpFault.ReplayedError, times: 1);
        var first = await paypal.PostAsync(Orders, PayPalCaller.Order("k1"), "morta-k1");
        var again = await paypal.PostAsync(Orders, PayPalCaller.Order("k1"), "morta-k1");
        var fresh = await paypal.PostAsync(Orders, PayPalCaller.Order("k1"), "viva-k1");

        Assert.Equal(HttpStatusCode.InternalServerError, first.Status);
        Assert.Equal(HttpStatusCode.InternalServerError, again.Status);
        Assert.Equal("PAYER_ACTION_REQUIRED", fresh.State);
    }

    [Fact]
    public async Task A_forgotten_request_id_cannot_charge_the_same_order_twice()
    {
        var order = (await paypal.PostAsync(Orders, PayPalCaller.Order("l1"))).Id;
        await paypal.ApproveAsync(order);
        await paypal.PostAsync($"{Orders}/{order}/capture", "{}", "cattura-l1");
        paypal.Break("POST /v2/checkout/orders/*/capture", HttpFault.ForgottenKey, times: 1);

        var again = await paypal.PostAsync($"{Orders}/{order}/capture", "{}", "cattura-l1");

        Assert.Equal("ORDER_ALREADY_CAPTURED", again.Issue);
        Assert.Single(paypal.Ledger.Captures);
    }

    [Fact]
    public async Task An_order_that_nobody_completes_is_gone_after_three_hours()
    {
        var order = (await paypal.PostAsync(Orders, PayPalCaller.Order("m1"))).Id;
        paypal.Sandbox.Clock.Advance(TimeSpan.FromHours(3));

        Assert.Equal((HttpStatusCode.NotFound, "INVALID_RESOURCE_ID"), (await paypal.GetAsync($"{Orders}/{order}")) is var gone ? (gone.Status, gone.Issue) : default);
        Assert.Null(await paypal.ApproveAsync(order));
    }

    [Fact]
    public async Task A_payment_under_review_charges_nothing_until_it_is_done()
    {
        var pending = await paypal.BuyAsync("n1", "pending@acquirenti.example");
        var id = pending.Capture.GetProperty("id").GetString();
        Assert.Equal("PENDING", pending.Capture.GetProperty("status").GetString());
        Assert.Empty(paypal.Ledger.Captures);

        await paypal.Sandbox.Http.PostAsync($"/paypal-console/captures/{id}/complete", content: null);

        Assert.Equal("COMPLETED", (await paypal.GetAsync($"/v2/payments/captures/{id}")).State);
        Assert.Single(paypal.Ledger.Captures);
    }
}
