using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using NetEscapades.AspNetCore.SecurityHeaders;

namespace Aruba.Fatturazione.Web.Features.Shared.TagHelpers;

/// <summary>
/// Writes the module scripts that the parts of the page asked for, each once and with this response's nonce. Used by the
/// layouts, which run after the page. A page that asked for none loads none.
/// </summary>
[HtmlTargetElement("page-scripts", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PageScriptsTagHelper : TagHelper
{
    /// <summary>The view being written.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var http = ViewContext.HttpContext;
        output.TagName = null;
        foreach (var file in PageAssets.Scripts(http))
        {
            output.Content.AppendHtml(Markup.Element("script")
                .With("type", "module")
                .With("src", PageAssets.Url(http, $"js/{file}"))
                .With("nonce", http.GetNonce()));
        }
    }
}

/// <summary>Asks for a script of <c>wwwroot/js</c>: <c>&lt;need-script file="session-warning.js" /&gt;</c>.</summary>
[HtmlTargetElement("need-script", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class NeedScriptTagHelper : TagHelper
{
    /// <summary>The file under <c>wwwroot/js</c>.</summary>
    public required string File { get; set; }

    /// <summary>The view being written.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        PageAssets.NeedScript(ViewContext.HttpContext, File);
        output.SuppressOutput();
    }
}
