using System.Net;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Aruba.Fatturazione.Web.Tests.Desk;

public sealed class SearchTests(DeskHost host) : IClassFixture<DeskHost>
{
    [Fact]
    public async Task Every_key_finds_the_order()
    {
        var order = await host.OrderAsync(201);
        var holder = SeedPeople.At(201);
        var agent = await host.AgentAsync("cerca@example.it");
        string[] keys =
        [
            order.AccountUsername, order.AccountEmail.ToUpperInvariant(), holder.CodiceFiscale.Value.ToLowerInvariant(), holder.PartitaIva!.Value,
            $"IT {holder.PartitaIva.Value}", holder.DisplayName[..^2].ToLowerInvariant(),
        ];

        foreach (var key in keys)
        {
            Assert.Contains(order.Number, (await agent.SearchAsync(key)).Numbers());
        }

        var typed = $"{order.Number[..2]} {order.Number[2..6]}-{order.Number[6..]}".ToLowerInvariant();
        Assert.Contains(order.Number, (await agent.SearchAsync(typed)).Heading);
    }

    [Fact]
    public async Task The_box_of_every_page_leads_to_the_one_thing_that_was_meant_and_offers_the_rest()
    {
        var order = await host.OrderAsync(905);
        var holder = SeedPeople.At(905);
        var account = await host.InDatabaseAsync(async db =>
        {
            var customer = new Web.Accounts.Account { Id = order.AccountId, Kind = AccountKind.Customer, UserName = order.AccountUsername, NormalizedUserName = order.AccountUsername.ToUpperInvariant(), Email = order.AccountEmail, NormalizedEmail = order.AccountEmail.ToUpperInvariant(), CreatedAt = host.Clock.UtcNow() };
            db.Users.Add(customer);
            (await db.OrderForVerbsAsync(order.Number, CancellationToken.None))!.Register(
                new RegisteredPayment { Id = Guid.CreateVersion7(), Source = "bank", Reference = "CRO 205/A", Amount = new Importo(100), ValueDate = host.Clock.Today(), RegisteredAt = host.Clock.UtcNow(), RegisteredBy = "prova" });
            await db.SaveChangesAsync();
            return customer.Id;
        });
        var agent = await host.AgentAsync("trova@example.it");
        Task<Page> FindAsync(string typed) => FindFromAsync(agent, "/assistenza/registro", typed);

        foreach (var one in new[] { order.Number, order.Number.ToLowerInvariant(), "CRO 205/A", holder.CodiceFiscale.Value })
        {
            Assert.Equal($"/assistenza/ordini/{order.Number}", (await FindAsync(one)).Path);
        }

        foreach (var one in new[] { order.AccountUsername, order.AccountEmail.ToUpperInvariant() })
        {
            Assert.Equal($"/assistenza/clienti/{account}", (await FindAsync(one)).Path);
        }

        foreach (var some in new[] { order.Number[..7], holder.DisplayName[..^2].ToLowerInvariant() })
        {
            var page = await FindAsync(some);
            Assert.StartsWith("/assistenza/cerca?q=", page.Path);
            Assert.DoesNotContain(some, Uri.UnescapeDataString(page.Path), StringComparison.OrdinalIgnoreCase);
            Assert.Contains(order.Number, page.Numbers());
            Assert.Contains(order.AccountUsername, page.Numbers());
            Assert.True(page.Says("inizio del"), page.Text);
            Assert.False(page.Says(order.AccountEmail));
        }

        Assert.True((await FindAsync("pi_niente")).Says("Non abbiamo trovato niente"));
        Assert.True((await FindAsync("RSSMRA80A01H501X")).Says("qualcosa non torna"));
        Assert.True((await FindAsync("%_ '")).Says("Non abbiamo trovato niente"));
        Assert.True((await FindAsync(" ")).Says("Che cosa si può cercare"));
        Assert.True((await agent.OpenAsync("/assistenza/cerca?q=CfDJ8abc")).Says("La ricerca è scaduta"));
    }

    private static async Task<Page> FindFromAsync(Browser agent, string page, string typed) => await (await agent.OpenAsync(page)).SendAsync("Trova", ("Ordine, cliente", typed));

    [Fact]
    public async Task Nothing_found_says_what_to_try_and_a_mistyped_code_says_why()
    {
        var agent = await host.AgentAsync("vuoto@example.it");

        Assert.Contains("Nessun ordine trovato", (await agent.SearchAsync("nessuno di tal nome")).Text);
        Assert.Contains("qualcosa non torna", (await agent.SearchAsync("RSSMRA80A01H501X")).Text);
        Assert.Contains("Nessun ordine trovato", (await agent.SearchAsync("%%%")).Text);
    }

