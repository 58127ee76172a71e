using System.Text;
using Aruba.Fatturazione.Payments;
using Aruba.Fatturazione.Web.Configuration;
using Aruba.Fatturazione.Web.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Aruba.Fatturazione.Web.Payments.Webhooks;

/// <summary>Takes verified events in: stored under the provider's id and handed to the outbox in one save, then acknowledged.</summary>
public sealed partial class WebhookInbox(StoreDbContext db, StoreTelemetry telemetry, TimeProvider clock, ILogger<WebhookInbox> logger)
{
    /// <summary>Largest event in bytes.</summary>
    public const int LargestBody = 256 * 1024;

    /// <summary>The raw body, as signed.</summary>
    public static async Task<string> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        using var reader = new StreamReader(request.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), detectEncodingFromByteOrderMarks: false);
        return await reader.ReadToEndAsync(ct);
    }

    /// <summary>Stores an event once, however often it is sent.</summary>
    public async Task StoreAsync(string provider, string eventId, string type, string body, CancellationToken ct)
    {
        Fault.Hit("webhook.read");
        var row = new ProviderEvent
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            Provider = provider,
            EventId = Cut(eventId, 120),
            Type = Cut(type, 100),
            Body = body,
            ReceivedAt = clock.UtcNow(),
        };
        if (await db.ProviderEvents.AnyAsync(e => e.Provider == row.Provider && e.EventId == row.EventId, ct))
        {
            return; // the usual repetition costs no failed insert; the unique index settles the rest
        }

        db.ProviderEvents.Add(row);
        db.Raise(new ProviderEventReceived(row.Id));
        try
        {
            await db.SaveChangesAsync(ct);
            Fault.Hit("webhook.saved");
        }
        catch (DbUpdateException lost) when (!DatabaseTrouble.IsCauseOf(lost))
        {
            // Another delivery of the same event was faster.
            db.ChangeTracker.Clear();
            if (!await db.ProviderEvents.AnyAsync(e => e.Provider == row.Provider && e.EventId == row.EventId, ct))
            {
                throw;
            }
        }
    }

    /// <summary>Counts and refuses a body without valid proof.</summary>
    public IActionResult Refuse(string provider, string why)
    {
        telemetry.WebhookRefused(provider, why);
        LogRefused(logger, provider, why);
        return new BadRequestResult();
    }

    private static string Cut(string text, int length) => text[..Math.Min(text.Length, length)];

    [LoggerMessage(Level = LogLevel.Warning, Message = "A webhook of {Provider} was refused: {Why}")]
    private static partial void LogRefused(ILogger logger, string provider, string why);
}
