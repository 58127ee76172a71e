using System.Net;
using System.Net.Http.Json;
using Stripe;

namespace Aruba.Fatturazione.Web.Tests.Sandbox.Stripe;

public sealed class StripeRefundTests(StripeSandbox sandbox) : IClassFixture<StripeSandbox>, IAsyncLifetime
{
    private RefundService Refunds => sandbox.Stripe.V1.Refunds;

    public Task InitializeAsync() => sandbox.BeginAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task All_the_money_can_go_back_and_then_nothing_is_left()
    {
        var payment = await PaidAsync();

        var refund = await Refunds.CreateAsync(new() { PaymentIntent = payment.Id, Reason = "requested_by_customer", Metadata = new() { ["rimborso"] = "1" } });
        var error = await StripeSandbox.ErrorAsync(() => Refunds.CreateAsync(new() { PaymentIntent = payment.Id }), HttpStatusCode.BadRequest);

        var charge = await sandbox.Stripe.V1.Charges.GetAsync(payment.LatestChargeId);
        var line = Assert.Single(sandbox.Ledger.Refunds);
        Assert.Equal((3050, "succeeded", payment.Id, "1"), (refund.Amount, refund.Status, refund.PaymentIntentId, refund.Metadata["rimborso"]));
        Assert.Equal("charge_already_refunded", error.Code);
        Assert.Equal((true, 3050), (charge.Refunded, charge.AmountRefunded));
        Assert.Equal((refund.Id, payment.Id, 3050), (line.Id, line.Capture, line.AmountCents));
    }

    [Fact]
    public async Task Parts_can_go_back_until_the_captured_amount_and_no_cent_more()
    {
        var payment = await PaidAsync();

        var first = await Refunds.CreateAsync(new() { PaymentIntent = payment.Id, Amount = 1000 });
        var error = await StripeSandbox.ErrorAsync(() => Refunds.CreateAsync(new() { PaymentIntent = payment.Id, Amount = 2051 }), HttpStatusCode.BadRequest);
        var rest = await Refunds.CreateAsync(new() { Charge = payment.LatestChargeId });

        Assert.Equal(("amount", 2050), (error.Param, rest.Amount));
        Assert.Equal([rest.Id, first.Id], (await Refunds.ListAsync(new() { PaymentIntent = payment.Id })).Select(r => r.Id));
        Assert.Equal(first.Id, (await Refunds.GetAsync(first.Id)).Id);
        Assert.Equal(3050, sandbox.Ledger.Refunds.Sum(r => r.AmountCents));
    }

    [Fact]
    public async Task What_was_never_taken_cannot_go_back()
    {
        var customer = await sandbox.CustomerAsync();
        var waiting = await sandbox.Stripe.V1.PaymentIntents.CreateAsync(StripeSandbox.Charge(customer, null));

        await StripeSandbox.ErrorAsync(() => Refunds.CreateAsync(new() { PaymentIntent = waiting.Id }), HttpStatusCode.BadRequest);
        var nothing = await StripeSandbox.ErrorAsync(() => Refunds.CreateAsync(new() { Amount = 100 }), HttpStatusCode.BadRequest);
        var nobody = await StripeSandbox.ErrorAsync(() => Refunds.CreateAsync(new() { PaymentIntent = "pi_nessuno" }), HttpStatusCode.BadRequest);

        Assert.Equal(("parameter_missing", "resource_missing"), (nothing.Code, nobody.Code));
        Assert.Empty(sandbox.Ledger.Refunds);
    }

