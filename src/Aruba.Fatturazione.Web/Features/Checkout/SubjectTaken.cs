using Aruba.Fatturazione.Intestatari;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Checkout;

/// <summary>Why a subject cannot buy the service, and the way on. Says nothing about services and orders of other people.</summary>
/// <param name="Words">What to do, in Italian.</param>
/// <param name="LinkText">Text of the link.</param>
/// <param name="Link">Its address.</param>
internal sealed record SubjectTaken(string Words, string LinkText, string Link)
{
    /// <summary>The seller's own sentence.</summary>
    public const string Sentence = "Fatturazione elettronica è già attivo su questo codice fiscale o partita IVA";

    /// <summary>What stops the subject from buying, or null. One short query; the unique indexes judge in the end.</summary>
    public static async Task<SubjectTaken?> FindAsync(StoreDbContext db, Guid accountId, Intestatario holder, CancellationToken ct)
    {
        var services = db.Subscriptions.Blocking(holder.CodiceFiscale, holder.PartitaIva).Select(s => new { s.AccountId, Order = "", IsUnpaid = false });
        var orders = db.Orders.Pending(holder.CodiceFiscale, holder.PartitaIva)
            .Select(o => new { o.AccountId, Order = o.Number, IsUnpaid = o.Status == OrderStatus.AwaitingPayment });
        var found = await services.Concat(orders).ToListAsync(ct);
        if (found.Find(f => f.AccountId == accountId && f.Order.Length > 0) is { } own)
        {
            return OwnOrder(own.Order, own.IsUnpaid);
        }

        if (found.Exists(f => f.AccountId == accountId))
        {
            return new SubjectTaken("Il servizio è già tuo: lo trovi nell'area clienti.", "Apri l'area clienti", "/area-clienti");
        }

        return found.Count == 0 ? null : new SubjectTaken(
            "Controlla codice fiscale e partita IVA. Se sono giusti, scrivici: verifichiamo insieme.", "Contatta l'assistenza", "/contatti");
    }

    private static SubjectTaken OwnOrder(string number, bool isUnpaid) => isUnpaid
        ? new SubjectTaken($"Hai già confermato l'ordine {number}, in attesa di pagamento.", $"Paga l'ordine {number}", $"/area-clienti/ordini/{number}")
        : new SubjectTaken($"Il tuo ordine {number} è pagato e il servizio sta per essere attivato.", $"Segui l'ordine {number}", $"/area-clienti/ordini/{number}");
}
