using Aruba.Fatturazione.Browser.Tests.Infrastructure;
using Aruba.Fatturazione.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Browser.Tests.Survey;

/// <summary>Kept methods and the renewal of services.</summary>
internal static class WalletPages
{
    private const string List = "/area-clienti/metodi";

    public static IEnumerable<SurveyEntry> All =>
    [
        new(List, "empty", async t => await t.OpenAsync(await t.NewcomerAsync(), List)),
        new(List, "filled", async t => await t.OpenAsync((await t.ActiveAsync()).Shopper, List)),
        new($"{List}/aggiungi", "empty", async t => await t.OpenAsync(await t.NewcomerAsync(), $"{List}/aggiungi")),
        new($"{List}/aggiungi", "wrong", async t => await t.FillAsync(await t.OpenAsync(await t.NewcomerAsync(), $"{List}/aggiungi"), "Continua dal fornitore")),
        new($"{List}/{{id:guid}}/nome", "", t => MethodAsync(t, "nome")),
        new($"{List}/{{id:guid}}/nome", "wrong", async t => await t.FillAsync(await MethodAsync(t, "nome"), "Salva il nome", ("Nome", Payer.Card("accepted")))),
        new($"{List}/{{id:guid}}/rimuovi", "", t => MethodAsync(t, "rimuovi")),
        new($"{List}/{{id:guid}}/rimuovi", "wrong", async t => await t.FillAsync(await MethodAsync(t, "rimuovi"), "Rimuovi il metodo")),
        new("/area-clienti/servizi/{id:guid}/rinnovo", "on", t => ServiceAsync(t, "rinnovo")),
        new("/area-clienti/servizi/{id:guid}/disdetta", "asked", t => ServiceAsync(t, "disdetta")),
        new("/area-clienti/servizi/{id:guid}/disdetta", "given", async t => await t.FillAsync(await ServiceAsync(t, "disdetta"), "Conferma la disdetta")),
        new("/area-clienti/servizi/{id:guid}/disdetta", "over", t => ServiceAsync(t, "disdetta", daysLeft: -20)),
        new("/area-clienti/ordini/{number}/recesso", "open", WithdrawAsync),
        new("/area-clienti/ordini/{number}/recesso", "done", async t => await t.FillAsync(await WithdrawAsync(t), "Conferma recesso")),
        new("/area-clienti/servizi/{id:guid}/riacquista", "alive", t => ServiceAsync(t, "riacquista")),
        new("/area-clienti/servizi/{id:guid}/riacquista", "wrong", async t => await t.FillAsync(await ServiceAsync(t, "riacquista"), "Termina e acquista di nuovo")),
        new("/area-clienti/servizi/{id:guid}/riacquista", "ended", async t =>
        {
            var (shopper, number) = await t.ActiveAsync();
            await t.Host.InDatabaseAsync(db => db.Subscriptions.Where(s => s.Periods.Any(p => p.OrderNumber == number)).ExecuteUpdateAsync(s => s.SetProperty(x => x.Status, Subscriptions.SubscriptionStatus.Deleted)));
            var id = await t.Host.InDatabaseAsync(db => db.Subscriptions.Where(s => s.Periods.Any(p => p.OrderNumber == number)).Select(s => s.Id).SingleAsync());
            return await t.OpenAsync(shopper, $"/area-clienti/servizi/{id}/riacquista");
        }),
        new("/area-clienti/servizi/{id:guid}/rinnova", "too early", t => ServiceAsync(t, "rinnova")),
        new("/area-clienti/servizi/{id:guid}/rinnova", "open", t => ServiceAsync(t, "rinnova", daysLeft: 20)),
        new("/area-clienti/servizi/{id:guid}/rinnova", "expired", t => ServiceAsync(t, "rinnova", daysLeft: -20)),
        new("/area-clienti/servizi/{id:guid}/rinnova", "wrong", async t => await t.FillAsync(await ServiceAsync(t, "rinnova", daysLeft: 20), "scegli come pagare")),
        new("/area-clienti/servizi/{id:guid}/rinnova", "recounted", async t => await t.FillAsync(await ServiceAsync(t, "rinnova", daysLeft: 20), "Aggiorna il totale", ("Utenti aggiuntivi", "99"))),
        new("/area-clienti/servizi/{id:guid}/cosa-rinnovi", "", t => ServiceAsync(t, "cosa-rinnovi")),
        new("/area-clienti/servizi/{id:guid}/cosa-rinnovi", "wrong", async t => await t.FillAsync(await ServiceAsync(t, "cosa-rinnovi"), "Salva", ("Fatture previste in un anno", "tante"))),
        new("/area-clienti/servizi/{id:guid}/aggiungi", "empty", t => ServiceAsync(t, "aggiungi")),
        new("/area-clienti/servizi/{id:guid}/aggiungi", "priced", async t => await t.FillAsync(await ServiceAsync(t, "aggiungi", daysLeft: 120), "Calcola il totale", ("Utenti aggiuntivi", "2"))),
        new("/area-clienti/servizi/{id:guid}/aggiungi", "wrong", async t => await t.FillAsync(await ServiceAsync(t, "aggiungi"), "Calcola il totale", ("Utenti aggiuntivi", "99"))),
        new("/area-clienti/servizi/{id:guid}/aggiungi", "expired", t => ServiceAsync(t, "aggiungi", daysLeft: -20)),
        new("/area-clienti", "expired", async t =>
        {
            var (shopper, number) = await t.ActiveAsync();
            await t.EndsInAsync(number, -20);
            return await t.OpenAsync(shopper, "/area-clienti");
        }),
    ];

    private static async Task<Window> WithdrawAsync(Tour tour)
    {
        var (shopper, number) = await tour.ActiveAsync();
        await tour.Host.InDatabaseAsync(db => db.Orders.Where(o => o.Number == number).ExecuteUpdateAsync(s => s.SetProperty(o => o.Intestatario.Type, Intestatari.SubjectType.PersonaFisica)));
        return await tour.OpenAsync(shopper, $"/area-clienti/ordini/{number}/recesso");
    }

    private static async Task<Window> MethodAsync(Tour tour, string deed)
    {
        var (shopper, number) = await tour.ActiveAsync();
        var account = await tour.AccountOfAsync(number);
        var id = await tour.Host.InDatabaseAsync(db => db.SavedMethods.Where(m => m.AccountId == account).Select(m => m.Id).SingleAsync());
        return await tour.OpenAsync(shopper, $"{List}/{id}/{deed}");
    }

    private static async Task<Window> ServiceAsync(Tour tour, string deed, int? daysLeft = null)
    {
        var (shopper, number) = await tour.ActiveAsync();
        if (daysLeft is { } days)
        {
            await tour.EndsInAsync(number, days);
        }

        var account = await tour.AccountOfAsync(number);
        var id = await tour.Host.InDatabaseAsync(db => db.Subscriptions.Where(s => s.AccountId == account).Select(s => s.Id).SingleAsync());
        return await tour.OpenAsync(shopper, $"/area-clienti/servizi/{id}/{deed}");
    }
}
