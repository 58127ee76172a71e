using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Aruba.Fatturazione.Web.Features.Shared.TagHelpers;

/// <summary>The tones a badge or notice can have; any other word counts as neutral.</summary>
internal static class Tone
{
    /// <summary>The known tone that the word names.</summary>
    public static string Of(string? word) => word?.ToLowerInvariant() switch
    {
        "good" => "good",
        "warn" => "warn",
        "bad" => "bad",
        "info" => "info",
        _ => "neutral",
    };
}

/// <summary>The state of a thing in a word or two: the word says it, the colour only helps.</summary>
[HtmlTargetElement("badge")]
public sealed class BadgeTagHelper : TagHelper
{
    /// <summary><c>good</c>, <c>warn</c>, <c>bad</c>, <c>info</c> or <c>neutral</c>.</summary>
    public string? Kind { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.Attributes.SetAttribute("class", $"badge {Tone.Of(Kind)}");
    }
}

/// <summary>Something to know on this page, with an optional heading.</summary>
[HtmlTargetElement("notice")]
public sealed class NoticeTagHelper : TagHelper
{
    /// <summary><c>good</c>, <c>warn</c>, <c>bad</c>, <c>info</c> or <c>neutral</c>.</summary>
    public string? Kind { get; set; }

    /// <summary>The heading (an <c>h2</c>), or null.</summary>
    public string? Heading { get; set; }

    /// <summary>The view being written.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var words = await output.GetChildContentAsync();
        var tone = Tone.Of(Kind);
        var drawing = tone switch { "good" => "check", "warn" or "bad" => "alert", _ => "info" };
        var extra = output.Attributes["class"]?.Value.ToString();
        output.TagName = "div";
        output.Attributes.SetAttribute("class", $"notice {tone} {extra}".TrimEnd());
        output.Content.SetHtmlContent(Markup.Icon(ViewContext.HttpContext, drawing));
        var heading = Heading is null ? null : Markup.Element("h2", null, Heading);
        output.Content.AppendHtml(Markup.Element("div", "notice-text", heading, words));
    }
}

/// <summary>Says that there is nothing here yet, and in its content what to do about it.</summary>
[HtmlTargetElement("empty-state")]
public sealed class EmptyStateTagHelper : TagHelper
{
    /// <summary>The heading.</summary>
    public required string Heading { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var words = await output.GetChildContentAsync();
        output.TagName = "div";
        output.Attributes.SetAttribute("class", "empty-state");
        output.Content.SetHtmlContent(Markup.Element("h2", null, Heading));
        output.Content.AppendHtml(words);
    }
}

/// <summary>A decorative drawing: <c>check alert info copy print download user help arrow mail lock bank post external</c>.</summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class IconTagHelper : TagHelper
{
    /// <summary>The name of the drawing in <c>img/icons.svg</c>.</summary>
    public required string Name { get; set; }

    /// <summary>The view being written.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(Markup.Icon(ViewContext.HttpContext, Name));
    }
}
