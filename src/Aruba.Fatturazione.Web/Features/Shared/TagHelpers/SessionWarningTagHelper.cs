using Aruba.Fatturazione.Web.Accounts;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using NetEscapades.AspNetCore.SecurityHeaders;

namespace Aruba.Fatturazione.Web.Features.Shared.TagHelpers;

/// <summary>
/// Tells the script how long the signed-in visitor may be idle, so that it warns two minutes before the end (WCAG 2.2.1).
/// Written at the end of the layouts, after the other scripts were listed in the head.
/// </summary>
[HtmlTargetElement("session-warning", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class SessionWarningTagHelper : TagHelper
{
    private const string Script = "js/session-warning.js";

    /// <summary>The view being written.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var http = ViewContext.HttpContext;
        var life = SessionLife.Of(http.User);
        output.TagName = null;
        output.Content.AppendHtml(Markup.Element("div")
            .With("hidden", "")
            .With("data-session-minutes", life.ShownMinutes.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .With("data-session-extend", http.User.Identity?.AuthenticationType == Schemes.Panel ? "/pannello/sessione" : "/sessione"));
        output.Content.AppendHtml(Markup.Element("script")
            .With("type", "module")
            .With("src", PageAssets.Url(http, Script))
            .With("nonce", http.GetNonce()));
    }
}
