using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Tests.Infrastructure;

namespace Aruba.Fatturazione.Browser.Tests.Survey;

/// <summary>The customer's own pages.</summary>
internal static class AreaPages
{
    public static IEnumerable<SurveyEntry> All =>
    [
        new("/area-clienti", "empty", async t => await t.OpenAsync(await t.NewcomerAsync(), "/area-clienti")),
        new("/area-clienti", "with an order", async t => await t.OpenAsync((await t.OrderedAsync()).Shopper, "/area-clienti")),
        new("/area-clienti", "with a service", async t => await t.OpenAsync((await t.ActiveAsync()).Shopper, "/area-clienti")),
        new("/area-clienti/password", "empty", async t => await t.OpenAsync(await t.NewcomerAsync(), "/area-clienti/password")),
        new("/area-clienti/password", "wrong", async t => await t.FillAsync(await t.OpenAsync(await t.NewcomerAsync(), "/area-clienti/password"), "Cambia la password", ("Nuova password", "corta"))),
        .. Orders,
    ];

    private static IEnumerable<SurveyEntry> Orders =>
    [
        Order("just placed, by bonifico", async t => (await t.OrderedAsync(), "?nuovo=1")),
        Order("by bollettino", async t => (await t.OrderedAsync(PaymentMethod.Bollettino), "")),
        Order("at the provider", async t => await t.AtProviderAsync() is var (s, n, _) ? ((s, n), "") : default),
        Order("paid in part", async t =>
        {
            var ordered = await t.OrderedAsync();
            await t.RegisterAsync(ordered.Number, "1,00");
            return (ordered, "");
        }),
        Order("paid", async t =>
        {
            var ordered = await t.OrderedAsync();
            await t.RegisterAsync(ordered.Number);
            return (ordered, "?esito=pagato");
        }),
        Order("concluded", async t => (await t.ActiveAsync(), "")),
        Order("cancelled", async t =>
        {
            var ordered = await t.OrderedAsync();
            await (await ordered.Shopper.Browser.OpenAsync($"/area-clienti/ordini/{ordered.Number}/annulla")).SendAsync("Annulla l'ordine");
            return (ordered, "");
        }),
        new("/area-clienti/ordini/{number}/annulla", "", async t => await t.OrderedAsync() is var (s, n) ? await t.OpenAsync(s, $"/area-clienti/ordini/{n}/annulla") : throw new InvalidOperationException()),
        new("/area-clienti/ordini/{number}/paga", "", async t => await t.OrderedAsync() is var (s, n) ? await t.OpenAsync(s, $"/area-clienti/ordini/{n}/paga") : throw new InvalidOperationException()),
        new("/area-clienti/ordini/{number}/paga", "given up", async t =>
        {
            var (shopper, _, provider) = await t.AtProviderAsync();
            return await t.OpenAsync(shopper, await Payer.GiveUpAsync(provider));
        }),
        new("/area-clienti/ordini/{number}/paga", "wrong", async t =>
        {
            var (shopper, number) = await t.OrderedAsync();
            var window = await t.OpenAsync(shopper, $"/area-clienti/ordini/{number}/paga");
            await window.PickAsync("Carta di credito");
            await window.SendAsync("Paga");
            return window;
        }),
    ];

    private static SurveyEntry Order(string state, Func<Tour, Task<((Shopper Shopper, string Number) Ordered, string Query)>> make) => new("/area-clienti/ordini/{number}", state, async t =>
    {
        var (ordered, query) = await make(t);
        return await t.OpenAsync(ordered.Shopper, $"/area-clienti/ordini/{ordered.Number}{query}");
    });
}