    [Fact]
    public async Task What_was_searched_for_is_in_no_address_and_its_seal_is_the_agents_own_for_a_quarter_of_an_hour()
    {
        var order = await host.OrderAsync(204);
        var (agent, other) = (await host.AgentAsync("segreto@example.it"), await host.AgentAsync("curioso@example.it"));

        var page = await agent.SearchAsync(order.AccountEmail);
        var again = await agent.OpenAsync(page.Path);
        var copied = await other.OpenAsync(page.Path);
        var forged = await agent.OpenAsync("/assistenza/ordini?q=CfDJ8abc");
        var typed = await agent.OpenAsync($"/assistenza/ordini?cerca={Uri.EscapeDataString(order.AccountEmail)}");
        host.Clock.Advance(TimeSpan.FromMinutes(14));
        await agent.OpenAsync("/assistenza/registro");
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        var late = await agent.OpenAsync(page.Path);

        Assert.DoesNotContain(order.AccountEmail.Split('@')[0], Uri.UnescapeDataString(page.Path), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@", Uri.UnescapeDataString(page.Path), StringComparison.Ordinal);
        Assert.Contains(order.Number, page.Numbers());
        Assert.Contains(order.Number, again.Numbers());
        Assert.NotNull(again.Document.QuerySelector($"#Cerca[value='{order.AccountEmail}']"));
        Assert.Null(typed.Document.QuerySelector($"#Cerca[value='{order.AccountEmail}']"));
        foreach (var closed in new[] { copied, forged, late })
        {
            Assert.True(closed.Says("La ricerca è scaduta: scrivila di nuovo"), closed.Text);
            Assert.Empty(closed.Numbers());
        }
    }

    [Fact]
    public async Task Filters_narrow_the_list_and_stay_in_the_page()
    {
        var order = await host.OrderAsync(202, PaymentMethod.Bollettino, minutesAgo: 3 * 24 * 60);
        var agent = await host.AgentAsync("filtri@example.it");

        var page = await agent.OpenAsync("/assistenza/ordini?stato=AwaitingPayment&metodo=Bollettino&dal=2026-11-21&al=2026-11-21");

        Assert.Equal([order.Number], page.Numbers());
        Assert.NotNull(page.Document.QuerySelector("#stato option[value=AwaitingPayment][selected]"));
        Assert.NotNull(page.Document.QuerySelector("#metodo option[value=Bollettino][selected]"));
        Assert.NotNull(page.Document.QuerySelector("#dal[value='2026-11-21']"));
        Assert.Empty((await agent.OpenAsync("/assistenza/ordini?metodo=Bollettino&dal=2026-11-22&al=2026-11-22")).Numbers());
    }

    [Fact]
    public async Task Pages_follow_the_key_while_new_orders_arrive()
    {
        await new OrderSeeder(host.Services.GetRequiredService<IServiceScopeFactory>(), host.Clock).SeedAsync(230, _ => { }, CancellationToken.None);
        var agent = await host.AgentAsync("pagine@example.it");
        var seen = new List<string>();
        var page = await agent.OpenAsync("/assistenza/ordini?stato=Concluded");
        var first = page.Numbers();

        while (page.Link("next") is { } next)
        {
            seen.AddRange(page.Numbers());
            await host.OrderAsync(300 + seen.Count, minutesAgo: 1);
            page = await agent.OpenAsync(next);
        }

        seen.AddRange(page.Numbers());
        var all = await host.InDatabaseAsync(db => db.Orders.Where(o => o.Status == OrderStatus.Concluded)
            .OrderByDescending(o => o.PlacedAt).ThenByDescending(o => o.Number).Select(o => o.Number).ToListAsync());
        Assert.Equal(all, seen);

        while (page.Link("prev") is { } back)
        {
            page = await agent.OpenAsync(back);
        }

        Assert.Equal(first, page.Numbers());
    }

    [Fact]
    public void The_same_seed_gives_different_subjects_with_codes_of_their_own()
    {
        var people = Enumerable.Range(0, 60_000).Select(SeedPeople.At).ToList();

        Assert.Equal(people.Count, people.Select(p => p.CodiceFiscale.Value).Distinct().Count());
        Assert.Equal(people.Count, people.Select(p => p.PartitaIva!.Value).Distinct().Count());
        Assert.Equal(people[77], SeedPeople.At(77));
    }

    [Fact]
    public async Task Strangers_are_sent_to_the_door_and_customers_too()
    {
        var order = await host.OrderAsync(203);
        var customer = await host.SignedInAsync(AccountKind.Customer, "7654321@aruba.it");
        var stranger = host.NewBrowser();
        string[] pages =
        [
            "/assistenza", "/assistenza/ordini", $"/assistenza/ordini/{order.Number}", $"/assistenza/ordini/{order.Number}/pagamento", $"/assistenza/ordini/{order.Number}/annulla",
            $"/assistenza/ordini/{order.Number}/rimanda", $"/assistenza/clienti/{order.AccountId}", "/assistenza/registro", "/assistenza/posta-in-uscita", "/assistenza/da-fare",
        ];

        foreach (var page in pages)
        {
            Assert.Equal("/assistenza/accesso", (await stranger.Client.GetAsync(page)).Headers.Location?.OriginalString.Split('?')[0]);
            var answer = await customer.Client.GetAsync(page);
            Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Redirect, $"{page}: {answer.StatusCode}");
        }
    }
}
