using System.Diagnostics;
using Aruba.Fatturazione.Sandbox.Mischief;
using Aruba.Fatturazione.Web.Payments.PayPal;

namespace Aruba.Fatturazione.Web.Tests.Payments.PayPal;

public sealed class PayPalClientTests(PayPalClientHost shop) : IClassFixture<PayPalClientHost>, IAsyncLifetime
{
    private static readonly PayPalAmount Price = new("EUR", "36.60");

    private int Grants => shop.Sandbox.Ledger.Calls.Count(c => c.Path == "/v1/oauth2/token");

    public Task InitializeAsync() => shop.ClearAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Every_call_of_the_client_is_valid_by_the_descriptions()
    {
        var order = Value(await shop.Client.CreateOrderAsync(Order("a1"), "a1-order", default));
        await shop.Sandbox.ApproveAsync(order.Id!);
        var captured = Value(await shop.Client.CaptureAsync(order.Id!, vaultId: null, "a1-capture", default));
        var capture = captured.Capture!.Id!;
        var refund = Value(await shop.Client.RefundAsync(capture, new RefundSent(new PayPalAmount("EUR", "1.00"), "r1"), "a1-refund", default));
        Value(await shop.Client.ShowOrderAsync(order.Id!, default));
        Value(await shop.Client.ShowCaptureAsync(capture, default));
        Value(await shop.Client.ShowRefundAsync(refund.Id!, default));
        var setup = Value(await shop.Client.CreateSetupAsync(
            new SetupSent(new CustomerSent("conto-1"), new PayingWith<SetupWalletSent>(new SetupWalletSent(Visit))), "a1-setup", default));
        Value(await shop.Client.ShowSetupAsync(setup.Id!, default));
        using var form = new FormUrlEncodedContent([new("email", "ok@acquirenti.example")]);
        await shop.Sandbox.Sandbox.Http.PostAsync($"/paypal/agreements/approve?approval_session_id={setup.Id}", form);
        var token = Value(await shop.Client.CreateTokenAsync(setup.Id!, "a1-token", default));
        Value(await shop.Client.ShowTokenAsync(token.Id!, default));
        Assert.Single(Value(await shop.Client.TokensOfAsync("conto-1", default)).PaymentTokens!);
        var bare = Value(await shop.Client.CreateOrderAsync(Order("a2") with { PaymentSource = null }, "a2-order", default));
        Assert.Equal("COMPLETED", Value(await shop.Client.CaptureAsync(bare.Id!, token.Id, "a2-capture", default)).Status);
        Value(await shop.Client.DeleteTokenAsync(token.Id!, default));

        Assert.Empty(shop.Sandbox.Ledger.RefusedRequests);
        Assert.Equal(2, shop.Sandbox.Ledger.Captures.Count);
        Assert.Equal(100, Assert.Single(shop.Sandbox.Ledger.Refunds).AmountCents);
        Assert.NotNull(Assert.Single(shop.Sandbox.Ledger.Vault).RemovedAt);
    }

    [Fact]
    public async Task Every_call_that_changes_something_has_its_request_id()
    {
        var order = Value(await shop.Client.CreateOrderAsync(Order("b1"), "b1-order", default));
        await shop.Sandbox.ApproveAsync(order.Id!);
        var captured = Value(await shop.Client.CaptureAsync(order.Id!, vaultId: null, "b1-capture", default));
        await shop.Client.RefundAsync(captured.Capture!.Id!, new RefundSent(Price, "r"), "b1-refund", default);

        Assert.Equal(
            ["b1-order", "b1-capture", "b1-refund"],
            shop.Sandbox.Ledger.Calls.Where(c => c.Method == "POST" && c.Path != "/v1/oauth2/token").Select(c => c.IdempotencyKey));
    }

