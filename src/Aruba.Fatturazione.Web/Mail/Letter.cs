namespace Aruba.Fatturazione.Web.Mail;

/// <summary>One part of a letter. Each part knows nothing of how it is drawn: text and HTML say the same because they are made of the same parts.</summary>
public abstract record LetterPart
{
    private LetterPart()
    {
    }

    /// <summary>A paragraph.</summary>
    public sealed record Paragraph(string Text) : LetterPart;

    /// <summary>A heading inside the letter.</summary>
    public sealed record Heading(string Text) : LetterPart;

    /// <summary>A table of label and value.</summary>
    public sealed record Facts(IReadOnlyList<(string Label, string Value)> Rows) : LetterPart;

    /// <summary>Order lines with what they cost and the totals beneath.</summary>
    public sealed record Amounts(IReadOnlyList<(string Label, string Value)> Rows, IReadOnlyList<(string Label, string Value)> Totals) : LetterPart;

    /// <summary>The one thing to do, as a button.</summary>
    public sealed record Action(string Label, Uri Link) : LetterPart;

    /// <summary>A numbered list.</summary>
    public sealed record Steps(IReadOnlyList<string> Items) : LetterPart;

    /// <summary>Something to copy exactly, set apart and in a fixed-width face: a password, an IBAN.</summary>
    public sealed record Code(string Label, string Value) : LetterPart;

    /// <summary>Small print.</summary>
    public sealed record Note(string Text) : LetterPart;
}

/// <summary>A file that goes with a letter.</summary>
/// <param name="Name">File name.</param>
/// <param name="MediaType">For example <c>text/html</c>.</param>
/// <param name="Content">Its bytes, sent as they are.</param>
public sealed record LetterAttachment(string Name, string MediaType, ReadOnlyMemory<byte> Content);

/// <summary>A mail before it is drawn.</summary>
/// <param name="Subject">At most 60 characters, with the order number where there is one.</param>
/// <param name="Greeting">First line.</param>
public sealed record Letter(string Subject, string Greeting)
{
    /// <summary>What it says, in order.</summary>
    public IReadOnlyList<LetterPart> Parts { get; init; } = [];

    /// <summary>Files that go with it.</summary>
    public IReadOnlyList<LetterAttachment> Attachments { get; init; } = [];

    /// <summary>Shown by mail programs beside the subject.</summary>
    public string Preview { get; init; } = "";

    /// <summary>Parts given one after the other.</summary>
    public static Letter Of(string subject, string greeting, params LetterPart[] parts) => new(subject, greeting) { Parts = parts };
}
