using System.Globalization;
using System.Text;
using Aruba.Fatturazione.Web.Reconciliation;
using Aruba.Fatturazione.Web.Tests.Desk;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using static Aruba.Fatturazione.Web.Tests.Reconciliation.Statements;

namespace Aruba.Fatturazione.Web.Tests.Reconciliation;

public sealed class LargeFileTests(DeskHost host) : IClassFixture<DeskHost>
{
    private const int Lines = 2_400;

    [Fact]
    [Trait("row", "B-P21")]
    public async Task A_large_file_with_faults_inside_gives_the_right_counts_and_again_nothing_new()
    {
        var agent = await host.AgentAsync("grande@example.it");
        var order = await host.OrderAsync(700);
        string Row(int i) => i % 100 == 7 ? $"24/11/2026;senza importo;riga {i}" : i % 100 == 9 ? $"24/11/2026;-1,00;uscita {i}" : i == 2_321 ? $"24/11/2026;36,48;{order.Number}" : $"24/11/2026;1,00;riga {i}";
        var rows = Enumerable.Range(0, Lines).Select(Row).Prepend("Data;Importo;Causale").ToList();

        await (await agent.UploadFileAsync(Encoding.UTF8.GetBytes(string.Join('\n', rows)), "grande.csv")).SendAsync("Leggi il file");
        await DrainAsync();
        await host.BringAsync(agent, Encoding.UTF8.GetBytes(string.Join('\n', rows) + "\n"), "grande-di-nuovo.csv");

        var files = await host.InDatabaseAsync(db => db.Set<BankFile>().OrderByDescending(f => f.Stored).ToListAsync());
        Assert.Equal([(Lines, Lines - 24, 0, 24), (Lines, 0, Lines - 24, 24)], files.ConvertAll(f => (f.Read, f.Stored, f.Known, f.Skipped)));
        var states = await host.InDatabaseAsync(db => db.Set<BankLine>().GroupBy(l => l.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count));
        Assert.Equal(new Dictionary<BankLineState, int> { [BankLineState.Matched] = 1, [BankLineState.Unreadable] = 24, [BankLineState.Unknown] = Lines - 49 }, states);
        Assert.Single((await host.StoredAsync(order.Number)).Payments);
        Assert.Equal(0, await host.InDatabaseAsync(db => db.Set<BankFileContent>().CountAsync()));
    }

    private async Task DrainAsync()
    {
        while (await host.RunOutboxAsync() > 0)
        {
            // the next stretch
        }
    }
}