    [Fact]
    public async Task One_token_serves_until_shortly_before_its_end()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => shop.Client.ShowOrderAsync("NESSUNO", default)));
        Assert.Equal(1, Grants);

        shop.Sandbox.Sandbox.Clock.Advance(TimeSpan.FromSeconds(32_400) - TimeSpan.FromMinutes(6));
        await shop.Client.ShowOrderAsync("NESSUNO", default);
        Assert.Equal(1, Grants);

        shop.Sandbox.Sandbox.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.IsType<PayPalReply<OrderSeen>.Refused>(await shop.Client.ShowOrderAsync("NESSUNO", default));
        Assert.Equal(2, Grants);
    }

    [Fact]
    public async Task A_token_voided_before_its_time_is_replaced_once()
    {
        await shop.Client.ShowOrderAsync("NESSUNO", default);
        await shop.Sandbox.Sandbox.Http.PostAsync("/paypal-console/tokens/revoke", content: null);

        var order = Value(await shop.Client.CreateOrderAsync(Order("d1"), "d1-order", default));

        Assert.NotNull(order.Id);
        Assert.Equal(2, Grants);
    }

    [Fact]
    public async Task A_second_401_is_not_asked_again()
    {
        shop.Sandbox.Break("POST /v2/checkout/orders", HttpFault.Status, status: 401, times: null);

        var reply = await shop.Client.CreateOrderAsync(Order("e1"), "e1-order", default);

        Assert.StartsWith("401", Assert.IsType<PayPalReply<OrderSeen>.Unknown>(reply).Why, StringComparison.Ordinal);
        Assert.Equal(2, shop.Sandbox.Ledger.Calls.Count(c => c.Path == "/v2/checkout/orders"));
    }

    [Fact]
    public async Task Without_a_token_nothing_is_asked()
    {
        shop.Sandbox.Break("POST /v1/oauth2/token", HttpFault.Status, status: 401, times: null);

        Assert.Equal("no token: 401", Assert.IsType<PayPalReply<OrderSeen>.Unknown>(await shop.Client.CreateOrderAsync(Order("f1"), "f1-order", default)).Why);
        Assert.DoesNotContain(shop.Sandbox.Ledger.Calls, c => c.Path == "/v2/checkout/orders");
    }

    [Theory]
    [InlineData("ORDER_NOT_APPROVED", 422)]
    public async Task A_refusal_says_its_issue(string code, int status)
    {
        var order = Value(await shop.Client.CreateOrderAsync(Order("g1"), "g1-order", default));

        var refused = Assert.IsType<PayPalReply<OrderSeen>.Refused>(await shop.Client.CaptureAsync(order.Id!, vaultId: null, "g1-capture", default));

        Assert.Equal((code, status), (refused.Code, refused.Status));
    }

    [Theory]
    [InlineData(HttpFault.TimeoutBefore, 0)]
    [InlineData(HttpFault.TimeoutAfter, 1)]
    [InlineData(HttpFault.ResetAfter, 1)]
    [InlineData(HttpFault.Malformed, 1)]
    [InlineData(HttpFault.Endless, 1)]
    [InlineData(HttpFault.Redirect, 0)]
    [Trait("row", "B-P3")]
    [Trait("row", "B-P10")]
    public async Task A_lost_or_unreadable_answer_is_unknown_and_asking_tells_the_truth(HttpFault fault, int charges)
    {
        var order = Value(await shop.Client.CreateOrderAsync(Order("h-" + fault), $"h-{fault}", default));
        await shop.Sandbox.ApproveAsync(order.Id!);
        shop.Sandbox.Break("POST /v2/checkout/orders/*/capture", fault);

        var reply = await shop.Client.CaptureAsync(order.Id!, vaultId: null, $"h-{fault}-capture", default);

        Assert.IsType<PayPalReply<OrderSeen>.Unknown>(reply);
        Assert.Equal(charges, shop.Sandbox.Ledger.Captures.Count);
        Assert.Equal(charges == 1 ? "COMPLETED" : "APPROVED", Value(await shop.Client.ShowOrderAsync(order.Id!, default)).Status);
    }

    [Fact]
    public async Task B_P10_an_answer_that_drips_is_given_up_when_its_time_is_over_and_counts_as_a_failure()
    {
        shop.Sandbox.Break("GET /v2/checkout/orders/*", HttpFault.Endless, seconds: 0.2, times: null);
        var watch = Stopwatch.StartNew();

        var replies = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => shop.Client.ShowOrderAsync("X", default)));

        Assert.All(replies, r => Assert.Equal("no answer in time", Assert.IsType<PayPalReply<OrderSeen>.Unknown>(r).Why));
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(12));
        Assert.False(shop.Gateway.IsAvailable);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        shop.Sandbox.Break("GET /v2/checkout/orders/*", HttpFault.Redirect, status: 307);

        Assert.Equal("307", Assert.IsType<PayPalReply<OrderSeen>.Unknown>(await shop.Client.ShowOrderAsync("X", default)).Why);
    }

    [Theory]
    [InlineData(HttpFault.Status, 500)]
    [InlineData(HttpFault.Status, 503)]
    [InlineData(HttpFault.TooMany, null)]
    [Trait("row", "B-P4")]
    [Trait("row", "B-P9")]
    public async Task A_failure_that_passes_is_repeated_under_the_same_request_id(HttpFault fault, int? status)
    {
        var order = Value(await shop.Client.CreateOrderAsync(Order("i-" + status), $"i-{fault}-{status}", default));
        await shop.Sandbox.ApproveAsync(order.Id!);
        shop.Sandbox.Break("POST /v2/checkout/orders/*/capture", fault, status);

        var reply = await shop.Client.CaptureAsync(order.Id!, vaultId: null, $"i-{fault}-{status}-capture", default);

        Assert.Equal("COMPLETED", Value(reply).Status);
        Assert.Single(shop.Sandbox.Ledger.Calls.Where(c => c.Path.EndsWith("/capture", StringComparison.Ordinal)).Select(c => c.IdempotencyKey).Distinct());
        Assert.Single(shop.Sandbox.Ledger.Captures);
    }

    [Fact]
    public async Task An_answer_without_what_it_should_hold_is_no_success()
    {
        shop.Sandbox.Break("POST /v1/oauth2/token", HttpFault.Status, status: 200);

        Assert.IsType<PayPalReply<OrderSeen>.Unknown>(await shop.Client.ShowOrderAsync("X", default));
    }

    [Fact]
    public async Task An_id_cannot_lead_to_another_address()
    {
        await shop.Client.ShowOrderAsync("../../v3/vault/payment-tokens", default);

        Assert.DoesNotContain(shop.Sandbox.Ledger.Calls, c => c.Path.StartsWith("/v3/vault", StringComparison.Ordinal));
    }

    internal static T Value<T>(PayPalReply<T> reply) => Assert.IsType<PayPalReply<T>.Answered>(reply).Value;

    private static VisitSent Visit { get; } =
        new("http://127.0.0.1:5080/ritorno", "http://127.0.0.1:5080/annulla", "Negozio", UserAction: null, PaymentMethodPreference: null);

    private static OrderSent Order(string attempt) => new(
        "CAPTURE",
        [new UnitSent("FE-1", attempt, "FE-1-" + attempt, "Fatturazione Elettronica", Price)],
        new PayingWith<WalletSent>(new WalletSent(Attributes: null, Visit with { UserAction = "PAY_NOW" })));
}
