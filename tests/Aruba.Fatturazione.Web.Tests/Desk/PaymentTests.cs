using System.Net;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Tests.Desk;

public sealed class PaymentTests(DeskHost host) : IClassFixture<DeskHost>
{
    private static int subject = 100;
    private static readonly (string, string) Bank = ("Conto", "bank");

    [Fact]
    public async Task A_payment_in_full_says_what_it_causes_and_pays_the_order()
    {
        var order = await host.OrderAsync(1);
        var agent = await host.AgentAsync("prima@example.it");

        var asked = await FillAsync(agent, order, "36,48", " trn  1-a ");
        var done = await asked.SendAsync("Registra");

        Assert.Contains("L'ordine sarà pagato per intero: il servizio sarà attivato e le credenziali andranno a c•••@example.it", asked.Text);
        Assert.Contains("TRN 1-A", asked.Text);
        Assert.Contains("Attesa attivazione", done.Heading);
        Assert.Contains("Registrato da prima@example.it, riferimento TRN 1-A", done.Text);
        Assert.Equal("payment.registered", await host.InDatabaseAsync(db => db.Audit.Where(a => a.Topic == order.Number).Select(a => a.Action).SingleAsync()));
    }

    [Fact]
    [Trait("row", "failure 17")]
    public async Task Part_of_the_money_leaves_the_order_waiting_and_the_rest_pays_it()
    {
        var order = await host.OrderAsync(2);
        var agent = await host.AgentAsync("parte@example.it");

        var asked = await FillAsync(agent, order, "26,48", "parte-1");
        var partial = await asked.SendAsync("Registra");
        var rest = await FillAsync(agent, order, "10", "parte-2");
        var full = await rest.SendAsync("Registra");

        Assert.Contains("Resteranno da pagare 10,00 €: nulla si attiva.", asked.Text);
        Assert.Contains("Attesa pagamento", partial.Heading);
        Assert.Contains("restano da pagare 10,00 €", partial.Text);
        Assert.Contains("Attesa attivazione", full.Heading);
    }

    [Fact]
    public async Task Correcting_keeps_what_was_typed()
    {
        var order = await host.OrderAsync(11);
        var agent = await host.AgentAsync("corregge@example.it");

        var form = await (await FillAsync(agent, order, "1,00", "corregge-1")).SendAsync("Correggi");
        var asked = await form.SendNamedAsync("Continua", ("Importo", "36,48"));

        Assert.True(asked.Says("L'ordine sarà pagato per intero"));
        Assert.True(asked.Says("CORREGGE-1"));
    }

    [Fact]
    public async Task Too_much_money_is_said_before_and_recorded()
    {
        var order = await host.OrderAsync(3);
        var agent = await host.AgentAsync("troppo@example.it");

        var asked = await FillAsync(agent, order, "41,48", "troppo-1");
        var done = await asked.SendAsync("Registra");

        Assert.Contains("Importo superiore di 5,00 €", asked.Text);
        Assert.Contains("5,00 € più del dovuto", done.Text);
        Assert.Contains("Attesa attivazione", done.Heading);
    }

    [Fact]
    [Trait("row", "failure 17")]
    public async Task The_same_reference_is_refused_however_it_is_written_and_the_page_says_who_has_it()
    {
        var (order, other) = (await host.OrderAsync(4), await host.OrderAsync(5));
        var (first, second) = (await host.AgentAsync("lesta@example.it"), await host.AgentAsync("tarda@example.it"));

        await (await FillAsync(first, order, "36,48", "cro 77")).SendAsync("Registra");
        var refused = await (await FillAsync(second, other, "36,48", "  CRO   77 ")).SendAsync("Registra");

        Assert.Equal("Pagamento già registrato", refused.Heading);
        Assert.Contains("lesta@example.it", refused.Text);
        Assert.Contains(order.Number, refused.Text);
        Assert.Empty((await host.StoredAsync(other.Number)).Payments);
    }

    [Fact]
    [Trait("row", "B-C3")]
    [Trait("row", "B-C4")]
    [Trait("row", "failure 17")]
    public async Task An_agent_who_looked_at_an_older_state_is_told_what_happened_and_asked_again()
    {
        var order = await host.OrderAsync(6);
        var (first, second) = (await host.AgentAsync("uno@example.it"), await host.AgentAsync("due@example.it"));
        var stale = await FillAsync(second, order, "36,48", "due-1");

        await (await FillAsync(first, order, "36,48", "uno-1")).SendAsync("Registra");
        var again = await stale.SendAsync("Registra");
        var insisted = await again.SendAsync("Registra");

        Assert.Contains("L'ordine è cambiato mentre lo guardavi", again.Text);
        Assert.Contains("uno@example.it", again.Text);
        Assert.Contains("L'ordine è già pagato", again.Text);
        Assert.Contains("Un pagamento attende una decisione", insisted.Text);
    }

