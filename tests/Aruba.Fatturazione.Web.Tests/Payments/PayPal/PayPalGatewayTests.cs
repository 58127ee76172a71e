using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Sandbox.Mischief;
using Aruba.Fatturazione.Web.Payments;

namespace Aruba.Fatturazione.Web.Tests.Payments.PayPal;

public sealed class PayPalGatewayTests(PayPalClientHost shop) : IClassFixture<PayPalClientHost>, IAsyncLifetime
{
    private const string Captures = "POST /v2/checkout/orders/*/capture";

    public Task InitializeAsync() => shop.ClearAsync();

    public async Task DisposeAsync()
    {
        await Task.CompletedTask;
        Assert.Empty(shop.Sandbox.Ledger.RefusedRequests); // whatever a test did: no request was wrong by PayPal's descriptions
    }

    [Fact]
    public async Task A_purchase_is_opened_agreed_to_and_collected()
    {
        var request = shop.Purchase();
        var opened = await OpenAsync(request);
        Assert.IsType<ProviderAnswer.Waiting>(await LookAsync(request, opened.Reference));
        await shop.Sandbox.ApproveAsync(opened.Reference);
        Assert.IsType<ProviderAnswer.Agreed>(await LookAsync(request, opened.Reference));

        var facts = Assert.IsType<ProviderAnswer.Paid>(await CollectAsync(request, opened.Reference)).Facts;

        var taken = Assert.Single(shop.Sandbox.Ledger.Captures);
        Assert.EndsWith($"/paypal/checkoutnow?token={opened.Reference}", opened.PageUrl, StringComparison.Ordinal);
        Assert.Equal((taken.Id, 3660L, "EUR", request.AttemptId, false), (facts.Reference, facts.Amount.Cents, facts.Currency, facts.AttemptId, facts.IsLive));
        Assert.Null(facts.Method);
        Assert.False(facts.KeepsLater);
        Assert.Equal((request.OrderNumber, request.AttemptId.ToString("N")), (taken.Order, taken.Attempt));
        Assert.Equal(facts, Assert.IsType<ProviderAnswer.Paid>(await LookAsync(request, opened.Reference)).Facts);
    }

    [Fact]
    public async Task The_account_is_kept_under_the_name_of_its_owner_and_pays_again()
    {
        var account = Guid.CreateVersion7(shop.Sandbox.Sandbox.Clock.GetUtcNow());
        var customer = await shop.Gateway.CustomerAsync(account, "maria@esempio.example", default);
        var facts = await BuyAsync(shop.Purchase(keep: true, customer: customer));
        var again = shop.Purchase(cents: 7320, savedToken: facts.Method?.Token, customer: customer);
        var opened = await OpenAsync(again);
        Assert.IsType<ProviderAnswer.Agreed>(await LookAsync(again, opened.Reference));

        var second = Assert.IsType<ProviderAnswer.Paid>(await CollectAsync(again, opened.Reference)).Facts;

        Assert.Equal(22, customer?.Length);
        Assert.Equal((customer, "PayPal", "ok@acquirenti.example"), (facts.Method?.Customer, facts.Method?.Brand, facts.Method?.PayerEmail));
        Assert.Equal(customer, facts.Customer);
        Assert.Null(opened.PageUrl);
        Assert.Equal((7320L, again.AttemptId), (second.Amount.Cents, second.AttemptId));
        Assert.Equal(facts.Method, (await shop.Gateway.ReadMethodAsync(facts.Method!.Token, default)).Facts);
    }

    [Theory]
    [InlineData("vault-no@acquirenti.example", false)]
    [InlineData("later@acquirenti.example", true)]
    public async Task An_account_that_is_not_kept_at_once_pays_all_the_same(string buyer, bool later)
    {
        var facts = await BuyAsync(shop.Purchase(keep: true, customer: "conto-2"), buyer);

        Assert.Null(facts.Method);
        Assert.Equal(later, facts.KeepsLater);
        Assert.Single(shop.Sandbox.Ledger.Captures);
    }

