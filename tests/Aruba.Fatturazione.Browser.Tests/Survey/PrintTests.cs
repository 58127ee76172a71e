using Aruba.Fatturazione.Browser.Tests.Infrastructure;
using Aruba.Fatturazione.Orders;
using Microsoft.Playwright;
using UglyToad.PdfPig;

namespace Aruba.Fatturazione.Browser.Tests.Survey;

/// <summary>Bar D-26: an order is one sheet of paper.</summary>
public sealed class PrintTests(BrowserHost host) : IClassFixture<BrowserHost>
{
    [Theory]
    [InlineData(PaymentMethod.Bonifico, "IT60X0542811101000000123456")]
    [InlineData(PaymentMethod.Bollettino, "000000000000")]
    public async Task An_order_prints_on_one_A4_page_with_all_that_paying_needs(PaymentMethod method, string account)
    {
        var tour = new Tour(host);
        var (shopper, number) = await tour.OrderedAsync(method);
        var gross = (await shopper.PlacedAsync())[0].Gross;
        await using var window = await tour.OpenAsync(shopper, $"/area-clienti/ordini/{number}?nuovo=1");

        using var paper = PdfDocument.Open(await window.Page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true }));

        var sheet = Assert.Single(paper.GetPages());
        Assert.InRange(sheet.Width, 594, 597);
        Assert.InRange(sheet.Height, 841, 843);
        var text = string.Concat(string.Join("", sheet.GetWords().Select(w => w.Text)).Where(c => !char.IsWhiteSpace(c)));
        Assert.Contains(number, text, StringComparison.Ordinal);
        Assert.Contains(account, text, StringComparison.Ordinal);
        Assert.Contains(string.Concat(gross.ToString().Where(c => !char.IsWhiteSpace(c))), text, StringComparison.Ordinal);
        Assert.DoesNotContain("Annullal'ordine", text, StringComparison.Ordinal);
    }
}
