using System.Net;
using Aruba.Fatturazione.Web.Tests.Account;

namespace Aruba.Fatturazione.Web.Tests.Documents;

public sealed class DocumentsTests(AccountHost host) : IClassFixture<AccountHost>
{
    [Fact]
    public async Task Anyone_reads_every_contract_text_marked_as_a_demonstration()
    {
        using var browser = host.NewBrowser();
        var list = await browser.OpenAsync("/documenti");
        var links = list.Document.QuerySelectorAll("main li a").Select(a => a.GetAttribute("href")!).ToList();
        Assert.Equal(6, links.Count);
        foreach (var link in links)
        {
            var page = await browser.OpenAsync(link);
            Assert.True(page.Says("Testo dimostrativo"));
            Assert.Single(page.Document.QuerySelectorAll("h1"));
        }
    }

    [Theory]
    [InlineData("/documenti/condizioni-generali", HttpStatusCode.OK)]
    [InlineData("/documenti/mai-scritto", HttpStatusCode.NotFound)]
    [InlineData("/documenti/condizioni-generali/1999-01-01", HttpStatusCode.NotFound)]
    public async Task A_text_without_version_is_the_one_in_force(string address, HttpStatusCode expected)
    {
        using var browser = host.NewBrowser();
        Assert.Equal(expected, (await browser.OpenAsync(address)).Status);
    }
}
