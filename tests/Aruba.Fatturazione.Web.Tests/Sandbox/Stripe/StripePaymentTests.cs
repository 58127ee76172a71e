using System.Net;
using System.Web;
using Stripe;

namespace Aruba.Fatturazione.Web.Tests.Sandbox.Stripe;

public sealed class StripePaymentTests(StripeSandbox sandbox) : IClassFixture<StripeSandbox>, IAsyncLifetime
{
    private PaymentIntentService Payments => sandbox.Stripe.V1.PaymentIntents;

    private static PaymentIntentConfirmOptions OffSession => new() { OffSession = true };

    private static PaymentIntentConfirmOptions OnSession => new() { ReturnUrl = "http://localhost:5080/esito?tentativo=1" };

    public Task InitializeAsync() => sandbox.BeginAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Creating_moves_no_money_and_confirming_does()
    {
        var customer = await sandbox.CustomerAsync();
        var card = await sandbox.SavedCardAsync(customer);

        var created = await Payments.CreateAsync(StripeSandbox.Charge(customer, card));
        Assert.Equal("requires_confirmation", created.Status);
        Assert.Empty(sandbox.Ledger.Captures);
        var paid = await Payments.ConfirmAsync(created.Id, OffSession);

        var capture = Assert.Single(sandbox.Ledger.Captures);
        Assert.Equal(("succeeded", 3050), (paid.Status, paid.AmountReceived));
        Assert.Equal((created.Id, card.Id, "100001", 3050), (capture.Id, capture.Method, capture.Order, capture.AmountCents));
    }

    [Fact]
    public async Task Creating_and_confirming_can_be_one_call()
    {
        var customer = await sandbox.CustomerAsync();
        var options = StripeSandbox.Charge(customer, await sandbox.SavedCardAsync(customer));
        options.Confirm = true;
        options.OffSession = true;

        Assert.Equal("succeeded", (await Payments.CreateAsync(options)).Status);
        Assert.Single(sandbox.Ledger.Captures);
    }

    [Fact]
    public async Task A_payment_without_a_card_waits_for_one_and_cannot_be_confirmed()
    {
        var created = await Payments.CreateAsync(StripeSandbox.Charge(await sandbox.CustomerAsync(), null));

        var error = await StripeSandbox.ErrorAsync(() => Payments.ConfirmAsync(created.Id, OffSession), HttpStatusCode.BadRequest);

        Assert.Equal("requires_payment_method", created.Status);
        Assert.Equal("payment_intent_unexpected_state", error.Code);
    }

    [Fact]
    public async Task Confirming_twice_is_refused_and_takes_the_money_once()
    {
        var customer = await sandbox.CustomerAsync();
        var payment = await Payments.CreateAsync(StripeSandbox.Charge(customer, await sandbox.SavedCardAsync(customer)));
        await Payments.ConfirmAsync(payment.Id, OffSession);

        var error = await StripeSandbox.ErrorAsync(() => Payments.ConfirmAsync(payment.Id, OffSession), HttpStatusCode.BadRequest);

        Assert.Equal(("payment_intent_unexpected_state", "succeeded"), (error.Code, error.PaymentIntent.Status));
        Assert.Single(sandbox.Ledger.Captures);
        Assert.Empty(sandbox.Ledger.RefusedRequests);
    }

    [Fact]
    public async Task A_saved_card_that_always_asks_the_bank_is_refused_without_its_owner_and_pays_with_him()
    {
        var customer = await sandbox.CustomerAsync();
        var card = await sandbox.SavedCardAsync(customer, "pm_card_authenticationRequired");
        var payment = await Payments.CreateAsync(StripeSandbox.Charge(customer, card));

        var error = await StripeSandbox.ErrorAsync(() => Payments.ConfirmAsync(payment.Id, OffSession), HttpStatusCode.PaymentRequired);
        Assert.Equal(("card_error", "authentication_required"), (error.Type, error.Code));
        Assert.Equal(("requires_payment_method", card.Id), (error.PaymentIntent.Status, error.PaymentMethod.Id));

        var asked = await Payments.ConfirmAsync(payment.Id, new() { PaymentMethod = card.Id, ReturnUrl = "http://localhost:5080/esito?tentativo=1" });
        Assert.Equal(("requires_action", "redirect_to_url"), (asked.Status, asked.NextAction.Type));
        Assert.Equal("http://localhost:5080/esito?tentativo=1", asked.NextAction.RedirectToUrl.ReturnUrl);
        var back = await sandbox.AuthenticateAsync(asked.NextAction.RedirectToUrl.Url);

        var query = HttpUtility.ParseQueryString(back.Headers.Location?.Query ?? "");
        Assert.Equal(("1", payment.Id, "succeeded"), (query["tentativo"], query["payment_intent"], query["redirect_status"]));
        Assert.Equal("succeeded", (await Payments.GetAsync(payment.Id)).Status);
        Assert.Single(sandbox.Ledger.Captures);
    }

