using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Aruba.Fatturazione.Web.Features.Shared.TagHelpers;

/// <summary>
/// A one-line field: <c>&lt;field for="Cap" label="CAP" inputmode="numeric" autocomplete="postal-code" width="5" /&gt;</c>.
/// </summary>
public sealed class FieldTagHelper : FormFieldTagHelper
{
    /// <summary>The kind of input; text when left out.</summary>
    public string Type { get; set; } = "text";

    /// <summary>Expected length in characters, which the width of the field tells; null fills the column.</summary>
    public int? Width { get; set; }

    /// <summary>A unit after the field, for example €, or null.</summary>
    public string? Unit { get; set; }

    /// <summary>
    /// The check made in the browser on leaving the field: <c>codice-fiscale</c>, <c>partita-iva</c>, <c>cap</c> or
    /// <c>sdi</c>. The server judges in any case.
    /// </summary>
    public string? Live { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var state = State();
        var own = Wrap(output, state);
        var input = Markup.Void("input")
            .With("type", Type)
            .With("value", state.Value)
            .With("size", Width?.ToString(CultureInfo.InvariantCulture))
            .With("data-live", Live);
        Dress(input, state, own);
        if (Live is not null)
        {
            PageAssets.NeedScript(ViewContext.HttpContext, "live-check.js");
        }

        var control = Unit is null
            ? input
            : Markup.Element("span", "with-unit", input, Markup.Element("span", "unit", Unit).With("aria-hidden", "true"));
        Fill(output, LabelFor(state), HintNote(state), ErrorNote(state), control, WarningNote(state));
    }
}
