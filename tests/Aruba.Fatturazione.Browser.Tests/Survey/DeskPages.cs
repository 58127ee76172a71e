using Aruba.Fatturazione.Browser.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Reconciliation;
using Aruba.Fatturazione.Web.Tests.Reconciliation;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Browser.Tests.Survey;

/// <summary>The desk of the agents.</summary>
internal static class DeskPages
{
    private const string Order = "/assistenza/ordini/{number}";
    private const string Bank = "/assistenza/riconciliazione";
    private const string BankLine = Bank + "/righe/{id:guid}";
    private const string Customer = "/assistenza/clienti/{id:guid}";

    public static IEnumerable<SurveyEntry> All => [.. Doors, .. Lists, .. Reconciliation, .. Orders, .. Customers];

    private static IEnumerable<SurveyEntry> Doors =>
    [
        new("/assistenza/accesso", "empty", t => t.GuestAsync("/assistenza/accesso")),
        new("/assistenza/accesso", "wrong: nothing typed", t => t.SendAsync("/assistenza/accesso", "Accedi")),
        new("/assistenza/accesso", "wrong: unknown", t => t.SendAsync("/assistenza/accesso", "Accedi", ("Email", "nessuno@assistenza.example"), ("Password", "mah"), ("Codice", "000000"))),
        new("/assistenza/benvenuto", "dead link", t => t.GuestAsync("/assistenza/benvenuto?t=vecchio")),
        new("/assistenza/benvenuto", "", InvitedAsync),
        new("/assistenza/benvenuto", "wrong", async t => await t.FillAsync(await InvitedAsync(t), "Entra", ("Password", "corta"), ("Codice", "1"))),
        new("/assistenza/codici-di-recupero", "", t => t.DeskAsync("/assistenza/codici-di-recupero")),
        new("/assistenza/codici-di-recupero", "wrong", async t => await t.FillAsync(await t.DeskLaterAsync("/assistenza/codici-di-recupero"), "Crea", ("La tua password", "no"))),
    ];

    private static IEnumerable<SurveyEntry> Lists =>
    [
        new("/assistenza", "", async t => await t.OrderedAsync() is (_, _) ? await t.DeskAsync("/assistenza") : throw new InvalidOperationException()),
        new("/assistenza/cerca", "empty", t => t.DeskAsync("/assistenza/cerca")),
        new("/assistenza/cerca", "some found", async t =>
        {
            var number = (await t.OrderedAsync()).Number;
            return await t.FillAsync(await t.DeskAsync("/assistenza/registro"), "Trova", ("Ordine, cliente", number[..6]));
        }),
        new("/assistenza/ordini", "", async t => await t.ActiveAsync() is (_, _) ? await t.DeskAsync("/assistenza/ordini") : throw new InvalidOperationException()),
        new("/assistenza/ordini", "nothing found", async t => await t.FillAsync(await t.DeskAsync("/assistenza/ordini"), "Cerca ordini", ("Cerca", "nessuno di tal nome"))),
        new("/assistenza/ordini", "mistyped code", async t => await t.FillAsync(await t.DeskAsync("/assistenza/ordini"), "Cerca ordini", ("Cerca", "RSSMRA80A01H501X"))),
        new("/assistenza/da-fare", "", async t => await t.FailedAsync() is not null && await t.TaskAsync() != Guid.Empty ? await t.DeskAsync("/assistenza/da-fare") : throw new InvalidOperationException()),
        new("/assistenza/posta-in-uscita", "something stuck", async t => await t.ParkedAsync() != Guid.Empty ? await t.DeskAsync("/assistenza/posta-in-uscita") : throw new InvalidOperationException()),
        new("/assistenza/posta-in-uscita/{id:guid}/scarta", "", async t => await t.DeskAsync($"/assistenza/posta-in-uscita/{await t.ParkedAsync()}/scarta")),
        new("/assistenza/registro", "", t => t.DeskAsync("/assistenza/registro")),
        new("/assistenza/lavori", "", t => t.DeskAsync("/assistenza/lavori")),
        new("/assistenza/rinnovi", "", async t =>
        {
            await t.EndsInAsync((await t.ActiveAsync()).Number, 10);
            return await t.DeskAsync("/assistenza/rinnovi");
        }),
    ];

