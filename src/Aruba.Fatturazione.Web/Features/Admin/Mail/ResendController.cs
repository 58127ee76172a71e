using Aruba.Fatturazione.Web.Data;
using Aruba.Fatturazione.Web.Outbox;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Features.Admin.Mail;

/// <summary>Sends a mail of an order again: a new outbox row beside the old one, so that the story shows both.</summary>
[Route("/assistenza/ordini/{number}/rimanda")]
public sealed class ResendController(StoreDbContext db, OutboxBell bell, TimeProvider clock) : AdminController
{
    /// <summary>The mails that can be sent again.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Show(string number, CancellationToken ct) =>
        await db.Orders.AnyAsync(o => o.Number == number, ct)
            ? View("Resend", await PageAsync(number, new ResendForm { Richiesta = Guid.CreateVersion7(clock.GetUtcNow()) }, ct))
            : NotFound();

    /// <summary>Queues it.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Send(string number, ResendForm form, CancellationToken ct)
    {
        var page = await PageAsync(number, form, ct);
        if (!ModelState.IsValid)
        {
            return View("Resend", page);
        }

        var old = page.Mails.Any(m => m.Id == form.Messaggio) ? await db.Outbox.AsNoTracking().SingleOrDefaultAsync(m => m.Id == form.Messaggio, ct) : null;
        if (old is null)
        {
            return NotFound();
        }

        await QueueAsync(number, old, form.Richiesta, ct);
        return Done($"/assistenza/ordini/{number}", "mail-rimandata");
    }

    private async Task QueueAsync(string number, OutboxMessage old, Guid id, CancellationToken ct)
    {
        if (await db.Outbox.AnyAsync(m => m.Id == id, ct))
        {
            return;
        }

        var now = clock.UtcNow();
        db.Outbox.Add(new OutboxMessage
        {
            Id = id,
            Event = old.Event,
            Reaction = old.Reaction,
            Payload = old.Payload,
            Topic = old.Topic,
            CreatedAt = now,
            DueAt = now,
        });
        db.Audit.Add(Agent.Did("mail.resent", number, now, ReactionLabels.Of(old.Reaction).Name));
        try
        {
            await db.SaveChangesAsync(ct);
            bell.Ring();
        }
        catch (DbUpdateException) when (Again(id))
        {
            // The same page was sent twice at once: the other request has queued the mail.
        }
    }

    private bool Again(Guid id)
    {
        db.ChangeTracker.Clear();
        return db.Outbox.Any(m => m.Id == id);
    }

    private async Task<ResendPage> PageAsync(string number, ResendForm form, CancellationToken ct)
    {
        var sent = await db.Outbox.AsNoTracking()
            .Where(m => m.Topic == number && m.DoneAt != null && m.Outcome != null)
            .Select(m => new SentMail(m.Id, m.Reaction, m.DoneAt ?? m.CreatedAt, m.Outcome ?? "")).ToListAsync(ct);
        IReadOnlyList<SentMail> latest =
        [
            .. sent.Where(m => ReactionLabels.Of(m.Reaction) is { IsMail: true, ForCustomer: true })
                .GroupBy(m => m.Reaction).Select(kind => kind.MaxBy(m => m.DoneAt)!).OrderBy(m => m.DoneAt),
        ];
        return new ResendPage(number, latest, form);
    }
}
