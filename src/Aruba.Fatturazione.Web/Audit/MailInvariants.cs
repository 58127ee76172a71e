using System.Text.RegularExpressions;
using Aruba.Fatturazione.Orders;
using Aruba.Fatturazione.Web.Outbox;
using Aruba.Fatturazione.Web.Outbox.Handlers;
using Aruba.Fatturazione.Web.Renewals;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Audit;

/// <summary>What must hold of mails.</summary>
internal static partial class MailInvariants
{
    // A customer may choose bonifico again and again, and each time gets the instructions.
    private static readonly string[] MayRepeat = [nameof(TransferChosen)];

    /// <summary>B-I4. A repeated delivery of credentials brings a new password that kills the one before (docs/decisions/0015): all else in it is the same.</summary>
    public static Invariant OneMailOfEachKind { get; } = new("B-I4", "of each kind an order has one mail, under one Message-ID, with one text, unless an agent sent it again")
    {
        Queries = look =>
        [
            new("it was confirmed and no mail says so", Without(look, o => true, nameof(SendOrderConfirmation))),
            new("it is active and no mail says how to enter", Without(look, o => o.Status == OrderStatus.Concluded && o.Kind != OrderKind.Renewal && o.Kind != OrderKind.Extension, nameof(SendActivation))),
            new("something was added and no mail says so", Without(look, o => o.Status == OrderStatus.Concluded && o.Kind == OrderKind.Extension, nameof(SendExtended))),
            new("it was paid and no mail says so", Without(look, o => o.Status == OrderStatus.Concluded, nameof(SendPaymentConfirmation))),
        ],
        More = async (look, ct) =>
        {
            List<Offence> found = [.. await TwiceAsync(look, ct)];
            if (look.Witness is { } witness)
            {
                found.AddRange(await ArrivedAsync(look, witness, ct));
            }

            return found;
        },
    };

    // Orders that were seeded have no rows in the outbox; those whose rows are old enough have lost them to the daily housekeeping.
    private static IQueryable<string> Without(AuditLook look, System.Linq.Expressions.Expression<Func<Order, bool>> which, string reaction) =>
        look.Db.Orders.Where(which)
            .Where(o => look.Db.Outbox.Any(m => m.Topic == o.Number && m.Event == nameof(OrderConfirmed)))
            .Where(o => !look.Db.Outbox.Any(m => m.Topic == o.Number && m.Reaction == reaction)).Select(o => o.Number);

    private static async Task<IEnumerable<Offence>> TwiceAsync(AuditLook look, CancellationToken ct)
    {
        var kinds = ReactionLabels.ForOrders;
        var twice = await look.Db.Outbox.Where(m => kinds.Contains(m.Reaction) && !MayRepeat.Contains(m.Event))
            .GroupBy(m => new { m.Topic, m.Event, m.Reaction, m.Payload }).Where(g => g.Count() > 1)
            .Select(g => new { g.Key.Topic, g.Key.Reaction, Extra = g.Count() - 1 }).ToListAsync(ct);
        List<Offence> found = [];
        foreach (var order in twice.GroupBy(t => t.Topic))
        {
            var sentAgain = await look.Db.Audit.CountAsync(a => a.Action == "mail.resent" && a.Topic == order.Key, ct);
            var reopened = await look.Db.Orders.Where(o => o.Number == order.Key).SelectMany(o => o.History).CountAsync(h => h.Trigger == nameof(OrderTrigger.ReopenedWithPayment), ct);
            if (order.Any(t => t.Extra > sentAgain + reopened))
            {
                found.AddRange(order.Select(t => new Offence(t.Topic, $"two rows of {t.Reaction} for one event")));
            }
        }

        return found;
    }

    private static async Task<IEnumerable<Offence>> ArrivedAsync(AuditLook look, Witness witness, CancellationToken ct)
    {
        var ids = witness.Mails.Select(m => m.Row).OfType<Guid>().Distinct().ToList();
        var rows = await look.Db.Outbox.Where(m => ids.Contains(m.Id)).Select(m => new { m.Id, m.Topic }).ToDictionaryAsync(m => m.Id, m => m.Topic, ct);
        List<Offence> found = [];
        foreach (var copies in witness.Mails.GroupBy(m => m.Row))
        {
            if (copies.Key is not { } row || !rows.TryGetValue(row, out var topic))
            {
                found.AddRange(copies.Select(m => new Offence($"mail {m.Id}", "it was sent past the outbox")));
            }
            else if (copies.DistinctBy(m => (m.Subject, Bare(m.Text), Bare(m.Html))).Count() > 1)
            {
                found.Add(new Offence(topic, "two mails under one Message-ID say different things"));
            }
        }

        return found;
    }

    private static string Bare(string? text) => Variable().Replace(text ?? "", "·");

    // The temporary password (four groups of four) and the instant until which it works.
    [GeneratedRegex(@"\b[A-Za-z2-9]{4}(?:-[A-Za-z2-9]{4}){3}\b|\b\d{1,2}[:.]\d{2}\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();
}
