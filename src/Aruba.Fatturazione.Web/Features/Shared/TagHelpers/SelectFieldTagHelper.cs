using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Aruba.Fatturazione.Web.Features.Shared.TagHelpers;

/// <summary>A list to choose one from; the chosen item is the one whose value the model or the posted form names.</summary>
public sealed class SelectFieldTagHelper : FormFieldTagHelper
{
    /// <summary>The items, in the order shown.</summary>
    public required IEnumerable<SelectListItem> Options { get; set; }

    /// <summary>The first, empty item ("Scegli la provincia"), or null for none.</summary>
    public string? Empty { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var state = State();
        var own = Wrap(output, state);
        var select = Markup.Element("select");
        if (Empty is not null)
        {
            select.InnerHtml.AppendHtml(Markup.Element("option", null, Empty).With("value"));
        }

        foreach (var item in Options)
        {
            var value = item.Value ?? item.Text;
            select.InnerHtml.AppendHtml(Markup.Element("option", null, item.Text)
                .With("value", value)
                .If(state.Value is null ? item.Selected : value == state.Value, "selected")
                .If(item.Disabled, "disabled"));
        }

        Fill(output, LabelFor(state), HintNote(state), ErrorNote(state), Dress(select, state, own), WarningNote(state));
    }
}
