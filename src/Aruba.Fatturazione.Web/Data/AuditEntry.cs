namespace Aruba.Fatturazione.Web.Data;

/// <summary>Who did what at the desk, written in the same transaction as the deed. Rows are only added.</summary>
public sealed class AuditEntry
{
    /// <summary>Row id, ascending.</summary>
    public long Id { get; init; }

    /// <summary>UTC instant.</summary>
    public required DateTime At { get; init; }

    /// <summary>Account that acted.</summary>
    public required Guid ActorId { get; init; }

    /// <summary>Its username at the time.</summary>
    public required string Actor { get; init; }

    /// <summary>The deed, a stable English word such as <c>payment.registered</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Order number or other key of what it was done to.</summary>
    public required string Topic { get; init; }

    /// <summary>What changed, without secrets, as JSON or short text.</summary>
    public string? Details { get; init; }
}
