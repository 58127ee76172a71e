using Aruba.Fatturazione.Web.Renewals;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace Aruba.Fatturazione.Web.Tests.Renewals;

/// <summary>Looking ahead without touching anything, and what the panel says after the expiry.</summary>
public sealed class RehearsalTests : IAsyncLifetime
{
    private readonly RenewalHost host = new();

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task It_says_who_will_be_charged_how_much_with_what_and_why_others_will_not_and_then_it_happens()
    {
        var (payer, other) = (await host.WithCardAsync(), await host.WithBonificoAsync());
        await host.ComesToAsync(payer, 15);

        var rows = await RehearseAsync(days: 10);
        var charged = Assert.Single(rows, r => r.ChargeOn is not null);
        Assert.Equal(((await host.ServiceAsync(payer)).ExpiresOn.AddDays(-7), 3_648L, "Visa che termina con 4242, scade 12/2040"), (charged.ChargeOn, charged.Amount.Cents, charged.Method));
        var idle = Assert.Single(rows, r => r.ChargeOn is null);
        Assert.Contains("Nessun metodo scelto", idle.Obstacle, StringComparison.Ordinal);
        Assert.Single(await host.TakenAsync(payer));

        await host.ComesToAsync(payer, 7);
        Assert.Equal(charged.Amount.Cents, (await host.TakenAsync(payer)).Max(t => t.AmountCents));
        Assert.Equal(2, (await host.TakenAsync(payer)).Count);
        Assert.False((await host.ServiceAsync(other)).RenewsItself);
    }

    [Fact]
    public async Task The_desk_sees_the_same_and_the_days_can_be_chosen()
    {
        var shopper = await host.WithCardAsync();
        await host.ComesToAsync(shopper, 30);
        using var agent = await host.AgentAsync("prova-rinnovi@example.it");

        var soon = await agent.OpenAsync("/assistenza/rinnovi?giorni=7");
        var later = await agent.OpenAsync("/assistenza/rinnovi?giorni=30");

        Assert.True(soon.Says("Nessun servizio in scadenza"), soon.Text);
        Assert.True(later.Says("1 addebito") && later.Says("36,48 €"), later.Text);
    }

    [Fact]
    public async Task After_the_expiry_the_panel_counts_the_days_left_and_closes_with_the_deletion()
    {
        var shopper = await host.WithBonificoAsync();
        var (username, password) = OutboxHost.Credentials(host.Mails(shopper, "Servizio attivo").Single());
        using var first = host.NewBrowser();
        var reset = await (await first.OpenAsync("/pannello/accesso")).SendAsync("Accedi", ("Username del pannello", username), ("Password", password));
        await reset.SendAsync("Salva e prosegui", ("Password temporanea", password), ("Nuova password", "sette barche al largo"));

        await host.ComesToAsync(shopper, -30);
        using var browser = host.NewBrowser();
        var home = await (await browser.OpenAsync("/pannello/accesso")).SendAsync("Accedi", ("Username del pannello", username), ("Password", "sette barche al largo"));
        Assert.True(home.Says("puoi solo consultarlo") && home.Says("Ancora 61 giorni in sola lettura"), home.Text);

        await host.ComesToAsync(shopper, -91);
        using var late = host.NewBrowser();
        var refused = await (await late.OpenAsync("/pannello/accesso")).SendAsync("Accedi", ("Username del pannello", username), ("Password", "sette barche al largo"));
        Assert.Equal("/pannello/accesso", refused.Path);
        using var owner = await host.BackAsync(shopper);
        Assert.Empty((await owner.OpenAsync("/area-clienti")).Document.QuerySelectorAll("form[action$='/credenziali']"));
    }

    private async Task<List<RehearsalRow>> RehearseAsync(int days)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Rehearsal>().RehearseAsync(days, CancellationToken.None).ToListAsync();
    }
}
