namespace Aruba.Fatturazione.Web.Tests.Infrastructure;

/// <summary>Somebody at a provider's own page, in the sandbox.</summary>
public static class Payer
{
    /// <summary>Cards by what they do; the numbers are the provider's public test numbers.</summary>
    public static string Card(string meaning) => meaning switch
    {
        "accepted" => "4242" + "4242" + "4242" + "4242",
        "refused" => "4000" + "0000" + "0000" + "0002",
        "poor" => "4000" + "0000" + "0000" + "9995",
        "asks" => "4000" + "0025" + "0000" + "3155",
        "always asks" => "4000" + "0027" + "6000" + "3184",
        "fails later" => "4000" + "0000" + "0000" + "0341",
        _ => throw new ArgumentOutOfRangeException(nameof(meaning), meaning, null),
    };

    /// <summary>Types a card on the page; returns the shop's path to which it leads, or null when the page keeps the buyer.</summary>
    public static async Task<string?> PayByCardAsync(Uri page, string card = "accepted", string bank = "Conferma")
    {
        using var buyer = new Browser(new Uri(page.GetLeftPart(UriPartial.Authority)));
        var checkout = await buyer.OpenAsync(page.PathAndQuery);
        var form = checkout.Form(checkout.Says("Che cosa paghi") ? "Paga" : "Salva")
            .Set("Numero della carta", Card(card)).Set("Scadenza", "12/40").Set("CVC", "123").Set("Titolare della carta", "Anna Bianchi");
        using var answer = await form.SendOnceAsync();
        return await AfterAsync(buyer, answer, bank);
    }

    /// <summary>Answers the bank's question on its page.</summary>
    public static async Task<string?> AnswerBankAsync(Uri page, string answer)
    {
        using var buyer = new Browser(new Uri(page.GetLeftPart(UriPartial.Authority)));
        using var done = await (await buyer.OpenAsync(page.PathAndQuery)).Form(answer).SendOnceAsync();
        return await AfterAsync(buyer, done, answer);
    }

    /// <summary>Chooses a PayPal account on the page.</summary>
    public static async Task<string?> PayByPayPalAsync(Uri page, string email)
    {
        using var buyer = new Browser(new Uri(page.GetLeftPart(UriPartial.Authority)));
        var form = (await buyer.OpenAsync(page.PathAndQuery)).Form("Pa").SetByName("email", email);
        using var answer = await form.SendOnceAsync();
        return await AfterAsync(buyer, answer, "Conferma");
    }

    /// <summary>Goes back to the shop by the page's own link.</summary>
    public static async Task<string> GiveUpAsync(Uri page)
    {
        using var buyer = new Browser(new Uri(page.GetLeftPart(UriPartial.Authority)));
        var link = (await buyer.OpenAsync(page.PathAndQuery)).Document.QuerySelectorAll("a").Single(a => a.TextContent.Contains("Annulla", StringComparison.Ordinal));
        return new Uri(link.GetAttribute("href")!).PathAndQuery;
    }

    private static async Task<string?> AfterAsync(Browser buyer, HttpResponseMessage answer, string bank)
    {
        if (answer.Headers.Location is not { } location)
        {
            return null;
        }

        var target = new Uri(buyer.Address, location);
        return target.Authority != buyer.Address.Authority ? target.PathAndQuery : await AnswerBankAsync(target, bank);
    }
}
