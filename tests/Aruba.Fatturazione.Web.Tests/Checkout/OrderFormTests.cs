using System.Text;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Documents;
using Aruba.Fatturazione.Web.Tests.Account;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Aruba.Fatturazione.Web.Tests.Checkout;

public sealed class OrderFormTests(AccountHost host) : IClassFixture<AccountHost>
{
    [Fact]
    public async Task Every_box_and_the_method_are_asked_for_each_in_its_own_words()
    {
        var shopper = await Shopper.ReadyAsync(host);
        var page = await shopper.Browser.OpenAsync(Shopper.OrderForm);
        Assert.Equal("Modulo d'ordine", page.Heading);
        Assert.Empty(page.Document.QuerySelectorAll("input[checked]"));
        Assert.True(page.Says("con obbligo di pagare"));

        var answer = await page.Form(Shopper.Confirm).SendAsync();

        Assert.Equal(5, answer.Errors.Count);
        Assert.Equal(5, answer.Errors.Distinct().Count());
        Assert.All(answer.Errors, e => Assert.InRange(e.Length, 10, 120));
        Assert.Empty(await shopper.PlacedAsync());
    }

    [Fact]
    public async Task The_sheet_of_ordini_elettronici_is_asked_for_only_when_it_is_bought()
    {
        var without = await Shopper.ReadyAsync(host);
        var with = await Shopper.ReadyAsync(host, DemoCatalogue.Ordini);

        Assert.DoesNotContain("scheda-ordini-elettronici", (await without.Browser.OpenAsync(Shopper.OrderForm)).Html, StringComparison.Ordinal);
        Assert.Contains("scheda-ordini-elettronici", (await with.Browser.OpenAsync(Shopper.OrderForm)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_order_keeps_what_was_accepted_and_extra_fields_change_nothing()
    {
        var shopper = await Shopper.ReadyAsync(host);
        var form = await shopper.FilledOrderFormAsync();
        foreach (var name in new[] { "Total", "Gross", "Status", "Price", "AccountId", "Number" })
        {
            form.SetByName(name, "1");
        }

        using var answer = await form.SendOnceAsync();

        var order = Assert.Single(await shopper.PlacedAsync());
        Assert.Equal(order.Number, Shopper.NumberIn(answer));
        Assert.Equal((OrderStatus.AwaitingPayment, PaymentMethod.Bonifico, 3_648L), (order.Status, order.Method, order.Gross.Cents));
        Assert.Equal(4, order.Acceptances.Count);
        var library = host.Services.GetRequiredService<ContractLibrary>();
        Assert.All(order.Acceptances, a => Assert.Equal(library.Find(a.DocumentCode, a.DocumentVersion)?.Digest, a.Digest));
        Assert.All(order.Acceptances, a => Assert.Equal("Prova/1.0", a.UserAgent));
        Assert.Contains(order.Acceptances, a => a.Statement.Contains("Art. 5 Rinnovo automatico", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("row", "failure 1")]
    [Trait("row", "B-C0")]
    [Trait("row", "B-C2")]
    public async Task Twenty_parallel_confirms_and_a_stale_tab_are_one_order()
    {
        var shopper = await Shopper.ReadyAsync(host);
        var form = await shopper.FilledOrderFormAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => form.SendOnceAsync()));
        using var stale = await form.SendOnceAsync();

        var order = Assert.Single(await shopper.PlacedAsync());
        Assert.All(answers.Append(stale), a => Assert.Equal(order.Number, Shopper.NumberIn(a)));
    }
}

/// <summary>What changes for everybody has a shop of its own.</summary>
public sealed class OrderDifferenceTests(AccountHost host) : IClassFixture<AccountHost>
{
    [Fact]
    [Trait("row", "failure 22")]
    public async Task A_price_or_a_contract_that_changed_meanwhile_is_asked_again_with_the_difference()
    {
        var shopper = await Shopper.ReadyAsync(host);
        var form = await shopper.FilledOrderFormAsync();
        await host.InDatabaseAsync(db => db.Prices.Where(p => p.ProductCode == DemoCatalogue.Service)
            .ExecuteUpdateAsync(u => u.SetProperty(p => p.NetCents, 4_000)));

        var dearer = await form.SendAsync();

        Assert.True(dearer.Says("prima era 36,48 €, ora è 48,80 €"));
        Assert.Empty(dearer.Document.QuerySelectorAll("input[type=checkbox][checked]"));
        form = await shopper.FilledOrderFormAsync();
        host.Services.GetRequiredService<ContractLibrary>()
            .Add(ContractDocument.Of(ContractLibrary.GeneralTerms, "2026-11-24", Encoding.UTF8.GetBytes("<h1>Condizioni generali di contratto</h1>")));
        var rewritten = await form.SendAsync();
        Assert.True(rewritten.Says("È cambiato un documento: Condizioni generali di contratto"));
        Assert.Empty(await shopper.PlacedAsync());

        using var answer = await (await shopper.FilledOrderFormAsync()).SendOnceAsync();

        Assert.Contains(Assert.Single(await shopper.PlacedAsync()).Acceptances, a => a.DocumentVersion == "2026-11-24");
    }
}