    [Theory]
    [InlineData(HttpFault.TimeoutAfter)]
    [InlineData(HttpFault.ResetAfter)]
    [InlineData(HttpFault.Malformed)]
    [InlineData(HttpFault.Endless)]
    public async Task B_P3_a_lost_answer_is_unsure_and_asking_finds_the_one_charge(HttpFault fault)
    {
        var request = shop.Purchase();
        var order = await AgreedAsync(request);
        shop.Sandbox.Break(Captures, fault);

        Assert.IsType<ProviderAnswer.Unsure>(await CollectAsync(request, order));

        Assert.IsType<ProviderAnswer.Paid>(await LookAsync(request, order));
        Assert.IsType<ProviderAnswer.Paid>(await CollectAsync(request with { Round = 1 }, order));
        Assert.Single(shop.Sandbox.Ledger.Captures);
    }

    [Fact]
    public async Task B_P5_a_failure_kept_under_its_key_is_left_behind_by_the_next_round()
    {
        var request = shop.Purchase();
        var order = await AgreedAsync(request);
        shop.Sandbox.Break(Captures, HttpFault.ReplayedError, times: 1);

        Assert.IsType<ProviderAnswer.Unsure>(await CollectAsync(request, order)); // repeated under its key, with the kept failure each time
        await shop.RestartAsync(); // so many failures would leave PayPal in peace for half a minute
        Assert.IsType<ProviderAnswer.Agreed>(await LookAsync(request, order));

        Assert.IsType<ProviderAnswer.Paid>(await CollectAsync(request with { Round = 1 }, order));
        Assert.Single(shop.Sandbox.Ledger.Captures);
    }

    [Fact]
    public async Task B_P6_a_forgotten_key_charges_once()
    {
        var request = shop.Purchase();
        var order = await AgreedAsync(request);
        var first = Assert.IsType<ProviderAnswer.Paid>(await CollectAsync(request, order));
        shop.Sandbox.Sandbox.Clock.Advance(TimeSpan.FromHours(7));

        Assert.Equal(first, await CollectAsync(request, order));
        Assert.Single(shop.Sandbox.Ledger.Captures);
    }