    private static IEnumerable<SurveyEntry> Reconciliation =>
    [
        new(Bank, "", async t => await BroughtAsync(t) is not null ? await t.DeskAsync(Bank) : throw new InvalidOperationException()),
        new(Bank, "wrong", async t => await t.FillAsync(await t.DeskAsync(Bank), "Carica il file")),
        new($"{Bank}/file/{{id:guid}}", "", async t => await t.DeskAsync($"{Bank}/file/{(await BroughtAsync(t)).FileId}")),
        new($"{Bank}/file/{{id:guid}}/colonne", "", async t => await t.DeskAsync($"{Bank}/file/{await CsvAsync(t)}/colonne")),
        new($"{Bank}/file/{{id:guid}}/colonne", "wrong", async t =>
        {
            var window = await t.DeskAsync($"{Bank}/file/{await CsvAsync(t)}/colonne");
            return await t.FillAsync(window, "Leggi il file", ("Riga con i nomi delle colonne", "cento"));
        }),
        new($"{Bank}/righe", "", async t => await BroughtAsync(t) is not null ? await t.DeskAsync($"{Bank}/righe?stato=Partial") : throw new InvalidOperationException()),
        new($"{Bank}/righe", "empty", t => t.DeskAsync($"{Bank}/righe?stato=Conflict")),
        new(BankLine, "", async t => await t.DeskAsync($"{Bank}/righe/{(await BroughtAsync(t)).Id}")),
        new(BankLine, "wrong", async t => await t.FillAsync(await t.DeskAsync($"{Bank}/righe/{(await BroughtAsync(t)).Id}"), "Continua", ("Numero d'ordine", "AF"))),
        new(BankLine, "asked", async t => await t.FillAsync(await t.DeskAsync($"{Bank}/righe/{(await BroughtAsync(t)).Id}"), "Continua")),
        new($"{BankLine}/metti-da-parte", "", async t => await t.DeskAsync($"{Bank}/righe/{(await BroughtAsync(t)).Id}/metti-da-parte")),
        new($"{BankLine}/metti-da-parte", "wrong", async t => await t.FillAsync(await t.DeskAsync($"{Bank}/righe/{(await BroughtAsync(t)).Id}/metti-da-parte"), "Metti da parte")),
    ];

    private static IEnumerable<SurveyEntry> Orders =>
    [
        new(Order, "waiting", async t => await t.DeskAsync($"/assistenza/ordini/{(await t.OrderedAsync()).Number}")),
        new(Order, "concluded", async t => await t.DeskAsync($"/assistenza/ordini/{(await t.ActiveAsync()).Number}")),
        new(Order, "activation failed", async t => await t.DeskAsync($"/assistenza/ordini/{await t.FailedAsync()}")),
        new($"{Order}/annulla", "", async t => await t.DeskAsync($"/assistenza/ordini/{(await t.OrderedAsync()).Number}/annulla")),
        new($"{Order}/annulla", "wrong", async t => await t.FillAsync(await t.DeskAsync($"/assistenza/ordini/{(await t.OrderedAsync()).Number}/annulla"), "Annulla l'ordine")),
        new($"{Order}/riprova", "", async t => await t.DeskAsync($"/assistenza/ordini/{await t.FailedAsync()}/riprova")),
        new($"{Order}/deciso", "", async t => await t.DeskAsync($"/assistenza/ordini/{await t.UndecidedAsync()}/deciso")),
        new($"{Order}/accetta", "", async t => await t.DeskAsync($"/assistenza/ordini/{await t.UndecidedAsync()}/accetta")),
        new($"{Order}/rimanda", "", async t => await t.DeskAsync($"/assistenza/ordini/{(await t.ActiveAsync()).Number}/rimanda")),
        new($"{Order}/rimanda", "wrong", async t => await t.FillAsync(await t.DeskAsync($"/assistenza/ordini/{(await t.ActiveAsync()).Number}/rimanda"), "Rimanda la mail")),
        new($"{Order}/pagamento", "", PaymentAsync),
        new($"{Order}/pagamento", "wrong", async t => await t.FillAsync(await PaymentAsync(t), "Continua", ("Importo", "tanto"), ("Data valuta", ""))),
        new($"{Order}/pagamento", "asked", async t =>
        {
            var window = await PaymentAsync(t);
            await window.PickAsync("Conto bancario");
            return await t.FillAsync(window, "Continua", ("Riferimento della banca", "GIRO-1"), ("Nota", "Una nota"));
        }),
        new($"{Order}/pagamenti/{{paymentId:guid}}/rimborso", "", RefundAsync),
        new($"{Order}/pagamenti/{{paymentId:guid}}/rimborso", "wrong", async t => await t.FillAsync(await RefundAsync(t), "Continua", ("Quanto restituisci", "tanto"))),
        new($"{Order}/pagamenti/{{paymentId:guid}}/rimborso", "asked", async t => await t.FillAsync(await RefundAsync(t), "Continua", ("Quanto restituisci", "1,00"), ("Perché", "Richiesta del cliente"))),
        new("/assistenza/attivita/{id:guid}/chiudi", "", async t => await t.DeskAsync($"/assistenza/attivita/{await t.TaskAsync()}/chiudi")),
        new("/assistenza/attivita/{id:guid}/chiudi", "wrong", async t => await t.FillAsync(await t.DeskAsync($"/assistenza/attivita/{await t.TaskAsync()}/chiudi"), "Chiudi l'attività")),
        new("/assistenza/pagamenti/{id:guid}", "", async t =>
        {
            var number = (await t.OrderedAsync()).Number;
            await t.RegisterAsync(number);
            var id = await t.Host.InDatabaseAsync(db => db.Orders.Where(o => o.Number == number).SelectMany(o => o.Payments).Select(p => p.Id).SingleAsync());
            return await t.DeskAsync($"/assistenza/pagamenti/{id}");
        }),
    ];

