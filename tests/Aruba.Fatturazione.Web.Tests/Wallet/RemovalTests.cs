using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Sandbox.Mischief;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Payments;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Wallet;

/// <summary>Methods leave: here at once, at the provider as soon as it answers (failure 14).</summary>
public sealed class RemovalTests(WalletHost store) : IClassFixture<WalletHost>, IAsyncLifetime
{
    private const string Remove = "Rimuovi il metodo";

    public static TheoryData<PaymentMethod> Kinds => WalletHost.Kinds;

    public Task InitializeAsync()
    {
        store.Sandbox.HttpMischief.Reset();
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_method_that_renews_nothing_goes_here_and_at_the_provider_and_its_owner_hears_of_it(PaymentMethod kind)
    {
        var shopper = await Shopper.NewAsync(store);
        await WalletHost.KeepsAsync(shopper.Browser, kind);

        var list = await (await (await shopper.Browser.OpenAsync(WalletHost.List)).FollowAsync("Rimuovi")).SendAsync(Remove);
        await store.FinishAsync();

        Assert.True(list.Says("Il metodo è rimosso") && list.Says("Non hai metodi registrati"), list.Text);
        var method = Assert.Single(await store.MethodsAsync(shopper));
        Assert.NotNull(method.RemovedAt);
        Assert.NotNull(store.KeptAtProvider(method).RemovedAt);
        Assert.Contains(WalletHost.NameOf(kind), store.Mail(shopper, "Metodo di pagamento rimosso").Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Failure_14_a_method_that_renews_a_service_goes_only_with_a_choice_and_switching_off_is_said_and_done(PaymentMethod kind)
    {
        var shopper = await store.OwnerAsync(kind);
        var method = Assert.Single(await store.MethodsAsync(shopper));
        var expiry = (await store.ServiceAsync(shopper)).ExpiresOn;
        var page = await shopper.Browser.OpenAsync($"{WalletHost.List}/{method.Id}/rimuovi");
        Assert.True(page.Says("Il rinnovo automatico usa questo metodo") && page.Says("Il servizio resta attivo fino al 24 novembre 2027") && page.Says("Non hai altri metodi"), page.Text);

        var asked = await page.SendAsync(Remove);
        Assert.Contains("Scegli che cosa fare", Assert.Single(asked.Errors), StringComparison.Ordinal);
        Assert.Null(Assert.Single(await store.MethodsAsync(shopper)).RemovedAt);
        var list = await asked.SendAsync(Remove, ("Disattiva", "true"));
        await store.FinishAsync();

        Assert.True(list.Says("il rinnovo automatico è disattivato"), list.Text);
        var service = await store.ServiceAsync(shopper);
        Assert.Equal((false, RenewalOffReason.MethodRemoved, expiry), (service.RenewsItself, service.RenewalOff, service.ExpiresOn));
        Assert.NotNull(store.KeptAtProvider(method).RemovedAt);
        store.Mail(shopper, "Metodo di pagamento rimosso");
        Assert.Contains("24 novembre 2027", store.Mail(shopper, "Rinnovo automatico disattivato").Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Failure_14_another_method_takes_its_place_under_a_mandate_of_its_own(PaymentMethod kind)
    {
        var shopper = await store.OwnerAsync(kind);
        await WalletHost.KeepsAsync(shopper.Browser, kind == PaymentMethod.PayPal ? PaymentMethod.CartaDiCredito : PaymentMethod.PayPal);
        var (old, other) = (await store.MethodsAsync(shopper)) is [var a, var b] ? (a, b) : throw new InvalidOperationException("Two methods were expected.");
        store.Clock.Advance(TimeSpan.FromMinutes(1));
        var page = await shopper.Browser.OpenAsync($"{WalletHost.List}/{old.Id}/rimuovi");

        var unsigned = await page.SendAsync(Remove, ($"Usa {other.Description}", "true"));
        Assert.Contains("mandato", Assert.Single(unsigned.Errors), StringComparison.Ordinal);
        var list = await unsigned.SendAsync(Remove, ("Autorizzo", "true"));
        await store.FinishAsync();

        Assert.True(list.Says("il rinnovo automatico usa l'altro"), list.Text);
        var service = await store.ServiceAsync(shopper);
        Assert.Equal((other.Id, store.Clock.UtcNow()), (service.RenewalMethodId, service.RenewalMandate!.AcceptedAt));
        Assert.Contains("su questo metodo", service.RenewalMandate.Statement, StringComparison.Ordinal);
        Assert.NotNull(store.KeptAtProvider(old).RemovedAt);
        Assert.Null(store.KeptAtProvider(other).RemovedAt);
        Assert.Contains(other.Description, store.Mail(shopper, "Rinnovo automatico con un altro metodo").Text, StringComparison.Ordinal);
        Assert.False(store.HasMail(shopper, "Rinnovo automatico disattivato"));
    }

    [Theory]
    [InlineData(PaymentMethod.CartaDiCredito, "POST /v1/payment_methods/*/detach")]
    [InlineData(PaymentMethod.PayPal, "DELETE /v3/vault/payment-tokens/*")]
    public async Task A_provider_that_is_down_is_told_when_it_is_back_and_the_method_is_used_no_more_meanwhile(PaymentMethod kind, string call)
    {
        var shopper = await Shopper.ReadyAsync(store);
        await WalletHost.KeepsAsync(shopper.Browser, kind);
        var method = Assert.Single(await store.MethodsAsync(shopper));
        var form = await shopper.FilledOrderFormAsync(kind);
        store.Sandbox.HttpMischief.Add(new HttpMischiefRule(WalletHost.ProviderOf(kind), call, HttpFault.Status, Status: 503));

        var list = await (await shopper.Browser.OpenAsync($"{WalletHost.List}/{method.Id}/rimuovi")).SendAsync(Remove);
        await store.FinishAsync();

        Assert.True(list.Says("Il metodo è rimosso") && !list.Says(WalletHost.NameOf(kind)), list.Text);
        Assert.Null(store.KeptAtProvider(method).RemovedAt);
        using var forced = await form.SetByName("Metodo", Web.Payments.PaymentChoice.ValueOf(method)).SendOnceAsync();
        Assert.EndsWith("esito=MethodGone", forced.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Empty(store.TakenFor(await store.OrderAsync(shopper)));
        store.Sandbox.HttpMischief.Reset();
        store.Clock.Advance(TimeSpan.FromMinutes(2));
        await store.FinishAsync();
        Assert.NotNull(store.KeptAtProvider(method).RemovedAt);
    }

    [Fact]
    public async Task An_account_registered_again_before_PayPal_was_told_stays()
    {
        var shopper = await Shopper.NewAsync(store);
        await WalletHost.KeepsAsync(shopper.Browser, PaymentMethod.PayPal);
        var method = Assert.Single(await store.MethodsAsync(shopper));
        store.Sandbox.HttpMischief.Add(new HttpMischiefRule("paypal", "DELETE /v3/vault/payment-tokens/*", HttpFault.Status, Status: 503));
        await (await shopper.Browser.OpenAsync($"{WalletHost.List}/{method.Id}/rimuovi")).SendAsync(Remove);
        await store.FinishAsync();

        var list = await WalletHost.KeepsAsync(shopper.Browser, PaymentMethod.PayPal);
        store.Sandbox.HttpMischief.Reset();
        store.Clock.Advance(TimeSpan.FromMinutes(2));
        await store.FinishAsync();

        Assert.True(list.Says(WalletHost.NameOf(PaymentMethod.PayPal)), list.Text);
        Assert.Null(Assert.Single(await store.MethodsAsync(shopper)).RemovedAt);
        Assert.Null(store.KeptAtProvider(method).RemovedAt);
    }

    [Fact]
    [Trait("row", "B-C3")]
    public async Task What_was_changed_elsewhere_is_looked_at_again_before_anything_is_removed()
    {
        var shopper = await store.OwnerAsync(PaymentMethod.CartaDiCredito);
        var method = Assert.Single(await store.MethodsAsync(shopper));
        var before = await shopper.Browser.OpenAsync($"{WalletHost.List}/{method.Id}/rimuovi");
        await (await shopper.Browser.OpenAsync($"{WalletHost.List}/{method.Id}/nome")).SendAsync("Salva il nome", ("Nome", "Studio"));

        var again = await before.SendAsync(Remove, ("Disattiva", "true"));

        Assert.True(again.Says("Qualcosa è cambiato") && again.Says("Studio"), again.Text);
        Assert.Null(Assert.Single(await store.MethodsAsync(shopper)).RemovedAt);
        Assert.True((await store.ServiceAsync(shopper)).RenewsItself);
        Assert.True((await again.SendAsync(Remove, ("Disattiva", "true"))).Says("Il metodo è rimosso"));
    }

    [Fact]
    public async Task A_second_click_finds_it_gone_and_sends_no_second_mail()
    {
        var shopper = await Shopper.NewAsync(store);
        await WalletHost.KeepsAsync(shopper.Browser, PaymentMethod.CartaDiCredito);
        var page = await (await shopper.Browser.OpenAsync(WalletHost.List)).FollowAsync("Rimuovi");

        var pages = await Task.WhenAll(page.SendAsync(Remove), page.SendAsync(Remove), page.SendAsync(Remove));
        await store.FinishAsync();

        Assert.All(pages, p => Assert.StartsWith(WalletHost.List, p.Path, StringComparison.Ordinal));
        Assert.True((await page.SendAsync(Remove)).Says("era già stato rimosso"));
        store.Mail(shopper, "Metodo di pagamento rimosso");
    }

    [Fact]
    public async Task Removed_and_chosen_in_the_same_instant_no_service_renews_with_what_is_gone()
    {
        for (var round = 0; round < 4; round++)
        {
            var shopper = await store.OwnerAsync(PaymentMethod.CartaDiCredito);
            await WalletHost.KeepsAsync(shopper.Browser, PaymentMethod.PayPal);
            var paypal = (await store.MethodsAsync(shopper)).Single(m => m.Method == PaymentMethod.PayPal);
            var service = await store.ServiceAsync(shopper);
            var choose = (await shopper.Browser.OpenAsync($"/area-clienti/servizi/{service.Id}/rinnovo")).Form("Usa questo metodo").Set(paypal.Description, "true").Tick("Autorizzo");
            var remove = (await shopper.Browser.OpenAsync($"{WalletHost.List}/{paypal.Id}/rimuovi")).Form(Remove);

            await Task.WhenAll(Task.Run(choose.SendAsync), Task.Run(remove.SendAsync));

            var after = await store.ServiceAsync(shopper);
            var gone = await store.InDatabaseAsync(db => db.SavedMethods.AnyAsync(m => m.Id == after.RenewalMethodId && m.RemovedAt != null));
            Assert.False(gone, $"Round {round}: the service renews with a removed method.");
        }
    }
}
