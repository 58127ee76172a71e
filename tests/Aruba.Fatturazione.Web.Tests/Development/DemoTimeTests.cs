#if DEBUG
using System.Net;
using Aruba.Fatturazione.Web.Development;
using Aruba.Fatturazione.Web.Tests.Account;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Aruba.Fatturazione.Web.Tests.Development;

/// <summary>A shop that lives by its movable clock, as in Development.</summary>
public sealed class DemoTimeHost : AccountHost
{
    public string File { get; } = Path.Combine(Directory.CreateTempSubdirectory("shop-clock-").FullName, "shop.db.giorni");

    protected override void Configure(WebApplicationBuilder builder)
    {
        var clock = new DemoClock(File);
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        builder.Services.AddSingleton(clock).AddSingleton(new SandboxBeside(new SandboxDoors(Sandbox.BaseAddress.ToString(), Sandbox.SmtpPort), null, null));
    }
}

public sealed class DemoTimeTests : IClassFixture<DemoTimeHost>
{
    private const string Address = "/sviluppo/orologio";
    private readonly DemoTimeHost host;

    public DemoTimeTests(DemoTimeHost host) => this.host = host;

    [Fact]
    public async Task Days_pass_one_by_one_for_shop_and_sandbox_and_each_does_what_it_should()
    {
        using var browser = host.NewBrowser();
        var before = DateTime.UtcNow;
        var page = await browser.OpenAsync(Address);

        page = await page.SendAsync("Avanti di 7 giorni");
        page = await page.SendAsync("Avanti di un giorno");

        Assert.True(page.Says("È passato un giorno"), page.Text);
        Assert.True(page.Says("8 giorni avanti"), page.Text);
        var now = host.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        Assert.InRange(now - before.AddDays(8), TimeSpan.Zero, TimeSpan.FromMinutes(5));
        using var http = new HttpClient { BaseAddress = host.Sandbox.BaseAddress };
        Assert.Contains("\"days\":8", await http.GetStringAsync("/clock"), StringComparison.Ordinal);
        Assert.Equal("8", await System.IO.File.ReadAllTextAsync(host.File));
        Assert.Equal(8, new DemoClock(host.File).Days); // a restart goes on from there
        Assert.NotEmpty(await host.InDatabaseAsync(db => db.SweepRuns.ToListAsync()));
    }

    [Fact]
    public async Task What_is_not_on_the_page_passes_nothing()
    {
        using var browser = host.NewBrowser();
        var token = (await browser.OpenAsync(Address)).Form("Avanti di un giorno").Fields.Single(f => f.Key.Contains("Token", StringComparison.OrdinalIgnoreCase));
        var before = host.Services.GetRequiredService<DemoClock>().Days;

        foreach (var days in new[] { "-5", "100000", "domani" })
        {
            using var answer = await browser.PostOnceAsync(Address, [token, new("giorni", days)]);
            Assert.Equal($"{Address}?passati=0", answer.Headers.Location?.ToString());
        }

        Assert.Equal(before, host.Services.GetRequiredService<DemoClock>().Days);
    }

    [Fact]
    public void Production_has_the_machines_clock_even_in_a_build_for_Development()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production", ContentRootPath = StoreHost.ContentRoot });
        DemoClock.AddTo(builder);

        Assert.DoesNotContain(builder.Services, s => s.ServiceType == typeof(DemoClock) || s.ServiceType == typeof(TimeProvider));
    }
}

/// <summary>A shop without the movable clock, as anywhere but in Development.</summary>
public sealed class NoDemoTimeHost : StoreHost
{
    protected override void Configure(WebApplicationBuilder builder) => builder.Services.RemoveAll<DemoClock>();
}

public sealed class NoDemoTimeTests(NoDemoTimeHost host) : IClassFixture<NoDemoTimeHost>
{
    [Fact]
    public async Task Without_the_movable_clock_there_is_no_such_page()
    {
        using var browser = host.NewBrowser();
        Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync("/sviluppo/orologio")).Status);
    }
}
#endif
