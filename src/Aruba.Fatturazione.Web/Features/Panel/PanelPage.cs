using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Panel;

/// <summary>One step of the first configuration.</summary>
internal sealed record ConfigurationStep(string Name, string Guidance);

/// <summary>The home of the panel.</summary>
internal sealed record PanelPage(
    Guid ServiceId, string Holder, string CodiceFiscale, string? PartitaIva, SubscriptionStatus Status, DateOnly ExpiresOn, int DaysLeft, int ReadOnlyDaysLeft,
    IReadOnlyList<(string Name, int Quantity)> Items)
{
    // The help pages: from two months before, the expiry is shown in yellow (domain 1.14).
    private const int SoonDays = 60;

    /// <summary>
    /// What the first configuration asks for, in the order of the service's help pages. The pages where it is done belong to the panel product.
    /// </summary>
    public static IReadOnlyList<ConfigurationStep> FirstConfiguration { get; } =
    [
        new("Cedente prestatore", "I tuoi dati come compaiono su ogni documento: denominazione, sede, partita IVA. Confrontali con il certificato di attribuzione."),
        new("Regime fiscale", "Ordinario (RF01), forfettario (RF19) o un altro: se non sei sicuro, chiedi al commercialista prima di emettere la prima fattura."),
        new("Esigibilità IVA", "Immediata nella maggior parte dei casi; differita o scissione dei pagamenti soltanto dove la legge lo prevede."),
        new("Cassa previdenziale e ritenute", "Servono ai professionisti: tipo di cassa, aliquota del contributo e ritenuta d'acconto."),
        new("Tipo documento e prezzi", "Il documento che emetti più spesso e se scrivi i prezzi al netto o al lordo dell'IVA."),
        new("Avvisi e deleghe", "A quale casella ricevere gli avvisi del Sistema di Interscambio e a quale commercialista dare accesso."),
    ];

    /// <summary>True from the first notice on: the panel says where to renew.</summary>
    public bool IsRenewable { get; private init; }

    public string Tone => DaysLeft < 0 ? "bad" : DaysLeft <= SoonDays ? "warn" : "good";

    public string Left => DaysLeft switch
    {
        < 0 => "scaduto",
        0 => "scade oggi",
        1 => "scade domani",
        _ => $"fra {DaysLeft} giorni",
    };

    public static async Task<PanelPage> ReadAsync(StoreDbContext db, Guid accessId, RenewalPlan plan, DateOnly today, CancellationToken ct)
    {
        var found = await db.PanelAccesses.AsNoTracking().Where(p => p.Id == accessId)
            .Join(db.Subscriptions, p => p.SubscriptionId, s => s.Id, (_, s) => new
            {
                s.Id,
                s.HolderName,
                s.CodiceFiscale,
                s.PartitaIva,
                s.Status,
                s.ExpiresOn,
                Items = s.Items.OrderBy(i => i.Id).Select(i => new { i.Name, i.Quantity }).ToList(),
            }).SingleAsync(ct);
        return new PanelPage(
            found.Id, found.HolderName, found.CodiceFiscale.Value, found.PartitaIva?.Value, found.Status, found.ExpiresOn,
            found.ExpiresOn.DayNumber - today.DayNumber,
            plan.LastReadOnlyDay(found.ExpiresOn).DayNumber - today.DayNumber + 1, [.. found.Items.Select(i => (i.Name, i.Quantity))])
        { IsRenewable = today >= plan.RenewableFrom(found.ExpiresOn) };
    }
}
