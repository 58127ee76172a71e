using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Aruba.Fatturazione.Web.Features.Shared.TagHelpers;

/// <summary>An amount of money: <c>&lt;euro cents="123456" /&gt;</c> reads "1.234,56 €".</summary>
[HtmlTargetElement("euro", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class EuroTagHelper : TagHelper
{
    /// <summary>Integer cents.</summary>
    public long Cents { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "money");
        output.Content.SetContent(Italian.Euro(Cents));
    }
}

/// <summary>A day of the Italian calendar: <c>&lt;giorno date="@day" /&gt;</c> reads "24 novembre 2026".</summary>
[HtmlTargetElement("giorno", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class GiornoTagHelper : TagHelper
{
    /// <summary>The day.</summary>
    public DateOnly Date { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        output.Content.SetContent(Italian.Day(Date));
    }
}

/// <summary>An instant in Rome's time: <c>&lt;istante utc="@at" /&gt;</c>; <c>brief</c> for dense tables.</summary>
[HtmlTargetElement("istante", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class IstanteTagHelper : TagHelper
{
    /// <summary>The instant in UTC, whatever kind the database gave it.</summary>
    public DateTime Utc { get; set; }

    /// <summary>True for figures only.</summary>
    public bool Brief { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", Utc.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        output.Content.SetContent(Brief ? Italian.ShortInstant(Utc) : Italian.Instant(Utc));
    }
}
