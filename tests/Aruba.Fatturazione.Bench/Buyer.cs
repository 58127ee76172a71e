using System.Net;
using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Web.Tests.Infrastructure;

namespace Aruba.Fatturazione.Bench;

/// <summary>Somebody who buys over plain HTTP forms, from the product page to the order. Number <paramref name="n"/> is always the same person.</summary>
internal sealed class Buyer(Uri shop, int n) : IDisposable
{
    private const string Password = "tre gatti al sole";
    private const string GoOn = "Prosegui e completa l'ordine";
    private const string Confirm = "Conferma e completa l'ordine";

    public Browser Browser { get; } = new(shop);

    /// <summary>Registered, signed in, holder described, cart confirmed.</summary>
    public async Task PrepareAsync()
    {
        await Browser.OpenAsync("/");
        var welcome = await InTurnAsync(async () => await (await Browser.OpenAsync("/registrazione")).SendAsync("Registrati", Registration()));
        var username = welcome.Document.QuerySelector(".lead strong")?.TextContent ?? throw new InvalidOperationException($"Not registered: {(int)welcome.Status} {welcome.Text}");
        var start = await InTurnAsync(async () =>
            await (await Browser.OpenAsync("/accesso?returnUrl=%2Facquista")).SendAsync("Accedi", ("Username", username), ("Password", Password)));
        var cart = await start.SendAsync(GoOn, ("Nessun identificativo", "true"));
        await cart.SendAsync(GoOn);
    }

    /// <summary>Confirms the order; returns where that leads: the order's page, or the provider's.</summary>
    public async Task<Uri> OrderAsync(string method)
    {
        var page = await Browser.OpenAsync("/acquista/modulo-ordine");
        var form = page.Form(Confirm).SetByName("Metodo", method);
        foreach (var box in page.Document.QuerySelectorAll("input[type=checkbox]"))
        {
            form.SetByName(box.GetAttribute("name")!, "true");
        }

        using var answer = await form.SendOnceAsync();
        return answer.Headers.Location is { } target
            ? new Uri(shop, target)
            : throw new InvalidOperationException($"No order: {(int)answer.StatusCode}.");
    }

    /// <summary>A whole purchase by bonifico, to the page with the instructions.</summary>
    public async Task BuyByTransferAsync()
    {
        await PrepareAsync();
        var outcome = await Browser.OpenAsync((await OrderAsync("Bonifico")).PathAndQuery);
        Require(outcome.Says("IBAN"), outcome);
    }

    /// <summary>A whole purchase by card, to the page that says it is paid.</summary>
    public async Task BuyByCardAsync()
    {
        await PrepareAsync();
        await ReturnAsync(await PayAsync());
    }

    /// <summary>Orders and types the card on the provider's page; returns the way back.</summary>
    public async Task<string> PayAsync() =>
        await Payer.PayByCardAsync(await OrderAsync("CartaDiCredito")) ?? throw new InvalidOperationException("The provider's page kept the buyer.");

    /// <summary>Comes back from the provider, which settles the payment.</summary>
    public async Task ReturnAsync(string back)
    {
        var landed = await Browser.OpenAsync(back);
        Require(landed.Path.Contains("esito=pagato", StringComparison.Ordinal), landed);
    }

    public void Dispose() => Browser.Dispose();

    private static void Require(bool holds, Page page)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"Unexpected page {page.Path} ({(int)page.Status}): {page.Text}");
        }
    }

    // The shop hashes two passwords at a time and lets few wait; the others are asked to come again.
    private static async Task<Page> InTurnAsync(Func<Task<Page>> send)
    {
        while (true)
        {
            var page = await send();
            if (page.Status is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable))
            {
                return page;
            }

            await Task.Delay(page.Answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1));
        }
    }

    private (string Label, string Value)[] Registration()
    {
        var born = new DateOnly(1940, 1, 1).AddDays(n % 20_000);
        var code = CodiceFiscale.For("Bianchi", "Anna", born, female: n / 20_000 % 2 == 0, "F205");
        var digits = $"{n + 1_000_000:0000000}001";
        var partitaIva = Enumerable.Range(0, 10).Select(d => digits + d).First(p => PartitaIva.TryParse(p, out _));
        return
        [
            ("Tipo di soggetto", "Persona fisica con partita IVA"), ("Nome", "Anna"), ("Cognome", "Bianchi"), ("Codice fiscale", code.Value),
            ("Partita IVA", partitaIva), ("Indirizzo", "Via Larga 1"), ("CAP", "20122"), ("Comune", "Milano"), ("Provincia", "Milano"),
            ("Telefono", "02 1234567"), ("Email", $"anna{n}@esempio.it"), ("Password", Password), ("Ho letto", "true"),
        ];
    }
}
