using System.Net;
using Stripe;
using Stripe.Checkout;

namespace Aruba.Fatturazione.Web.Tests.Sandbox.Stripe;

public sealed class StripeCheckoutTests(StripeSandbox sandbox) : IClassFixture<StripeSandbox>, IAsyncLifetime
{
    private SessionService Sessions => sandbox.Stripe.V1.Checkout.Sessions;

    public Task InitializeAsync() => sandbox.BeginAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_new_session_is_open_moves_no_money_and_has_no_payment_yet()
    {
        var customer = await sandbox.CustomerAsync();

        var session = await Sessions.CreateAsync(StripeSandbox.Purchase(customer));

        Assert.Equal(("open", "unpaid", "payment", 3050), (session.Status, session.PaymentStatus, session.Mode, session.AmountTotal));
        Assert.Equal((customer.Id, "tentativo-1", "eur"), (session.CustomerId, session.ClientReferenceId, session.Currency));
        Assert.Null(session.PaymentIntentId);
        Assert.StartsWith(new Uri(sandbox.Host.App.BaseAddress, "/stripe/checkout/cs_test_").ToString(), session.Url, StringComparison.Ordinal);
        Assert.Equal(sandbox.Host.Clock.GetUtcNow().UtcDateTime.AddDays(1), session.ExpiresAt);
        Assert.Empty(sandbox.Ledger.Captures);
    }

    [Fact]
    public async Task Paying_takes_the_money_once_and_leads_back_with_the_sessions_id()
    {
        var customer = await sandbox.CustomerAsync();
        var session = await Sessions.CreateAsync(StripeSandbox.Purchase(customer));

        var paid = await sandbox.PayAsync(session.Url);
        var pressedTwice = await sandbox.Host.Http.PostAsync($"/stripe/checkout/{session.Id}", new FormUrlEncodedContent([]));

        var capture = Assert.Single(sandbox.Ledger.Captures);
        Assert.Equal(HttpStatusCode.SeeOther, paid.StatusCode);
        Assert.Equal($"http://localhost:5080/esito?sessione={session.Id}", paid.Headers.Location?.ToString());
        Assert.Equal(paid.Headers.Location, pressedTwice.Headers.Location);
        Assert.Equal(("stripe", "100001", "tentativo-1", 3050, "eur", customer.Id),
            (capture.Provider, capture.Order, capture.Attempt, capture.AmountCents, capture.Currency, capture.Customer));
        Assert.Empty(sandbox.Ledger.Vault);
    }

    [Fact]
    public async Task A_paid_session_shows_payment_card_and_charge_when_they_are_asked_for()
    {
        var customer = await sandbox.CustomerAsync();
        var session = await Sessions.CreateAsync(StripeSandbox.Purchase(customer, keep: true));
        await sandbox.PayAsync(session.Url, "5555 5555 5555 4444", "7/2031");

        var seen = await Sessions.GetAsync(session.Id, new SessionGetOptions
        {
            Expand = ["payment_intent.payment_method", "payment_intent.latest_charge", "setup_intent.payment_method", "customer", "line_items"],
        });

        var payment = seen.PaymentIntent;
        Assert.Equal(("complete", "paid", null), (seen.Status, seen.PaymentStatus, seen.Url));
        Assert.Equal(("succeeded", 3050, 3050, "tentativo-1"), (payment.Status, payment.Amount, payment.AmountReceived, payment.Metadata["attempt"]));
        Assert.Equal(("mastercard", "4444", 7L, 2031L), (payment.PaymentMethod.Card.Brand, payment.PaymentMethod.Card.Last4, payment.PaymentMethod.Card.ExpMonth, payment.PaymentMethod.Card.ExpYear));
        Assert.Equal(customer.Id, payment.PaymentMethod.CustomerId);
        Assert.Equal(("succeeded", true, "tentativo-1"), (payment.LatestCharge.Status, payment.LatestCharge.Paid, payment.LatestCharge.Metadata["attempt"]));
        Assert.Equal("4444", payment.LatestCharge.PaymentMethodDetails.Card.Last4);
        Assert.Equal("maria@esempio.example", seen.Customer.Email);
        Assert.Equal("Fatturazione Elettronica, un anno", Assert.Single(seen.LineItems.Data).Description);
        var kept = Assert.Single(sandbox.Ledger.Vault);
        Assert.Equal((payment.PaymentMethodId, customer.Id, "mastercard", "4444", null), (kept.Id, kept.Customer, kept.Brand, kept.Last4, kept.RemovedAt));
    }

