using System.Collections.Concurrent;
using System.Data.Common;
using System.Net;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Aruba.Fatturazione.Web.Tests.Desk;

public sealed class DeskSpeedTests(DeskHost host) : IClassFixture<DeskHost>
{
    private static readonly string[] Growing = ["Orders", "RegisteredPayments", "OrderHistory", "OrderLines", "Outbox", "Accounts", "Subscriptions", "PanelAccesses", "Sessions", "Audit", "PaymentAttempts", "Refunds", "SavedMethods", "ProviderCustomers", "BankLines"];

    [Fact]
    public async Task Every_page_of_the_desk_asks_at_most_five_questions_and_scans_no_table_that_grows()
    {
        var order = await host.OrderAsync(501);
        var holder = SeedPeople.At(501);
        var agent = await host.AgentAsync("veloce@example.it");
        string[] keys = [order.AccountUsername, order.AccountEmail, holder.CodiceFiscale.Value, holder.PartitaIva!.Value];
        var searches = new List<string>();
        foreach (var key in keys.Append("nessuno"))
        {
            searches.Add((await agent.SearchAsync(key)).Path);
        }

        foreach (var key in keys.Concat([order.Number[..6], "nessuno", "pi_niente", "12345678901"]))
        {
            // Found by the box of every page; where it leads is opened below, what was asked for it is judged here.
            var before = await agent.OpenAsync("/assistenza/registro");
            host.Commands.Clear();
            var found = await before.SendAsync("Trova", ("Ordine, cliente", key));
            Assert.All(host.Commands, a => Assert.DoesNotContain(a.Plan, step => Scans(step, a.Sql)));
            searches.Add(found.Path);
        }

        string[] pages =
        [
            .. searches, "/assistenza", "/assistenza/ordini?tipo=Renewal&stato=AwaitingPayment", $"/assistenza/ordini/{order.Number}/pagamenti/{Guid.CreateVersion7()}/rimborso",
            $"/assistenza/ordini/{order.Number}", $"/assistenza/ordini/{order.Number}/pagamento", $"/assistenza/ordini/{order.Number}/rimanda",
            $"/assistenza/clienti/{Guid.CreateVersion7()}", "/assistenza/registro?prima=9", "/assistenza/posta-in-uscita", "/assistenza/da-fare",
        ];

        foreach (var page in pages)
        {
            host.Commands.Clear();
            Assert.Contains((await agent.OpenAsync(page)).Status, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.NotFound]);
            var asked = host.Commands.ToList();

            Assert.True(asked.Count <= 5, $"{page} asks {asked.Count} questions");
            Assert.All(asked, a => Assert.DoesNotContain(a.Plan, step => Scans(step, a.Sql)));
        }
    }

    private static bool Scans(string step, string sql) => Growing.Any(t => step.StartsWith("SCAN", StringComparison.Ordinal) && IsScanOf(step, sql, t));

    // The plan names aliases: find which table the alias stands for. A scan of a partial index is one of the few rows it holds.
    private static bool IsScanOf(string step, string sql, string table) =>
        !step.Contains("USING", StringComparison.Ordinal) && sql.Contains($"\"{table}\" AS \"{step.Split(' ')[1]}\"", StringComparison.Ordinal);
}

/// <summary>Notes every query of the shop with the plan that SQLite makes for it.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA2100", Justification = "The shop's own query, with its own parameters.")]
internal sealed class PlanReader : DbCommandInterceptor
{
    public ConcurrentQueue<(string Sql, IReadOnlyList<string> Plan)> Commands { get; } = [];

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (command.CommandText.StartsWith("SELECT", StringComparison.Ordinal))
        {
            Commands.Enqueue((command.CommandText, TestDatabase.Provider == DatabaseProvider.Sqlite ? await PlanAsync(command, cancellationToken) : []));
        }

        return result;
    }

    private static async Task<IReadOnlyList<string>> PlanAsync(DbCommand command, CancellationToken ct)
    {
        var sql = command.CommandText;
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
        List<string> steps = [];
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                steps.Add(reader.GetString(3));
            }
        }

        command.CommandText = sql;
        return steps;
    }
}
