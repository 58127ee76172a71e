namespace Aruba.Fatturazione.Web.Outbox;

/// <summary>
/// One thing to be done because something happened: an event and the reaction that must hear it.
/// Written in the transaction of the event; done at least once by whoever claims it.
/// </summary>
public sealed class OutboxMessage
{
    /// <summary>Most characters of <see cref="LastError"/>.</summary>
    public const int ErrorLength = 500;

    /// <summary>Most characters of <see cref="Outcome"/>.</summary>
    public const int OutcomeLength = 300;

    /// <summary>Identity; also the <c>Message-ID</c> of a mail, so that a repeated mail is recognised as the same.</summary>
    public required Guid Id { get; init; }

    /// <summary>Name of the event.</summary>
    public required string Event { get; init; }

    /// <summary>Name of the reaction.</summary>
    public required string Reaction { get; init; }

    /// <summary>The event as JSON: keys only, no secrets.</summary>
    public required string Payload { get; init; }

    /// <summary>Order number or other key under which people look for it.</summary>
    public required string Topic { get; init; }

    /// <summary>UTC instant of the event.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>W3C trace parent of the request that caused it, or null.</summary>
    public string? TraceParent { get; init; }

    /// <summary>UTC instant before which it is not tried.</summary>
    public DateTime DueAt { get; set; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; set; }

    /// <summary>The instance that holds it.</summary>
    public Guid? ClaimedBy { get; set; }

    /// <summary>UTC instant at which the claim ends by itself.</summary>
    public DateTime? ClaimedUntil { get; set; }

    /// <summary>UTC instant of success, or null.</summary>
    public DateTime? DoneAt { get; set; }

    /// <summary>UTC instant at which it was given up until a person looks, or null.</summary>
    public DateTime? ParkedAt { get; set; }

    /// <summary>Why the last attempt failed, without personal data; or null.</summary>
    public string? LastError { get; set; }

    /// <summary>What the reaction says of its success, in Italian, for the timeline; or null.</summary>
    public string? Outcome { get; set; }
}
