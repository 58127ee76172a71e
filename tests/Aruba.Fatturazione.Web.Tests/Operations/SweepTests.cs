using System.Net;
using Aruba.Fatturazione.Web.Sweeps;
using Aruba.Fatturazione.Web.Tests.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Aruba.Fatturazione.Web.Tests.Operations;

/// <summary>The one list of what the clock drives.</summary>
public sealed class SweepTests : IAsyncLifetime
{
    private readonly OutboxHost host = new();

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Every_sweep_is_on_the_list_with_its_last_round_its_result_and_the_next()
    {
        foreach (var sweep in host.Services.GetServices<Sweep>())
        {
            await sweep.RunDueAsync(CancellationToken.None);
        }

        using var agent = await host.AgentAsync("lavori@example.it");
        var page = await agent.OpenAsync("/assistenza/lavori");

        foreach (var title in new[] { "Rinnovi e scadenze", "Pagamenti senza risposta", "Metodi registrati", "Posta in uscita", "Pulizia" })
        {
            Assert.True(page.Says(title), title);
        }

        Assert.True(page.Says("ogni 30 secondi") && page.Says("ogni giorno") && page.Says("niente da fare"), page.Text);
        Assert.False(page.Says("In ritardo") || page.Says("Mai eseguito"), page.Text);

        host.Clock.Advance(TimeSpan.FromHours(2));
        using var later = await host.AgentAsync("lavori-dopo@example.it");
        Assert.True((await later.OpenAsync("/assistenza/lavori")).Says("In ritardo"));
    }

    [Fact]
    public async Task Two_instances_that_go_round_at_once_leave_one_row_and_the_later_round_stays()
    {
        var second = await host.StartInstanceAsync();
        await Task.WhenAll(new[] { host.App, second }.SelectMany(a => a.Services.GetServices<Sweep>()).Select(s => s.RunDueAsync(CancellationToken.None)));

        var book = host.Services.GetRequiredService<SweepBook>();
        var now = host.Clock.UtcNow();
        await book.NoteAsync(new SweepRun { Name = "services", StartedAt = now.AddHours(-1), EndedAt = now.AddHours(-1), Done = 7 }, isRare: true, CancellationToken.None);

        var rows = await host.InDatabaseAsync(db => db.SweepRuns.AsNoTracking().ToListAsync());
        Assert.Equal(host.Services.GetServices<Sweep>().Select(s => s.Name).Order(), rows.Select(r => r.Name).Order());
        Assert.Equal(0, rows.Single(r => r.Name == "services").Done);
    }

    [Fact]
    public async Task A_sweep_that_works_all_day_is_noted_once_a_minute()
    {
        var book = host.Services.GetRequiredService<SweepBook>();
        var now = host.Clock.UtcNow();
        foreach (var (second, done) in new[] { (0, 1), (20, 2), (59, 3), (60, 4), (61, 5) })
        {
            var at = now.AddSeconds(second);
            await book.NoteAsync(new SweepRun { Name = "busy", StartedAt = at, EndedAt = at, Done = done }, isRare: false, CancellationToken.None);
        }

        Assert.Equal(4, await host.InDatabaseAsync(db => db.SweepRuns.Where(r => r.Name == "busy").Select(r => r.Done).SingleAsync()));
    }

    [Fact]
    public async Task A_round_that_failed_says_so_until_the_next_one_went_well()
    {
        var book = host.Services.GetRequiredService<SweepBook>();
        var sweep = new Failing(book, host.Clock);
        await Assert.ThrowsAsync<TimeoutException>(() => sweep.RunDueAsync(CancellationToken.None));
        Assert.Equal(nameof(TimeoutException), await FailureAsync());

        sweep.Fails = false;
        await sweep.RunDueAsync(CancellationToken.None);
        Assert.Null(await FailureAsync());
    }

    [Fact]
    public async Task The_list_is_for_staff()
    {
        using var stranger = host.NewBrowser();
        using var answer = await stranger.Client.GetAsync("/assistenza/lavori");
        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
    }

    private Task<string?> FailureAsync() => host.InDatabaseAsync(db => db.SweepRuns.Where(r => r.Name == "failing").Select(r => r.Failure).SingleAsync());

    private sealed class Failing(SweepBook book, TimeProvider clock) : Sweep(book, clock, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance)
    {
        public bool Fails { get; set; } = true;

        public override string Name => "failing";

        public override TimeSpan Pause => TimeSpan.FromSeconds(1);

        protected override Task<int> DoDueAsync(CancellationToken ct) => Fails ? throw new TimeoutException() : Task.FromResult(0);
    }
}
