using System.Text;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Reconciliation;
using Aruba.Fatturazione.Web.Tests.Desk;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using static Aruba.Fatturazione.Web.Tests.Reconciliation.Statements;

namespace Aruba.Fatturazione.Web.Tests.Reconciliation;

public sealed class ReconciliationTests(DeskHost host) : IClassFixture<DeskHost>
{
    [Fact]
    [Trait("row", "B-P21")]
    public async Task A_line_with_the_number_and_the_sum_of_an_order_pays_it_by_itself()
    {
        var order = await host.OrderAsync(501);
        var agent = await host.AgentAsync("concilia@example.it");

        var page = await host.BringAsync(agent, Camt([new("36.48", $"Pagamento ordine {Spaced(order.Number)} grazie", "TRN501")]));
        var stored = await host.StoredAsync(order.Number);
        var after = await agent.OpenAsync(page.Path);

        Assert.NotEqual(OrderStatus.AwaitingPayment, stored.Status);
        Assert.Equal(("bank", "TRN501", 3648L, "concilia@example.it"), (stored.Payments[0].Source, stored.Payments[0].Reference, stored.Payments[0].Amount.Cents, stored.Payments[0].RegisteredBy));
        Assert.Contains("Estratto conto «estratto.xml», riga 1", stored.Payments[0].Note);
        Assert.True(after.Says("Abbinata da sé"));
        Assert.Equal("payment.registered", await host.InDatabaseAsync(db => db.Audit.Where(a => a.Topic == order.Number).Select(a => a.Action).SingleAsync()));
    }

    [Fact]
    [Trait("row", "B-P21")]
    public async Task What_is_not_exact_waits_for_a_person_with_what_was_found()
    {
        var (shorter, more, one, two, closed) = (await host.OrderAsync(511), await host.OrderAsync(512), await host.OrderAsync(513), await host.OrderAsync(514), await host.OrderAsync(515));
        await host.InDatabaseAsync(async db => (await db.OrderForVerbsAsync(closed.Number, default))!.Cancel("prova", host.Clock.GetUtcNow().UtcDateTime, "prova") ? await db.SaveChangesAsync() : 0);
        var agent = await host.AgentAsync("code@example.it");
        var typo = shorter.Number[..11] + (shorter.Number[^1] == 'A' ? 'B' : 'A');

        await host.BringAsync(agent, Camt(
        [
            new("30.00", shorter.Number, "Q1"), new("40.00", more.Number, "Q2"), new("72.96", $"{one.Number} e {two.Number}", "Q3"),
            new("36.48", closed.Number, "Q4"), new("36.48", typo, "Q5"), new("36.48", "fattura di maggio", "Q6"),
            new("36.48", "storno", "Q7") { Sign = "DBIT", IsReversal = true }, new("12.00", "bolletta", "Q8") { Sign = "DBIT" }, new("x", "rotta", "Q9"),
        ]), "code.xml");

        foreach (var (state, reference, order) in new[]
        {
            (BankLineState.Partial, "Q1", shorter.Number), (BankLineState.Over, "Q2", more.Number), (BankLineState.SeveralOrders, "Q3", one.Number),
            (BankLineState.ClosedOrder, "Q4", closed.Number), (BankLineState.WrongReference, "Q5", shorter.Number), (BankLineState.Unknown, "Q6", null),
            (BankLineState.Reversal, "Q7", null), (BankLineState.Unreadable, "Q9", null),
        })
        {
            var line = await LineAsync(reference);
            Assert.Equal((state, order), (line.State, line.OrderNumber));
        }

        Assert.False(await host.InDatabaseAsync(db => db.Set<BankLine>().AnyAsync(l => l.Reference == "Q8")));
        Assert.Empty((await host.StoredAsync(shorter.Number)).Payments);
        Assert.Empty((await host.StoredAsync(more.Number)).Payments);
        Assert.Empty((await host.StoredAsync(closed.Number)).Payments);
    }

