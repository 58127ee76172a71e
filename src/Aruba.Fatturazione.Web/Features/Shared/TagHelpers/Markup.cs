using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Aruba.Fatturazione.Web.Features.Shared.TagHelpers;

/// <summary>Builds encoded HTML in the order in which it is read.</summary>
internal static class Markup
{
    /// <summary>An element with an optional class and its contents: text is encoded, null is left out.</summary>
    public static TagBuilder Element(string name, string? cssClass = null, params object?[] contents)
    {
        var tag = new TagBuilder(name);
        if (cssClass is not null)
        {
            tag.Attributes["class"] = cssClass;
        }

        foreach (var content in contents)
        {
            _ = content is IHtmlContent html
                ? tag.InnerHtml.AppendHtml(html)
                : tag.InnerHtml.Append(content?.ToString() ?? "");
        }

        return tag;
    }

    /// <summary>The same element with one more attribute; a null value leaves the attribute out.</summary>
    public static TagBuilder With(this TagBuilder tag, string attribute, string? value = "")
    {
        if (value is not null)
        {
            tag.Attributes[attribute] = value;
        }

        return tag;
    }

    /// <summary>The same element with one more attribute when the condition holds.</summary>
    public static TagBuilder If(this TagBuilder tag, bool condition, string attribute, string value = "") =>
        condition ? tag.With(attribute, value) : tag;

    /// <summary>An element without an end tag.</summary>
    public static TagBuilder Void(string name, string? cssClass = null)
    {
        var tag = Element(name, cssClass);
        tag.TagRenderMode = TagRenderMode.StartTag;
        return tag;
    }

    /// <summary>Words for people who do not see the screen.</summary>
    public static TagBuilder Hidden(string text) => Element("span", "visually-hidden", text);

    /// <summary>A decorative drawing from the sprite.</summary>
    public static TagBuilder Icon(HttpContext http, string name) =>
        Element("svg", "icon", Element("use").With("href", $"{PageAssets.Url(http, "img/icons.svg")}#{name}"))
            .With("aria-hidden", "true")
            .With("focusable", "false");
}
