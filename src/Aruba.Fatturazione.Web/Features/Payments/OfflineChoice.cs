using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Payments;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Payments;

/// <summary>Going over to bonifico or bollettino: what was begun with a provider is closed there first.</summary>
public sealed class OfflineChoice(StoreDbContext db, PaymentDesk desk)
{
    private const int Tries = 3;

    /// <summary>False when a payment is being verified, or was made meanwhile: then nothing changes.</summary>
    public async Task<bool> ChooseAsync(string number, PaymentMethod method, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            db.ChangeTracker.Clear();
            var order = await db.OrderForVerbsAsync(number, ct) ?? throw new InvalidOperationException($"Order {number} vanished.");
            if (!await desk.CloseLiveAsync(order.Id, CancellationToken.None))
            {
                return false;
            }

            db.ChangeTracker.Clear();
            order = await db.OrderForVerbsAsync(number, ct) ?? throw new InvalidOperationException($"Order {number} vanished.");
            if (order.Status != OrderStatus.AwaitingPayment)
            {
                return false;
            }

            order.ChooseTransfer(method);
            try
            {
                await db.SaveChangesAsync(ct);
                return true;
            }
            catch (DbUpdateConcurrencyException) when (tries < Tries)
            {
                // A payment began or arrived in between: look again.
            }
        }
    }
}