    [Fact]
    [Trait("row", "B-P21")]
    public async Task The_same_file_or_the_same_line_in_another_file_changes_nothing()
    {
        var order = await host.OrderAsync(521);
        var agent = await host.AgentAsync("ripete@example.it");
        var line = new Movement("36.48", order.Number);
        var file = Camt([line, new("5.00", "altro 521"), new("5.00", "altro 521")]);
        await host.BringAsync(agent, file, "primo.xml");

        var again = await host.BringAsync(agent, file, "copia.xml");
        var reordered = await host.BringAsync(agent, Camt([new("5.00", "altro 521"), line, new("5.00", "altro 521"), new("6.00", "nuovo 521")]), "secondo.xml");

        var stored = await host.StoredAsync(order.Number);
        Assert.Single(stored.Payments);
        Assert.True(again.Says("era già stato caricato"));
        Assert.Equal(3, await host.InDatabaseAsync(db => db.Set<BankLine>().CountAsync(l => l.Remittance == "altro 521" || l.Remittance == "nuovo 521")));
        var second = await host.InDatabaseAsync(db => db.Set<BankFile>().SingleAsync(f => f.Name == "secondo.xml"));
        Assert.Equal((4, 1, 3), (second.Total, second.Stored, second.Known));
        Assert.Equal(BankFileState.Done, second.State);
        Assert.NotNull(reordered);
    }

    [Fact]
    public async Task Money_that_an_agent_registered_by_hand_is_known_and_other_money_under_its_reference_is_not_hidden()
    {
        var (order, other) = (await host.OrderAsync(531), await host.OrderAsync(532));
        var agent = await host.AgentAsync("mano@example.it");
        var form = await agent.OpenAsync($"/assistenza/ordini/{order.Number}/pagamento");
        var asked = await form.SendNamedAsync("Continua", ("Importo", "36,48"), ("Conto", "bank"), ("Riferimento", "cro 531"), ("DataValuta", "2026-11-24"));
        await asked.SendAsync("Registra");

        await host.BringAsync(agent, Camt([new("36.48", other.Number, "CRO 531")]), "mano.xml");

        Assert.Equal(BankLineState.AlreadyKnown, (await LineAsync("CRO 531")).State);
        Assert.Empty((await host.StoredAsync(other.Number)).Payments);

        await host.BringAsync(agent, Camt([new("36.48", other.Number, "CRO 531") { Day = "2026-11-23" }]), "mano2.xml");

        Assert.Equal(1, await host.InDatabaseAsync(db => db.Set<BankLine>().CountAsync(l => l.Reference == "CRO 531" && l.State == BankLineState.Conflict)));
    }

    [Fact]
    [Trait("row", "B-P21")]
    public async Task One_transfer_for_two_orders_is_registered_part_by_part()
    {
        var (one, two) = (await host.OrderAsync(541), await host.OrderAsync(542));
        var agent = await host.AgentAsync("parti@example.it");
        await host.BringAsync(agent, Camt([new("72.96", $"{one.Number}+{two.Number}", "DUE541")]), "due.xml");
        var id = (await LineAsync("DUE541")).Id;

        var first = await RegisterAsync(agent, id, one.Number, "36,48");
        var tooMuch = await (await agent.OpenAsync(Line(id))).SendNamedAsync("Continua", ("Ordine", two.Number), ("Importo", "50"));
        var askedLate = await AskAsync(agent, id, two.Number, "36,48");
        var second = await RegisterAsync(agent, id, two.Number, "36,48");
        var late = await askedLate.SendAsync("Registra");

        Assert.True(late.Says("non c'è più niente da registrare"));
        Assert.True(first.Says("Restano da registrare 36,48 €"));
        Assert.True(tooMuch.Says("Scrivi un importo fino a 36,48 €"));
        Assert.True(second.Says("Registrata a mano"));
        Assert.Equal("DUE541", (await host.StoredAsync(one.Number)).Payments.Single().Reference);
        Assert.Equal("DUE541/2", (await host.StoredAsync(two.Number)).Payments.Single().Reference);
    }

    [Fact]
    public async Task Two_agents_on_one_line_register_it_once()
    {
        var (order, other) = (await host.OrderAsync(551), await host.OrderAsync(552));
        var (a, b) = (await host.AgentAsync("lesta551@example.it"), await host.AgentAsync("tarda551@example.it"));
        await host.BringAsync(a, Camt([new("36.48", "senza numero", "DUEAG551")]), "agenti.xml");
        var id = (await LineAsync("DUEAG551")).Id;
        var (askedA, askedB) = (await AskAsync(a, id, order.Number, "36,48"), await AskAsync(b, id, other.Number, "36,48"));

        var pages = await Task.WhenAll(askedA.SendAsync("Registra"), askedB.SendAsync("Registra"));

        var payments = (await host.StoredAsync(order.Number)).Payments.Count + (await host.StoredAsync(other.Number)).Payments.Count;
        Assert.Equal(1, payments);
        Assert.Contains(pages, p => p.Says("Il denaro è registrato sull'ordine"));
        Assert.Contains(pages, p => p.Says("cambiati mentre li guardavi") || p.Says("qualcuno l'ha già decisa") || p.Heading == "Pagamento già registrato");
    }

