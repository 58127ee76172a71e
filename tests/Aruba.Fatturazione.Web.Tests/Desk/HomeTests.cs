using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Tests.Infrastructure;

namespace Aruba.Fatturazione.Web.Tests.Desk;

public sealed class HomeTests(DeskHost host) : IClassFixture<DeskHost>
{
    [Fact]
    public async Task Figures_follow_orders_and_money_and_lead_to_their_lists()
    {
        // The clock stands at noon in Rome or thereabouts: an hour ago is today, two days ago is not.
        var today = await host.OrderAsync(1);
        await host.OrderAsync(2, minutesAgo: 2 * 24 * 60);
        await host.OrderAsync(3, minutesAgo: 31 * 24 * 60);
        var agent = await host.AgentAsync("panoramica@example.it");

        var before = await agent.OpenAsync("/assistenza");
        await host.InDatabaseAsync(async db =>
        {
            (await db.OrderForVerbsAsync(today.Number, CancellationToken.None))!.Register(new RegisteredPayment
            {
                Id = Guid.CreateVersion7(),
                Source = "bank",
                Reference = "PANORAMICA 1",
                Amount = new Importo(1_234),
                ValueDate = host.Clock.Today(),
                RegisteredAt = host.Clock.UtcNow(),
                RegisteredBy = "prova",
            });
            return await db.SaveChangesAsync();
        });
        var after = await agent.OpenAsync("/assistenza");

        Assert.Equal("1", Tile(before, "Ordine"));
        Assert.Equal(2, Days(before).Sum(d => int.Parse(d[1])));
        Assert.All(Days(before), d => Assert.Equal("0,00 €", d[3]));
        Assert.Equal(30, Days(after).Count);
        Assert.Equal("12,34 €", Tile(after, "Conto bancario"));
        Assert.Equal("12,34 €", Days(after)[0][3]);
        Assert.Equal([today.Number], (await agent.OpenAsync(after.Document.QuerySelector("#oggi ~ .tiles a")!.GetAttribute("href")!)).Numbers());
        foreach (var link in after.Document.QuerySelectorAll("#attesa ~ .tiles a"))
        {
            Assert.Equal(System.Net.HttpStatusCode.OK, (await agent.OpenAsync(link.GetAttribute("href")!)).Status);
        }
    }

    [Fact]
    public async Task Days_that_are_over_are_remembered_and_the_last_two_are_asked_again()
    {
        var agent = await host.AgentAsync("ricorda@example.it");
        await agent.OpenAsync("/assistenza");
        await host.OrderAsync(4, minutesAgo: 24 * 60);
        var known = Days(await agent.OpenAsync("/assistenza"));

        host.Commands.Clear();
        var again = Days(await agent.OpenAsync("/assistenza"));

        Assert.Equal(known, again);
        Assert.Contains(again.Take(2), d => d[1] != "0");
        Assert.True(host.Commands.Count <= 5, $"{host.Commands.Count} commands");
    }

    private static string Tile(Page page, string words) =>
        Squeeze(page.Document.QuerySelectorAll(".tiles li").Single(t => Squeeze(t.QuerySelector("strong + span")!.TextContent) == words).QuerySelector("strong")!.TextContent);

    private static List<string[]> Days(Page page) =>
        [.. page.Document.QuerySelectorAll("details tbody tr").Select(r => r.Children.Select(c => Squeeze(c.TextContent)).ToArray())];

    private static string Squeeze(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
