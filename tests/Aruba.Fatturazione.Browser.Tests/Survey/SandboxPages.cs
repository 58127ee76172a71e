using Aruba.Fatturazione.Browser.Tests.Infrastructure;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Tests.Infrastructure;

namespace Aruba.Fatturazione.Browser.Tests.Survey;

/// <summary>The outside world: what providers show to a buyer, and the sandbox's own pages.</summary>
internal static class SandboxPages
{
    public static IEnumerable<SurveyEntry> All =>
    [
        new("sandbox:/", "", t => OpenAsync(t, "")),
        new("sandbox:/posta", "", async t => await t.ActiveAsync() is (_, _) ? await OpenAsync(t, "posta") : throw new InvalidOperationException()),
        new("sandbox:/posta", "nothing for this address", t => OpenAsync(t, "posta?destinatario=nessuno@esempio.it")),
        .. new[] { "html", "testo", "sorgente" }.Select(part => new SurveyEntry("sandbox:/posta/{id}", part, async t => await t.ActiveAsync() is (_, _)
            ? await OpenAsync(t, $"posta/{t.Host.Mailbox.All[^1].Id}?parte={part}")
            : throw new InvalidOperationException())),
        new("sandbox:/mischief", "", t => OpenAsync(t, "mischief")),
        new("sandbox:/ledger", "", async t => await t.ActiveAsync() is (_, _) ? await OpenAsync(t, "ledger") : throw new InvalidOperationException()),
        new("sandbox:/stripe-console", "", async t => await t.ActiveAsync() is (_, _) ? await OpenAsync(t, "stripe-console") : throw new InvalidOperationException()),
        new("sandbox:/paypal-console", "", t => OpenAsync(t, "paypal-console")),
        new("sandbox:/posta/{id}", "no such mail", t => OpenAsync(t, "posta/nessuna")),
        .. Stripe, .. PayPal,
    ];

    private static IEnumerable<SurveyEntry> Stripe =>
    [
        new("sandbox:/stripe/checkout/{id}", "empty", async t => await OpenAsync(t, (await t.AtProviderAsync()).Provider)),
        new("sandbox:/stripe/checkout/{id}", "wrong", async t => await t.FillAsync(await OpenAsync(t, (await t.AtProviderAsync()).Provider), "Paga", ("Numero della carta", "42"))),
        new("sandbox:/stripe/checkout/{id}", "refused", t => CardAsync(t, "refused")),
        new("sandbox:/stripe/checkout/{id}", "closed", async t =>
        {
            var (shopper, _, provider) = await t.AtProviderAsync();
            await shopper.Browser.OpenAsync(await Payer.GiveUpAsync(provider));
            return await OpenAsync(t, provider);
        }),
        new("sandbox:/stripe/3ds/{id}", "", t => CardAsync(t, "always asks")),
    ];

    private static IEnumerable<SurveyEntry> PayPal =>
    [
        new("sandbox:/paypal/checkoutnow", "", async t => await OpenAsync(t, (await t.AtProviderAsync(PaymentMethod.PayPal)).Provider)),
        new("sandbox:/paypal/checkoutnow", "wrong", async t => await t.FillAsync(await OpenAsync(t, (await t.AtProviderAsync(PaymentMethod.PayPal)).Provider), "Pa", ("Un altro indirizzo", "sconosciuto@acquirenti.example"))),
        new("sandbox:/paypal/checkoutnow", "no such order", t => OpenAsync(t, "paypal/checkoutnow?token=NESSUNO")),
    ];

    private static Task<Window> OpenAsync(Tour tour, string path) => tour.GuestAsync($"{tour.Host.Sandbox.BaseAddress}{path}");

    private static Task<Window> OpenAsync(Tour tour, Uri address) => tour.GuestAsync(address.ToString());

    private static async Task<Window> CardAsync(Tour tour, string card) => await tour.FillAsync(
        await OpenAsync(tour, (await tour.AtProviderAsync()).Provider),
        "Paga",
        ("Numero della carta", Payer.Card(card)), ("Scadenza", "12/40"), ("CVC", "123"), ("Titolare della carta", "Anna Bianchi"));
}
