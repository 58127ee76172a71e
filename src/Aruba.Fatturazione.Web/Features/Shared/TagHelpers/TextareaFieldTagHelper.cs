using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Aruba.Fatturazione.Web.Features.Shared.TagHelpers;

/// <summary>A field of several lines.</summary>
public sealed class TextareaFieldTagHelper : FormFieldTagHelper
{
    /// <summary>Lines shown.</summary>
    public int Rows { get; set; } = 4;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var state = State();
        var own = Wrap(output, state);

        // A browser drops the first line break after the start tag, so one is written for it to drop.
        var area = Markup.Element("textarea", null, new HtmlString("\n"), state.Value)
            .With("rows", Rows.ToString(CultureInfo.InvariantCulture));
        Fill(output, LabelFor(state), HintNote(state), ErrorNote(state), Dress(area, state, own), WarningNote(state));
    }
}
