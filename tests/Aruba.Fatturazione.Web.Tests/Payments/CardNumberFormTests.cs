using System.Net;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Tests.Account;
using Aruba.Fatturazione.Web.Tests.Desk;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Payments;

/// <summary>A card number in a form of ours is refused, not shown again and not kept (bar A-Y2).</summary>
public sealed class CardNumberFormTests(AccountHost store) : IClassFixture<AccountHost>
{
    private const string Words = "Sembra il numero di una carta: toglilo. La carta si scrive solo sulla pagina sicura di pagamento";
    private static readonly string Card = string.Join(' ', Payer.Card("accepted").Chunk(4).Select(c => new string(c)));

    [Theory]
    [InlineData("Indirizzo e numero civico", "Indirizzo")]
    [InlineData("Telefono", "Telefono")]
    [InlineData("Codice o casella PEC", "Recapito")]
    public async Task In_the_holders_data_it_is_refused_beside_its_field_and_the_rest_stays(string label, string name)
    {
        var shopper = await Shopper.NewAsync(store);
        var page = await shopper.Browser.OpenAsync("/acquista");

        var again = await page.SendAsync("Prosegui e completa l'ordine", ("Nessun identificativo", "true"), ("Comune", "Bergamo"), (label, $"carta {Card}"));

        AssertRefused(again, name);
        Assert.Equal("Bergamo", again.Document.QuerySelector("[name=Comune]")!.GetAttribute("value"));
        Assert.Null(await store.InDatabaseAsync(async db =>
            (await db.Carts.AsNoTracking().SingleAsync(c => db.Users.Any(u => u.Id == c.AccountId && u.UserName == shopper.Username))).Intestatario));
    }

    [Fact]
    public async Task At_registration_nobody_is_registered_with_one()
    {
        var person = store.NewPerson();
        var page = await store.NewBrowser().OpenAsync("/registrazione");

        var again = await page.SendAsync(
            "Registrati", ("Tipo di soggetto", "Persona fisica con partita IVA"), ("Nome", Card), ("Cognome", "Bianchi"), ("Codice fiscale", person.CodiceFiscale),
            ("Partita IVA", person.PartitaIva), ("Indirizzo", "Via Larga 1"), ("CAP", "20122"), ("Comune", "Milano"), ("Provincia", "Milano"),
            ("Telefono", "02 1234567"), ("Email", person.Email), ("Password", AccountHost.Password), ("Ho letto", "true"));

        AssertRefused(again, "Nome");
        Assert.Equal("Bianchi", again.Document.QuerySelector("[name=Cognome]")!.GetAttribute("value"));
        Assert.False(await store.InDatabaseAsync(db => db.Users.AnyAsync(u => u.Email == person.Email)));
    }

    [Theory]
    [InlineData("/accesso", "Accedi", "Username")]
    [InlineData("/paga", "Continua", "Numero")]
    [InlineData("/recupero/username", "Invia", "Dato")]
    [InlineData("/pannello/accesso", "Accedi", "Username")]
    [InlineData("/assistenza/accesso", "Accedi", "Email")]
    public async Task At_every_door_it_is_refused(string address, string button, string name)
    {
        var page = await store.NewBrowser().OpenAsync(address);

        AssertRefused(await page.SendNamedAsync(button, (name, Card)), name);
    }

