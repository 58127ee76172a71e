using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Aruba.Fatturazione.Web.Features.Shared.TagHelpers;

/// <summary>
/// A tick box for a bool. The label is the content of the element, or <c>label</c>; when both are given the content is
/// explanation below the label. No hidden twin is sent: what is not posted stays false.
/// </summary>
[HtmlTargetElement("checkbox-field")]
public sealed class CheckboxFieldTagHelper : FormFieldTagHelper
{
    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var state = State();
        var content = await output.GetChildContentAsync();
        var own = Wrap(output, state, "check");
        var input = Markup.Void("input")
            .With("type", "checkbox")
            .With("value", "true")
            .If(state.Value?.StartsWith("true", StringComparison.OrdinalIgnoreCase) == true, "checked");
        Dress(input, state, own);
        var both = !string.IsNullOrEmpty(Label) && !content.IsEmptyOrWhiteSpace;
        var words = string.IsNullOrEmpty(Label)
            ? Markup.Element("label", null, content, OptionalMark()).With("for", state.Id)
            : LabelFor(state);
        Fill(
            output, ErrorNote(state), input, words,
            both ? Markup.Element("div", "check-text", content) : null, HintNote(state), WarningNote(state));
    }
}
