using System.Net;
using Aruba.Fatturazione.Catalog;
using Aruba.Fatturazione.Intestatari;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Checkout;

/// <summary>Who confirms, from where.</summary>
internal sealed record Confirmation(Guid AccountId, string Username, PaymentMethod Method, IReadOnlyList<RequiredAcceptance> Accepted, IPAddress? From, string UserAgent);

/// <summary>What became of a confirmation.</summary>
internal abstract record Placement
{
    private Placement()
    {
    }

    /// <summary>The order made from the cart, by this click or by another.</summary>
    public sealed record Placed(string Number) : Placement;

    /// <summary>The account has as many unpaid orders as it may have.</summary>
    public sealed record TooManyUnpaid : Placement;

    /// <summary>The subject has an unpaid purchase elsewhere, or the cart is no longer the one that was looked at.</summary>
    public sealed record Overtaken : Placement;
}

/// <summary>Turns a cart into its one order, however many tabs, clicks and instances try.</summary>
public sealed class OrderPlacement(StoreDbContext db, TimeProvider clock)
{
    /// <summary>Unpaid orders of one account. Nobody needs more, and each keeps the desk busy.</summary>
    public const int MostUnpaid = 5;

    // Whoever loses a place has seen another order take it: that cannot happen more often than there are places.
    private const int Attempts = MostUnpaid + 3;

    /// <summary>The number of the account's order made from that cart, or null.</summary>
    public Task<string?> NumberOfAsync(Guid accountId, Guid cartId, CancellationToken ct) =>
        db.Orders.AsNoTracking().Where(o => o.CartId == cartId && o.AccountId == accountId).Select(o => o.Number).SingleOrDefaultAsync(ct);

    /// <summary>
    /// Places the order; the cart, whose contents are the order's now, is gone with it. Unique indexes judge: one order for each cart, one
    /// unpaid purchase for each subject, <see cref="MostUnpaid"/> unpaid orders for each account.
    /// </summary>
    internal async Task<Placement> PlaceAsync(Cart cart, Catalogue catalogue, Confirmation by, CancellationToken ct)
    {
        var holder = cart.Intestatario ?? throw new InvalidOperationException("The cart has no holder.");
        var version = cart.Version;
        for (var attempt = 1; ; attempt++)
        {
            var (email, free) = await AccountAsync(by.AccountId, ct);
            if (free is not { } place)
            {
                // The last place may have gone to this very cart, by another click.
                return await NumberOfAsync(by.AccountId, cart.Id, ct) is { } made ? new Placement.Placed(made) : new Placement.TooManyUnpaid();
            }

            var ticket = Ticket(by, email, place);
            db.Orders.Add(cart.PlaceOrder(ticket, catalogue));
            db.Carts.Remove(cart);
            Fault.Hit("order.placing");
            try
            {
                await db.SaveChangesAsync(ct);
                Fault.Hit("order.placed");
                return new Placement.Placed(ticket.Number);
            }
            catch (DbUpdateException lost) when (!DatabaseTrouble.IsCauseOf(lost) && attempt < Attempts)
            {
                db.ChangeTracker.Clear();
                if (await JudgeAsync(by.AccountId, cart.Id, holder, ct) is { } judged)
                {
                    return judged;
                }

                // The number or the place was taken: the same cart may try again, but not one that has changed under the buyer's eyes.
                var id = cart.Id;
                if (await db.Carts.SingleOrDefaultAsync(c => c.Id == id && c.Version == version, ct) is not { } again)
                {
                    return new Placement.Overtaken();
                }

                cart = again;
            }
        }
    }

    // A unique index spoke: was it about this cart's order or this subject?
    private async Task<Placement?> JudgeAsync(Guid accountId, Guid cartId, Intestatario holder, CancellationToken ct) =>
        await NumberOfAsync(accountId, cartId, ct) is { } number ? new Placement.Placed(number)
        : await db.Orders.Pending(holder.CodiceFiscale, holder.PartitaIva).AnyAsync(ct) ? new Placement.Overtaken()
        : null;

    // The account's mailbox and its first free place for an unpaid order.
    private async Task<(string Email, int? Place)> AccountAsync(Guid accountId, CancellationToken ct)
    {
        var account = await db.Users.AsNoTracking().Where(a => a.Id == accountId).Select(a => new
        {
            a.Email,
            Taken = db.Orders.Where(o => o.AccountId == a.Id && o.Status == OrderStatus.AwaitingPayment && o.UnpaidPlace != null).Select(o => o.UnpaidPlace).ToList(),
        }).SingleAsync(ct);
        return (account.Email ?? "", Enumerable.Range(0, MostUnpaid).Select(p => (int?)p).FirstOrDefault(p => !account.Taken.Contains(p)));
    }

    private OrderTicket Ticket(Confirmation by, string email, int place)
    {
        var now = clock.UtcNow();
        var acceptances = OrderAcceptances.Proofs(by.Accepted, by.From, by.UserAgent, now);
        return new OrderTicket(Guid.CreateVersion7(clock.GetUtcNow()), OrderNumber.New(), by.Method, by.Username, email, acceptances, now) { UnpaidPlace = place };
    }
}