    [Fact]
    [Trait("row", "B-C0")]
    [Trait("row", "B-C4")]
    [Trait("row", "failure 17")]
    public async Task Fifty_parallel_posts_of_one_payment_are_one_registration()
    {
        var order = await host.OrderAsync(7);
        var agent = await host.AgentAsync("cinquanta@example.it");
        var asked = await FillAsync(agent, order, "36,48", "cinquanta-1");

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => asked.SendAsync("Registra"))));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.Status));
        Assert.Single(answers, a => a.Path.Contains("esito=pagamento-completo", StringComparison.Ordinal));
        Assert.Equal(49, answers.Count(a => a.Heading == "Pagamento già registrato"));
        Assert.Single((await host.StoredAsync(order.Number)).Payments);
        Assert.Equal(1, await host.InDatabaseAsync(db => db.Audit.CountAsync(a => a.Topic == order.Number)));
    }

    [Fact]
    [Trait("row", "failure 9")]
    public async Task Money_for_a_cancelled_order_is_recorded_activates_nothing_and_waits_for_a_person()
    {
        var order = await host.OrderAsync(8);
        var agent = await host.AgentAsync("chiuso@example.it");
        var cancelled = await (await agent.OpenAsync($"/assistenza/ordini/{order.Number}/annulla")).SendNamedAsync("Annulla", ("Motivo", "Richiesta del cliente"));

        var asked = await FillAsync(agent, order, "36,48", "tardi-1");
        var done = await asked.SendAsync("Registra");
        var toDo = await agent.OpenAsync("/assistenza/da-fare");
        var decided = await (await agent.OpenAsync($"/assistenza/ordini/{order.Number}/deciso")).SendNamedAsync("Chiudi", ("Motivo", "Rimborsato il 25 novembre"));

        Assert.Contains("Annullato", cancelled.Heading);
        Assert.Contains("L'ordine è annullato: il pagamento sarà registrato, ma nulla si attiva e decide una persona.", asked.Text);
        Assert.Contains("Annullato", done.Heading);
        Assert.Contains(order.Number, toDo.Numbers());
        Assert.Contains("Rimborsato il 25 novembre", decided.Text);
        Assert.DoesNotContain(order.Number, (await agent.OpenAsync("/assistenza/da-fare")).Numbers());
        Assert.Equal(OrderStatus.Cancelled, (await host.StoredAsync(order.Number)).Status);
    }

    [Theory]
    [InlineData("Importo", "zero", "Scrivi l'importo in euro")]
    [InlineData("Importo", "0", "Scrivi l'importo in euro")]
    [InlineData("DataValuta", "2026-11-25", "La data valuta è nel futuro")]
    [InlineData("DataValuta", "2026-01-01", "controlla la data valuta")]
    [InlineData("DataValuta", "", "Inserisci la data valuta")]
    [InlineData("Conto", "mattress", "Scegli il conto")]
    [InlineData("Riferimento", "   ", "Inserisci il riferimento")]
    public async Task A_payment_that_cannot_be_is_explained_at_its_field(string field, string value, string words)
    {
        var order = await host.OrderAsync(Interlocked.Increment(ref subject));
        var agent = await host.AgentAsync($"campo{Guid.CreateVersion7():N}@example.it");
        (string, string)[] right = [("Importo", "36,48"), ("DataValuta", "2026-11-24"), Bank, ("Riferimento", "x1")];

        var page = await (await agent.OpenAsync($"/assistenza/ordini/{order.Number}/pagamento")).SendNamedAsync("Continua", [.. right.Where(f => f.Item1 != field), (field, value)]);

        Assert.Contains(words, page.Document.QuerySelector(".error-summary")?.TextContent);
        Assert.NotNull(page.Document.QuerySelector($"[name={field}][aria-invalid=true], fieldset[aria-invalid=true] [name={field}]"));
    }

    [Fact]
    [Trait("row", "failure 17")]
    public async Task When_the_audit_cannot_be_written_the_payment_is_not_either()
    {
        var order = await host.OrderAsync(9);
        var agent = await host.AgentAsync("guasto@example.it");
        var asked = await FillAsync(agent, order, "36,48", "guasto-1");
        host.AuditIsBroken = true;

        var answer = await asked.SendAsync("Registra");

        host.AuditIsBroken = false;
        var stored = await host.StoredAsync(order.Number);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.Status);
        Assert.Empty(stored.Payments);
        Assert.Equal(OrderStatus.AwaitingPayment, stored.Status);
        Assert.Contains("Attesa attivazione", (await asked.SendAsync("Registra")).Heading);
    }

    [Fact]
    public async Task Extra_fields_change_nothing()
    {
        var order = await host.OrderAsync(10);
        var agent = await host.AgentAsync("campi@example.it");
        var asked = await FillAsync(agent, order, "1,00", "campi-1");

        await asked.SendNamedAsync("Registra", ("Status", "Concluded"), ("Stato", "Concluded"), ("Gross", "1"), ("Amount", "999"), ("RegisteredBy", "altro"), ("Id", Guid.Empty.ToString()), ("Source", "stripe"));

        var stored = await host.StoredAsync(order.Number);
        Assert.Equal(OrderStatus.AwaitingPayment, stored.Status);
        Assert.Equal(order.Gross, stored.Gross);
        var payment = Assert.Single(stored.Payments);
        Assert.Equal(("bank", new Importo(100), "campi@example.it"), (payment.Source, payment.Amount, payment.RegisteredBy));
    }

    private static async Task<Page> FillAsync(Browser agent, Order order, string amount, string reference)
    {
        var form = await agent.OpenAsync($"/assistenza/ordini/{order.Number}/pagamento");
        return await form.SendNamedAsync("Continua", ("Importo", amount), ("DataValuta", "2026-11-24"), Bank, ("Riferimento", reference));
    }
}
