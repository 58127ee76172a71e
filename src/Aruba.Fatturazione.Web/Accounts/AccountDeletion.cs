using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Subscriptions;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Mail;
using Aruba.Fatturazione.Web.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Accounts;

/// <summary>Why an account cannot be deleted yet, and what leads out of it.</summary>
/// <param name="Words">In Italian.</param>
/// <param name="Link">Where to go.</param>
/// <param name="LinkText">What stands on the link.</param>
public sealed record DeletionObstacle(string Words, string Link, string LinkText);

/// <summary>
/// Deletes an account at its owner's wish (GDPR, art. 17): what names the person goes at once, orders with payments and acceptances stay as
/// long as the law wants them (art. 2220 of the codice civile; <see cref="Housekeeping"/> removes them). The row of the account stays, empty, so
/// that the username is never given again.
/// </summary>
public sealed class AccountDeletion(StoreDbContext db, Sessions sessions, TimeProvider clock)
{
    /// <summary>What stands in the way; empty when nothing does.</summary>
    public async Task<IReadOnlyList<DeletionObstacle>> ObstaclesAsync(Guid accountId, CancellationToken ct)
    {
        var facts = await db.Users.Where(a => a.Id == accountId).Select(a => new
        {
            Services = db.Subscriptions.Where(s => s.AccountId == a.Id && s.Status != SubscriptionStatus.Deleted).Select(s => new { s.Id, s.HolderName, s.Status }).ToList(),
            Orders = db.Orders.Where(o => o.AccountId == a.Id
                    && (o.Status == OrderStatus.AwaitingPayment || o.Status == OrderStatus.AwaitingActivation || o.Status == OrderStatus.ActivationFailed || o.NeedsDecisionSince != null
                        || o.Refunds.Any(r => r.Status == RefundStatus.Decided)))
                .Select(o => new { o.Id, o.Number, o.Status }).ToList(),
            IsPaying = db.PaymentAttempts.Any(p => p.AccountId == a.Id && (p.Status == AttemptStatus.Started || p.Status == AttemptStatus.Pending || p.Status == AttemptStatus.Unknown)),
        }).AsSingleQuery().SingleAsync(ct);
        List<DeletionObstacle> found = [];
        found.AddRange(facts.Services.Select(s => new DeletionObstacle(
            s.Status == SubscriptionStatus.Active
                ? $"Il servizio di {s.HolderName} è attivo: disattiva il rinnovo e lascialo finire"
                : $"Il servizio di {s.HolderName} è scaduto ma i suoi dati si leggono ancora: aspetta che sia cancellato",
            "/area-clienti", "Vai ai servizi")));
        found.AddRange(facts.Orders.Select(o => new DeletionObstacle(
            o.Status == OrderStatus.AwaitingPayment ? $"L'ordine {o.Number} aspetta il pagamento: annullalo o pagalo" : $"L'ordine {o.Number} ha soldi o rimborsi ancora in lavorazione: aspetta che sia chiuso",
            $"/area-clienti/ordini/{o.Number}", "Vai all'ordine")));
        if (facts.IsPaying)
        {
            found.Add(new DeletionObstacle("C'è un pagamento che stiamo verificando con il fornitore: riprova fra poco", "/area-clienti", "Vai agli ordini"));
        }

        return found;
    }

    /// <summary>Deletes it. False when something came in the way meanwhile: look at <see cref="ObstaclesAsync"/> again.</summary>
    public async Task<bool> DeleteAsync(Guid accountId, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var owner = await db.Users.SingleAsync(a => a.Id == accountId && a.DeletedAt == null, ct);
        var now = clock.UtcNow();
        db.Audit.Add(AccountTrail.Entry(owner, "account.deleted", now));
        db.Raise(new AccountDeleted(owner.Id, owner.Email ?? ""));
        Empty(owner, now);
        foreach (var method in await db.SavedMethods.Where(m => m.AccountId == accountId && m.RemovedAt == null).ToListAsync(ct))
        {
            method.Rename(null);
            method.Remove(now); // the outbox makes the provider forget it
        }

        await db.SaveChangesAsync(ct);
        await ForgetAsync(accountId, ct);

        // What was stored since the page was shown is seen here. An order that another connection has not committed yet is not: it stays, unpaid,
        // of an account that nobody can enter.
        if ((await ObstaclesAsync(accountId, ct)).Count > 0)
        {
            db.ChangeTracker.Clear();
            return false; // the transaction is not committed
        }

        await transaction.CommitAsync(ct);
        return true;
    }

    // Blocked too: every door already refuses blocked accounts.
    private static void Empty(Account owner, DateTime now)
    {
        (owner.DeletedAt, owner.BlockedAt) = (now, now);
        (owner.Email, owner.NormalizedEmail, owner.PasswordHash) = (null, null, null);
        (owner.Registrant, owner.CodiceFiscale, owner.PartitaIva) = (null, null, null);
        (owner.TotpSecret, owner.MarketingConsentAt) = (null, null);
    }

    private async Task ForgetAsync(Guid accountId, CancellationToken ct)
    {
        await sessions.EndEverythingOfAsync(accountId, ct);
        await db.Carts.Where(c => c.AccountId == accountId).ExecuteDeleteAsync(ct);
        await db.HolderVersions.Where(v => db.Subscriptions.Any(s => s.Id == v.SubscriptionId && s.AccountId == accountId)).ExecuteDeleteAsync(ct);
        await db.RecoveryCodes.Where(c => c.AccountId == accountId).ExecuteDeleteAsync(ct);

        // Links of a blocked account are dead; they and a mailbox that waited go with the next rounds of the housekeeping.
    }
}

/// <summary>An owner deleted the account; the last mail needs the mailbox that the account no longer has.</summary>
public sealed record AccountDeleted(Guid AccountId, string Mailbox) : AccountEvent(AccountId);

/// <summary>The last mail.</summary>
internal sealed class SendAccountDeleted(Mailer mailer) : IReaction<AccountDeleted>
{
    public async Task<string?> HandleAsync(AccountDeleted e, Delivery delivery, CancellationToken ct) => e.Mailbox.Length == 0 ? null : await mailer.SendAsync(
        Letter.Of(
            "Il tuo account è cancellato",
            "Ciao,",
            new LetterPart.Paragraph("come hai chiesto, abbiamo cancellato il tuo account: non si può più usare né ripristinare."),
            new LetterPart.Paragraph("Gli ordini con i pagamenti e le condizioni accettate restano dieci anni, come vuole il codice civile, e poi vengono cancellati anche loro. I metodi di pagamento vengono tolti dal fornitore."),
            new LetterPart.Note("È l'ultima email che ricevi per questo account. Puoi registrarti di nuovo quando vuoi.")),
        e.Mailbox, delivery.MessageId, ct);
}
