using System.Net;
using Aruba.Fatturazione.Fiscal;
using Aruba.Fatturazione.Web.Tests.Account;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Renewals;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Profile;

public sealed class HolderTests(RenewalHost host) : IClassFixture<RenewalHost>
{
    private static readonly (string, string)[] Corrected =
        [("Indirizzo e numero", "Viale Nuovo 7"), ("Indirizzo email", "contabilita@esempio.it"), ("Codice destinatario", "true"), ("Codice o casella PEC", "KRRH6B9")];

    [Fact]
    public async Task A_corrected_holder_is_on_the_next_order_and_the_old_order_stays_as_it_was()
    {
        var shopper = await host.WithCardAsync();
        var done = await (await OpenAsync(shopper, shopper.Browser)).SendAsync("Salva", Corrected);
        Assert.True(done.Says("dal prossimo ordine"));

        await host.ComesToAsync(shopper, 15);
        await host.ComesToAsync(shopper, 7);

        var renewal = Assert.Single(await host.RenewalsAsync(shopper));
        Assert.Equal("Viale Nuovo 7", renewal.Intestatario.Indirizzo.Via);
        Assert.Equal("contabilita@esempio.it", renewal.Intestatario.Email);
        Assert.Equal("KRRH6B9", Assert.IsType<RecapitoFattura.Sdi>(renewal.Intestatario.Recapito).Codice.Value);
        Assert.Equal(shopper.Person.CodiceFiscale, renewal.CodiceFiscale.Value);
        Assert.Equal("Via Larga 1", (await shopper.PlacedAsync()).Single(o => o.Id != renewal.Id).Intestatario.Indirizzo.Via);
        Assert.Equal("contabilita@esempio.it", (await host.ServiceAsync(shopper)).HolderEmail);
        Assert.Single(host.Mails(shopper, "Dati dell'intestatario cambiati"));
    }

    [Fact]
    public async Task The_form_shows_the_last_correction_and_each_one_is_kept()
    {
        var shopper = await host.WithCardAsync();
        await (await OpenAsync(shopper, shopper.Browser)).SendAsync("Salva", ("Indirizzo e numero", "Via Prima 1"));
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await (await OpenAsync(shopper, shopper.Browser)).SendAsync("Salva", ("Indirizzo e numero", "Via Seconda 2"));

        var page = await OpenAsync(shopper, shopper.Browser);
        var same = await page.SendAsync("Salva");

        Assert.Contains("Via Seconda 2", page.Html, StringComparison.Ordinal);
        Assert.True(same.Says("Non hai cambiato niente"));
        var service = await host.ServiceAsync(shopper);
        Assert.Equal(2, await host.InDatabaseAsync(db => db.HolderVersions.CountAsync(v => v.SubscriptionId == service.Id)));
    }

    [Fact]
    public async Task Name_codice_fiscale_and_partita_IVA_stay_whatever_is_posted()
    {
        var shopper = await host.WithCardAsync();
        var form = (await OpenAsync(shopper, shopper.Browser)).Form("Salva");

        await form.Set("Indirizzo e numero", "Via Furba 9").SetByName("CodiceFiscale", "RSSMRA80A01H501U").SetByName("PartitaIva", "12345678903").SetByName("Nome", "Mario").SetByName("Tipo", "Societa").SendAsync();

        var service = await host.ServiceAsync(shopper);
        var kept = await host.InDatabaseAsync(db => db.HolderVersions.AsNoTracking().SingleAsync(v => v.SubscriptionId == service.Id));
        Assert.Equal((shopper.Person.CodiceFiscale, shopper.Person.PartitaIva, "Anna"), (kept.Holder.CodiceFiscale.Value, kept.Holder.PartitaIva?.Value, kept.Holder.Nome));
    }

    [Fact]
    public async Task A_wrong_recapito_is_told_beside_its_field_and_an_odd_one_once()
    {
        var shopper = await host.WithCardAsync();

        var wrong = await (await OpenAsync(shopper, shopper.Browser)).SendAsync("Salva", ("Codice destinatario", "true"), ("Codice o casella PEC", "XX"), ("CAP", ""));
        Assert.Equal(2, wrong.Errors.Count);
        var odd = await (await OpenAsync(shopper, shopper.Browser)).SendAsync("Salva", ("Indirizzo email", "studio@pec.it"));
        Assert.True(odd.Says("Sembra una PEC"));
        var done = await odd.SendAsync("Salva comunque");

        Assert.True(done.Says("dal prossimo ordine"));
    }

    [Fact]
    public async Task A_second_tab_is_shown_what_the_first_saved_before_it_overwrites_it()
    {
        var shopper = await host.WithCardAsync();
        var first = await OpenAsync(shopper, shopper.Browser);
        var second = await OpenAsync(shopper, shopper.Browser);
        await first.SendAsync("Salva", ("Indirizzo e numero", "Via Prima 1"));

        var shown = await second.SendAsync("Salva", ("Indirizzo e numero", "Via Seconda 2"));

        Assert.True(shown.Says("modificati altrove"));
        Assert.True(shown.Says("Via Prima 1"));
        Assert.True((await shown.SendAsync("Salva")).Says("dal prossimo ordine"));
    }

    [Fact]
    public async Task The_holder_of_somebody_else_is_not_there()
    {
        var shopper = await host.WithCardAsync();
        var (stranger, _, _) = await host.CustomerAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await OpenAsync(shopper, stranger)).Status);
    }

    private async Task<Page> OpenAsync(Shopper shopper, Browser browser) => await browser.OpenAsync($"/area-clienti/dati/servizi/{(await host.ServiceAsync(shopper)).Id}");
}
