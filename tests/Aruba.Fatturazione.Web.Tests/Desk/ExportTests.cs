using System.Net.Http.Headers;
using System.Text;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Desk;

public sealed class ExportTests(DeskHost host) : IClassFixture<DeskHost>
{
    [Fact]
    public async Task The_list_comes_as_a_file_for_a_spreadsheet_with_the_same_filters_and_a_row_in_the_register()
    {
        var (bank, postal) = (await host.OrderAsync(801), await host.OrderAsync(802, PaymentMethod.Bollettino));
        var agent = await host.AgentAsync("esporta@example.it");

        var (all, type) = await ExportAsync(agent, "/assistenza/ordini");
        var (some, _) = await ExportAsync(agent, "/assistenza/ordini?metodo=Bollettino");

        Assert.Equal("text/csv", type?.MediaType);
        Assert.StartsWith("\uFEFFNumero;Data;", all);
        Assert.Contains(all.Split("\r\n"), row => row.StartsWith($"{bank.Number};", StringComparison.Ordinal) && row.EndsWith(";29,90;6,58;36,48;0,00", StringComparison.Ordinal));
        Assert.Contains(postal.Number, some);
        Assert.DoesNotContain(bank.Number, some);
        Assert.Equal(2, await host.InDatabaseAsync(db => db.Audit.CountAsync(a => a.Action == "orders.exported" && a.Actor == "esporta@example.it")));
    }

    [Fact]
    public async Task What_a_customer_typed_never_becomes_a_formula_and_every_order_comes_once()
    {
        var orders = new List<Order>();
        for (var i = 0; i < 30; i++)
        {
            orders.Add(await host.OrderAsync(810 + i));
        }

        var number = orders[0].Number;
        await host.InDatabaseAsync(db => db.Orders.Where(o => o.Number == number).ExecuteUpdateAsync(u => u.SetProperty(o => o.AccountUsername, "=cmd|'/c calc'!A1")));
        var agent = await host.AgentAsync("formule@example.it");

        var (file, _) = await ExportAsync(agent, "/assistenza/ordini");

        Assert.DoesNotContain(";=cmd", file);
        Assert.DoesNotContain(";\"=cmd", file);
        Assert.Contains("'=cmd", file);
        Assert.All(orders, o => Assert.Single(file.Split("\r\n"), row => row.StartsWith(o.Number, StringComparison.Ordinal)));
    }

    private static async Task<(string Text, MediaTypeHeaderValue? Type)> ExportAsync(Browser agent, string page)
    {
        using var answer = await (await agent.OpenAsync(page)).Form("Esporta").SendOnceAsync();
        return (Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync()), answer.Content.Headers.ContentType);
    }
}
