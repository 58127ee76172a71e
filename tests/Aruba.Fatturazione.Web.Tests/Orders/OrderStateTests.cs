using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Orders;

/// <summary>The page of an order says one of a closed list of true states, what comes next and when (bar D-23).</summary>
public sealed class OrderStateTests(OutboxHost host) : IClassFixture<OutboxHost>
{
    private const string Purchase = "attiviamo il servizio";

    /// <summary>The closed list: each state and what the page says of it.</summary>
    public static TheoryData<string, string> States => new()
    {
        { "bonifico awaited", "Se paghi oggi, il pagamento è di solito registrato entro il 27 novembre 2026. Alla registrazione attiviamo il servizio e ti scriviamo le credenziali del pannello." },
        { "bollettino awaited", "Se paghi oggi, il pagamento è di solito registrato entro il 3 dicembre 2026. Alla registrazione attiviamo il servizio e ti scriviamo le credenziali del pannello." },
        { "card awaited", $"L'ordine attende il pagamento di 51,12 €. Appena è registrato {Purchase}." },
        { "in verification", "Stiamo verificando con il fornitore se il pagamento è riuscito. La pagina si aggiorna da sola: non pagare un'altra volta." },
        { "paid in part", "Abbiamo registrato 10,00 €: restano da pagare 41,12 €." },
        { "other money came", "Abbiamo ricevuto un pagamento che non corrisponde a quello che avevamo chiesto. L'importo è registrato e non va perso: lo verifica una persona e ti scrive. Non pagare un'altra volta. Contatti" },
        { "paid", "Il pagamento è registrato: stiamo attivando il servizio. Di solito bastano pochi minuti." },
        { "activation stopped", "Il pagamento è registrato, ma l'attivazione richiede un controllo: ce ne stiamo occupando. Contatti" },
        { "active", "Il servizio è attivo. Lo username del pannello è {panel}: vai al pannello." },
        { "active, more money came", "Il servizio è attivo. Abbiamo ricevuto anche un pagamento che l'ordine non attendeva: è registrato, e l'assistenza ti scrive per restituirtelo. Lo username del pannello è {panel}: vai al pannello." },
        { "cancelled", "L'ordine è chiuso e non va pagato. Acquista di nuovo" },
        { "cancelled, then paid", "Abbiamo ricevuto un pagamento quando l'ordine era già chiuso. L'importo è registrato e non va perso: il servizio non si attiva da solo, e l'assistenza ti scrive per riaprire l'ordine o restituirti l'importo. Contatti" },
    };

    [Theory]
    [MemberData(nameof(States))]
    [Trait("row", "D-23")]
    public async Task The_page_says_where_the_order_stands_what_comes_next_and_when(string state, string words)
    {
        var order = await ArrangeAsync(state);
        using var browser = await host.OwnerAsync(order);

        var page = await browser.OpenAsync($"/area-clienti/ordini/{order.Number}");

        Assert.Equal(words.Replace("{panel}", Subscriptions.PanelAccess.UsernameFor(order.CodiceFiscale, order.PartitaIva), StringComparison.Ordinal), Plain(page.Document.QuerySelector("p.lead")!.TextContent));
    }

    [Fact]
    public async Task The_story_tells_from_the_order_to_the_mail_in_plain_sentences()
    {
        var order = await host.OrderAsync();
        using var browser = await host.OwnerAsync(order);
        var waiting = await StoryAsync(browser, order);
        await host.RunAllAsync();
        await host.PayAsync(order);
        await host.RunAllAsync();

        var story = await StoryAsync(browser, order);

        Assert.Contains("Attendiamo l'accredito: con bonifico pagato quel giorno è registrato di solito entro il 27 novembre 2026.", waiting);
        Assert.DoesNotContain(story, s => s.StartsWith("Attendiamo", StringComparison.Ordinal));
        Assert.Equal(
            ["Ordine confermato: 51,12 € da pagare con bonifico.", "Ricevuti 51,12 €, valuta 24 novembre 2026.", "Pagamento completo: il servizio passa all'attivazione.", "Servizio attivato."],
            story.Where(s => !s.StartsWith("Mail", StringComparison.Ordinal)));
        Assert.Contains(story, s => s.StartsWith("Mail «Attivazione del servizio»: accettata", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_activation_mail_can_be_asked_for_again_from_the_order_and_leads_back_to_it()
    {
        var (order, username, first) = await host.ActiveAsync();
        using var browser = await host.OwnerAsync(order);
        host.Clock.Advance(TimeSpan.FromMinutes(6));

        var back = await (await browser.OpenAsync($"/area-clienti/ordini/{order.Number}")).SendAsync("Rimanda la mail di attivazione");
        await host.RunAllAsync();

        Assert.StartsWith($"/area-clienti/ordini/{order.Number}?", back.Path, StringComparison.Ordinal);
        Assert.True(back.Says("una nuova password temporanea"), back.Text);
        var (again, second) = OutboxHost.Credentials(host.Mailbox.All.Last(m => m.Text.Contains("Password temporanea:", StringComparison.Ordinal) && m.Text.Contains(username, StringComparison.Ordinal)));
        Assert.Equal(username, again);
        Assert.NotEqual(first, second);
    }

    private async Task<Order> ArrangeAsync(string state)
    {
        var order = await host.OrderAsync(state switch
        {
            "bollettino awaited" => PaymentMethod.Bollettino,
            "card awaited" or "in verification" => PaymentMethod.CartaDiCredito,
            _ => PaymentMethod.Bonifico,
        });
        switch (state)
        {
            case "in verification":
                await host.InDatabaseAsync(db =>
                {
                    db.PaymentAttempts.Add(PaymentAttempt.For(order, new AttemptTicket(Guid.CreateVersion7(), PaymentMethod.CartaDiCredito, SavedMethodId: null, Mandate: null, host.Clock.UtcNow())));
                    return db.SaveChangesAsync();
                });
                break;
            case "paid in part":
                await host.PayAsync(order, 1_000);
                break;
            case "other money came":
                await host.InDatabaseAsync(db => db.Orders.Where(o => o.Id == order.Id).ExecuteUpdateAsync(u => u.SetProperty(o => o.NeedsDecisionSince, host.Clock.UtcNow())));
                break;
            case "paid":
                await host.PayAsync(order);
                break;
            case "activation stopped":
                await host.PayAsync(order);
                await host.OnOrderAsync(order.Number, o => o.FailActivation("prova", host.Clock.UtcNow()));
                break;
            case "active" or "active, more money came":
                await host.PayAsync(order);
                await host.RunAllAsync();
                if (state != "active")
                {
                    await host.PayAsync(order, 500);
                }

                break;
            case "cancelled" or "cancelled, then paid":
                await host.OnOrderAsync(order.Number, o => o.Cancel("prova", host.Clock.UtcNow(), "prova"));
                if (state != "cancelled")
                {
                    await host.PayAsync(order, order.Gross.Cents);
                }

                break;
            default:
                break;
        }

        return order;
    }

    private static async Task<List<string>> StoryAsync(Browser browser, Order order)
    {
        var page = await browser.OpenAsync($"/area-clienti/ordini/{order.Number}");
        return [.. page.Document.QuerySelectorAll("#storia ~ * li").Select(li => Plain(string.Concat(li.ChildNodes.Where(n => n is not AngleSharp.Dom.IElement { LocalName: "time" }).Select(n => n.TextContent))))];
    }

    private static string Plain(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Replace(" .", ".", StringComparison.Ordinal);
}
