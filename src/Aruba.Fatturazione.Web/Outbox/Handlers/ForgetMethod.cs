using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Payments;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Outbox.Handlers;

/// <summary>Makes the provider forget a removed method; asked again until it answers. The shop uses it no more in any case.</summary>
internal sealed class ForgetMethod(StoreDbContext db, Gateways gateways) : IReaction<MethodRemoved>
{
    public async Task<string?> HandleAsync(MethodRemoved e, Delivery delivery, CancellationToken ct)
    {
        var method = await db.SavedMethods.AsNoTracking().SingleOrDefaultAsync(m => m.Id == e.MethodId, ct);
        if (e.AtProvider || method is not { RemovedAt: not null })
        {
            return null; // gone there already, or kept again meanwhile
        }

        var gateway = gateways.Find(method.Method) ?? throw new PermanentFailure($"Il fornitore di {method.Brand} non è configurato: cancellare il metodo nelle sue pagine.");
        return await gateway.ForgetAsync(method.Token, ct)
            ? "Metodo cancellato anche presso il fornitore"
            : throw new HttpRequestException("The provider did not answer.");
    }
}