    [Fact]
    public async Task A_refund_made_in_the_console_is_told_to_the_shop()
    {
        var payment = await PaidAsync();

        var byApi = await ConsoleAsync("refund", new { payment_intent = payment.Id, amount = 1000 });
        var byHand = await sandbox.Host.Http.PostAsync("/stripe-console/refund", new FormUrlEncodedContent(
            new Dictionary<string, string> { ["payment_intent"] = payment.Id, ["importo"] = "20,50" }));
        var tooMuch = await ConsoleAsync("refund", new { payment_intent = payment.Id });

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.SeeOther, HttpStatusCode.BadRequest), (byApi.StatusCode, byHand.StatusCode, tooMuch.StatusCode));
        Assert.Equal([1000, 2050], sandbox.Ledger.Refunds.Select(r => r.AmountCents));
        var told = await sandbox.Stripe.V1.Events.ListAsync(new() { Types = ["refund.created", "charge.refunded"] });
        Assert.Equal(["charge.refunded", "refund.created", "charge.refunded", "refund.created"], told.Select(e => e.Type));
        Assert.Equal(payment.LatestChargeId, Assert.IsType<Charge>(told.First().Data.Object).Id);
        Assert.Null(told.First().Request.Id);
    }

    [Fact]
    public async Task A_dispute_blocks_refunds_until_it_is_won()
    {
        var payment = await PaidAsync();

        var opened = await ConsoleAsync("dispute", new { payment_intent = payment.Id, reason = "product_not_received" });
        var dispute = Assert.Single(await sandbox.Stripe.V1.Disputes.ListAsync(new() { PaymentIntent = payment.Id }));
        var blocked = await StripeSandbox.ErrorAsync(() => Refunds.CreateAsync(new() { PaymentIntent = payment.Id }), HttpStatusCode.BadRequest);
        var twice = await ConsoleAsync("dispute", new { payment_intent = payment.Id });
        await ConsoleAsync("dispute/close", new { dispute = dispute.Id, outcome = "won" });
        await Refunds.CreateAsync(new() { PaymentIntent = payment.Id });

        var line = Assert.Single(sandbox.Ledger.Disputes);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (opened.StatusCode, twice.StatusCode));
        Assert.Equal(("needs_response", "product_not_received", 3050), (dispute.Status, dispute.Reason, dispute.Amount));
        Assert.Equal("charge_disputed", blocked.Code);
        Assert.Equal((dispute.Id, payment.Id, 3050, "product_not_received"), (line.Id, line.Capture, line.AmountCents, line.Reason));
        Assert.Equal("won", (await sandbox.Stripe.V1.Disputes.GetAsync(dispute.Id)).Status);
        Assert.True((await sandbox.Stripe.V1.Charges.GetAsync(payment.LatestChargeId)).Disputed);
        var told = await sandbox.Stripe.V1.Events.ListAsync(new() { Type = "charge.dispute.*" });
        Assert.Equal(["charge.dispute.funds_reinstated", "charge.dispute.closed", "charge.dispute.funds_withdrawn", "charge.dispute.created"], told.Select(e => e.Type));
    }

    [Fact]
    public async Task The_network_renews_a_card_and_the_shop_is_told()
    {
        var customer = await sandbox.CustomerAsync();
        var card = await sandbox.SavedCardAsync(customer);

        await ConsoleAsync("update-card", new { payment_method = card.Id, exp_month = 8, exp_year = 2034, last4 = "1881" });

        var seen = await sandbox.Stripe.V1.PaymentMethods.GetAsync(card.Id);
        var told = Assert.Single(await sandbox.Stripe.V1.Events.ListAsync(new() { Type = "payment_method.automatically_updated" }));
        Assert.Equal((8L, 2034L, "1881"), (seen.Card.ExpMonth, seen.Card.ExpYear, seen.Card.Last4));
        Assert.Equal("1881", Assert.IsType<PaymentMethod>(told.Data.Object).Card.Last4);
        Assert.Equal(HttpStatusCode.BadRequest, (await ConsoleAsync("update-card", new { payment_method = card.Id, exp_month = 13 })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await ConsoleAsync("update-card", new { payment_method = "pm_nessuna" })).StatusCode);
    }

    [Fact]
    public async Task The_console_shows_payments_disputes_and_cards_with_their_buttons()
    {
        var payment = await PaidAsync();
        await ConsoleAsync("dispute", new { payment_intent = payment.Id });

        var page = await sandbox.Host.PageAsync("/stripe-console");

        Assert.Equal(["Aggiorna dal circuito", "Persa dal negozio", "Rimborsa", "Vinta dal negozio"], page.QuerySelectorAll("button").Select(b => b.TextContent).Order());
        Assert.Contains("30,50 €, ordine 100001", page.Body?.TextContent, StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> ConsoleAsync(string what, object body) => sandbox.Host.Http.PostAsJsonAsync($"/stripe-console/{what}", body);

    private async Task<PaymentIntent> PaidAsync()
    {
        var customer = await sandbox.CustomerAsync();
        var options = StripeSandbox.Charge(customer, await sandbox.SavedCardAsync(customer));
        (options.Confirm, options.OffSession) = (true, true);
        return await sandbox.Stripe.V1.PaymentIntents.CreateAsync(options);
    }
}