    [Fact]
    public async Task A_refused_authentication_leads_back_as_failed_and_another_card_may_pay()
    {
        var customer = await sandbox.CustomerAsync();
        var payment = await Payments.CreateAsync(StripeSandbox.Charge(customer, await sandbox.SavedCardAsync(customer, "pm_card_authenticationRequired")));
        var asked = await Payments.ConfirmAsync(payment.Id, OnSession);

        var back = await sandbox.AuthenticateAsync(asked.NextAction.RedirectToUrl.Url, "Rifiuta");
        var seen = await Payments.GetAsync(payment.Id);
        var good = await sandbox.SavedCardAsync(customer);
        var paid = await Payments.ConfirmAsync(payment.Id, new() { PaymentMethod = good.Id, OffSession = true });

        Assert.Contains("redirect_status=failed", back.Headers.Location?.Query, StringComparison.Ordinal);
        Assert.Equal(("requires_payment_method", "payment_intent_authentication_failure"), (seen.Status, seen.LastPaymentError.Code));
        Assert.Equal("succeeded", paid.Status);
        Assert.Equal(good.Id, Assert.Single(sandbox.Ledger.Captures).Method);
    }

    [Fact]
    public async Task A_card_set_up_with_its_owner_asks_the_bank_no_more_without_him()
    {
        var customer = await sandbox.CustomerAsync();
        var session = await sandbox.Stripe.V1.Checkout.Sessions.CreateAsync(StripeSandbox.CardToKeep(customer));
        var toBank = (await sandbox.PayAsync(session.Url, "4000002500003155")).Headers.Location?.ToString() ?? "";
        await sandbox.AuthenticateAsync(toBank);
        var card = Assert.Single(await sandbox.Stripe.V1.PaymentMethods.ListAsync(new() { Customer = customer.Id, Type = "card" }));
        var unprepared = await sandbox.SavedCardAsync(customer, "pm_card_authenticationRequiredOnSetup");

        var paid = await Payments.ConfirmAsync((await Payments.CreateAsync(StripeSandbox.Charge(customer, card))).Id, OffSession);
        var other = await Payments.CreateAsync(StripeSandbox.Charge(customer, unprepared));
        var error = await StripeSandbox.ErrorAsync(() => Payments.ConfirmAsync(other.Id, OffSession), HttpStatusCode.PaymentRequired);

        Assert.Equal("succeeded", paid.Status);
        Assert.Equal("authentication_required", error.Code);
    }

    [Fact]
    public async Task A_card_that_saves_well_pays_while_typed_and_is_refused_at_renewal()
    {
        var customer = await sandbox.CustomerAsync();
        var session = await sandbox.Stripe.V1.Checkout.Sessions.CreateAsync(StripeSandbox.Purchase(customer, keep: true));
        await sandbox.PayAsync(session.Url, "4000000000000341");
        var card = Assert.Single(await sandbox.Stripe.V1.Customers.PaymentMethods.ListAsync(customer.Id));

        var renewal = await Payments.CreateAsync(StripeSandbox.Charge(customer, card));
        var error = await StripeSandbox.ErrorAsync(() => Payments.ConfirmAsync(renewal.Id, OffSession), HttpStatusCode.PaymentRequired);

        Assert.Equal(("card_error", "card_declined", "generic_decline"), (error.Type, error.Code, error.DeclineCode));
        Assert.NotNull(error.Charge);
        Assert.Single(sandbox.Ledger.Captures);
    }

    [Fact]
    public async Task A_saved_card_is_refused_as_expired_once_its_month_is_over()
    {
        var customer = await sandbox.CustomerAsync();
        var card = await sandbox.SavedCardAsync(customer);
        var payment = await Payments.CreateAsync(StripeSandbox.Charge(customer, card));
        await sandbox.Stripe.V1.PaymentMethods.UpdateAsync(card.Id, new() { Card = new() { ExpMonth = sandbox.Host.Clock.GetUtcNow().Month, ExpYear = sandbox.Host.Clock.GetUtcNow().Year } });

        sandbox.Host.Clock.Advance(TimeSpan.FromDays(31));
        var error = await StripeSandbox.ErrorAsync(() => Payments.ConfirmAsync(payment.Id, OffSession), HttpStatusCode.PaymentRequired);

        Assert.Equal("expired_card", error.Code);
    }

