using System.Globalization;
using Aruba.Fatturazione.Intestatari;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.PanelSetup;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Panel;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Profile;

/// <summary>One kind of things in the copy of somebody's data.</summary>
/// <param name="Name">Italian heading, and name in the JSON.</param>
/// <param name="Rows">Each thing as label and value.</param>
public sealed record DataSection(string Name, IReadOnlyList<IReadOnlyDictionary<string, string>> Rows);

/// <summary>
/// All that the shop knows of a customer (GDPR, art. 15 and 20). No password, key, token or code: they are not data about the person, and
/// a copy that lies about must not open anything.
/// </summary>
public sealed class PersonalData(StoreDbContext db, Sessions sessions)
{
    /// <summary>Everything, for the signed-in owner.</summary>
    public async Task<IReadOnlyList<DataSection>> OfAsync(HttpContext http, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(http);
        var id = http.User.AccountId();
        var account = await db.Users.AsNoTracking().SingleAsync(a => a.Id == id, ct);
        var services = await db.Subscriptions.AsNoTracking().Include(s => s.Items).Include(s => s.Periods).Where(s => s.AccountId == id)
            .Select(s => new { Service = s, Configuration = db.PanelConfigurations.FirstOrDefault(c => c.SubscriptionId == s.Id) }).AsSingleQuery().ToListAsync(ct);
        var holders = await db.HolderVersions.AsNoTracking().Where(v => db.Subscriptions.Any(s => s.Id == v.SubscriptionId && s.AccountId == id)).OrderBy(v => v.At).ToListAsync(ct);
        var orders = await db.Orders.AsNoTracking().Include(o => o.Lines).Include(o => o.Payments).Include(o => o.Acceptances).AsSingleQuery()
            .Where(o => o.AccountId == id).OrderBy(o => o.PlacedAt).ToListAsync(ct);
        var attempts = await db.PaymentAttempts.AsNoTracking().Where(a => a.AccountId == id).OrderBy(a => a.StartedAt).ToListAsync(ct);
        var methods = await db.SavedMethods.AsNoTracking().Where(m => m.AccountId == id).OrderBy(m => m.KeptAt).ToListAsync(ct);
        var consents = await db.Consents.AsNoTracking().Where(c => c.AccountId == id).OrderBy(c => c.At).ToListAsync(ct);
        var deeds = await db.Audit.AsNoTracking().Where(a => a.ActorId == id || a.Topic == account.UserName).OrderBy(a => a.Id).ToListAsync(ct);
        var open = await sessions.OfAsync(id, http, ct);
        return
        [
            new("Account", [Of(account)]),
            new("Consensi", [.. consents.Select(c => Row(("Quando", Text(c.At)), ("Sconti e novità", c.Given ? "sì" : "no"), ("Informativa", c.TextVersion)))]),
            new("Servizi", [.. services.Select(s => Of(s.Service))]),
            new("Correzioni degli intestatari", [.. holders.Select(v => Row([("Quando", Text(v.At)), ("Servizio", v.SubscriptionId.ToString()), .. Of(v.Holder)]))]),
            new("Configurazione del pannello", [.. services.SelectMany(s => Of(s.Configuration))]),
            new("Ordini", [.. orders.Select(Of)]),
            new("Pagamenti", [.. orders.SelectMany(o => o.Payments.Select(p => Row(("Ordine", o.Number), ("Importo", p.Worth), ("Valuta del giorno", Text(p.ValueDate)), ("Registrato", Text(p.RegisteredAt)), ("Riferimento", p.Reference), ("Annotazione", p.Note))))]),
            new("Condizioni accettate", [.. orders.SelectMany(o => o.Acceptances.Select(a => Row(("Ordine", o.Number), ("Documento", $"{a.DocumentCode} {a.DocumentVersion}"), ("Dichiarazione", a.Statement), ("Quando", Text(a.AcceptedAt)), ("Indirizzo di rete", a.IpAddress), ("Programma", a.UserAgent))))]),
            new("Tentativi di pagamento", [.. attempts.Select(a => Row(("Ordine", a.OrderNumber), ("Metodo", a.Method.ToString()), ("Importo", a.Amount.In(RegisteredPayment.Euro)), ("Iniziato", Text(a.StartedAt)), ("Stato", a.Status.Label())))]),
            new("Metodi di pagamento", [.. methods.Select(m => Row(("Metodo", m.Description), ("Nome", m.Label), ("Registrato", Text(m.KeptAt)), ("Rimosso", Text(m.RemovedAt)), ("Mandato", m.Mandate?.Statement)))]),
            new("Sessioni aperte", [.. open.Select(s => Row(("Dispositivo", s.Row.Device), ("Rete", s.Row.Network), ("Accesso", Text(s.Row.SignedInAt)), ("Ultimo uso", Text(s.Row.LastUsedAt))))]),
            new("Registro", [.. deeds.Select(d => Row(("Quando", Text(d.At)), ("Che cosa", Admin.Log.LogPage.Words(d.Action)), ("Da chi", d.ActorId == id ? "te" : "assistenza")))]),
        ];
    }

