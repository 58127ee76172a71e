using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Accounts;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Mail;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Outbox.Handlers;

/// <summary>
/// <i>Conferma iscrizione</i>, with the username, after the first order only. Which order is the first is a fact that never changes, so the
/// one row of that order is the guard; the instant is noted after the mail: a crash in between repeats the mail, under the same
/// <c>Message-ID</c>, and never loses it.
/// </summary>
internal sealed class SendEnrolment(StoreDbContext db, Mailer mailer, StoreUrls urls, TimeProvider clock) : IReaction<OrderConfirmed>
{
    public async Task<string?> HandleAsync(OrderConfirmed e, Delivery delivery, CancellationToken ct)
    {
        var order = await db.Orders.Where(o => o.Number == e.OrderNumber).Select(o => new { o.AccountId, o.PlacedAt }).SingleAsync(ct);
        var isFirst = !await db.Orders.AnyAsync(o => o.AccountId == order.AccountId && o.PlacedAt < order.PlacedAt, ct);
        var account = isFirst ? await db.Users.AsNoTracking().SingleOrDefaultAsync(a => a.Id == order.AccountId, ct) : null;
        if (account?.Email is null)
        {
            return null;
        }

        var outcome = await mailer.SendAsync(Write(account, e.OrderNumber), account.Email, delivery.MessageId, ct);
        var now = clock.UtcNow();
        await db.Users.Where(a => a.Id == account.Id && a.EnrolmentMailedAt == null)
            .ExecuteUpdateAsync(u => u.SetProperty(a => a.EnrolmentMailedAt, now), ct);
        return outcome;
    }

    private Letter Write(Account account, string number) => Letter.Of(
        $"Conferma iscrizione, ordine {number}",
        "Ciao,",
        new LetterPart.Paragraph("la tua iscrizione è completa. Con questo username e la password che hai scelto accedi all'area clienti, dove trovi ordini e servizi."),
        new LetterPart.Code("Username", account.UserName ?? ""),
        new LetterPart.Action("Accedi", urls.At("accesso")),
        new LetterPart.Paragraph("Se non ricordi la password, nella pagina di accesso scegli «non ricordi la password»."),
        new LetterPart.Note("Per accedere serve questo username: una casella PEC o email non va bene."));
}