    [Fact]
    [Trait("row", "B-P7")]
    [Trait("row", "failure 11")]
    public async Task Two_who_collect_at_once_charge_once()
    {
        var request = shop.Purchase();
        var order = await AgreedAsync(request);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => CollectAsync(request with { Round = i % 2 }, order)));

        Assert.All(answers, a => Assert.True(a is ProviderAnswer.Paid or ProviderAnswer.Unsure, a.ToString()));
        Assert.Single(shop.Sandbox.Ledger.Captures);
    }

    [Theory]
    [InlineData("no@acquirenti.example", RefusalReason.Declined)]
    public async Task A_refusal_is_in_our_words(string buyer, RefusalReason reason)
    {
        var request = shop.Purchase();
        var opened = await OpenAsync(request);
        await shop.Sandbox.ApproveAsync(opened.Reference, buyer);

        Assert.Equal(new ProviderAnswer.Refused(reason), await CollectAsync(request, opened.Reference));
        Assert.Empty(shop.Sandbox.Ledger.Captures);
    }

    [Fact]
    public async Task A_kept_account_that_refuses_or_is_gone_says_so()
    {
        var refusing = (await BuyAsync(shop.Purchase(keep: true, customer: "conto-3"), "renewal-no@acquirenti.example")).Method!.Token;
        var withdrawn = (await BuyAsync(shop.Purchase(keep: true, customer: "conto-4"))).Method!.Token;
        var forgotten = (await BuyAsync(shop.Purchase(keep: true, customer: "conto-5"))).Method!.Token;
        await shop.Sandbox.Sandbox.Http.PostAsync($"/paypal-console/vault/{withdrawn}/revoke", content: null);
        Assert.True(await shop.Gateway.ForgetAsync(forgotten, default));
        Assert.True(await shop.Gateway.ForgetAsync(forgotten, default));

        Assert.Equal(new ProviderAnswer.Refused(RefusalReason.Declined), await ChargeAsync(refusing));
        Assert.Equal(new ProviderAnswer.Refused(RefusalReason.MethodGone), await ChargeAsync(withdrawn));
        Assert.Equal(new ProviderAnswer.Refused(RefusalReason.MethodGone), await ChargeAsync(forgotten));
        Assert.Equal(new MethodAnswer(null, IsGone: true), await shop.Gateway.ReadMethodAsync(withdrawn, default));
        Assert.Equal(3, shop.Sandbox.Ledger.Captures.Count);
    }

    [Fact]
    public async Task A_payment_under_review_is_unsure_until_PayPal_has_decided()
    {
        var request = shop.Purchase();
        var order = await AgreedAsync(request, "pending@acquirenti.example");
        Assert.IsType<ProviderAnswer.Unsure>(await CollectAsync(request, order));
        Assert.IsType<ProviderAnswer.Unsure>(await shop.Gateway.CloseAsync(request, order, default));
        var capture = System.Text.Json.JsonDocument.Parse(await shop.Sandbox.Sandbox.JsonAsync("/paypal-console")).RootElement.GetProperty("captures")[0].GetProperty("id").GetString();

        await shop.Sandbox.Sandbox.Http.PostAsync($"/paypal-console/captures/{capture}/deny", content: null);

        Assert.Equal(new ProviderAnswer.Refused(RefusalReason.Declined), await LookAsync(request, order));
        Assert.Empty(shop.Sandbox.Ledger.Captures);
    }

    [Fact]
    public async Task Closing_tells_paid_from_unpaid_and_what_expired_is_gone()
    {
        var paid = shop.Purchase();
        var paidOrder = await AgreedAsync(paid);
        await CollectAsync(paid, paidOrder);
        var open = shop.Purchase();
        var openOrder = (await OpenAsync(open)).Reference;
        var agreed = shop.Purchase();
        var agreedOrder = await AgreedAsync(agreed);

        Assert.IsType<ProviderAnswer.Paid>(await shop.Gateway.CloseAsync(paid, paidOrder, default));
        Assert.IsType<ProviderAnswer.Gone>(await shop.Gateway.CloseAsync(open, openOrder, default));
        Assert.IsType<ProviderAnswer.Gone>(await shop.Gateway.CloseAsync(agreed, agreedOrder, default));
        shop.Sandbox.Sandbox.Clock.Advance(TimeSpan.FromHours(3));
        Assert.Equal(new ProviderAnswer.Gone(RefusalReason.Expired), await LookAsync(open, openOrder));
    }

    [Fact]
    public async Task An_account_is_kept_without_a_purchase()
    {
        var request = shop.Purchase(cents: 0, keep: true, customer: "conto-6");
        var opened = await OpenAsync(request);
        Assert.IsType<ProviderAnswer.Waiting>(await LookAsync(request, opened.Reference));
        await AgreeToSetupAsync(opened.Reference);
        Assert.IsType<ProviderAnswer.Agreed>(await LookAsync(request, opened.Reference));

        var kept = Assert.IsType<ProviderAnswer.Kept>(await CollectAsync(request, opened.Reference));

        Assert.Equal(("conto-6", "ok@acquirenti.example"), (kept.Method.Customer, kept.Method.PayerEmail));
        Assert.Empty(shop.Sandbox.Ledger.Captures);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public async Task The_lost_answer_of_a_setup_is_found_again_even_after_the_key_is_forgotten(int hours)
    {
        var request = shop.Purchase(cents: 0, keep: true, customer: "conto-7");
        var opened = await OpenAsync(request);
        await AgreeToSetupAsync(opened.Reference);
        shop.Sandbox.Break("POST /v3/vault/payment-tokens", HttpFault.ResetAfter);
        Assert.IsType<ProviderAnswer.Unsure>(await CollectAsync(request, opened.Reference));
        shop.Sandbox.Sandbox.Clock.Advance(TimeSpan.FromHours(hours));

        Assert.IsType<ProviderAnswer.Agreed>(await LookAsync(request, opened.Reference));
        var kept = Assert.IsType<ProviderAnswer.Kept>(await CollectAsync(request, opened.Reference));

        Assert.Equal(Assert.Single(shop.Sandbox.Ledger.Vault).Id, kept.Method.Token);
    }

    [Fact]
    public async Task An_account_that_cannot_be_kept_is_refused()
    {
        var request = shop.Purchase(cents: 0, keep: true, customer: "conto-8");
        var opened = await OpenAsync(request);
        await AgreeToSetupAsync(opened.Reference, "vault-no@acquirenti.example");

        Assert.IsType<ProviderAnswer.Refused>(await CollectAsync(request, opened.Reference));
    }

    [Fact]
    public async Task Money_goes_back_once_per_refund_even_when_the_key_is_forgotten()
    {
        var paid = await BuyAsync(shop.Purchase());
        var refund = new RefundRequest(Guid.CreateVersion7(shop.Sandbox.Sandbox.Clock.GetUtcNow()), paid.Reference, new Importo(1000), "FE-2026-000123");
        shop.Sandbox.Break("POST /v2/payments/captures/*/refund", HttpFault.ResetAfter);

        Assert.IsType<RefundAnswer.Unsure>(await shop.Gateway.RefundAsync(refund, default));
        shop.Sandbox.Sandbox.Clock.Advance(TimeSpan.FromDays(46));
        var made = Assert.IsType<RefundAnswer.Made>(await shop.Gateway.RefundAsync(refund, default));

        Assert.Equal(Assert.Single(shop.Sandbox.Ledger.Refunds).Id, made.Reference);
    }

    [Fact]
    public async Task A_refund_that_PayPal_refuses_says_why_to_staff()
    {
        var paid = await BuyAsync(shop.Purchase());
        var tooMuch = new RefundRequest(Guid.CreateVersion7(shop.Sandbox.Sandbox.Clock.GetUtcNow()), paid.Reference, new Importo(3661), "FE-2026-000123");

        Assert.Contains("supera", Assert.IsType<RefundAnswer.Refused>(await shop.Gateway.RefundAsync(tooMuch, default)).Why, StringComparison.Ordinal);
        Assert.Contains("non conosce", Assert.IsType<RefundAnswer.Refused>(await shop.Gateway.RefundAsync(tooMuch with { PaymentReference = "NESSUNO" }, default)).Why, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("row", "B-P9")]
    public async Task B_P1_a_purchase_that_cannot_be_opened_is_unsure_and_PayPal_is_left_in_peace_after_five_failures()
    {
        shop.Sandbox.Break("POST /v2/checkout/orders", HttpFault.Status, status: 503, times: null);
        Assert.True(shop.Gateway.IsAvailable);

        for (var i = 0; i < 3; i++)
        {
            Assert.IsType<ProviderAnswer.Unsure>(await shop.Gateway.OpenAsync(shop.Purchase(), default));
        }

        Assert.False(shop.Gateway.IsAvailable);
        var calls = shop.Sandbox.Ledger.Calls.Count;
        Assert.Equal(new ProviderAnswer.Unsure("left in peace after too many failures"), await shop.Gateway.OpenAsync(shop.Purchase(), default));
        Assert.Equal(calls, shop.Sandbox.Ledger.Calls.Count);
    }

    private Task<ProviderAnswer> LookAsync(PaymentRequest request, string reference) => shop.Gateway.LookAsync(request, reference, default);

    private Task<ProviderAnswer> CollectAsync(PaymentRequest request, string reference) => shop.Gateway.CollectAsync(request, reference, default);

    private async Task<ProviderAnswer.Opened> OpenAsync(PaymentRequest request) =>
        Assert.IsType<ProviderAnswer.Opened>(await shop.Gateway.OpenAsync(request, default));

    private async Task<string> AgreedAsync(PaymentRequest request, string buyer = "ok@acquirenti.example")
    {
        var opened = await OpenAsync(request);
        await shop.Sandbox.ApproveAsync(opened.Reference, buyer);
        return opened.Reference;
    }

    private async Task<PaymentFacts> BuyAsync(PaymentRequest request, string buyer = "ok@acquirenti.example") =>
        Assert.IsType<ProviderAnswer.Paid>(await CollectAsync(request, await AgreedAsync(request, buyer))).Facts;

    private async Task<ProviderAnswer> ChargeAsync(string token)
    {
        var request = shop.Purchase(savedToken: token);
        return await CollectAsync(request, (await OpenAsync(request)).Reference);
    }

    private async Task AgreeToSetupAsync(string setup, string buyer = "ok@acquirenti.example")
    {
        using var form = new FormUrlEncodedContent([new("email", buyer)]);
        await shop.Sandbox.Sandbox.Http.PostAsync($"/paypal/agreements/approve?approval_session_id={setup}", form);
    }
}
