using System.Data.Common;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Admin;

/// <summary>What became of a deed on an order.</summary>
internal enum Deed
{
    /// <summary>Done, with its audit row.</summary>
    Done,

    /// <summary>The order is not, or no longer, in a state that allows it.</summary>
    TooLate,

    /// <summary>Another order stands in the way: the database allows one waiting order for each subject.</summary>
    Blocked,

    /// <summary>There is no such order.</summary>
    NoSuchOrder,
}

/// <summary>Deeds on orders: verb, audit row and events in one transaction.</summary>
internal static class DeskWork
{
    /// <summary>How often a deed is tried when others change the same order in between.</summary>
    public const int Attempts = 3;

    /// <summary>Does one verb on an order. The verb returns false when it is too late, and then nothing is stored.</summary>
    public static async Task<Deed> OnOrderAsync(
        this StoreDbContext db, string number, Func<Order, bool> verb, Func<AuditEntry> audit, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            db.ChangeTracker.Clear();
            var order = await db.OrderForVerbsAsync(number, ct);
            if (order is null)
            {
                return Deed.NoSuchOrder;
            }

            if (!verb(order))
            {
                return Deed.TooLate;
            }

            db.Audit.Add(audit());
            try
            {
                await db.SaveChangesAsync(ct);
                return Deed.Done;
            }
            catch (DbUpdateConcurrencyException) when (attempt < Attempts)
            {
                // Someone changed the order meanwhile: read it again and judge anew.
            }
            catch (DbUpdateException lost) when (lost is not DbUpdateConcurrencyException && lost.InnerException is DbException && !DatabaseTrouble.IsCauseOf(lost))
            {
                return Deed.Blocked;
            }
        }
    }
}
