namespace Aruba.Fatturazione.Web.Features.Admin.Shared;

/// <summary>Asks before something is done, and says what it will cause (model of <c>Confirm.cshtml</c>).</summary>
/// <param name="Title">The question.</param>
/// <param name="Text">What will happen.</param>
/// <param name="Button">The words of the button.</param>
/// <param name="Back">Where to go instead.</param>
internal sealed record ConfirmPage(string Title, string Text, string Button, string Back)
{
    /// <summary>The label of the reason, or null when none is asked.</summary>
    public string? ReasonLabel { get; init; }

    /// <summary>True when it takes something away from someone.</summary>
    public bool Danger { get; init; }

    /// <summary>What was typed, when the page comes back.</summary>
    public string? Motivo { get; init; }
}

/// <summary>The reason of a deed.</summary>
public sealed class ReasonForm
{
    /// <summary>Longest reason kept.</summary>
    public const int MaxLength = 300;

    /// <summary>The reason as typed.</summary>
    public string? Motivo { get; set; }

    /// <summary>Trimmed and cut; null when nothing was typed.</summary>
    public string? Text => string.IsNullOrWhiteSpace(Motivo) ? null : Motivo.Trim() is { Length: > MaxLength } typed ? typed[..MaxLength] : Motivo.Trim();
}
