using System.Net;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Sandbox.Mischief;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Payments;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Wallet;

/// <summary>The list, new methods and names.</summary>
public sealed class WalletTests(WalletHost store) : IClassFixture<WalletHost>, IAsyncLifetime
{
    public static TheoryData<PaymentMethod> Kinds => WalletHost.Kinds;

    public Task InitializeAsync()
    {
        store.Sandbox.HttpMischief.Reset();
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task An_empty_wallet_is_found_from_the_area_clienti_and_says_what_to_do()
    {
        var shopper = await Shopper.NewAsync(store);

        var list = await (await shopper.Browser.OpenAsync("/area-clienti")).FollowAsync("Metodi di pagamento");

        Assert.Equal("Metodi di pagamento", list.Heading);
        Assert.True(list.Says("Non hai metodi registrati"), list.Text);
        Assert.Equal("Aggiungi un metodo di pagamento", (await list.FollowAsync("Aggiungi un metodo")).Heading);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_method_is_registered_at_the_provider_kept_with_its_mandate_and_told_by_mail(PaymentMethod kind)
    {
        var shopper = await Shopper.NewAsync(store);

        var list = await WalletHost.KeepsAsync(shopper.Browser, kind);
        await store.FinishAsync();

        Assert.StartsWith($"{WalletHost.List}?", list.Path, StringComparison.Ordinal);
        Assert.True(list.Says("Il metodo è registrato") && list.Says(WalletHost.NameOf(kind)), list.Text);
        var method = Assert.Single(await store.MethodsAsync(shopper));
        Assert.Equal(("2026-01-01", true), (method.Mandate!.DocumentVersion, method.Mandate.Statement.Contains("Autorizzo", StringComparison.Ordinal)));
        var kept = store.KeptAtProvider(method);
        Assert.Equal((WalletHost.ProviderOf(kind), method.Customer, null), (kept.Provider, kept.Customer, kept.RemovedAt));
        Assert.DoesNotContain(store.Sandbox.Ledger.State.Captures, c => c.Customer == method.Customer);
        Assert.Empty(store.Sandbox.Ledger.State.RefusedRequests);
        var mail = store.Mail(shopper, "Metodo di pagamento registrato");
        Assert.Contains(WalletHost.NameOf(kind), mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(method.Token, mail.Raw, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    [Trait("row", "failure 5")]
    public async Task The_return_page_and_the_webhook_keep_a_method_once(PaymentMethod kind)
    {
        await store.HearWebhooksAsync();
        var shopper = await Shopper.NewAsync(store);
        var back = await WalletHost.AgreesAsync(await WalletHost.GoesToKeepAsync(shopper.Browser, kind), kind);

        await Task.WhenAll(shopper.Browser.OpenAsync(back), shopper.Browser.OpenAsync(back), store.FinishAsync());
        await store.Sandbox.Webhooks.SettleAsync(TimeSpan.FromSeconds(20));
        await store.FinishAsync();

        var method = Assert.Single(await store.MethodsAsync(shopper));
        Assert.Single(store.Sandbox.Ledger.State.Vault, v => v.Customer == method.Customer);
        store.Mail(shopper, "Metodo di pagamento registrato");
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Who_goes_back_from_the_provider_has_registered_nothing(PaymentMethod kind)
    {
        var shopper = await Shopper.NewAsync(store);

        var list = await shopper.Browser.OpenAsync(await Payer.GiveUpAsync(await WalletHost.GoesToKeepAsync(shopper.Browser, kind)));

        Assert.StartsWith(WalletHost.List, list.Path, StringComparison.Ordinal);
        Assert.True(list.Says("Il metodo non è stato registrato") && list.Says("Non ti è stato addebitato nulla"), list.Text);
        Assert.Empty(await store.MethodsAsync(shopper));
    }

    [Theory]
    [InlineData(PaymentMethod.CartaDiCredito, "POST /v1/checkout/sessions")]
    [InlineData(PaymentMethod.PayPal, "POST /v3/vault/setup-tokens")]
    public async Task A_provider_that_does_not_answer_is_said_to_be_away_and_nothing_is_lost(PaymentMethod kind, string call)
    {
        var shopper = await Shopper.NewAsync(store);
        store.Sandbox.HttpMischief.Add(new HttpMischiefRule(WalletHost.ProviderOf(kind), call, HttpFault.TimeoutAfter, Times: 1));

        var again = await (await shopper.Browser.OpenAsync($"{WalletHost.List}/aggiungi")).SendAsync("Continua dal fornitore", (WalletHost.TitleOf(kind), "true"), ("Autorizzo", "true"));

        Assert.True(again.Says("Il fornitore di pagamento non risponde"), again.Text);
        var list = await WalletHost.KeepsAsync(shopper.Browser, kind);
        Assert.True(list.Says("Il metodo è registrato"), list.Text);
    }

    [Fact]
    public async Task An_answer_lost_while_PayPal_keeps_the_account_is_verified_and_kept_once()
    {
        var shopper = await Shopper.NewAsync(store);
        store.Sandbox.HttpMischief.Add(new HttpMischiefRule("paypal", "POST /v3/vault/payment-tokens", HttpFault.TimeoutAfter, Times: 1));

        var unsure = await WalletHost.KeepsAsync(shopper.Browser, PaymentMethod.PayPal);

        Assert.True(unsure.Says("Stiamo verificando la registrazione"), unsure.Text);
        Assert.DoesNotContain("pagare", unsure.Text, StringComparison.OrdinalIgnoreCase);
        store.Clock.Advance(TimeSpan.FromMinutes(2));
        await store.RunSweepAsync();
        var method = Assert.Single(await store.MethodsAsync(shopper));
        Assert.Single(store.Sandbox.Ledger.State.Vault, v => v.Customer == method.Customer);
    }

    [Fact]
    public async Task Without_the_mandate_and_a_kind_the_page_asks_again_and_no_provider_is_called()
    {
        var shopper = await Shopper.NewAsync(store);
        var page = await shopper.Browser.OpenAsync($"{WalletHost.List}/aggiungi");
        var calls = store.Sandbox.Ledger.State.Calls.Count;

        var nothing = await page.SendAsync("Continua dal fornitore");
        var kindOnly = await nothing.SendAsync("Continua dal fornitore", ("Account PayPal", "true"));

        Assert.Equal(2, nothing.Errors.Count);
        Assert.Contains("mandato", Assert.Single(kindOnly.Errors), StringComparison.Ordinal);
        Assert.True(kindOnly.Form("Continua").Fields.Any(f => f is { Key: "Metodo", Value: "PayPal" }), "The choice was lost.");
        Assert.Equal(calls, store.Sandbox.Ledger.State.Calls.Count);
    }

    [Fact]
    public async Task A_transfer_or_somebody_elses_form_registers_nothing()
    {
        var shopper = await Shopper.NewAsync(store);
        var form = (await shopper.Browser.OpenAsync($"{WalletHost.List}/aggiungi")).Form("Continua").Tick("Autorizzo");

        var transfer = await form.SetByName("Metodo", "Bonifico").SendAsync();
        var saved = await form.SetByName("Metodo", $"salvato:PayPal:{Guid.NewGuid():N}").SendAsync();

        Assert.Single(transfer.Errors);
        Assert.Single(saved.Errors);
    }

    [Fact]
    public async Task A_name_is_shown_everywhere_and_one_that_is_too_long_is_asked_again()
    {
        var shopper = await Shopper.ReadyAsync(store);
        await WalletHost.KeepsAsync(shopper.Browser, PaymentMethod.CartaDiCredito);
        var ask = await (await shopper.Browser.OpenAsync(WalletHost.List)).FollowAsync("Dai un nome");
        var tooLong = new string('x', SavedMethod.LabelLength + 1);

        var refused = await ask.SendAsync("Salva il nome", ("Nome", tooLong));
        Assert.Contains("40 caratteri", Assert.Single(refused.Errors), StringComparison.Ordinal);
        Assert.Equal(tooLong, refused.Document.QuerySelector("#Nome")!.GetAttribute("value"));
        var list = await refused.SendAsync("Salva il nome", ("Nome", "  Carta <b>dello</b> studio "));

        Assert.True(list.Says("Carta <b>dello</b> studio") && list.Says("Il nome è salvato"), list.Text);
        Assert.True((await shopper.Browser.OpenAsync(Shopper.OrderForm)).Says("Carta <b>dello</b> studio (Visa che termina con 4242, scade 12/2040)"));
        var taken = await (await list.FollowAsync("Cambia nome")).SendAsync("Salva il nome", ("Nome", ""));
        Assert.False(taken.Says("studio"), taken.Text);
    }

    [Fact]
    public async Task An_expired_card_is_said_to_be_so_and_cannot_be_chosen()
    {
        var shopper = await Shopper.ReadyAsync(store);
        await WalletHost.KeepsAsync(shopper.Browser, PaymentMethod.CartaDiCredito);
        var method = Assert.Single(await store.MethodsAsync(shopper));
        var form = await shopper.FilledOrderFormAsync(PaymentMethod.CartaDiCredito);
        await store.InDatabaseAsync(db => db.SavedMethods.Where(m => m.Id == method.Id).ExecuteUpdateAsync(s => s.SetProperty(m => m.ExpiryYear, 2026).SetProperty(m => m.ExpiryMonth, 10)));

        var list = await shopper.Browser.OpenAsync(WalletHost.List);
        var order = await shopper.Browser.OpenAsync(Shopper.OrderForm);
        using var forced = await form.SetByName("Metodo", PaymentChoiceOf(method)).SendOnceAsync();

        Assert.True(list.Says("Scaduta") && list.Says("10/2026: è scaduta e non si può più usare"), list.Text);
        Assert.True(order.Says("scade 10/2026: è scaduta e non si può usare"), order.Text);
        Assert.Null(order.Document.QuerySelector($"input[value='{PaymentChoiceOf(method)}']"));
        Assert.EndsWith("esito=MethodGone", forced.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Empty(store.TakenFor(await store.OrderAsync(shopper)));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_Y3_somebody_elses_method_is_not_there_whatever_is_asked_of_it(PaymentMethod kind)
    {
        var owner = await store.OwnerAsync(kind);
        var stranger = await store.OwnerAsync(PaymentMethod.CartaDiCredito);
        var foreign = Assert.Single(await store.MethodsAsync(owner));
        var service = await store.ServiceAsync(owner);
        var token = (await stranger.Browser.OpenAsync($"{WalletHost.List}/aggiungi")).Form("Continua").Fields.Single(f => f.Key.Contains("Token", StringComparison.OrdinalIgnoreCase));

        foreach (var path in new[] { $"{WalletHost.List}/{foreign.Id}/nome", $"{WalletHost.List}/{foreign.Id}/rimuovi", $"/area-clienti/servizi/{service.Id}/rinnovo" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Browser.OpenAsync(path)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Browser.PostAsync(path, [token, new("Nome", "mio"), new("Scelta", "spegni"), new("Versione", "1")])).Status);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Browser.PostAsync($"/area-clienti/servizi/{service.Id}/rinnovo/disattiva", [token])).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Browser.OpenAsync($"{WalletHost.List}/uno-qualsiasi/rimuovi")).Status);
        var own = (await stranger.Browser.OpenAsync($"/area-clienti/servizi/{(await store.ServiceAsync(stranger)).Id}/rinnovo"));
        Assert.DoesNotContain(foreign.Id.ToString("N"), own.Html, StringComparison.Ordinal);
        var inUse = Assert.Single(await store.MethodsAsync(stranger)).Id;
        await WalletHost.KeepsAsync(stranger.Browser, PaymentMethod.PayPal);
        var mine = await (await stranger.Browser.OpenAsync($"/area-clienti/servizi/{(await store.ServiceAsync(stranger)).Id}/rinnovo"))
            .Form("Usa questo metodo").SetByName("Metodo", foreign.Id.ToString("N")).Tick("Autorizzo").SendAsync();
        Assert.Single(mine.Errors);
        Assert.Equal(inUse, (await store.ServiceAsync(stranger)).RenewalMethodId);
        Assert.Equal("", Assert.Single(await store.MethodsAsync(owner)).Label);
        Assert.True((await store.ServiceAsync(owner)).RenewsItself);
    }

    private static string PaymentChoiceOf(SavedMethod method) => Web.Payments.PaymentChoice.ValueOf(method);
}