    [Fact]
    public async Task At_the_desk_it_is_refused_in_notes_reasons_and_the_search()
    {
        var (shopper, order) = await store.PaidAsync();
        var agent = await store.SomeAgentAsync();

        var refund = await agent.AskRefundAsync(order, "1,00", $"Sulla carta {Card}");
        var payment = await (await agent.OpenAsync($"{order.Home()}/pagamento")).SendNamedAsync(
            "Continua", ("Importo", "36,48"), ("Conto", "bank"), ("Riferimento", "X1"), ("Nota", Payer.Card("asks")));
        var search = await agent.SearchAsync(Card);

        AssertRefused(refund, "Motivo");
        Assert.Equal("1,00", refund.Document.QuerySelector("[name=Importo]")!.GetAttribute("value"));
        AssertRefused(payment, "Nota");
        Assert.Equal("X1", payment.Document.QuerySelector("[name=Riferimento]")!.GetAttribute("value"));
        Assert.True(search.Says(Words), search.Text);
        Assert.DoesNotContain(Card, search.Html + search.Path, StringComparison.Ordinal);
        Assert.Empty((await store.OrderAsync(shopper)).Refunds);
    }

    [Fact]
    public async Task As_the_name_of_a_kept_card_it_is_refused_and_the_name_stays()
    {
        var (shopper, order) = await store.PaidAsync();
        var method = await store.InDatabaseAsync(db => db.SavedMethods.AsNoTracking().SingleAsync(m => m.AccountId == order.AccountId));

        var again = await (await shopper.Browser.OpenAsync($"/area-clienti/metodi/{method.Id}/nome")).SendNamedAsync("Salva", ("Nome", Card));

        AssertRefused(again, "Nome");
        Assert.Equal(method.Label, await store.InDatabaseAsync(db => db.SavedMethods.Where(m => m.Id == method.Id).Select(m => m.Label).SingleAsync()));
    }

    [Fact]
    public async Task A_reason_with_one_is_asked_for_again_and_nothing_is_cancelled()
    {
        var shopper = await Shopper.ReadyAsync(store);
        var number = await shopper.OrdersAsync(PaymentMethod.Bonifico);
        var agent = await store.SomeAgentAsync();

        var again = await (await agent.OpenAsync($"/assistenza/ordini/{number}/annulla")).SendNamedAsync("Annulla", ("Motivo", $"carta {Card}"));

        AssertRefused(again, "Motivo");
        Assert.Equal(OrderStatus.AwaitingPayment, (await store.OrderAsync(shopper)).Status);
    }

    [Fact]
    public async Task Where_no_form_can_come_back_a_page_says_it_and_nothing_is_done()
    {
        var shopper = await Shopper.ReadyAsync(store);
        var number = await shopper.OrdersAsync(PaymentMethod.Bonifico);
        var ask = await shopper.Browser.OpenAsync($"/area-clienti/ordini/{number}/annulla");

        var refused = await ask.SendNamedAsync("Annulla l'ordine", ("nota", Card));

        Assert.Equal((HttpStatusCode.BadRequest, "Qui non va scritto il numero di una carta"), (refused.Status, refused.Heading));
        Assert.DoesNotContain(Card, refused.Html, StringComparison.Ordinal);
        Assert.Equal(OrderStatus.AwaitingPayment, (await store.OrderAsync(shopper)).Status);
    }

    [Fact]
    public async Task A_form_with_an_old_token_keeps_all_but_the_card()
    {
        var page = await store.NewBrowser().OpenAsync("/paga");

        var expired = await page.SendNamedAsync("Continua", ("Numero", Card), ("altro", "resta"), ("__RequestVerificationToken", "scaduto"));

        Assert.Equal("La pagina è scaduta", expired.Heading);
        Assert.DoesNotContain(Card, expired.Html, StringComparison.Ordinal);
        Assert.Contains("resta", expired.Html, StringComparison.Ordinal);
    }

    private static void AssertRefused(Page page, string name)
    {
        var field = page.Document.QuerySelector($"[name={name}]");
        Assert.True(field is not null && field.GetAttribute("aria-invalid") == "true", $"{page.Path}: {page.Text}");
        Assert.Contains(Words, page.Errors);
        Assert.True(page.Says($"Errore: {Words}"), page.Text);
        Assert.DoesNotContain(Card, page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(Card.Replace(" ", "", StringComparison.Ordinal), page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(Payer.Card("asks"), page.Html, StringComparison.Ordinal);
    }
}