    [Theory]
    [InlineData("4000 0000 0000 0002", "card_declined", "generic_decline", "rifiutato")]
    [InlineData("4000 0000 0000 9995", "card_declined", "insufficient_funds", "saldo")]
    [InlineData("4000 0000 0000 9987", "card_declined", "lost_card", "smarrita")]
    [InlineData("4000 0000 0000 0069", "expired_card", null, "scaduta")]
    [InlineData("4000 0000 0000 0127", "incorrect_cvc", null, "CVC")]
    public async Task A_refused_card_says_why_takes_nothing_and_leaves_the_session_open(string number, string code, string? decline, string words)
    {
        var session = await Sessions.CreateAsync(StripeSandbox.Purchase(await sandbox.CustomerAsync(), keep: true));

        var refused = await sandbox.PayAsync(session.Url, number);

        var page = await StripeSandbox.ReadAsync(refused);
        var seen = await Sessions.GetAsync(session.Id, new SessionGetOptions { Expand = ["payment_intent"] });
        Assert.Contains(words, page.QuerySelector("[role=alert]")?.TextContent, StringComparison.Ordinal);
        Assert.Equal("Maria Rossi", page.QuerySelector("#titolare")?.GetAttribute("value"));
        Assert.Equal(("open", "unpaid", "requires_payment_method"), (seen.Status, seen.PaymentStatus, seen.PaymentIntent.Status));
        Assert.Equal((code, decline), (seen.PaymentIntent.LastPaymentError.Code, seen.PaymentIntent.LastPaymentError.DeclineCode));
        Assert.Empty(sandbox.Ledger.Captures);
        Assert.Empty(sandbox.Ledger.Vault);
    }

    [Fact]
    public async Task After_a_refusal_another_card_pays_the_same_payment()
    {
        var session = await Sessions.CreateAsync(StripeSandbox.Purchase(await sandbox.CustomerAsync()));
        await sandbox.PayAsync(session.Url, "4000000000000002");
        var first = (await Sessions.GetAsync(session.Id)).PaymentIntentId;

        await sandbox.PayAsync(session.Url);

        var seen = await Sessions.GetAsync(session.Id);
        Assert.Equal((first, "paid"), (seen.PaymentIntentId, seen.PaymentStatus));
        Assert.Equal(first, Assert.Single(sandbox.Ledger.Captures).Id);
    }

    [Theory]
    [InlineData("4000002500003155")]
    [InlineData("4000002760003184")]
    public async Task A_card_that_asks_the_bank_pays_only_after_the_confirmation(string number)
    {
        var session = await Sessions.CreateAsync(StripeSandbox.Purchase(await sandbox.CustomerAsync(), keep: true));

        var toBank = (await sandbox.PayAsync(session.Url, number)).Headers.Location?.ToString() ?? "";
        Assert.StartsWith("/stripe/3ds/pi_", toBank, StringComparison.Ordinal);
        Assert.Empty(sandbox.Ledger.Captures);
        var back = await sandbox.AuthenticateAsync(toBank);

        Assert.Equal($"http://localhost:5080/esito?sessione={session.Id}", back.Headers.Location?.ToString());
        Assert.Single(sandbox.Ledger.Captures);
        Assert.Equal("paid", (await Sessions.GetAsync(session.Id)).PaymentStatus);
    }

