using System.Text.Json;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Renewals;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Profile;

public sealed class ExportTests(RenewalHost host) : IClassFixture<RenewalHost>
{
    private const string Here = "/area-clienti/dati/copia";

    [Fact]
    public async Task The_copy_for_machines_holds_all_about_its_owner_no_secret_and_nothing_of_others()
    {
        var stranger = await host.WithCardAsync();
        var shopper = await host.WithCardAsync();
        var order = Assert.Single(await shopper.PlacedAsync());

        using var answer = await (await shopper.Browser.OpenAsync(Here)).Form("Scarica per un programma").SendOnceAsync();
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        using var json = JsonDocument.Parse(text);
        Assert.All(["Account", "Servizi", "Ordini", "Pagamenti", "Condizioni accettate", "Metodi di pagamento", "Sessioni aperte"], name =>
            Assert.NotEqual(0, json.RootElement.GetProperty(name).GetArrayLength()));
        Assert.All([shopper.Username, shopper.Person.Email, shopper.Person.CodiceFiscale, shopper.Person.PartitaIva, order.Number, "Via Larga 1"], known =>
            Assert.Contains(known, text, StringComparison.Ordinal));
        Assert.All([stranger.Username, stranger.Person.Email, stranger.Person.CodiceFiscale], other => Assert.DoesNotContain(other, text, StringComparison.Ordinal));
        var secrets = await host.InDatabaseAsync(async db => new[]
        {
            await db.Users.Where(a => a.UserName == shopper.Username).Select(a => a.PasswordHash!).SingleAsync(),
            await db.SavedMethods.Where(m => m.AccountId == order.AccountId).Select(m => m.Token).SingleAsync(),
            await db.Sessions.Where(s => s.OwnerId == order.AccountId).Select(s => s.KeyHash).FirstAsync(),
        });
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_copy_to_read_says_the_same_is_a_file_and_the_owner_is_told()
    {
        var shopper = await host.WithBonificoAsync();

        using var answer = await (await shopper.Browser.OpenAsync(Here)).Form("Scarica da leggere").SendOnceAsync();
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Contains((await shopper.PlacedAsync())[0].Number, html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        await host.RunOutboxAsync();
        Assert.Single(host.Mails(shopper, "Copia dei tuoi dati scaricata"));
    }

    [Fact]
    public async Task After_five_minutes_there_is_no_copy_without_the_password()
    {
        var shopper = await Shopper.NewAsync(host);
        host.Clock.Advance(TimeSpan.FromMinutes(6));

        using var answer = await (await shopper.Browser.OpenAsync(Here)).Form("Scarica per un programma").SendOnceAsync();

        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain(shopper.Person.CodiceFiscale, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
