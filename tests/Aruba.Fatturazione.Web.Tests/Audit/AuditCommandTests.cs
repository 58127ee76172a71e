using System.Diagnostics;
using Aruba.Fatturazione.Web.Audit;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Aruba.Fatturazione.Web.Tests.Audit;

/// <summary>The auditor as an operator calls it: a process beside the shop, its exit code, what it prints.</summary>
public sealed class AuditCommandTests(AuditHost store) : IClassFixture<AuditHost>
{
    [Fact]
    public async Task The_command_prints_every_invariant_with_its_count_and_says_by_its_exit_code_whether_one_is_broken()
    {
        await store.BuyByCardAsync();
        var clean = await RunAsync("--sandbox", store.Sandbox.BaseAddress.ToString());
        Assert.True(clean.ExitCode == 0, clean.Output);
        Assert.Contains("0 violations", clean.Output, StringComparison.Ordinal);
        Assert.Equal(Auditor.All.Count, clean.Output.Split('\n').Count(l => l.StartsWith("ok    B-I", StringComparison.Ordinal)));

        var order = await store.BuyByCardAsync();
        await store.InDatabaseAsync(db => db.Orders.Where(o => o.Id == order.Id).ExecuteUpdateAsync(s => s.SetProperty(o => o.Net, new Importo(1))));
        var broken = await RunAsync();
        Assert.Equal(1, broken.ExitCode);
        Assert.Matches($"(?m)^BAD   B-I9 +2 [^\n]+\n +the net is not the sum of the lines: {order.Number}", broken.Output);
        await store.InDatabaseAsync(db => db.Orders.Where(o => o.Id == order.Id).ExecuteUpdateAsync(s => s.SetProperty(o => o.Net, order.Net)));

        Assert.Equal(2, (await RunAsync("--sandbox", "http://fornitore.example")).ExitCode);
    }

    private async Task<(int ExitCode, string Output)> RunAsync(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(StoreDbContext).Assembly.Location, "audit", .. words])
        {
            WorkingDirectory = StoreHost.ContentRoot,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Logs__Folder"] = "";
        start.Environment["Database__Provider"] = TestDatabase.Provider.ToString();
        start.Environment["Database__ConnectionString"] = store.Services.GetRequiredService<IConfiguration>()["Database:ConnectionString"];
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }
}