    private static IEnumerable<SurveyEntry> Customers =>
    [
        new(Customer, "", async t => await t.DeskAsync($"/assistenza/clienti/{await t.AccountOfAsync((await t.ActiveAsync()).Number)}")),
        .. new[] { "blocca", "chiudi-sessioni", "sblocca" }.Select(deed => new SurveyEntry($"{Customer}/{deed}", "", async t =>
            await t.DeskAsync($"/assistenza/clienti/{await t.AccountOfAsync((await t.OrderedAsync()).Number)}/{deed}"))),
        new($"{Customer}/blocca", "wrong", async t =>
            await t.FillAsync(await t.DeskAsync($"/assistenza/clienti/{await t.AccountOfAsync((await t.OrderedAsync()).Number)}/blocca"), "Blocca l'account")),
        new($"{Customer}/credenziali/{{panelId:guid}}", "", async t =>
        {
            var window = await t.DeskAsync($"/assistenza/clienti/{await t.AccountOfAsync((await t.ActiveAsync()).Number)}");
            await window.FollowAsync("Manda nuove credenziali");
            return window;
        }),
    ];

    private static async Task<Window> InvitedAsync(Tour tour) =>
        await tour.GuestAsync((await tour.Host.InviteAsync($"invitato{Guid.NewGuid():N}@assistenza.example")).PathAndQuery);

    private static async Task<Window> PaymentAsync(Tour tour) => await tour.DeskAsync($"/assistenza/ordini/{(await tour.OrderedAsync()).Number}/pagamento");

    private static async Task<Window> RefundAsync(Tour tour)
    {
        var number = (await tour.ActiveAsync()).Number;
        var payment = await tour.Host.InDatabaseAsync(db => db.Orders.Where(o => o.Number == number).SelectMany(o => o.Payments).Select(p => p.Id).SingleAsync());
        return await tour.DeskAsync($"/assistenza/ordini/{number}/pagamenti/{payment}/rimborso");
    }

    // A line with less than its order waits for.
    private static async Task<BankLine> BroughtAsync(Tour t)
    {
        var number = (await t.OrderedAsync()).Number;
        using var agent = await t.AgentAsync();
        await agent.UploadFileAsync(Statements.Camt([new Movement("1.00", $"Ordine {number}, acconto", $"GIRO {number}")]));
        await t.Host.FinishAsync();
        return await t.Host.InDatabaseAsync(db => db.Set<BankLine>().SingleAsync(l => l.Reference == $"GIRO {number}"));
    }

    private static async Task<Guid> CsvAsync(Tour t)
    {
        var name = $"bollettini {Guid.CreateVersion7():N}.csv";
        using var agent = await t.AgentAsync();
        await agent.UploadFileAsync(Statements.Csv([$"Data valuta;Importo;Causale;{name}", "24/11/2026;36,48;Ordine;x"]), name, "postal");
        return await t.Host.InDatabaseAsync(db => db.Set<BankFile>().Where(f => f.Name == name).Select(f => f.Id).SingleAsync());
    }
}