    private static Dictionary<string, string> Of(Accounts.Account a) => Row(
    [
        ("Username", a.UserName), ("Email", a.Email), ("Registrato", Text(a.CreatedAt)), ("Codice fiscale", a.CodiceFiscale?.Value), ("Partita IVA", a.PartitaIva?.Value),
        ("Tipo di soggetto", a.Registrant?.Type.ToString()), ("Nome", a.Registrant?.Nome), ("Cognome", a.Registrant?.Cognome), ("Denominazione", a.Registrant?.Denominazione),
        ("Indirizzo", a.Registrant is { } r ? ProfilePage.LineOf(r.Indirizzo) : null), ("Telefono", a.Registrant?.Telefono), ("Informativa letta", a.PrivacyVersion),
        ("Sconti e novità dal", Text(a.MarketingConsentAt)), ("Codice dell'app all'accesso", a.TotpSecret is null ? "no" : "sì"),
    ]);

    private static Dictionary<string, string> Of(Subscription s) => Row(
        ("Servizio", s.Id.ToString()), ("Intestatario", s.HolderName), ("Codice fiscale", s.CodiceFiscale.Value), ("Partita IVA", s.PartitaIva?.Value), ("Email", s.HolderEmail),
        ("Stato", s.Status.ToString()), ("Attivo dal", Text(s.AnchorOn)), ("Scadenza", Text(s.ExpiresOn)), ("Comprende", string.Join(", ", s.Items.Select(i => $"{i.Name} × {i.Quantity}"))),
        ("Periodi", string.Join(", ", s.Periods.Select(p => $"{Text(p.StartsOn)}/{Text(p.EndsOn)} ({p.OrderNumber})"))), ("Rinnovo automatico", s.RenewsItself ? "sì" : "no"),
        ("Disdetta chiesta", Text(s.DisdettaAt)), ("Finito prima della scadenza", Text(s.EndedAt)));

    private static IEnumerable<Dictionary<string, string>> Of(PanelConfiguration? configuration)
    {
        foreach (var task in SetupWords.All)
        {
            if (configuration?[task.Step] is { } part)
            {
                yield return Row([("Servizio", configuration.SubscriptionId.ToString()), ("Passo", task.Name), .. SetupWords.Lines(part)]);
            }
        }
    }

    private static Dictionary<string, string> Of(Order o) => Row(
    [
        ("Numero", o.Number), ("Tipo", o.Kind.Label()), ("Stato", o.Status.Label()), ("Data", Text(o.PlacedAt)), ("Totale", o.Gross.In(RegisteredPayment.Euro)), ("Anni", Text(o.Years)),
        ("Articoli", string.Join(", ", o.Lines.Select(l => $"{l.Name} × {l.Quantity}"))), ("Email dell'account", o.AccountEmail), ("Recesso", Text(o.WithdrawnAt)), .. Of(o.Intestatario),
    ]);

    private static IEnumerable<(string, string?)> Of(Intestatario i) =>
    [
        ("Intestatario", i.DisplayName), ("Codice fiscale", i.CodiceFiscale.Value), ("Partita IVA", i.PartitaIva?.Value), ("Indirizzo", ProfilePage.LineOf(i.Indirizzo)),
        ("Telefono", i.Telefono), ("Email", i.Email), ("Rappresentante", i.Rappresentante is { } r ? $"{r.Nome} {r.Cognome}" : null), ("Recapito", i.Recapito.Stored), ("CIG", i.Cig), ("CUP", i.Cup),
    ];

    private static Dictionary<string, string> Row(params (string Label, string? Value)[] cells) =>
        cells.Where(c => !string.IsNullOrEmpty(c.Value)).ToDictionary(c => c.Label, c => c.Value ?? "", StringComparer.Ordinal);

    private static string? Text(DateTime? at) => at?.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
