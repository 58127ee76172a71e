using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Outbox.Handlers;

/// <summary><i>Attivazione del servizio</i>: the panel's username and a temporary password.</summary>
internal sealed class SendActivation(StoreDbContext db, PanelPost post) : IReaction<ServiceActivated>
{
    public async Task<string?> HandleAsync(ServiceActivated e, Delivery delivery, CancellationToken ct)
    {
        var access = await db.PanelAccesses.SingleOrDefaultAsync(p => p.SubscriptionId == e.SubscriptionId, ct)
            ?? throw new PermanentFailure("Il servizio non ha più un accesso al pannello.");
        var expiry = await db.Subscriptions.Where(s => s.Id == e.SubscriptionId).Select(s => s.ExpiresOn).SingleAsync(ct);
        return await post.SendCredentialsAsync(
            access, delivery, $"Servizio attivo, ordine {e.OrderNumber}",
            $"il servizio Fatturazione Elettronica dell'ordine {e.OrderNumber} è attivo fino al {Italian.Day(expiry)}. Ecco come entrare nel pannello.", ct);
    }
}