    [Fact]
    public async Task A_line_that_is_not_for_an_order_is_set_aside_with_a_reason_and_can_be_put_back()
    {
        var agent = await host.AgentAsync("parte561@example.it");
        await host.BringAsync(agent, Camt([new("9.99", "rimborso spese", "ASIDE561")]), "aside.xml");
        var id = (await LineAsync("ASIDE561")).Id;

        var question = await (await agent.OpenAsync(Line(id))).FollowAsync("Non è per un ordine");
        var without = await question.SendAsync("Metti da parte");
        var aside = await without.SendAsync("Metti da parte", ("Perché non è per un ordine", "Rimborso di un fornitore"));
        var back = await aside.SendAsync("Rimetti");

        Assert.Contains("Scrivi perché", string.Join(' ', without.Errors));
        Assert.True(aside.Says("Messa da parte"));
        Assert.True(aside.Says("Rimborso di un fornitore"));
        Assert.True(back.Says("Senza numero d'ordine"));
    }

    [Theory]
    [InlineData("<html/>", "Non è un estratto conto CAMT.053")]
    [InlineData("<Document><BkToCstmrStmt><Stmt><Ntry>", "interrotto o rovinato")]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"b\">]><Document/>", "interrotto o rovinato")]
    [InlineData("solo testo", "Non ci sono colonne")]
    public async Task A_file_that_cannot_be_read_says_why_beside_the_field_and_leaves_nothing(string content, string words)
    {
        var agent = await host.AgentAsync($"rotto{content.Length}@example.it");
        var before = await host.InDatabaseAsync(db => db.Set<BankFile>().CountAsync());

        var page = await agent.UploadFileAsync(Encoding.UTF8.GetBytes(content));

        Assert.Contains(words, string.Join(' ', page.Errors));
        Assert.Equal(before, await host.InDatabaseAsync(db => db.Set<BankFile>().CountAsync()));
    }

    [Fact]
    public async Task A_statement_of_another_account_is_refused()
    {
        var agent = await host.AgentAsync("altro@example.it");

        var page = await agent.UploadFileAsync(Camt([new("1.00", "x")], "IT55C0538771335000042125809"));

        Assert.Contains("è di un altro conto (…5809)", string.Join(' ', page.Errors));
    }

    [Fact]
    public async Task No_file_and_no_account_are_said_beside_their_fields()
    {
        var agent = await host.AgentAsync("vuoto@example.it");

        var page = await (await agent.OpenAsync("/assistenza/riconciliazione")).SendAsync("Carica il file");

        Assert.Equal(2, page.Errors.Count);
    }

    [Fact]
    [Trait("row", "B-P21")]
    public async Task The_columns_of_a_csv_are_said_once()
    {
        var (first, second) = (await host.OrderAsync(571), await host.OrderAsync(572));
        var agent = await host.AgentAsync("colonne@example.it");
        string[] Rows(string number, string slip) =>
            ["Elenco bollettini;;;;", "", "Data valuta;Importo;Causale;Eseguito da;Bollettino", $"24/11/2026;36,48;\"Ordine: {number}\";Società di Niccolò;{slip}", "24/11/2026;-3,00;commissioni;;"];

        var asked = await agent.UploadFileAsync(Csv(Rows(first.Number, "VCY571")), "bollettini.csv", "postal");
        var wrong = await asked.SendNamedAsync("Leggi il file", ("Importo", ""));
        var read = await wrong.SendNamedAsync("Leggi il file", ("Importo", "1"));
        await host.BringAsync(agent, Csv(Rows(second.Number, "VCY572")), "bollettini2.csv", "postal");

        Assert.Equal("Che cosa sono le colonne?", asked.Heading);
        Assert.Contains("Scegli la colonna con l'importo accreditato", string.Join(' ', wrong.Errors));
        Assert.Equal("bollettini.csv", read.Heading);
        Assert.Equal(("postal", "VCY571"), Payment(await host.StoredAsync(first.Number)));
        Assert.Equal(("postal", "VCY572"), Payment(await host.StoredAsync(second.Number)));
        Assert.Equal("Società di Niccolò", (await LineAsync("VCY572")).Payer);
    }

    [Fact]
    public async Task A_collective_entry_becomes_one_line_for_each_payment_and_new_versions_are_read_too()
    {
        var (one, two, three) = (await host.OrderAsync(581), await host.OrderAsync(582), await host.OrderAsync(583));
        var agent = await host.AgentAsync("versioni@example.it");
        var collective = Encoding.UTF8.GetString(Camt([new("36.48", three.Number, "V583")], version: "08")).Replace("</Stmt>", $"""
            <Ntry><Amt Ccy="EUR">72.96</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><ValDt><Dt>2026-11-24</Dt></ValDt><AcctSvcrRef>COLL58</AcctSvcrRef><NtryDtls>
            <TxDtls><Amt Ccy="EUR">36.48</Amt><RmtInf><Ustrd>{one.Number}</Ustrd></RmtInf></TxDtls><TxDtls><Amt Ccy="EUR">36.48</Amt><RmtInf><Strd><CdtrRefInf><Ref>{two.Number}</Ref></CdtrRefInf></Strd></RmtInf></TxDtls>
            </NtryDtls></Ntry></Stmt>
            """, StringComparison.Ordinal);

        await host.BringAsync(agent, Encoding.UTF8.GetBytes(collective), "collettivo.xml");

        Assert.Equal(("bank", "COLL58-1"), Payment(await host.StoredAsync(one.Number)));
        Assert.Equal(("bank", "COLL58-2"), Payment(await host.StoredAsync(two.Number)));
        Assert.Equal(("bank", "V583"), Payment(await host.StoredAsync(three.Number)));
    }

    [Fact]
    public async Task A_card_number_in_a_causale_is_not_kept_and_hostile_text_is_shown_as_it_is()
    {
        var agent = await host.AgentAsync("ostile@example.it");

        await host.BringAsync(agent, Camt([new("1.00", "carta 4242 4242 4242 4242", "OST1"), new("2.00", "<script>alert(1)</script>", "OST2") { Payer = "=cmd|'/c calc'!A1" }]), "ostile.xml");
        var page = await agent.OpenAsync($"/assistenza/riconciliazione/righe?stato=Unknown&file={(await LineAsync("OST2")).FileId}");

        Assert.DoesNotContain("4242", (await LineAsync("OST1")).Remittance);
        Assert.Contains("<script>alert(1)</script>", page.Text);
        Assert.DoesNotContain(page.Document.QuerySelectorAll("main script"), s => s.TextContent.Contains("alert", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_pages_of_the_lists_go_on_where_the_last_one_ended()
    {
        var agent = await host.AgentAsync("pagine@example.it");
        await host.BringAsync(agent, Camt(Enumerable.Range(0, 120).Select(i => new Movement("7.77", $"pagina {i:000}", $"PAG{i:000}"))), "pagine.xml");
        var file = await host.InDatabaseAsync(db => db.Set<BankFile>().SingleAsync(f => f.Name == "pagine.xml"));

        var seen = new List<string>();
        var next = (string?)$"/assistenza/riconciliazione/righe?stato=Unknown&file={file.Id}";
        while (next is not null)
        {
            var page = await agent.OpenAsync(next);
            seen.AddRange(page.Numbers().Where(n => n.StartsWith("pagina", StringComparison.Ordinal)));
            next = page.Link("next");
        }

        Assert.Equal(120, seen.Distinct().Count());
        Assert.Equal(120, seen.Count);
    }

    private static (string, string) Payment(Order order) => order.Payments is [var only] ? (only.Source, only.Reference) : ("", $"{order.Payments.Count} payments");

    private static string Spaced(string number) => $"{number[..2].ToLowerInvariant()} {number[2..6]}-{number[6..]}";

    private static string Line(Guid id) => $"/assistenza/riconciliazione/righe/{id}";

    private static async Task<Page> AskAsync(Browser agent, Guid id, string order, string amount) =>
        await (await agent.OpenAsync(Line(id))).SendNamedAsync("Continua", ("Ordine", order), ("Importo", amount));

    private static async Task<Page> RegisterAsync(Browser agent, Guid id, string order, string amount) => await (await AskAsync(agent, id, order, amount)).SendAsync("Registra");

    private Task<BankLine> LineAsync(string reference) => host.InDatabaseAsync(db => db.Set<BankLine>().OrderBy(l => l.Place).FirstAsync(l => l.Reference == reference));
}