    [Fact]
    public async Task An_action_can_be_refused_beforehand()
    {
        var customer = await sandbox.CustomerAsync();
        var options = StripeSandbox.Charge(customer, await sandbox.SavedCardAsync(customer, "pm_card_authenticationRequired"));
        (options.Confirm, options.ErrorOnRequiresAction, options.ReturnUrl) = (true, true, "http://localhost:5080/esito");

        var error = await StripeSandbox.ErrorAsync(() => Payments.CreateAsync(options), HttpStatusCode.PaymentRequired);

        Assert.Equal(("authentication_required", "requires_payment_method"), (error.Code, error.PaymentIntent.Status));
    }

    [Fact]
    public async Task A_cancelled_payment_cannot_take_money_any_more()
    {
        var customer = await sandbox.CustomerAsync();
        var payment = await Payments.CreateAsync(StripeSandbox.Charge(customer, await sandbox.SavedCardAsync(customer)));

        var cancelled = await Payments.CancelAsync(payment.Id, new() { CancellationReason = "abandoned" });
        var confirmed = await StripeSandbox.ErrorAsync(() => Payments.ConfirmAsync(payment.Id, OffSession), HttpStatusCode.BadRequest);
        var again = await StripeSandbox.ErrorAsync(() => Payments.CancelAsync(payment.Id), HttpStatusCode.BadRequest);

        Assert.Equal(("canceled", "abandoned"), (cancelled.Status, cancelled.CancellationReason));
        Assert.Equal(("canceled", "payment_intent_unexpected_state"), (confirmed.PaymentIntent.Status, again.Code));
        Assert.Empty(sandbox.Ledger.Captures);
    }

    [Fact]
    public async Task A_card_of_somebody_else_and_a_removed_card_cannot_be_charged()
    {
        var (maria, luca) = (await sandbox.CustomerAsync(), await sandbox.CustomerAsync());
        var card = await sandbox.SavedCardAsync(maria);

        await StripeSandbox.ErrorAsync(() => Payments.CreateAsync(StripeSandbox.Charge(luca, card)), HttpStatusCode.BadRequest);
        var waiting = await Payments.CreateAsync(StripeSandbox.Charge(maria, card));
        await sandbox.Stripe.V1.PaymentMethods.DetachAsync(card.Id);
        await StripeSandbox.ErrorAsync(() => Payments.ConfirmAsync(waiting.Id, OffSession), HttpStatusCode.BadRequest);

        Assert.Empty(sandbox.Ledger.Captures);
    }

    [Fact]
    public async Task Payments_are_found_by_customer_and_by_metadata()
    {
        var (maria, luca) = (await sandbox.CustomerAsync(), await sandbox.CustomerAsync());
        var card = await sandbox.SavedCardAsync(maria);
        var first = await Payments.CreateAsync(StripeSandbox.Charge(maria, card));
        var options = StripeSandbox.Charge(luca, null);
        options.Metadata["attempt"] = "tentativo-2";
        var second = await Payments.CreateAsync(options);
        await Payments.ConfirmAsync(first.Id, OffSession);

        Assert.Equal([first.Id], (await Payments.ListAsync(new() { Customer = maria.Id })).Select(p => p.Id));
        Assert.Equal([second.Id], (await Payments.SearchAsync(new() { Query = "metadata['attempt']:'tentativo-2'" })).Select(p => p.Id));
        Assert.Equal([first.Id], (await Payments.SearchAsync(new() { Query = "metadata[\"order\"]:\"100001\" AND status:'succeeded'" })).Select(p => p.Id));
        Assert.Equal([second.Id, first.Id], (await Payments.SearchAsync(new() { Query = $"amount:3050" })).Select(p => p.Id));
    }

    [Fact]
    public async Task Twenty_confirmations_at_once_take_the_money_once()
    {
        var customer = await sandbox.CustomerAsync();
        var payment = await Payments.CreateAsync(StripeSandbox.Charge(customer, await sandbox.SavedCardAsync(customer)));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            try
            {
                return (await Payments.ConfirmAsync(payment.Id, OffSession)).Status;
            }
            catch (StripeException e)
            {
                return e.StripeError.Code;
            }
        }));

        Assert.Equal(1, outcomes.Count(o => o == "succeeded"));
        Assert.Equal(19, outcomes.Count(o => o == "payment_intent_unexpected_state"));
        Assert.Single(sandbox.Ledger.Captures);
    }
}
