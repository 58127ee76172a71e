using System.Net;
using Aruba.Fatturazione.Catalog;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Checkout;

/// <summary>Who confirms, from where.</summary>
internal sealed record Confirmation(Guid AccountId, string Username, PaymentMethod Method, IReadOnlyList<RequiredAcceptance> Accepted, IPAddress? From, string UserAgent);

/// <summary>Turns a cart into its one order, however many tabs, clicks and instances try.</summary>
public sealed class OrderPlacement(StoreDbContext db, TimeProvider clock)
{
    private const int Attempts = 3;
    private const int UserAgentLength = 256;

    /// <summary>The number of the account's order made from that cart, or null.</summary>
    public Task<string?> NumberOfAsync(Guid accountId, Guid cartId, CancellationToken ct) =>
        db.Orders.AsNoTracking().Where(o => o.CartId == cartId && o.AccountId == accountId).Select(o => o.Number).SingleOrDefaultAsync(ct);

    /// <summary>
    /// Places the order and returns its number, or the number of the order that another click has made from the same cart.
    /// Null when the subject has meanwhile an unpaid purchase elsewhere.
    /// </summary>
    internal async Task<string?> PlaceAsync(Cart cart, Catalogue catalogue, Confirmation by, CancellationToken ct)
    {
        var holder = cart.Intestatario ?? throw new InvalidOperationException("The cart has no holder.");
        var email = await db.Users.Where(a => a.Id == by.AccountId).Select(a => a.Email).SingleAsync(ct) ?? "";
        for (var attempt = 1; ; attempt++)
        {
            var ticket = Ticket(by, email);
            db.Orders.Add(cart.PlaceOrder(ticket, catalogue));
            try
            {
                await db.SaveChangesAsync(ct);
                return ticket.Number;
            }
            catch (DbUpdateException lost) when (!DatabaseTrouble.IsCauseOf(lost) && attempt < Attempts)
            {
                // A unique index spoke: this cart's order exists, or the subject has another unpaid one, or the number is taken.
                db.ChangeTracker.Clear();
                if (await NumberOfAsync(by.AccountId, cart.Id, ct) is { } number)
                {
                    return number;
                }

                if (await db.Orders.Pending(holder.CodiceFiscale, holder.PartitaIva).AnyAsync(ct)
                    || await db.OpenCartAsync(by.AccountId, ct) is not { } again || again.Id != cart.Id || !again.LinesConfirmed)
                {
                    return null;
                }

                cart = again;
            }
        }
    }

    private OrderTicket Ticket(Confirmation by, string email)
    {
        var now = clock.UtcNow();
        var agent = by.UserAgent[..Math.Min(by.UserAgent.Length, UserAgentLength)];
        var acceptances = by.Accepted.Select(a => new ContractAcceptance
        {
            DocumentCode = a.Document.Code,
            DocumentVersion = a.Document.Version,
            Digest = a.Document.Digest,
            Statement = a.Statement,
            AcceptedAt = now,
            IpAddress = by.From?.ToString() ?? "",
            UserAgent = agent,
        });
        return new OrderTicket(Guid.CreateVersion7(clock.GetUtcNow()), OrderNumber.New(), by.Method, by.Username, email, [.. acceptances], now);
    }
}
