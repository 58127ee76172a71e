using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Aruba.Fatturazione.Web.Features.Shared.TagHelpers;

/// <summary>
/// What every field shares: label above, "(facoltativo)" when it may stay empty, hint, error and warning in words,
/// and the attributes by which assistive technology finds them. Attributes not named here go to the control itself.
/// </summary>
public abstract class FormFieldTagHelper : TagHelper
{
    /// <summary>The property of the model.</summary>
    [HtmlAttributeName("for")]
    public required ModelExpression For { get; set; }

    /// <summary>
    /// The key of the value when the property is a dictionary, or null. Not written as an index in <c>for</c>: the framework compiles such an
    /// expression anew each time the page is drawn.
    /// </summary>
    public string? Entry { get; set; }

    /// <summary>The words above the field.</summary>
    public required string Label { get; set; }

    /// <summary>Help told before typing, or null.</summary>
    public string? Hint { get; set; }

    /// <summary>True when the field may stay empty; required fields carry no mark.</summary>
    public bool Optional { get; set; }

    /// <summary>The view being written.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    /// <summary>What is known of the field.</summary>
    private protected FieldState State() => FieldState.Of(ViewContext, For, Entry);

    /// <summary>Turns the element into the wrapper of the field and returns the attributes meant for the control.</summary>
    private protected static List<TagHelperAttribute> Wrap(TagHelperOutput output, FieldState state, string extraClass = "")
    {
        var own = output.Attributes.Where(attribute => attribute.Name != "class").ToList();
        var cssClass = output.Attributes["class"]?.Value.ToString();
        output.Attributes.Clear();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        var classes = new[] { "field", extraClass, state.Error is null ? "" : "has-error", cssClass };
        output.Attributes.SetAttribute("class", string.Join(' ', classes.Where(c => !string.IsNullOrEmpty(c))));
        return own;
    }

    /// <summary>Gives the control its id, name, description and state, then the attributes written in the page.</summary>
    private protected TagBuilder Dress(TagBuilder control, FieldState state, IEnumerable<TagHelperAttribute> own)
    {
        control
            .With("id", state.Id)
            .With("name", state.Name)
            .With("aria-describedby", state.DescribedBy(Hint))
            .If(state.Error is not null, "aria-invalid", "true");
        foreach (var attribute in own)
        {
            control.Attributes[attribute.Name] = attribute.Value?.ToString() ?? "";
        }

        return control;
    }

    /// <summary>The label with its mark of an optional field.</summary>
    private protected TagBuilder LabelFor(FieldState state) =>
        Markup.Element("label", null, Label, OptionalMark()).With("for", state.Id);

    /// <summary>" (facoltativo)", or null.</summary>
    private protected IHtmlContent? OptionalMark() =>
        Optional ? Markup.Element("span", "optional", " (facoltativo)") : null;

    /// <summary>The hint, or null.</summary>
    private protected IHtmlContent? HintNote(FieldState state) =>
        Hint is null ? null : Markup.Element("p", "hint", Hint).With("id", state.NoteId("hint"));

    /// <summary>The error in words, or null.</summary>
    private protected static IHtmlContent? ErrorNote(FieldState state) => state.Error is null
        ? null
        : Markup.Element("p", "error", Markup.Hidden("Errore: "), state.Error).With("id", state.NoteId("error"));

    /// <summary>The warning in words, or null; it stops nobody.</summary>
    private protected static IHtmlContent? WarningNote(FieldState state) => state.Warning is null
        ? null
        : Markup.Element("p", "warning", Markup.Hidden("Da controllare: "), state.Warning)
            .With("id", state.NoteId("warning"));

    /// <summary>Writes the parts of the field in reading order.</summary>
    private protected static void Fill(TagHelperOutput output, params IHtmlContent?[] parts)
    {
        output.Content.Clear();
        foreach (var part in parts.OfType<IHtmlContent>())
        {
            output.Content.AppendHtml(part);
        }
    }
}
