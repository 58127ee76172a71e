using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Payments;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Outbox.Handlers;

/// <summary>
/// Some providers say only after the payment whether they keep the method. Asks until it is kept and renews the service; after an hour the
/// customer and the desk are told that it is not. What the provider still says later switches renewal on all the same.
/// </summary>
internal sealed class AwaitMethod(StoreDbContext db, Gateways gateways, MethodNews news, KeptMethods methods) : IReaction<MethodAwaited>
{
    // By the outbox's waits about an hour.
    private const int MostLooks = 14;

    public async Task<string?> HandleAsync(MethodAwaited e, Delivery delivery, CancellationToken ct)
    {
        var attempt = await db.PaymentAttempts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == e.AttemptId, ct)
            ?? throw new PermanentFailure("Il tentativo di pagamento non esiste.");
        if (await news.AskLateAsync(gateways.Of(attempt.Method), attempt.Id, ct))
        {
            return "Metodo registrato";
        }

        if (delivery.Attempt < MostLooks)
        {
            throw new HttpRequestException("The provider has not kept the method yet.");
        }

        if (await db.PaymentAttempts.AnyAsync(a => a.Id == e.AttemptId && a.KeptMethodId != null, ct))
        {
            return "Metodo registrato, servizio non ancora attivo";
        }

        await methods.TellNotKeptAsync(e.OrderNumber, ct);
        await db.SaveChangesAsync(ct);
        return "Il fornitore non ha registrato il metodo";
    }
}
