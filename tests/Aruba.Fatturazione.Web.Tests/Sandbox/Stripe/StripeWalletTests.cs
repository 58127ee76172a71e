using System.Net;
using Stripe;

namespace Aruba.Fatturazione.Web.Tests.Sandbox.Stripe;

public sealed class StripeWalletTests(StripeSandbox sandbox) : IClassFixture<StripeSandbox>, IAsyncLifetime
{
    private PaymentMethodService Methods => sandbox.Stripe.V1.PaymentMethods;

    public Task InitializeAsync() => sandbox.BeginAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_customer_is_created_found_changed_and_listed()
    {
        var created = await sandbox.CustomerAsync();
        await sandbox.Stripe.V1.Customers.CreateAsync(new() { Email = "luca@esempio.example", Metadata = new() { ["account"] = "43" } });

        var found = Assert.Single(await sandbox.Stripe.V1.Customers.SearchAsync(new() { Query = "metadata['account']:'42'" }));
        var changed = await sandbox.Stripe.V1.Customers.UpdateAsync(created.Id, new() { Name = "Maria Rossi", Metadata = new() { ["account"] = "", ["nota"] = "x" } });

        Assert.Equal(created.Id, found.Id);
        Assert.Equal(("Maria Rossi", "maria@esempio.example"), (changed.Name, changed.Email));
        Assert.Equal(["nota"], changed.Metadata.Keys);
        Assert.Empty((await sandbox.Stripe.V1.Customers.UpdateAsync(created.Id, new() { Metadata = null })).Metadata);
        Assert.Equal(changed.Name, (await sandbox.Stripe.V1.Customers.GetAsync(created.Id)).Name);
        Assert.Equal([created.Id], (await sandbox.Stripe.V1.Customers.ListAsync(new() { Email = "maria@esempio.example" })).Select(c => c.Id));
    }

    [Fact]
    public async Task A_card_is_attached_listed_changed_and_removed()
    {
        var customer = await sandbox.CustomerAsync();
        var card = await sandbox.SavedCardAsync(customer, "pm_card_mastercard");

        var changed = await Methods.UpdateAsync(card.Id, new() { Card = new() { ExpMonth = 5, ExpYear = 2035 }, Metadata = new() { ["etichetta"] = "aziendale" } });
        Assert.Equal([card.Id], (await Methods.ListAsync(new() { Customer = customer.Id, Type = "card" })).Select(m => m.Id));
        var removed = await Methods.DetachAsync(card.Id);

        var line = Assert.Single(sandbox.Ledger.Vault);
        Assert.Equal((5L, 2035L, "aziendale"), (changed.Card.ExpMonth, changed.Card.ExpYear, changed.Metadata["etichetta"]));
        Assert.Null(removed.CustomerId);
        Assert.Empty(await sandbox.Stripe.V1.Customers.PaymentMethods.ListAsync(customer.Id));
        Assert.Equal((card.Id, sandbox.Host.Clock.GetUtcNow().UtcDateTime), (line.Id, line.RemovedAt));
        Assert.Equal(card.Id, (await Methods.GetAsync(card.Id)).Id);
    }

    [Fact]
    public async Task A_removed_card_cannot_come_back_nor_be_removed_twice_nor_be_taken_from_its_owner()
    {
        var (maria, luca) = (await sandbox.CustomerAsync(), await sandbox.CustomerAsync());
        var card = await sandbox.SavedCardAsync(maria);

        await StripeSandbox.ErrorAsync(() => Methods.AttachAsync(card.Id, new() { Customer = luca.Id }), HttpStatusCode.BadRequest);
        Assert.Equal(maria.Id, (await Methods.AttachAsync(card.Id, new() { Customer = maria.Id })).CustomerId);
        await Methods.DetachAsync(card.Id);
        await StripeSandbox.ErrorAsync(() => Methods.DetachAsync(card.Id), HttpStatusCode.BadRequest);
        await StripeSandbox.ErrorAsync(() => Methods.AttachAsync(card.Id, new() { Customer = maria.Id }), HttpStatusCode.BadRequest);
        await StripeSandbox.ErrorAsync(() => Methods.UpdateAsync(card.Id, new() { Metadata = new() { ["x"] = "y" } }), HttpStatusCode.BadRequest);

        Assert.Single(sandbox.Ledger.Vault);
    }

