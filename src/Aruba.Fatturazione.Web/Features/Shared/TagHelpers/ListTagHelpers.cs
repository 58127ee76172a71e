using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Aruba.Fatturazione.Web.Features.Shared.TagHelpers;

/// <summary>What was answered, to be read again: rows of question, answer and "Modifica".</summary>
[HtmlTargetElement("summary-list")]
public sealed class SummaryListTagHelper : TagHelper
{
    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var extra = output.Attributes["class"]?.Value.ToString();
        output.TagName = "dl";
        output.Attributes.SetAttribute("class", $"summary-list {extra}".TrimEnd());
    }
}

/// <summary>One row of a <c>summary-list</c>; its content is the answer.</summary>
[HtmlTargetElement("summary-row")]
public sealed class SummaryRowTagHelper : TagHelper
{
    /// <summary>The question.</summary>
    public required string Key { get; set; }

    /// <summary>Where the answer can be changed, or null.</summary>
    public string? ChangeHref { get; set; }

    /// <summary>What is changed, for those who hear the link alone ("i dati dell'intestatario"); the key when left out.</summary>
    public string? ChangeLabel { get; set; }

    /// <summary>The visible word of the link.</summary>
    public string ChangeText { get; set; } = "Modifica";

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var answer = await output.GetChildContentAsync();
        output.TagName = "div";
        output.Content.SetHtmlContent(Markup.Element("dt", null, Key));
        output.Content.AppendHtml(Markup.Element("dd", null, answer));
        if (ChangeHref is not null)
        {
            var what = Markup.Hidden($" {ChangeLabel ?? Key}");
            var link = Markup.Element("a", null, ChangeText, what).With("href", ChangeHref);
            output.Content.AppendHtml(Markup.Element("dd", "change", link));
        }
    }
}

/// <summary>What happened, newest first or last as the page orders it.</summary>
[HtmlTargetElement("timeline")]
public sealed class TimelineTagHelper : TagHelper
{
    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "ol";
        output.Attributes.SetAttribute("class", "timeline");
    }
}

/// <summary>One thing that happened; its content says what.</summary>
[HtmlTargetElement("timeline-entry")]
public sealed class TimelineEntryTagHelper : TagHelper
{
    /// <summary>When, in UTC.</summary>
    public DateTime AtUtc { get; set; }

    /// <summary>Tone of the mark: <c>good</c>, <c>warn</c>, <c>bad</c>, <c>info</c> or <c>neutral</c>.</summary>
    public string? Kind { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var words = await output.GetChildContentAsync();
        var when = Markup.Element("time", null, Italian.Instant(AtUtc))
            .With("datetime", AtUtc.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture));
        output.TagName = "li";
        output.Attributes.SetAttribute("class", Tone.Of(Kind));
        output.Content.SetHtmlContent(when);
        output.Content.AppendHtml(Markup.Element("div", null, words));
    }
}

/// <summary>Keyset paging: a way on and a way back, no page numbers.</summary>
[HtmlTargetElement("pager", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PagerTagHelper : TagHelper
{
    /// <summary>Address of the following page, or null on the last.</summary>
    public string? Next { get; set; }

    /// <summary>Address of the page before, or null on the first.</summary>
    public string? Prev { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        // Razor hands an address that is null to a text attribute as an empty one.
        if (string.IsNullOrEmpty(Next) && string.IsNullOrEmpty(Prev))
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "pager");
        output.Attributes.SetAttribute("aria-label", "Pagine dell'elenco");
        Append(output, Prev, "prev", "← Precedenti");
        Append(output, Next, "next", "Successivi →");
    }

    private static void Append(TagHelperOutput output, string? href, string rel, string words)
    {
        if (!string.IsNullOrEmpty(href))
        {
            output.Content.AppendHtml(
                Markup.Element("a", "button secondary", words).With("href", href).With("rel", rel));
        }
    }
}

/// <summary>A value to carry elsewhere (IBAN, causale): selectable, with a copy button that only exists with JavaScript.</summary>
[HtmlTargetElement("copy-line", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class CopyLineTagHelper : TagHelper
{
    /// <summary>What it is.</summary>
    public required string Label { get; set; }

    /// <summary>What is shown.</summary>
    public required string Value { get; set; }

    /// <summary>What is copied when it differs from what is shown (an IBAN without blanks), or null.</summary>
    public string? Copy { get; set; }

    /// <summary>The id of the value; it must be unique in the page.</summary>
    public required string Id { get; set; }

    /// <summary>The view being written.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        PageAssets.NeedScript(ViewContext.HttpContext, "copy.js");
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "copy-line");
        output.Attributes.SetAttribute("data-copy", Copy ?? Value);
        output.Attributes.SetAttribute("data-copy-label", Label);
        output.Content.SetHtmlContent(Markup.Element("span", "copy-label", Label));
        output.Content.AppendHtml(Markup.Element("span", "copy-value", Value).With("id", Id));
    }
}
