using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Aruba.Fatturazione.Web.Features.Shared.TagHelpers;

/// <summary>
/// A password: never written back into the page, shown and hidden by a button that only exists with JavaScript.
/// With <c>new</c> its strength is told while typing; the server judges in any case.
/// </summary>
public sealed class PasswordFieldTagHelper : FormFieldTagHelper
{
    /// <summary>True for a password being chosen.</summary>
    public bool New { get; set; }

    /// <summary><c>current-password</c> or <c>new-password</c> unless the page says otherwise.</summary>
    public string? Autocomplete { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var state = State();
        var own = Wrap(output, state);
        var input = Markup.Void("input")
            .With("type", "password")
            .With("autocomplete", Autocomplete ?? (New ? "new-password" : "current-password"))
            .With("autocapitalize", "none")
            .With("spellcheck", "false")
            .If(New, "data-strength");
        Dress(input, state, own);
        input.Attributes.Remove("value");
        PageAssets.NeedScript(ViewContext.HttpContext, "password.js");
        var control = Markup.Element("div", "password", input);
        Fill(output, LabelFor(state), HintNote(state), ErrorNote(state), control, WarningNote(state));
    }
}
