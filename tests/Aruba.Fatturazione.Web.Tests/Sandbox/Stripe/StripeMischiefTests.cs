using System.Diagnostics;
using System.Net;
using Aruba.Fatturazione.Sandbox.Mischief;
using Stripe;

namespace Aruba.Fatturazione.Web.Tests.Sandbox.Stripe;

public sealed class StripeMischiefTests(StripeSandbox sandbox) : IClassFixture<StripeSandbox>, IAsyncLifetime
{
    private const string Pay = "amount=3050&currency=eur&confirm=true&off_session=true&payment_method=pm_card_visa";

    public Task InitializeAsync() => sandbox.BeginAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_call_lost_before_it_is_processed_takes_nothing()
    {
        On("POST /v1/payment_intents/*/confirm", HttpFault.TimeoutBefore, seconds: 0.3);
        var payment = await WaitingAsync();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => sandbox.PostAsync($"/v1/payment_intents/{payment.Id}/confirm", "off_session=true"));

        Assert.Empty(sandbox.Ledger.Captures);
        // The ledger notes the lost call when the line is cut, which the caller may see a moment earlier.
        for (var tries = 0; tries < 100 && sandbox.Ledger.Calls[^1].Status != 0; tries++)
        {
            await Task.Delay(20);
        }

        Assert.Equal(0, sandbox.Ledger.Calls[^1].Status);
        Assert.Equal("requires_confirmation", (await sandbox.Stripe.V1.PaymentIntents.GetAsync(payment.Id)).Status);
    }

    [Theory]
    [InlineData(HttpFault.TimeoutAfter)]
    [InlineData(HttpFault.ResetAfter)]
    public async Task An_answer_lost_after_the_call_leaves_the_money_taken_and_the_truth_to_be_asked_for(HttpFault fault)
    {
        On("POST /v1/payment_intents/*/confirm", fault, seconds: 0.3);
        var payment = await WaitingAsync();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => sandbox.PostAsync($"/v1/payment_intents/{payment.Id}/confirm", "off_session=true"));

        Assert.Equal(payment.Id, Assert.Single(sandbox.Ledger.Captures).Id);
        Assert.Equal("succeeded", (await sandbox.Stripe.V1.PaymentIntents.GetAsync(payment.Id)).Status);
    }

    [Fact]
    public async Task A_caller_that_stops_waiting_finds_its_payment_made()
    {
        On("POST /v1/payment_intents/*/confirm", HttpFault.TimeoutAfter);
        var payment = await WaitingAsync();
        var impatient = sandbox.Client(timeout: TimeSpan.FromMilliseconds(500));

        await Assert.ThrowsAnyAsync<Exception>(() => impatient.V1.PaymentIntents.ConfirmAsync(payment.Id, new() { OffSession = true }));

        Assert.Single(sandbox.Ledger.Captures);
    }

    [Fact]
    public async Task The_sdks_own_retry_after_a_reset_charges_once()
    {
        On("POST /v1/payment_intents/*/confirm", HttpFault.ResetAfter);
        var payment = await WaitingAsync();

        var paid = await sandbox.Client(retries: 2).V1.PaymentIntents.ConfirmAsync(payment.Id, new() { OffSession = true });

        Assert.Equal("succeeded", paid.Status);
        Assert.Single(sandbox.Ledger.Captures);
        Assert.Equal(2, sandbox.Ledger.Calls.Count(c => c.Path.EndsWith("/confirm", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_status_comes_as_often_as_it_was_ordered_without_processing()
    {
        sandbox.Mischief.Add(new("stripe", "POST /v1/payment_intents", HttpFault.Status, Status: 503, Seconds: 7, Times: 2));

        var first = await sandbox.PostAsync("/v1/payment_intents", Pay);
        var second = await sandbox.PostAsync("/v1/payment_intents", Pay);
        var third = await sandbox.PostAsync("/v1/payment_intents", Pay);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "api_error", "7"), (first.Status, first.Error("type"), first.Header("Retry-After")));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK), (second.Status, third.Status));
        Assert.Single(sandbox.Ledger.Captures);
        Assert.Equal([503, 503, 200], sandbox.Ledger.Calls.Select(c => c.Status));
    }

    [Fact]
    public async Task Too_many_requests_say_when_to_come_back()
    {
        On("/", HttpFault.TooMany);

        var answer = await sandbox.PostAsync("/v1/payment_intents", Pay);

        Assert.Equal((HttpStatusCode.TooManyRequests, "rate_limit", "1"), (answer.Status, answer.Error("code"), answer.Header("Retry-After")));
        Assert.Empty(sandbox.Ledger.Captures);
    }

    [Fact]
    public async Task A_slow_answer_is_slow_and_right()
    {
        On("/", HttpFault.Delay, seconds: 0.4);
        var watch = Stopwatch.StartNew();

        var answer = await sandbox.PostAsync("/v1/payment_intents", Pay, "chiave-1");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.True(watch.Elapsed >= TimeSpan.FromSeconds(0.39), $"{watch.Elapsed}");
    }

    [Fact]
    public async Task Half_an_answer_cannot_be_read_and_the_money_is_taken()
    {
        On("/", HttpFault.Malformed);

        await Assert.ThrowsAnyAsync<System.Text.Json.JsonException>(() => sandbox.PostAsync("/v1/payment_intents", Pay));

        Assert.Single(sandbox.Ledger.Captures);
    }

    [Theory]
    [InlineData(null, 200_000)]
    [InlineData(0.02, 5)]
    public async Task An_endless_answer_goes_on_until_the_caller_hangs_up(double? seconds, int wanted)
    {
        On("/", HttpFault.Endless, seconds);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/stripe/v1/events");
        request.Headers.Authorization = new("Bearer", "sk_test_sandbox");
        using var answer = await sandbox.Host.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await using var body = await answer.Content.ReadAsStreamAsync();
        var buffer = new byte[8192];
        var read = 0;

        while (read < wanted)
        {
            read += await body.ReadAsync(buffer).AsTask().WaitAsync(TimeSpan.FromSeconds(10));
        }

        Assert.Equal((byte)' ', buffer[0]);
    }

    [Fact]
    public async Task A_redirect_leads_to_another_host_and_nothing_is_processed()
    {
        On("/", HttpFault.Redirect);

        var answer = await sandbox.Host.Http.PostAsync("/stripe/v1/payment_intents", new StringContent(Pay));

        Assert.Equal((HttpStatusCode.Redirect, "elsewhere.example"), (answer.StatusCode, answer.Headers.Location?.Host));
        Assert.Empty(sandbox.Ledger.Captures);
    }

    [Theory]
    [InlineData("POST /v1/payment_intents$", "/v1/payment_intents", true)]
    [InlineData("POST /v1/payment_intents$", "/v1/payment_intents/pi_x/cancel", false)]
    [InlineData("POST /v1/payment_intents", "/v1/payment_intents/pi_x/cancel", true)]
    [InlineData("GET /v1/payment_intents", "/v1/payment_intents", false)]
    [InlineData("/v1/payment_intents/*/cancel", "/v1/payment_intents/pi_x/cancel", true)]
    [InlineData("/v1/payment_intents/*/cancel", "/v1/payment_intents/pi_x/confirm", false)]
    [InlineData("*cancel", "/v1/payment_intents/pi_x/cancel", true)]
    public async Task A_switch_touches_the_calls_that_it_names(string wanted, string path, bool touched)
    {
        sandbox.Mischief.Add(new("stripe", wanted, HttpFault.Status, Status: 418));

        var answer = await sandbox.PostAsync(path, "");

        Assert.Equal(touched, answer.Status == (HttpStatusCode)418);
    }

    [Fact]
    public async Task The_switches_of_one_provider_do_not_touch_the_other_nor_the_pages()
    {
        sandbox.Mischief.Add(new("paypal", "/", HttpFault.Status));
        sandbox.Mischief.Add(new("stripe", "/v1/payment_intents", HttpFault.Status));

        Assert.Equal(HttpStatusCode.OK, (await sandbox.RawAsync(HttpMethod.Get, "/v1/events")).Status);
        Assert.Equal(HttpStatusCode.OK, (await sandbox.Host.Http.GetAsync("/stripe-console")).StatusCode);
        Assert.Single(sandbox.Ledger.Calls);
    }

    [Fact]
    public async Task Emptying_the_ledger_empties_the_whole_world()
    {
        await sandbox.PostAsync("/v1/payment_intents", Pay, "chiave-1");
        await sandbox.BeginAsync();

        Assert.Empty(await sandbox.Stripe.V1.PaymentIntents.ListAsync());
        Assert.Null((await sandbox.PostAsync("/v1/payment_intents", Pay, "chiave-1")).Header("Idempotent-Replayed"));
        Assert.Single(sandbox.Ledger.Captures);
    }

    private void On(string path, HttpFault fault, double? seconds = null) => sandbox.Mischief.Add(new("stripe", path, fault, Seconds: seconds, Times: 1));

    private async Task<PaymentIntent> WaitingAsync()
    {
        var customer = await sandbox.CustomerAsync();
        return await sandbox.Stripe.V1.PaymentIntents.CreateAsync(StripeSandbox.Charge(customer, await sandbox.SavedCardAsync(customer)));
    }
}
