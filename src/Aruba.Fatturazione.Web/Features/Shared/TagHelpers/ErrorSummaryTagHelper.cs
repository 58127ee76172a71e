using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Aruba.Fatturazione.Web.Features.Shared.TagHelpers;

/// <summary>
/// The list of what is wrong, on top of the page, with the focus; each line leads to its field and says the same words
/// as beside it. Nothing is written when the form is in order. Lines follow the order in which the model declares its
/// properties, which is the order of the fields in the page.
/// </summary>
[HtmlTargetElement("error-summary")]
public sealed class ErrorSummaryTagHelper : TagHelper
{
    /// <summary>Form names in the order of the page, for what the model does not order: the entries of a dictionary. Null when there are none.</summary>
    public IReadOnlyList<string>? InOrder { get; set; }

    /// <summary>The view being written.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var state = ViewContext.ViewData.ModelState;
        if (state.IsValid)
        {
            output.SuppressOutput();
            return;
        }

        var list = Markup.Element("ul");
        foreach (var (key, entry) in state.OrderBy(pair => Rank(pair.Key), StringComparer.Ordinal))
        {
            if (FieldState.MessageOf(entry) is { } words)
            {
                list.InnerHtml.AppendHtml(Markup.Element("li", null, Line(key, words)));
            }
        }

        PageAssets.NeedScript(ViewContext.HttpContext, "error-focus.js");
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "error-summary");
        output.Attributes.SetAttribute("id", "errori");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute("role", "group");
        output.Attributes.SetAttribute("aria-labelledby", "errori-titolo");
        output.Attributes.Add(new TagHelperAttribute("autofocus"));
        output.Content.SetHtmlContent(Markup.Element("h2", null, "C'è un problema").With("id", "errori-titolo"));
        output.Content.AppendHtml(list);
    }

    private static TagBuilder Line(string key, string words) => key.Length == 0
        ? Markup.Element("span", null, words)
        : Markup.Element("a", null, words).With("href", $"#{FieldState.IdOf(key)}");

    private string Rank(string key)
    {
        var metadata = ViewContext.ViewData.ModelMetadata;
        var rank = "";
        foreach (var segment in key.Split(['.', '['], StringSplitOptions.RemoveEmptyEntries))
        {
            var name = segment.TrimEnd(']');
            var (place, next) = PlaceOf(metadata, name);
            rank += (place ?? PlaceIn(key)) + "/";
            metadata = next;
        }

        return rank;
    }

    private string PlaceIn(string key)
    {
        for (var i = 0; i < InOrder?.Count; i++)
        {
            if (InOrder[i] == key)
            {
                return i.ToString("D4", null);
            }
        }

        return "9999";
    }

    private static (string? Place, ModelMetadata? Next) PlaceOf(ModelMetadata? metadata, string name)
    {
        if (int.TryParse(name, out var index))
        {
            return (index.ToString("D4", null), metadata?.ElementMetadata);
        }

        for (var i = 0; i < (metadata?.Properties.Count ?? 0); i++)
        {
            var property = metadata?.Properties[i];
            if (property?.PropertyName == name)
            {
                return (i.ToString("D4", null), property);
            }
        }

        return (null, null);
    }
}
