using System.Net;
using Aruba.Fatturazione.Sandbox.Mischief;

namespace Aruba.Fatturazione.Web.Tests.Sandbox.Stripe;

public sealed class StripeIdempotencyTests(StripeSandbox sandbox) : IClassFixture<StripeSandbox>, IAsyncLifetime
{
    private const string Pay = "amount=3050&currency=eur&confirm=true&off_session=true&payment_method=pm_card_visa";

    public Task InitializeAsync() => sandbox.BeginAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_same_key_gets_the_same_answer_and_one_charge()
    {
        var first = await sandbox.PostAsync("/v1/payment_intents", Pay, "chiave-1");
        var second = await sandbox.PostAsync("/v1/payment_intents", "payment_method=pm_card_visa&off_session=true&confirm=true&currency=eur&amount=3050", "chiave-1");

        Assert.Equal((HttpStatusCode.OK, first.Text), (second.Status, second.Text));
        Assert.Null(first.Header("Idempotent-Replayed"));
        Assert.Equal(("true", first.Header("Request-Id")), (second.Header("Idempotent-Replayed"), second.Header("Original-Request")));
        Assert.Single(sandbox.Ledger.Captures);
        Assert.Equal(["chiave-1", "chiave-1"], sandbox.Ledger.Calls.Select(c => c.IdempotencyKey));
    }

    [Fact]
    public async Task A_decline_is_repeated_too_even_after_the_card_works()
    {
        var form = Pay.Replace("pm_card_visa", "pm_card_visa_chargeDeclined", StringComparison.Ordinal);

        var first = await sandbox.PostAsync("/v1/payment_intents", form, "chiave-1");
        var second = await sandbox.PostAsync("/v1/payment_intents", form, "chiave-1");

        Assert.Equal((HttpStatusCode.PaymentRequired, "card_declined"), (first.Status, first.Error("code")));
        Assert.Equal((first.Text, "true"), (second.Text, second.Header("Idempotent-Replayed")));
    }

    [Fact]
    public async Task A_key_lives_24_hours()
    {
        var first = await sandbox.PostAsync("/v1/payment_intents", Pay, "chiave-1");
        sandbox.Host.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        var before = await sandbox.PostAsync("/v1/payment_intents", Pay, "chiave-1");
        sandbox.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        var after = await sandbox.PostAsync("/v1/payment_intents", Pay, "chiave-1");

        Assert.Equal(first.Text, before.Text);
        Assert.NotEqual(first.Text, after.Text);
        Assert.Equal(2, sandbox.Ledger.Captures.Count);
    }

    [Fact]
    public async Task The_same_key_for_other_parameters_or_another_endpoint_is_an_error()
    {
        await sandbox.PostAsync("/v1/payment_intents", Pay, "chiave-1");

        var other = await sandbox.PostAsync("/v1/payment_intents", Pay.Replace("3050", "3051", StringComparison.Ordinal), "chiave-1");
        var elsewhere = await sandbox.PostAsync("/v1/customers", "name=x", "chiave-1");

        Assert.Equal((HttpStatusCode.BadRequest, "idempotency_error"), (other.Status, other.Error("type")));
        Assert.Equal((HttpStatusCode.BadRequest, "idempotency_error"), (elsewhere.Status, elsewhere.Error("type")));
        Assert.Single(sandbox.Ledger.Captures);
        Assert.Equal(2, sandbox.Ledger.RefusedRequests.Count);
    }

    [Fact]
    public async Task A_key_in_use_is_a_409_and_the_first_call_goes_on()
    {
        sandbox.Mischief.Add(new("stripe", "POST /v1/payment_intents", HttpFault.Delay, Seconds: 2, Times: 1));

        var first = sandbox.PostAsync("/v1/payment_intents", Pay, "chiave-1");
        await Task.Delay(500); // the first call has its key by now, and keeps it for 2 seconds
        var second = await sandbox.PostAsync("/v1/payment_intents", Pay, "chiave-1");

        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Equal("idempotency_key_in_use", second.Error("code"));
        Assert.Equal(HttpStatusCode.OK, (await first).Status);
        Assert.Equal((await first).Text, (await sandbox.PostAsync("/v1/payment_intents", Pay, "chiave-1")).Text);
        Assert.Single(sandbox.Ledger.Captures);
        Assert.Empty(sandbox.Ledger.RefusedRequests);
    }

    [Fact]
    public async Task A_request_that_was_wrong_does_not_use_up_its_key()
    {
        await sandbox.PostAsync("/v1/payment_intents", Pay + "&colour=red", "chiave-1");

        Assert.Equal(HttpStatusCode.OK, (await sandbox.PostAsync("/v1/payment_intents", Pay, "chiave-1")).Status);
    }

    [Fact]
    public async Task A_500_can_be_repeated_for_ever_under_its_key_and_no_money_moves()
    {
        sandbox.Mischief.Add(new("stripe", "POST /v1/payment_intents", HttpFault.ReplayedError, Times: 1));

        var first = await sandbox.PostAsync("/v1/payment_intents", Pay, "chiave-1");
        var second = await sandbox.PostAsync("/v1/payment_intents", Pay, "chiave-1");
        var another = await sandbox.PostAsync("/v1/payment_intents", Pay, "chiave-2");

        Assert.Equal((HttpStatusCode.InternalServerError, "api_error"), (first.Status, first.Error("type")));
        Assert.Equal((HttpStatusCode.InternalServerError, "true"), (second.Status, second.Header("Idempotent-Replayed")));
        Assert.Equal(HttpStatusCode.OK, another.Status);
        Assert.Single(sandbox.Ledger.Captures);
    }

    [Fact]
    public async Task A_forgotten_key_charges_twice_as_a_late_retry_would()
    {
        await sandbox.PostAsync("/v1/payment_intents", Pay, "chiave-1");
        sandbox.Mischief.Add(new("stripe", "/", HttpFault.ForgottenKey, Times: 1));

        var second = await sandbox.PostAsync("/v1/payment_intents", Pay, "chiave-1");

        Assert.Null(second.Header("Idempotent-Replayed"));
        Assert.Equal(2, sandbox.Ledger.Captures.Count);
    }
}