    [Fact]
    public async Task A_card_that_is_refused_is_not_kept()
    {
        var customer = await sandbox.CustomerAsync();

        var error = await StripeSandbox.ErrorAsync(() => sandbox.SavedCardAsync(customer, "pm_card_visa_chargeDeclined"), HttpStatusCode.PaymentRequired);

        Assert.Equal("card_declined", error.Code);
        Assert.Empty(sandbox.Ledger.Vault);
    }

    [Fact]
    public async Task A_card_is_set_up_by_api_with_and_without_the_bank()
    {
        var customer = await sandbox.CustomerAsync();
        var setups = sandbox.Stripe.V1.SetupIntents;
        var options = new SetupIntentCreateOptions { Customer = customer.Id, PaymentMethod = "pm_card_visa", Confirm = true, ReturnUrl = "http://localhost:5080/metodi" };

        var done = await setups.CreateAsync(options);
        var waiting = await setups.CreateAsync(new() { Customer = customer.Id, PaymentMethod = "pm_card_authenticationRequiredOnSetup" });
        var asked = await setups.ConfirmAsync(waiting.Id, new() { ReturnUrl = "http://localhost:5080/metodi" });
        var back = await sandbox.AuthenticateAsync(asked.NextAction.RedirectToUrl.Url);

        Assert.Equal("succeeded", done.Status);
        Assert.Equal(("requires_confirmation", "requires_action"), (waiting.Status, asked.Status));
        Assert.Contains($"setup_intent={waiting.Id}", back.Headers.Location?.Query, StringComparison.Ordinal);
        Assert.Equal("succeeded", (await setups.GetAsync(waiting.Id)).Status);
        Assert.Equal(2, (await setups.ListAsync(new() { Customer = customer.Id })).Count());
        Assert.Equal(2, sandbox.Ledger.Vault.Count);
    }

    [Fact]
    public async Task A_setup_can_be_refused_and_cancelled()
    {
        var customer = await sandbox.CustomerAsync();
        var setups = sandbox.Stripe.V1.SetupIntents;
        var waiting = await setups.CreateAsync(new() { Customer = customer.Id, PaymentMethod = "pm_card_visa_chargeDeclined" });

        var error = await StripeSandbox.ErrorAsync(() => setups.ConfirmAsync(waiting.Id, new() { ReturnUrl = "http://localhost:5080/metodi" }), HttpStatusCode.PaymentRequired);
        var cancelled = await setups.CancelAsync(waiting.Id);
        var late = await StripeSandbox.ErrorAsync(() => setups.ConfirmAsync(waiting.Id, new() { PaymentMethod = "pm_card_visa", ReturnUrl = "http://localhost:5080/metodi" }), HttpStatusCode.BadRequest);

        Assert.Equal(("card_declined", "requires_payment_method"), (error.Code, error.SetupIntent.Status));
        Assert.Equal(("canceled", "setup_intent_unexpected_state"), (cancelled.Status, late.Code));
        Assert.Empty(sandbox.Ledger.Vault);
    }

    [Fact]
    public async Task A_card_typed_for_one_purchase_and_not_kept_cannot_be_used_again()
    {
        var customer = await sandbox.CustomerAsync();
        var session = await sandbox.Stripe.V1.Checkout.Sessions.CreateAsync(StripeSandbox.Purchase(customer));
        await sandbox.PayAsync(session.Url);
        var payment = await sandbox.Stripe.V1.PaymentIntents.GetAsync((await sandbox.Stripe.V1.Checkout.Sessions.GetAsync(session.Id)).PaymentIntentId);

        await StripeSandbox.ErrorAsync(() => Methods.AttachAsync(payment.PaymentMethodId, new() { Customer = customer.Id }), HttpStatusCode.BadRequest);

        Assert.Empty(await Methods.ListAsync(new() { Customer = customer.Id }));
    }
}
