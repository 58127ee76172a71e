using Aruba.Fatturazione.Browser.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.Playwright;

namespace Aruba.Fatturazione.Browser.Tests.Story;

/// <summary>The whole story as three people live it: with a mouse, with nothing but a keyboard and no scripts, on a small dark screen.</summary>
public sealed class StoryTests(BrowserHost host) : IClassFixture<BrowserHost>
{
    [Theory]
    [InlineData(Manner.Mouse)]
    [InlineData(Manner.Keyboard)]
    [InlineData(Manner.Small)]
    public async Task A_newcomer_buys_by_bonifico_and_enters_the_panel_when_an_agent_has_registered_the_payment(Manner manner)
    {
        await using var window = await host.NewWindowAsync(manner);
        var newcomer = new Newcomer(host, window);
        await newcomer.ReachesOrderFormAsync();
        await newcomer.OrdersAsync("Bonifico");
        await window.SeesAsync("Ordine confermato");
        await window.SeesAsync("IBAN");
        var number = await NumberAsync(window);
        await host.FinishAsync();

        await using var agent = new Agent(host, await host.NewWindowAsync(manner));
        await agent.EnrolsAsync();
        await agent.RegistersPaymentAsync(number);
        await host.FinishAsync();

        await newcomer.EntersPanelAsync();
        await window.OpenAsync("/area-clienti/ordini/" + number);
        await window.SeesAsync("Il servizio è attivo");
    }

    [Theory]
    [InlineData(Manner.Mouse)]
    [InlineData(Manner.Keyboard)]
    [InlineData(Manner.Small)]
    public async Task A_refused_card_is_followed_by_another_that_the_bank_confirms_and_the_panel_opens(Manner manner)
    {
        await using var window = await host.NewWindowAsync(manner);
        var newcomer = new Newcomer(host, window);
        await newcomer.ReachesOrderFormAsync();
        await newcomer.OrdersAsync("Carta di credito");

        await TypesCardAsync(window, "refused");
        await window.SeesAsync("Pagamento non riuscito");
        await TypesCardAsync(window, "asks");
        await window.HeadingIsAsync("Conferma con la tua banca");
        await window.SendAsync("Conferma");

        await window.SeesAsync("Il pagamento è registrato");
        var number = await NumberAsync(window);
        Assert.Single(host.Sandbox.Ledger.State.Captures, c => c.Order == number);
        await host.FinishAsync();
        await newcomer.EntersPanelAsync();
    }

    [Theory]
    [InlineData(Manner.Mouse)]
    [InlineData(Manner.Keyboard)]
    [InlineData(Manner.Small)]
    public async Task A_newcomer_pays_with_PayPal_and_the_panel_opens(Manner manner)
    {
        await using var window = await host.NewWindowAsync(manner);
        var newcomer = new Newcomer(host, window);
        await newcomer.ReachesOrderFormAsync();
        await newcomer.OrdersAsync("PayPal");

        await window.SendAsync("Paga");

        await window.SeesAsync("Il pagamento è registrato");
        var number = await NumberAsync(window);
        Assert.Single(host.Sandbox.Ledger.State.Captures, c => c.Order == number);
        await host.FinishAsync();
        await newcomer.EntersPanelAsync();
    }

    [Theory]
    [InlineData(Manner.Mouse)]
    [InlineData(Manner.Keyboard)]
    [InlineData(Manner.Small)]
    public async Task A_newcomer_whom_PayPal_refuses_pays_the_same_order_by_bonifico(Manner manner)
    {
        await using var window = await host.NewWindowAsync(manner);
        var newcomer = new Newcomer(host, window);
        await newcomer.ReachesOrderFormAsync();
        await newcomer.OrdersAsync("PayPal");

        await window.PickAsync("no@acquirenti.example");
        await window.SendAsync("Paga");

        await window.SeesAsync("Non ti è stato addebitato nulla");
        await window.UnfoldAsync("Altre modalità");
        await window.PickAsync("Bonifico");
        await window.SendAsync("Paga");
        await window.SeesAsync("IBAN");
        var number = await NumberAsync(window);
        Assert.DoesNotContain(host.Sandbox.Ledger.State.Captures, c => c.Order == number);
    }

    private static async Task TypesCardAsync(Window window, string card)
    {
        await window.WriteAsync("Numero della carta", Payer.Card(card));
        await window.WriteAsync("Scadenza", "12/40");
        await window.WriteAsync("CVC", "123");
        await window.WriteAsync("Titolare della carta", "Anna Bianchi");
        await window.SendAsync("Paga");
    }

    private static async Task<string> NumberAsync(Window window) =>
        await window.Page.Locator(".nowrap").First.InnerTextAsync(new LocatorInnerTextOptions());
}
