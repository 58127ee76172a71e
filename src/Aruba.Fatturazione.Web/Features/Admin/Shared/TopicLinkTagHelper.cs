using Aruba.Fatturazione.Orders;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Aruba.Fatturazione.Web.Features.Admin.Shared;

/// <summary>What a message or an audit row is about: an order or a customer is a link, anything else its own words.</summary>
[HtmlTargetElement("topic-link", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TopicLinkTagHelper : TagHelper
{
    /// <summary>Order number, account id or other key.</summary>
    public required string Topic { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var (href, words) = OrderNumber.TryParse(Topic, out var number) ? ($"/assistenza/ordini/{number}", number)
            : Guid.TryParse(Topic, out var account) ? ($"/assistenza/clienti/{account}", "Cliente")
            : (null, Topic);
        output.TagName = href is null ? "span" : "a";
        output.TagMode = TagMode.StartTagAndEndTag;
        if (href is not null)
        {
            output.Attributes.SetAttribute("href", href);
        }

        output.Content.SetContent(words);
    }
}
