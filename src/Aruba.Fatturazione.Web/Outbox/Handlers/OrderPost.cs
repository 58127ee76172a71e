using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Outbox.Handlers;

/// <summary>To which of the two mailboxes of an order a letter goes (docs/decisions/0014-who-gets-which-mail.md).</summary>
internal enum Recipient
{
    /// <summary>The account's: who bought.</summary>
    Account,

    /// <summary>The one of <i>Dati Intestatario</i>: who pays.</summary>
    Intestatario,
}

/// <summary>Sends letters about an order. Each reads the order again, as it is when the letter leaves.</summary>
internal sealed class OrderPost(StoreDbContext db, Mailer mailer)
{
    /// <summary>Sends what <paramref name="write"/> makes of the order; null, silently, when it makes nothing because there is nothing to say any more.</summary>
    public async Task<string?> SendAsync(string number, Recipient recipient, Delivery delivery, Func<Order, Letter?> write, CancellationToken ct)
    {
        var order = await ReadAsync(number, ct);
        if (write(order) is not { } letter)
        {
            return null;
        }

        var to = recipient == Recipient.Intestatario ? order.Intestatario.Email : await AccountEmailAsync(order, ct);
        return await mailer.SendAsync(letter, to, delivery.MessageId, ct);
    }

    // The account's mailbox of today: whoever corrected it since the order wants the letters there.
    private async Task<string> AccountEmailAsync(Order order, CancellationToken ct) =>
        await db.Users.Where(a => a.Id == order.AccountId).Select(a => a.Email).SingleOrDefaultAsync(ct) ?? order.AccountEmail;

    private async Task<Order> ReadAsync(string number, CancellationToken ct) =>
        await db.Orders.AsNoTracking().Include(o => o.Lines).Include(o => o.Payments).Include(o => o.Refunds).Include(o => o.Acceptances)
            .AsSplitQuery().SingleOrDefaultAsync(o => o.Number == number, ct)
        ?? throw new PermanentFailure($"L'ordine {number} non esiste.");
}