    [Fact]
    public async Task A_refused_confirmation_leads_back_to_the_card_and_takes_nothing()
    {
        var session = await Sessions.CreateAsync(StripeSandbox.Purchase(await sandbox.CustomerAsync()));
        var toBank = (await sandbox.PayAsync(session.Url, "4000002500003155")).Headers.Location?.ToString() ?? "";

        var back = await sandbox.AuthenticateAsync(toBank, "Rifiuta");

        var page = await sandbox.Host.PageAsync(back.Headers.Location?.ToString() ?? "");
        var payment = (await Sessions.GetAsync(session.Id, new SessionGetOptions { Expand = ["payment_intent"] })).PaymentIntent;
        Assert.Contains("non è stato confermato", page.QuerySelector("[role=alert]")?.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("form"));
        Assert.Equal("payment_intent_authentication_failure", payment.LastPaymentError.Code);
        Assert.Empty(sandbox.Ledger.Captures);
    }

    [Fact]
    public async Task A_guest_whose_card_is_kept_becomes_a_customer()
    {
        var options = StripeSandbox.Purchase(null, keep: true);
        options.CustomerEmail = "ospite@esempio.example";
        var session = await Sessions.CreateAsync(options);

        await sandbox.PayAsync(session.Url);

        var seen = await Sessions.GetAsync(session.Id, new SessionGetOptions { Expand = ["customer"] });
        Assert.Equal("ospite@esempio.example", seen.Customer.Email);
        Assert.Equal(seen.CustomerId, Assert.Single(sandbox.Ledger.Vault).Customer);
    }

    [Fact]
    public async Task A_card_can_be_kept_without_paying()
    {
        var customer = await sandbox.CustomerAsync();
        var session = await Sessions.CreateAsync(StripeSandbox.CardToKeep(customer));
        Assert.NotNull(session.SetupIntentId);

        var done = await sandbox.PayAsync(session.Url);

        var seen = await Sessions.GetAsync(session.Id, new SessionGetOptions { Expand = ["setup_intent.payment_method"] });
        Assert.Equal($"http://localhost:5080/metodi?sessione={session.Id}", done.Headers.Location?.ToString());
        Assert.Equal(("complete", "no_payment_required", "succeeded"), (seen.Status, seen.PaymentStatus, seen.SetupIntent.Status));
        Assert.Equal(("metodo-1", customer.Id), (seen.SetupIntent.Metadata["attempt"], seen.SetupIntent.PaymentMethod.CustomerId));
        Assert.Empty(sandbox.Ledger.Captures);
        Assert.Equal(seen.SetupIntent.PaymentMethodId, Assert.Single(sandbox.Ledger.Vault).Id);
    }

    [Fact]
    public async Task Keeping_a_card_may_need_the_bank_and_may_be_refused()
    {
        var customer = await sandbox.CustomerAsync();
        var session = await Sessions.CreateAsync(StripeSandbox.CardToKeep(customer));

        var refused = await sandbox.PayAsync(session.Url, "4000000000000002");
        var toBank = (await sandbox.PayAsync(session.Url, "4000002500003155")).Headers.Location?.ToString() ?? "";
        await sandbox.AuthenticateAsync(toBank, "Rifiuta");
        Assert.Empty(sandbox.Ledger.Vault);
        var again = (await sandbox.PayAsync(session.Url, "4000002500003155")).Headers.Location?.ToString() ?? "";
        await sandbox.AuthenticateAsync(again);

        Assert.Equal(HttpStatusCode.PaymentRequired, refused.StatusCode);
        Assert.StartsWith("/stripe/3ds/seti_", toBank, StringComparison.Ordinal);
        Assert.Equal("complete", (await Sessions.GetAsync(session.Id)).Status);
        Assert.Single(sandbox.Ledger.Vault);
    }

