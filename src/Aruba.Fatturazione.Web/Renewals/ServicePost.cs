using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Mail;
using Aruba.Fatturazione.Web.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Renewals;

/// <summary>A service as a letter needs it.</summary>
internal sealed record ServiceFacts(Subscription Service, SavedMethod? Method);

/// <summary>Sends letters about a service to the mailbox of the account that owns it (domain 1.11). Each reads the service again.</summary>
internal sealed class ServicePost(StoreDbContext db, Mailer mailer)
{
    /// <summary>Sends what <paramref name="write"/> makes; null, silently, when it makes nothing because there is nothing to say any more.</summary>
    public async Task<string?> SendAsync(Guid serviceId, Delivery delivery, Func<ServiceFacts, Letter?> write, CancellationToken ct)
    {
        var service = await db.Subscriptions.AsNoTracking().Include(s => s.Items).Include(s => s.Steps).AsSplitQuery().SingleAsync(s => s.Id == serviceId, ct);
        var method = service.RenewalMethodId is { } id ? await db.SavedMethods.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, ct) : null;
        var mailbox = await db.Users.Where(a => a.Id == service.AccountId).Select(a => a.Email).SingleOrDefaultAsync(ct);
        return write(new ServiceFacts(service, method)) is { } letter && mailbox is not null
            ? await mailer.SendAsync(letter, mailbox, delivery.MessageId, ct)
            : null;
    }
}