    [Fact]
    public async Task An_expired_session_takes_no_money_and_cannot_expire_twice()
    {
        var session = await Sessions.CreateAsync(StripeSandbox.Purchase(await sandbox.CustomerAsync()));
        await sandbox.PayAsync(session.Url, "4000002500003155");

        var expired = await Sessions.ExpireAsync(session.Id);
        var paid = await sandbox.Host.Http.PostAsync($"/stripe/checkout/{session.Id}", new FormUrlEncodedContent(
            new Dictionary<string, string> { ["numero"] = StripeSandbox.Good, ["scadenza"] = "12/30", ["cvc"] = "123", ["titolare"] = "Maria Rossi" }));
        var error = await StripeSandbox.ErrorAsync(() => Sessions.ExpireAsync(session.Id), HttpStatusCode.BadRequest);

        var payment = (await Sessions.GetAsync(session.Id, new SessionGetOptions { Expand = ["payment_intent"] })).PaymentIntent;
        Assert.Equal(("expired", null), (expired.Status, expired.Url));
        Assert.Equal("canceled", payment.Status);
        Assert.Contains("scaduta", (await StripeSandbox.ReadAsync(paid)).Title, StringComparison.Ordinal);
        Assert.Contains("`expired`", error.Message, StringComparison.Ordinal);
        Assert.Empty(sandbox.Ledger.Captures);
        Assert.Empty(sandbox.Ledger.RefusedRequests);
    }

    [Fact]
    public async Task A_session_expires_by_itself_when_its_time_is_over()
    {
        var options = StripeSandbox.Purchase(await sandbox.CustomerAsync());
        options.ExpiresAt = sandbox.Host.Clock.GetUtcNow().UtcDateTime.AddMinutes(31);
        var session = await Sessions.CreateAsync(options);

        sandbox.Host.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal("open", (await Sessions.GetAsync(session.Id)).Status);
        sandbox.Host.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("expired", (await Sessions.GetAsync(session.Id)).Status);
        Assert.Contains(await sandbox.Stripe.V1.Events.ListAsync(), e => e.Type == "checkout.session.expired");
    }

    [Fact]
    public async Task A_completed_session_cannot_expire_and_its_payment_cannot_be_cancelled()
    {
        var session = await Sessions.CreateAsync(StripeSandbox.Purchase(await sandbox.CustomerAsync()));
        await sandbox.PayAsync(session.Url, "4000000000000002");
        var payment = (await Sessions.GetAsync(session.Id)).PaymentIntentId;
        await StripeSandbox.ErrorAsync(() => sandbox.Stripe.V1.PaymentIntents.CancelAsync(payment), HttpStatusCode.BadRequest);
        await sandbox.PayAsync(session.Url);

        await StripeSandbox.ErrorAsync(() => Sessions.ExpireAsync(session.Id), HttpStatusCode.BadRequest);

        Assert.Equal("complete", (await Sessions.GetAsync(session.Id)).Status);
    }

    [Fact]
    public async Task Sessions_are_listed_newest_first_by_customer_payment_and_state()
    {
        var (maria, luca) = (await sandbox.CustomerAsync(), await sandbox.CustomerAsync());
        var first = await Sessions.CreateAsync(StripeSandbox.Purchase(maria));
        var second = await Sessions.CreateAsync(StripeSandbox.Purchase(maria));
        await Sessions.CreateAsync(StripeSandbox.Purchase(luca));
        await sandbox.PayAsync(first.Url);
        var payment = (await Sessions.GetAsync(first.Id)).PaymentIntentId;

        Assert.Equal([second.Id, first.Id], (await Sessions.ListAsync(new() { Customer = maria.Id })).Select(s => s.Id));
        Assert.Equal([second.Id], (await Sessions.ListAsync(new() { Customer = maria.Id, Status = "open" })).Select(s => s.Id));
        Assert.Equal([first.Id], (await Sessions.ListAsync(new() { PaymentIntent = payment })).Select(s => s.Id));
        Assert.Equal(3, await Sessions.ListAutoPagingAsync(new() { Limit = 1 }).CountAsync());
        Assert.Equal(3050, Assert.Single(await Sessions.LineItems.ListAsync(first.Id)).AmountTotal);
    }
}
